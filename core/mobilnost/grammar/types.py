"""Types and units: what may be compared with what.

A type is checked once, when a law is loaded. Months are never compared with days, ECTS credits never with hours,
and a grade never with a grade of another scale: the unit is part of the type.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import Enum, StrEnum

from attrs import evolve, field, frozen

from mobilnost.model import CefrLevel, Expected, Money, MonthDay, Phrase, Span


class Sort(StrEnum):
    """The sorts of values that facts and provisions can have."""

    BOOLEAN = "boolean"
    NUMBER = "number"
    SPAN = "span"
    CHOICE = "choice"
    TEXT = "text"
    LEVEL = "level"
    DATE = "date"
    MONTH_DAY = "month-day"
    MONEY = "money"


ORDERED = frozenset({Sort.NUMBER, Sort.SPAN, Sort.LEVEL, Sort.DATE})


class Absence(Enum):
    """Why a provision carries no value: there is no limit, or no source supports one."""

    NONE = "none"
    OPEN = "open"


@frozen(kw_only=True)
class Type:
    """A sort, the unit of a number (`days`, `ects`, `hours per week`, `grade 1-5`), and the values of a choice.

    `many` is for provisions that hold a list, such as the statuses that qualify.
    """

    sort: Sort = field(converter=Sort)
    unit: str | None = None
    values: tuple[str, ...] = ()
    many: bool = False

    @property
    def item(self) -> Type:
        """The type of one of many."""
        return evolve(self, many=False)

    def __str__(self) -> str:
        name = f"{self.sort} of {self.unit}" if self.unit else str(self.sort)
        return f"list of {name}" if self.many else name


BOOLEAN = Type(sort=Sort.BOOLEAN)
SPAN = Type(sort=Sort.SPAN)
DATE = Type(sort=Sort.DATE)
TEXT = Type(sort=Sort.TEXT)
LEVEL = Type(sort=Sort.LEVEL, values=tuple(str(level) for level in CefrLevel))
MONTH_DAY = Type(sort=Sort.MONTH_DAY)
MONEY = Type(sort=Sort.MONEY)


def number(unit: str | None = None) -> Type:
    """A number of a unit; without one a plain count or share."""
    return Type(sort=Sort.NUMBER, unit=unit)


def choice(*values: str) -> Type:
    """One of the given words."""
    return Type(sort=Sort.CHOICE, values=values)


class WrongValue(ValueError):
    """A value that its type does not admit; says what was found and what would be right."""

    def __init__(self, found: object, expected: Expected) -> None:
        super().__init__(f"{found!r} is not {expected}")
        self.found = found
        self.expected = expected


def read_value(raw: object, type_: Type) -> object:
    """A value as a file or an expression gives it, turned into what the type stands for.

    Raises `WrongValue`. Spans, dates and days of the year are read from their text.
    """
    if type_.many:
        if not isinstance(raw, list | tuple):
            raise WrongValue(raw, Phrase.of("list-of", item=_expected(type_.item)))
        return tuple(dict.fromkeys(read_value(one, type_.item) for one in raw))
    try:
        value = _read_one(raw, type_)
    except ValueError:
        value = None
    if value is None:
        raise WrongValue(raw, _expected(type_))
    return value


def _expected(type_: Type) -> str:
    return ", ".join(type_.values) or ("word" if type_.sort is Sort.TEXT else type_.sort.value)


def _read_one(raw: object, type_: Type) -> object | None:
    match type_.sort:
        case Sort.BOOLEAN:
            return raw if isinstance(raw, bool) else None
        case Sort.NUMBER:
            endless = isinstance(raw, Decimal) and not raw.is_finite()
            return raw if isinstance(raw, int | Decimal) and not isinstance(raw, bool) and not endless else None
        case Sort.SPAN:
            return raw if isinstance(raw, Span) else Span.parse(raw) if isinstance(raw, str) else None
        case Sort.MONTH_DAY:
            return raw if isinstance(raw, MonthDay) else MonthDay.parse(raw) if isinstance(raw, str) else None
        case Sort.MONEY:
            amount = raw if isinstance(raw, Money) else Money.parse(raw) if isinstance(raw, str) else None
            return None if amount is None or amount.amount < 0 else amount
        case Sort.DATE:
            return raw if isinstance(raw, date) else date.fromisoformat(raw) if isinstance(raw, str) else None
        case Sort.LEVEL:
            return CefrLevel(raw) if isinstance(raw, str) else None
        case Sort.CHOICE | Sort.TEXT:
            known = isinstance(raw, str) and (not type_.values or raw in type_.values)
            return str(raw) if known else None


def write_value(value: object) -> object:
    """A value in the plain form that files and JSON carry; the inverse of `read_value`."""
    if isinstance(value, tuple | frozenset):
        return [write_value(one) for one in value]
    if isinstance(value, bool):
        return value
    return str(value)
