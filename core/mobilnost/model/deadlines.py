"""Days by which something is due: counting, rolling, academic years and semesters.

Days are calendar days from the day after the event (a reading; the Pravilnik has no rule of its own). A duty
of a person, unit or office moves to the next working day, a duty 'at least so many days before' to the one
before, and a programme's own portal does not move.
"""

import datetime as dt
import re
from enum import StrEnum
from typing import Self

from attrs import field, frozen

from mobilnost.model.codes import between
from mobilnost.model.problems import BadValue

_MONTH_DAY = re.compile(r"(\d\d)-(\d\d)( fixed)?", re.ASCII)
_ACADEMIC_YEAR = re.compile(r"(\d{4})/(\d{4})", re.ASCII)
_LEAP_YEAR = 2000


class Roll(StrEnum):
    """Where a deadline goes that falls on a day without work."""

    NEXT = "next"
    PREVIOUS = "previous"
    NONE = "none"


def moved(day: dt.date, days: int) -> dt.date:
    """So many calendar days later; what lies beyond the calendar is its first or last day."""
    ordinal = min(max(day.toordinal() + days, dt.date.min.toordinal()), dt.date.max.toordinal())
    return dt.date.fromordinal(ordinal)


@frozen
class Calendar:
    """The days on which an office works: no Saturday, Sunday or holiday, unless declared working."""

    holidays: frozenset[dt.date] = frozenset()
    working: frozenset[dt.date] = frozenset()

    def is_working(self, day: dt.date) -> bool:
        """Whether the office works on that day."""
        return day in self.working or (day.weekday() < 5 and day not in self.holidays)

    def roll(self, day: dt.date, roll: Roll) -> dt.date:
        """That day, or the nearest working day in the direction of `roll`."""
        step = {Roll.NEXT: 1, Roll.PREVIOUS: -1, Roll.NONE: 0}[roll]
        while step and not self.is_working(day) and dt.date.min < day < dt.date.max:
            day = moved(day, step)
        return day

    def deadline(self, anchor: dt.date, days: int, roll: Roll) -> dt.date:
        """So many calendar days after the anchor, the day after it being day 1; negative days count back."""
        return self.roll(moved(anchor, days), roll)


@frozen(order=True)
class MonthDay:
    """A day that returns every year; `fixed` when it does not move off a weekend or holiday."""

    month: int = field(validator=between(1, 12))
    day: int = field(validator=between(1, 31))
    fixed: bool = False

    def __attrs_post_init__(self) -> None:
        try:
            dt.date(_LEAP_YEAR, self.month, self.day)
        except ValueError as error:
            raise BadValue("day", found=str(self), expected="month-day") from error

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `06-01` or `06-15 fixed`. Raises ValueError for any other text."""
        match = _MONTH_DAY.fullmatch(text)
        if match is None:
            raise ValueError(f"not a day of the year: {text!r}")
        return cls(int(match[1]), int(match[2]), match[3] is not None)

    def __str__(self) -> str:
        return f"{self.month:02}-{self.day:02}" + (" fixed" if self.fixed else "")

    def in_year(self, year: int) -> dt.date:
        """The day in that year; 29 February is 28 February where the year has none."""
        try:
            return dt.date(year, self.month, self.day)
        except ValueError:
            return dt.date(year, self.month, self.day - 1)


@frozen(order=True)
class AcademicYear:
    """An academic year by the calendar year in which it begins: 2018 is written `2018/2019`."""

    #: From 1899, as the first days that a stay may have lie in the year that began then.
    first: int = field(validator=between(1899, 2999))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `2018/2019`. Raises ValueError for any other text, and where the years do not follow."""
        match = _ACADEMIC_YEAR.fullmatch(text)
        if match is None or int(match[2]) != int(match[1]) + 1:
            raise ValueError(f"not an academic year: {text!r}")
        return cls(int(match[1]))

    @classmethod
    def of(cls, day: dt.date, starts: MonthDay = MonthDay(8, 1)) -> Self:
        """The year of a stay that begins on that day; by default, a year begins on 1 August."""
        return cls(day.year if day >= starts.in_year(day.year) else day.year - 1)

    @property
    def second(self) -> int:
        """The calendar year in which it ends."""
        return self.first + 1

    def __str__(self) -> str:
        return f"{self.first}/{self.second}"


class Semester(StrEnum):
    """A half of the academic year."""

    WINTER = "winter"
    SUMMER = "summer"


def semester_of(day: dt.date) -> Semester:
    """The semester in which a stay begins: winter from August to January, else summer (čl. 18)."""
    return Semester.SUMMER if 2 <= day.month <= 7 else Semester.WINTER
