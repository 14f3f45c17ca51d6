"""What differs between two rulebooks as one object of JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any, TypeVar

from attrs import asdict

from mobilnost.accounts.chapters import RuleAccount
from mobilnost.accounts.differences import Difference, Differences, Item, Waived
from mobilnost.accounts.figures import FigureAccount
from mobilnost.accounts.touched import Reviewed, Touched, Turn
from mobilnost.assessment import Finding
from mobilnost.formats.entries import Tables
from mobilnost.formats.report import decimal, finding
from mobilnost.law import Component
from mobilnost.model import Halt, Places
from mobilnost.rules import DocumentRequirement, Obligation, Rule

SCHEMA = 1

Table = dict[str, Any]
Thing = Rule | FigureAccount | DocumentRequirement | Obligation | Component | Waived | Item
T = TypeVar("T", bound=Thing)
#: Tells a finding of a dossier before (`False`) or after (`True`) the change.
Message = Callable[[Touched, bool, Finding], str]


def differences_table(
    found: Differences, names: tuple[str, str], tables: tuple[Tables, Tables], circumstances: tuple[Table, Table]
) -> Table:
    """Everything that differs; `names` are those of the sides, `tables` write what each of them has."""
    return {
        "schema": SCHEMA,
        "before": {"name": names[0], **circumstances[0]},
        "after": {"name": names[1], **circumstances[1]},
        "differ": bool(found),
        "instruments": _each(found.items, tables),
        "provisions": _each(found.figures, tables),
        "rules": _each(found.rules, tables),
        "documents": _each(found.documents, tables),
        "obligations": _each(found.obligations, tables),
        "components": _each(found.components, tables),
        "waived": _each(found.waived, tables),
        "dossiers": None,
    }


def reviewed_table(reviewed: Reviewed, message: Message) -> Table:
    """The dossiers that were judged by both sides."""
    return {
        "judged": reviewed.count,
        "refused": list(reviewed.refused),
        "touched": [_touched(one, message) for one in reviewed.touched],
    }


def _each(found: Iterable[Difference[T]], tables: tuple[Tables, Tables]) -> list[Table]:
    before, after = tables
    return [
        {
            "change": one.kind.value,
            "before": _thing(one.before, before) if one.before else None,
            "after": _thing(one.after, after) if one.after else None,
        }
        for one in found
    ]


def _thing(thing: Thing, tables: Tables) -> Table:
    match thing:
        case Rule():
            return tables.rule(RuleAccount(rule=thing, elsewhere=thing.figures))
        case Waived():
            return {"kind": "waiver", "key": thing.key, **tables.origin(thing.origin)}
        case Item():
            return {"kind": "item", "layer": thing.layer.value, "key": thing.key, "value": item(thing.value)}
        case _:
            return tables.entry(thing)


def item(value: object) -> Any:
    """What an instrument says of itself, as it would be written."""
    match value:
        case None | bool() | int() | str():
            return value
        case tuple():
            return [item(one) for one in value]
        case Places() | Halt():
            return {key: item(one) for key, one in asdict(value, recurse=False).items() if one is not None}
        case Decimal():
            return decimal(value)
        case _:
            return str(value)


def _touched(given: Touched, message: Message) -> Table:
    return {
        "dossier": given.id,
        "verdict": {"before": given.before.verdict.value, "after": given.after.verdict.value},
        "findings": [_turn(given, one, message) for one in given.turns],
        "documents": {"added": list(given.papers_added), "removed": list(given.papers_removed)},
    }


def _turn(given: Touched, turn: Turn, message: Message) -> Table:
    before, after = turn.before, turn.after
    return {
        "before": finding(before, message(given, False, before)) if before else None,
        "after": finding(after, message(given, True, after)) if after else None,
    }
