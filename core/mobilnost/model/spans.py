"""How long a stay lasts: spans of months and days, and the ways in which programmes count them.

A span is compared by months first and then by days, and never flattened: 30 days of January are no month; a
stay that is counted in days alone is the exception, and knows it (`DaySpan`). How the
days between two dates become a span is the programme's own strategy (čl. 9 names none; its months are read as
calendar months, and for Erasmus+ by the Commission's formula of 30-day months in a year of 360 days).
"""

import calendar
import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from math import floor
from types import MappingProxyType
from typing import Self

from attrs import field, frozen

from mobilnost.model.codes import NOT_NEGATIVE
from mobilnost.model.ordered import require_order

DAYS_PER_MONTH = 30
"""Days that a month stands for when spans are added, subtracted or shared."""

_WORDS = re.compile(r"(?:(\d{1,4}) years?\b ?)?(?:(\d{1,6}) months?\b ?)?(?:(\d{1,6}) days?)?", re.ASCII)


@frozen(order=True)
class Span:
    """A length of time in months and days, ordered by months and then by days.

    Construction keeps what it is given (`Span(0, 62)` stays 62 days). Arithmetic carries thirty days to a
    month.
    """

    months: int = field(default=0, validator=NOT_NEGATIVE)
    days: int = field(default=0, validator=NOT_NEGATIVE)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `3 months`, `10 months 15 days`, `60 days` or `2 years` (a year is twelve months).

        Raises ValueError for any other text.
        """
        match = _WORDS.fullmatch(text)
        if not text or text != text.strip() or match is None:
            raise ValueError(f"not a span: {text!r}")
        years, months, days = (int(part or 0) for part in match.groups())
        return cls(years * 12 + months, days)

    def __str__(self) -> str:
        parts = [_counted(self.months, "month"), _counted(self.days, "day")]
        return " ".join(part for part in parts if part[0] != "0") or "0 days"

    def __add__(self, other: "Span") -> "Span":
        return _carried(self.months + other.months, self.days + other.days)

    def __sub__(self, other: "Span") -> "Span":
        """What remains; a month is broken into thirty days where needed, and nothing falls below zero."""
        if self <= other:
            return Span()
        months, days = self.months - other.months, self.days - other.days
        borrowed = min(months, -(days // DAYS_PER_MONTH)) if days < 0 else 0
        return Span(months - borrowed, max(days + borrowed * DAYS_PER_MONTH, 0))

    def __mul__(self, share: int | Decimal | Fraction) -> "Span":
        """A multiple or a share; what is left of a month becomes days of thirty, rounded down."""
        if not isinstance(share, int | Decimal | Fraction):
            return NotImplemented
        if share < 0:
            raise ValueError(f"a span cannot be multiplied by {share}")
        months, days = self.months * Fraction(share), self.days * Fraction(share)
        whole = floor(months)
        return _carried(whole, floor((months - whole) * DAYS_PER_MONTH + days))

    __rmul__ = __mul__


@frozen(eq=False)
class DaySpan(Span):
    """A stay that is counted in days alone, such as staff's under Erasmus+.

    Beside a limit in months, 30 days stand for a month, as they do in sums (a reading): 45 days are more than one.
    """

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Span):
            return NotImplemented
        return (self.months, self.days) == (other.months, other.days)

    def __hash__(self) -> int:
        return hash(Span(self.months, self.days))

    def __lt__(self, other: Span) -> bool:
        return _in_days(self) < _in_days(other)

    def __le__(self, other: Span) -> bool:
        return _in_days(self) <= _in_days(other)

    def __gt__(self, other: Span) -> bool:
        return _in_days(self) > _in_days(other)

    def __ge__(self, other: Span) -> bool:
        return _in_days(self) >= _in_days(other)

    def __sub__(self, other: Span) -> "DaySpan":
        """The days that remain; none falls below zero."""
        return DaySpan(0, max(_in_days(self) - _in_days(other), 0))


def _in_days(span: Span) -> int:
    return span.months * DAYS_PER_MONTH + span.days


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


def _carried(months: int, days: int) -> Span:
    return Span(months + days // DAYS_PER_MONTH, days % DAYS_PER_MONTH)


Counting = Callable[[dt.date, dt.date], Span]
"""A strategy: the span from a first to a last day, both counted. Raises ValueError if they are reversed."""


def calendar_months(start: dt.date, end: dt.date) -> Span:
    """Whole calendar months, and the days that are left: 1 October to 31 December is 3 months.

    A month ends the day before the same-numbered day of the next month, or, where that month has no such day,
    on its last: 31 January to 28 February is a month, 1 to 30 January is thirty days.
    """
    require_order("start", start, "end", end)
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    while _last_day(start, months) > end:
        months -= 1
    return Span(months, (end - _last_day(start, months)).days)


def _last_day(start: dt.date, months: int) -> dt.date:
    """The last day of the so-many-th month of a stay; for none, the day before it begins."""
    years, month = divmod(start.month - 1 + months, 12)
    year = start.year + years
    length = calendar.monthrange(year, month + 1)[1]
    if start.day > length:
        return dt.date(year, month + 1, length)
    return dt.date(year, month + 1, start.day) - dt.timedelta(days=1)


def commission_months(start: dt.date, end: dt.date) -> Span:
    """The Commission's formula for Erasmus+: months of 30 days, a year of 360, both days counted.

    The 31st counts as the 30th. February is full only where the stay crosses its end: 1 to 28 February is 28
    days. Source: the Commission's NA IT documentation, 'Duration Calculated (days) field in KA131 mobility
    activities'.
    """
    require_order("start", start, "end", end)
    first, last = min(start.day, 30), min(end.day, 30)
    days = (end.year - start.year) * 360 + (end.month - start.month) * 30 + (last - first) + 1
    return Span(*divmod(days, DAYS_PER_MONTH))


def actual_days(start: dt.date, end: dt.date) -> Span:
    """Calendar days, both ends counted, never gathered into months: short stays and staff."""
    require_order("start", start, "end", end)
    return DaySpan(0, (end - start).days + 1)


COUNTING: Mapping[str, Counting] = MappingProxyType(
    {"calendar-months": calendar_months, "commission-360": commission_months, "actual-days": actual_days}
)
"""The strategies by the names under which programmes choose them."""

Period = tuple[dt.date, dt.date]
"""A first and a last day, both counted."""


def measure(strategy: str | Counting, start: dt.date, end: dt.date, interruptions: Iterable[Period] = ()) -> Span:
    """The span of a stay less its recorded interruptions, counted by one strategy (čl. 9, a reading).

    Interruptions are cut to the stay, and those that overlap or touch count once. Raises ValueError when a
    period ends before it begins, KeyError for a strategy that does not exist.
    """
    count = COUNTING[strategy] if isinstance(strategy, str) else strategy
    span = count(start, end)
    for first, last in merged(interruptions, start, end):
        span -= count(first, last)
    return span


def merged(periods: Iterable[Period], start: dt.date, end: dt.date) -> tuple[Period, ...]:
    """The periods cut to the days from `start` to `end`, in order, those that overlap or touch made one."""
    result: list[Period] = []
    for first, last in sorted(periods):
        require_order("start", first, "end", last)
        first, last = max(first, start), min(last, end)
        if last < first:
            continue
        if result and (first - result[-1][1]).days <= 1:
            first, last = result[-1][0], max(result.pop()[1], last)
        result.append((first, last))
    return tuple(result)
