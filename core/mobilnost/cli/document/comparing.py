"""Two versions of a plan side by side, in lines or as a record."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from mobilnost.cli.counter import Counter
from mobilnost.cli.document.plain import difference_table, plain
from mobilnost.cli.document.telling import PlanTeller
from mobilnost.model import Credits
from mobilnost.procedure.plans.differences import PlanDifference, differences
from mobilnost.procedure.plans.plan import Plan, Version


def show_difference(counter: Counter, plan: Plan, before: Version, after: Version) -> None:
    """What the second version has otherwise than the first."""
    found = differences(before.content, after.content)
    if counter.as_json:
        numbers = {"before": before.number, "after": after.number}
        counter.record({"dossier": plan.dossier, "type": plan.type, **numbers, **difference_table(found)})
        return
    teller = PlanTeller.of(counter)
    counter.say(
        counter.screen.styled(
            f"{plan.dossier}: {teller.document(plan.type)}, {before.number} → {after.number}", bold=True
        )
    )
    for line in _lines(found, teller):
        counter.say(f"  {line}")


def _lines(found: PlanDifference, teller: PlanTeller) -> Iterator[str]:
    if found.nothing:
        yield teller.text("same")
    yield from (f"+ {teller.course(one)}" for one in found.added)
    yield from (f"- {teller.course(one)}" for one in found.removed)
    for change in found.changed:
        yield f"~ {change.title}"
        yield from (f"    {_field(one, teller)}" for one in change.fields)
    yield from (_field(one, teller) for one in found.others)
    before, after = found.ects
    if before != after:
        yield f"{teller.text('fields', 'ects')}: {_ects(before, teller)} → {_ects(after, teller)}"


def _field(field: tuple[str, Any, Any], teller: PlanTeller) -> str:
    name, before, after = field
    return f"{teller.text('fields', name)}: {_value(before, teller)} → {_value(after, teller)}"


def _value(value: Any, teller: PlanTeller) -> str:
    match value:
        case None | ():
            return "–"
        case bool():
            return teller.text("yes" if value else "no")
        case Decimal():
            return teller.forms.number(value)
        case Credits():
            return f"{teller.forms.number(value.value)} {value.scheme.upper()}"
        case tuple():
            return ", ".join(map(str, plain(value)))
    return str(value)


def _ects(value: Decimal | None, teller: PlanTeller) -> str:
    return "–" if value is None else teller.forms.number(value)
