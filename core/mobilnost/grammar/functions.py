"""The few named functions of the grammar. Each is total over known values; of an unknown one the result is unknown.

`known` alone is never unknown: it asks whether a fact is there at all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import MAXYEAR, MINYEAR, date
from decimal import ROUND_CEILING, Decimal
from fractions import Fraction

from attrs import frozen

from mobilnost.grammar.types import BOOLEAN, DATE, MONTH_DAY, SPAN, Type, number
from mobilnost.model import Calendar, MonthDay, Roll, Span, moved


@frozen(kw_only=True)
class Function:
    """A named function: what it takes, what it gives, and whether it needs the office's calendar first.

    A parameter `None` takes a value of any type.
    """

    name: str
    parameters: tuple[tuple[str, Type | None], ...]
    result: Type
    apply: Callable[..., object]
    needs_calendar: bool = False

    @property
    def signature(self) -> str:
        """How it is called, for messages."""
        return f"{self.name}({', '.join(name for name, _ in self.parameters)})"


def last_day_after(calendar: Calendar, day: date, days: int | Decimal) -> date:
    """The last day of a period of so many days that a day begins, moved on to a working day.

    The day after is day 1 ('Counting days', a reading).
    """
    return calendar.deadline(day, int(days), Roll.NEXT)


def last_day_before(calendar: Calendar, day: date, days: int | Decimal) -> date:
    """The last day that is at least so many days before a day, moved back to a working day."""
    return calendar.deadline(day, -int(days), Roll.PREVIOUS)


def day_after(day: date, days: int | Decimal) -> date:
    """So many calendar days later, whatever day that is: a portal's deadline does not move."""
    return moved(day, int(days))


def day_before(day: date, days: int | Decimal) -> date:
    """So many calendar days earlier, whatever day that is."""
    return moved(day, -int(days))


def day_in_year(calendar: Calendar, year: int, day: MonthDay) -> date:
    """A yearly day in a given calendar year, moved on to a working day unless it is fixed."""
    year = min(max(year, MINYEAR), MAXYEAR)
    return calendar.roll(day.in_year(year), Roll.NONE if day.fixed else Roll.NEXT)


def credits_due(per_semester: int | Decimal, stay: Span, semester: Span, year: Span) -> int | Decimal:
    """ECTS credits owed for a stay: whole for a semester, twice for a year, pro rata and rounded up below.

    A `semester` of no length makes every stay a whole one (the literal reading of čl. 16 st. 1).
    """
    if stay >= year:
        return 2 * per_semester
    if stay >= semester:
        return per_semester
    part = Fraction(stay.months * 30 + stay.days, semester.months * 30 + semester.days)
    exact = Fraction(per_semester) * part
    return (Decimal(exact.numerator) / exact.denominator).to_integral_value(ROUND_CEILING)


ECTS = number("ects")
FUNCTIONS: Mapping[str, Function] = {
    function.name: function
    for function in (
        Function(
            name="known",
            parameters=(("fact", None),),
            result=BOOLEAN,
            apply=lambda value: value is not None,
        ),
        Function(
            name="last_day_after",
            parameters=(("day", DATE), ("days", number("days"))),
            result=DATE,
            apply=last_day_after,
            needs_calendar=True,
        ),
        Function(
            name="last_day_before",
            parameters=(("day", DATE), ("days", number("days"))),
            result=DATE,
            apply=last_day_before,
            needs_calendar=True,
        ),
        Function(
            name="day_after",
            parameters=(("day", DATE), ("days", number("days"))),
            result=DATE,
            apply=day_after,
        ),
        Function(
            name="day_before",
            parameters=(("day", DATE), ("days", number("days"))),
            result=DATE,
            apply=day_before,
        ),
        Function(
            name="day_in_year",
            parameters=(("year", number("calendar year")), ("day", MONTH_DAY)),
            result=DATE,
            apply=day_in_year,
            needs_calendar=True,
        ),
        Function(
            name="credits_due",
            parameters=(("per_semester", ECTS), ("stay", SPAN), ("semester", SPAN), ("year", SPAN)),
            result=ECTS,
            apply=credits_due,
        ),
    )
}
