"""Agreements as tables of JSON: what they are on a day, what is used of their places, and how two of them differ."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from attrs import asdict

from mobilnost.formats.differences import item
from mobilnost.formats.report import decimal
from mobilnost.model import Agreement, BalanceUnit, Condition, Places, Term
from mobilnost.procedure.agreements.balance import YearBalance
from mobilnost.procedure.agreements.ending import Expiry, earliest_end, state_on
from mobilnost.procedure.agreements.rooms import UNITS, Need, Room
from mobilnost.procedure.agreements.usage import YearUse
from mobilnost.procedure.agreements.versions import Change, Part

Table = dict[str, Any]


def agreement_table(expiry: Expiry, on: date, partners: Iterable[str], countries: Iterable[str], file: str) -> Table:
    """An agreement on a day."""
    one = expiry.agreement
    return {
        "agreement": one.id,
        "programme": one.programme,
        "level": one.level.value,
        "unit": one.unit,
        "partners": list(partners),
        "countries": list(countries),
        "state": state_on(one, on, expiry.successor).value,
        "signed": one.signed.isoformat(),
        "valid_from": one.valid_from.isoformat(),
        "valid_to": _day(one.valid_to),
        **ending_table(expiry, on),
        "amends": one.amends,
        "file": file,
    }


def ending_table(expiry: Expiry, on: date) -> Table:
    """When an agreement ends and why, and the day for notice; when it could end of which notice were given today."""
    return {
        "ends": _day(expiry.end.day if expiry.end else None),
        "ends_by": expiry.end.cause.value if expiry.end else None,
        "notice_by": _day(expiry.notice),
        "notice_passed": expiry.notice_passed(on) if expiry.notice else None,
        "earliest_end": _day(None if expiry.end else earliest_end(expiry.agreement, on)),
        "renewal": expiry.agreement.renewal,
        "amended_by": expiry.successor.id if expiry.successor else None,
    }


def use_table(use: YearUse, *, partial: bool) -> Table:
    """What is used of an agreement's places in a year; `partial` where the reader sees some units only."""
    return {
        "academic_year": str(use.year),
        "partial": partial,
        "places": [
            {
                **places_table(one.places),
                "room": _amounts(one.room),
                "used": _amounts(one.used),
                "left": _amounts(one.left),
                "asked": _amounts(one.asked),
                "overdrawn": list(one.overdrawn),
            }
            for one in use.entries
        ],
        "elsewhere": [{"direction": direction.value, "used": _amounts(need)} for direction, need in use.elsewhere],
    }


def places_table(places: Places) -> Table:
    """Whose places they are."""
    return {
        "direction": places.direction.value,
        "kind": places.kind.value,
        "cycles": None if places.cycles is None else [one.value for one in places.cycles],
    }


def balance_table(agreement: Agreement, unit: BalanceUnit, years: Iterable[YearBalance], *, partial: bool) -> Table:
    """The balance of an exchange, year by year."""
    return {
        "agreement": agreement.id,
        "unit": unit.value,
        "partial": partial,
        "years": [
            {
                "academic_year": str(one.year),
                "sent": decimal(one.sent),
                "received": decimal(one.received),
                "brought": decimal(one.brought),
                "difference": decimal(one.difference),
                "carried": decimal(one.carried),
            }
            for one in years
        ],
    }


def change_table(change: Change, allowed: Iterable[str]) -> Table:
    """One thing in which two agreements differ; `allowed` are the articles that leave it to an agreement."""
    return {
        "part": change.part.value,
        "entry": entry_table(change),
        "key": change.key or None,
        "before": _value(change.before),
        "after": _value(change.after),
        "allowed_by": list(allowed),
    }


def entry_table(change: Change) -> Table | str | None:
    """What the field is of: places by whose they are, a term by its provision, a condition by its id."""
    match change.entry:
        case Places():
            return places_table(change.entry)
        case _:
            return None if change.part is Part.HEAD else change.name


def _value(value: object) -> Any:
    match value:
        case Term() | Condition():
            return {key: item(one) for key, one in asdict(value, recurse=False).items() if one is not None}
        case _:
            return item(value)


def _amounts(amounts: Room | Need) -> Table:
    found: dict[str, Decimal | None] = {unit: getattr(amounts, unit) for unit in UNITS}
    return {unit: decimal(value) for unit, value in found.items() if value is not None}


def _day(value: date | None) -> str | None:
    return None if value is None else value.isoformat()
