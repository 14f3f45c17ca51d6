"""How long a stay is for money: counted, cut and rounded by named strategies, with every step kept.

    counted         from the first to the last day, both included, by the programme's own count
    interruptions   recorded ones are no part of the stay; what is left is what the law's limits are held against
    zero_grant      days of the stay that are not paid
    travel          days of travel that are paid beside it
    share           the part of the stay that is paid, such as two thirds
    ceiling         the longest time that is paid

What is left are full months and days; a part of a month is paid by thirtieths, by quarters, by halves or not at all.
What is paid by days is paid for the days of the same count; months of the calendar are no number of days, so there it
is paid for the days of the calendar.

A stay that begins the day after another of the same person, programme and kind has ended goes on with it (a reading):
both are counted as one, and what the earlier came to is taken off. So nobody gains by dividing a stay, by whatever
strategy, and none of the ways of counting would keep that promise by itself: 1 to 15 and 16 to 31 January are 31
thirtieths, and the month is one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import StrEnum
from fractions import Fraction
from math import floor
from types import MappingProxyType

from attrs import evolve, frozen

from mobilnost.model import COUNTING, DAYS_PER_MONTH, DaySpan, Period, Span, measure, merged

WHOLE_STAY = Fraction(1)
#: Counts that know no days of their own, by the count that is taken for what is paid by days.
BY_DAYS: Mapping[str, str] = MappingProxyType({"calendar-months": "actual-days"})


class PartMonths(StrEnum):
    """How the days that make no full month are paid."""

    THIRTIETHS = "thirtieths"
    QUARTERS = "quarters"
    HALVES = "halves"
    WHOLE = "whole"


def thirtieths(days: int) -> Fraction:
    """A thirtieth of a month for each day: the Commission's rule."""
    return Fraction(days, DAYS_PER_MONTH)


def quarters(days: int) -> Fraction:
    """Quarters: 1 to 3 days are nothing, 4 to 10 one, 11 to 17 two, 18 to 24 three, from 25 on a month.

    Practice of the programme before 2014 in Türkiye (erasmus.ankara.edu.tr, 2012/2013).
    """
    return Fraction(min((days + 3) // 7, 4), 4)


def halves(days: int) -> Fraction:
    """The nearest half: up to 7 days are nothing, 8 to 22 one, from 23 on a month.

    Known is that halves are paid (vse.cz); where they begin is a reading.
    """
    return Fraction(floor(Fraction(2 * days, DAYS_PER_MONTH) + Fraction(1, 2)), 2)


def whole_months(days: int) -> Fraction:
    """Nothing, however many days: months are not split (CEEPUS, elte.hu)."""
    return Fraction(0 * days)


ROUNDING: Mapping[PartMonths, Callable[[int], Fraction]] = MappingProxyType(
    {
        PartMonths.THIRTIETHS: thirtieths,
        PartMonths.QUARTERS: quarters,
        PartMonths.HALVES: halves,
        PartMonths.WHOLE: whole_months,
    }
)
"""The strategies by the names under which provisions choose them."""


@frozen(kw_only=True)
class Measure:
    """How days become what is paid: the way of counting (a name in `COUNTING`), parts of months, share and ceiling."""

    counting: str
    part_months: PartMonths = PartMonths.THIRTIETHS
    share: Fraction = WHOLE_STAY
    ceiling: Span | None = None

    def months(self, span: Span) -> Fraction:
        """The months that are paid of a time; one that is counted in days alone has a month for each thirty."""
        months, days = divmod(span.days, DAYS_PER_MONTH) if isinstance(span, DaySpan) else (span.months, span.days)
        return months + ROUNDING[self.part_months](days)

    def capped(self, span: Span) -> Span:
        """A time, cut to the share that is paid and to the ceiling."""
        if self.share != WHOLE_STAY:
            span = _like(span, _days(span) * self.share)
        return span if self.ceiling is None or span <= self.ceiling else _like(span, Fraction(_days(self.ceiling)))


@frozen(kw_only=True)
class Duration:
    """A stay's time for money with all its steps.

    `before` is the paid time of the stays that it goes on with, and `since` their first day; both are counted in
    `counted`. `funded` is what is paid of the whole, the earlier stays included. `in_days` are both once more, for what
    is paid by days.
    """

    measure: Measure
    first: date
    last: date
    since: date
    counted: Span
    interruptions: Span
    stay: Span
    zero_grant: int
    travel: int
    funded: Span
    before: Span
    in_days: tuple[Span, Span]

    @property
    def months(self) -> Fraction:
        """The months that are paid of this stay."""
        return max(self.measure.months(self.funded) - self.months_before, Fraction(0))

    @property
    def months_before(self) -> Fraction:
        """The months that were paid of the stays that it goes on with."""
        return self.measure.months(self.before)

    @property
    def days(self) -> int:
        """The days that are paid of this stay."""
        return max(_days(self.in_days[0]) - self.first_paid + 1, 0)

    @property
    def first_paid(self) -> int:
        """The number of its first paid day; 1, unless it goes on with another stay."""
        return _days(self.in_days[1]) + 1

    @property
    def continues(self) -> bool:
        """Whether it goes on with an earlier stay."""
        return self.since < self.first

    @property
    def is_partial(self) -> bool:
        """Whether days without a grant, a share or a ceiling leave only a part of the stay to be paid."""
        return self.zero_grant > 0 or _days(self.funded) < _days(self.stay) + self.travel


def duration(
    how: Measure,
    first: date,
    last: date,
    *,
    interruptions: Iterable[Period] = (),
    zero_grant: int = 0,
    travel: int = 0,
    since: date | None = None,
) -> Duration:
    """The time of a stay from a first to a last day; `since` is the first day of the stays that it goes on with.

    Days of no grant and of travel are whole days. Raises `ValueError` where the last day lies before the first.
    """
    begins = first if since is None else min(since, first)
    breaks = merged(interruptions, first, last)

    def paid(how: Measure) -> tuple[Span, Span]:
        """What is paid from `begins` on, and of it what the earlier stays were paid."""
        whole = measure(how.counting, begins, last, breaks)
        return how.capped(_more(_less(whole, zero_grant), travel)), _before(how, begins, first)

    count = COUNTING[how.counting]
    stay = measure(count, begins, last, breaks)
    funded, before = paid(how)
    return Duration(
        measure=how,
        first=first,
        last=last,
        since=begins,
        counted=count(begins, last),
        interruptions=_like(stay, Fraction(sum(_days(count(*one)) for one in breaks))),
        stay=stay,
        zero_grant=zero_grant,
        travel=travel,
        funded=funded,
        before=before,
        in_days=paid(evolve(how, counting=BY_DAYS.get(how.counting, how.counting))),
    )


def _before(how: Measure, begins: date, first: date) -> Span:
    if begins == first:
        return Span()
    return how.capped(COUNTING[how.counting](begins, date.fromordinal(first.toordinal() - 1)))


def _days(span: Span) -> int:
    return span.months * DAYS_PER_MONTH + span.days


def _like(span: Span, days: Fraction) -> Span:
    """So many days, whole ones, as the span has them: in months and days, or in days alone."""
    return DaySpan(0, floor(days)) if isinstance(span, DaySpan) else Span(*divmod(floor(days), DAYS_PER_MONTH))


def _less(span: Span, days: int) -> Span:
    return span - DaySpan(0, days) if isinstance(span, DaySpan) else span - Span(0, days) if days else span


def _more(span: Span, days: int) -> Span:
    """A few days more; without any, thirty days that are no month stay what they are."""
    return _like(span, Fraction(_days(span) + days)) if days else span
