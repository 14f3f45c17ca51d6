"""Plans, versions and papers as the JSON that other systems read; amounts are decimal strings, days ISO dates."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import StrEnum
from typing import Any

import attrs

from mobilnost.desk.plans import PlanState
from mobilnost.procedure.plans.differences import PlanDifference
from mobilnost.procedure.plans.plan import Version
from mobilnost.procedure.receipts import Paper

Table = dict[str, Any]


def plan_table(state: PlanState) -> Table:
    """A plan with all its versions; `change_until` is the last day on which a change may be signed."""
    day = state.law.last_day
    return {
        "type": state.plan.type,
        "change_until": day.isoformat() if day else None,
        "versions": [version_table(state, one) for one in state.plan.versions],
    }


def version_table(state: PlanState, version: Version) -> Table:
    """A version, how it stands, and whose signatures it lacks."""
    stages = state.law.needed(state.plan, version)
    return {
        **plain(version),
        "ects": plain(version.content.ects),
        "standing": state.law.standing(state.plan, version).value,
        "missing": list(version.lacks(stages[-1].roles if stages else ())),
    }


def paper_table(paper: Paper) -> Table:
    """A paper, with the id by which its file is asked for."""
    return {"id": paper.id, **plain(paper)}


def difference_table(difference: PlanDifference) -> Table:
    """What differs; of fields their names and both values."""
    changed = [{"title": one.title, "fields": _fields(one.fields)} for one in difference.changed]
    return {
        "added": plain(difference.added),
        "removed": plain(difference.removed),
        "changed": changed,
        "ects": plain(difference.ects),
        "others": _fields(difference.others),
    }


def plain(value: Any) -> Any:
    """A value as JSON has it."""
    match value:
        case StrEnum():
            return value.value
        case dt.date():
            return value.isoformat()
        case Decimal():
            return f"{value:f}"
        case tuple() | list():
            return [plain(one) for one in value]
    if attrs.has(type(value)):
        return {one.name: plain(getattr(value, one.name)) for one in attrs.fields(type(value))}
    return value


def _fields(fields: tuple[tuple[str, Any, Any], ...]) -> list[Table]:
    return [{"field": name, "before": plain(before), "after": plain(after)} for name, before, after in fields]
