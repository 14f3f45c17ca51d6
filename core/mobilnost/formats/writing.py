"""Frozen values written as plain JSON and read back: only of the classes named here, and exactly as they were.

For what the program keeps for itself between two runs. Nothing is read that it would not have written: an unknown
name, a missing or a further attribute, or a value of another shape is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import Any

from attrs import fields

from mobilnost.analysis import Inspection, Remark
from mobilnost.grammar import (
    Absence,
    Add,
    And,
    Call,
    Compare,
    Comparison,
    Fact,
    Figure,
    Literal,
    Many,
    Member,
    Multiply,
    Not,
    Or,
)
from mobilnost.law import Authority, Candidate, Citation, Layer, Mode, Origin, Stricter
from mobilnost.model import (
    CefrLevel,
    Cycle,
    DaySpan,
    Direction,
    Kind,
    Money,
    MonthDay,
    Phrase,
    Place,
    Problem,
    Semester,
    Span,
    StaffCategory,
    StatusInCountry,
    StudyStatus,
)

_CLASSES: Mapping[str, Any] = {
    one.__name__: one
    for one in (
        *(Add, And, Call, Compare, Fact, Figure, Literal, Many, Member, Multiply, Not, Or),
        *(Candidate, Citation, Origin),
        *(DaySpan, Money, MonthDay, Phrase, Place, Problem, Span),
        *(Inspection, Remark),
    )
}
_CHOICES: Mapping[str, type[Enum]] = {
    one.__name__: one
    for one in (
        *(Absence, Authority, CefrLevel, Comparison, Cycle, Direction, Kind, Layer, Mode, Semester, StaffCategory),
        *(StatusInCountry, Stricter, StudyStatus),
    )
}


class Unwritable(ValueError):
    """A value that is not written, or a text that no value was written as."""


def written(value: object) -> object:
    """The plain form of a value: a list is a tuple, and whatever is more than a plain word bears its class's name.

    Raises `Unwritable`.
    """
    match value:
        case Enum():
            return [_named(type(value), _CHOICES), value.value]
        case None | bool() | int() | str():
            return value
        case tuple():
            return ["", *map(written, value)]
        case Decimal():
            return ["Decimal", str(value)]
        case date():
            return ["date", value.isoformat()]
        case Mapping() if all(isinstance(key, str) for key in value):
            return {key: written(one) for key, one in value.items()}
        case _:
            name = _named(type(value), _CLASSES)
            return [name, *(written(getattr(value, one.name)) for one in fields(_CLASSES[name]) if one.init)]


def read(raw: object) -> Any:
    """The value that was written so. Raises `Unwritable`."""
    if raw is None or type(raw) in _PLAIN:
        return raw
    if isinstance(raw, dict):
        return {key: read(one) for key, one in raw.items()}
    if not isinstance(raw, list) or not raw or type(raw[0]) is not str:
        raise Unwritable(repr(raw)[:80])
    items = [one if one is None or type(one) in _PLAIN else read(one) for one in raw]
    name = items[0]
    if not name:
        return tuple(items[1:])
    try:
        class_, aliases = _made_of(name)
        if len(aliases) != len(items) - 1:
            raise Unwritable(name)
        return class_(**dict(zip(aliases, items[1:], strict=True))) if aliases[0] else class_(*items[1:])
    except (KeyError, TypeError, ValueError, ArithmeticError) as error:
        raise Unwritable(str(error)) from error


_PLAIN = frozenset({str, int, bool})
_MAKERS: Mapping[str, Callable[[Any], Any]] = {"Decimal": Decimal, "date": date.fromisoformat, **_CHOICES}


@lru_cache(maxsize=128)
def _made_of(name: str) -> tuple[Callable[..., Any], tuple[str, ...]]:
    """What makes a value of a name, and by which keywords; empty ones where their order is enough."""
    if name in _MAKERS:
        return _MAKERS[name], ("",)
    given = [one for one in fields(_CLASSES[name]) if one.init]
    return _CLASSES[name], tuple(one.alias or one.name if one.kw_only else "" for one in given)


def _named(class_: type, known: Mapping[str, Any]) -> str:
    name = str(class_.__name__)
    if known.get(name) is not class_:
        raise Unwritable(name)
    return name
