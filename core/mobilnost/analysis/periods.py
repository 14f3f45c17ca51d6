"""When instruments are in force: on which days an agreement is read, and whether it lasts for the stays of a call."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from mobilnost.law import Programme
from mobilnost.model import AcademicYear, Agreement, MonthDay

#: The day on which an academic year begins (`AcademicYear.of`); on the day before it, the last one ended.
YEAR_BEGINS = MonthDay(8, 1)


def year_of(year: AcademicYear) -> tuple[date, date]:
    """The first and the last day of an academic year."""
    return YEAR_BEGINS.in_year(year.first), YEAR_BEGINS.in_year(year.second) - timedelta(days=1)


def end_of(agreement: Agreement) -> tuple[date, str] | None:
    """The last day on which an agreement is in force, and the key that says so; `None` while it has no end."""
    known = [(agreement.valid_to, "valid_to")] if agreement.valid_to else []
    halts = ((agreement.terminated, "terminated"), (agreement.suspended, "suspended"))
    known += [(halt.date - timedelta(days=1), key) for halt, key in halts if halt is not None]
    return min(known) if known else None


def days_of_law(first: date, last: date | None, programme: Programme, turns: Iterable[date]) -> list[date]:
    """A day in each edition, and after each turn of the law, from one day to another."""
    changes = {*turns, *(edition.valid_from for edition in programme.editions)}
    return sorted({first, *(day for day in changes if first < day <= (last or date.max))})
