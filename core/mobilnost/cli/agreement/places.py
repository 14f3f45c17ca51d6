"""Places as they are typed: `outgoing:study:persons=4,months=30,cycles=first+second`."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from mobilnost.model import BadValue, Cycle, Direction, Kind, Places

_PARTS = re.compile(r"[:,\s]+")
#: What may be said of places, and the key that it stands for.
AMOUNTS = {
    "persons": "persons_per_year",
    "months": "months_per_year",
    "days": "days_per_year",
    "semesters": "student_semesters_per_year",
}


class Mistyped(ValueError):
    """What was typed are no places; `part` is where."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.part = part


def places_of(text: str) -> Places:
    """The places that a text means: direction, kind, and how many. Raises `Mistyped`."""
    found: dict[str, Any] = {}
    for part in filter(None, _PARTS.split(text.strip())):
        name, mark, value = part.partition("=")
        found |= _amount(name, value) if mark else _word(part)
    if "direction" not in found or "kind" not in found:
        raise Mistyped(text)
    try:
        return Places(**found)
    except BadValue as error:
        raise Mistyped(text) from error


def _word(part: str) -> dict[str, Any]:
    for key, words in (("direction", Direction), ("kind", Kind)):
        if part in {one.value for one in words}:
            return {key: words(part)}
    raise Mistyped(part)


def _amount(name: str, value: str) -> dict[str, Any]:
    try:
        if name == "cycles":
            return {"cycles": tuple(Cycle(one) for one in value.split("+"))}
        if name in AMOUNTS:
            number = Decimal(value)
            return {AMOUNTS[name]: number if name == "months" else _whole(number)}
    except (ValueError, InvalidOperation) as error:
        raise Mistyped(f"{name}={value}") from error
    raise Mistyped(f"{name}={value}")


def _whole(number: Decimal) -> int:
    if number != number.to_integral_value():
        raise ValueError(number)
    return int(number)
