"""How long a stay is for money: every strategy around month ends and leap years, derived by hand.

The Commission's count is `360 · years + 30 · months + (last day − first day) + 1`, with the 31st as the 30th. A calendar
month ends the day before the same-numbered day of the next, or on the last day of one that has no such day.
"""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobilnost.funding import Measure, PartMonths, duration
from mobilnost.funding.durations import ROUNDING
from mobilnost.model import COUNTING, DaySpan, Span

D = dt.date
COMMISSION, CALENDAR, ACTUAL = "commission-360", "calendar-months", "actual-days"


def test_the_commission_s_own_example_is_three_months_and_fifteen_days() -> None:
    found = duration(Measure(counting=COMMISSION), D(2023, 1, 1), D(2023, 4, 15))
    assert (found.days, found.funded, found.months) == (105, Span(3, 15), Fraction(7, 2))


@pytest.mark.parametrize(
    ("first", "last", "months", "days"),
    [
        (D(2023, 1, 1), D(2023, 4, 15), 3, 15),  # 90 + 14 + 1
        (D(2018, 10, 1), D(2019, 2, 15), 4, 15),  # 360 − 240 + 14 + 1
        (D(2023, 1, 1), D(2023, 1, 30), 1, 0),  # 29 + 1
        (D(2023, 1, 1), D(2023, 1, 31), 1, 0),  # the 31st is the 30th
        (D(2023, 1, 30), D(2023, 1, 31), 0, 1),  # 30 − 30 + 1
        (D(2023, 1, 31), D(2023, 1, 31), 0, 1),
        (D(2023, 1, 31), D(2023, 2, 28), 0, 29),  # 30 + 28 − 30 + 1
        (D(2024, 1, 31), D(2024, 2, 29), 1, 0),  # 30 + 29 − 30 + 1
        (D(2023, 2, 1), D(2023, 2, 28), 0, 28),  # February is not padded where it is not crossed
        (D(2024, 2, 1), D(2024, 2, 29), 0, 29),
        (D(2023, 2, 1), D(2023, 3, 1), 1, 1),  # 30 + 0 + 1: crossed, so it has thirty
        (D(2023, 2, 28), D(2023, 3, 1), 0, 4),  # 30 + 1 − 28 + 1
        (D(2024, 2, 28), D(2024, 3, 1), 0, 4),
        (D(2024, 2, 29), D(2024, 3, 1), 0, 3),  # 30 + 1 − 29 + 1
        (D(2023, 12, 31), D(2024, 1, 1), 0, 2),  # 360 − 330 + 1 − 30 + 1
        (D(2022, 12, 1), D(2023, 2, 28), 2, 28),
        (D(2023, 12, 1), D(2024, 2, 29), 2, 29),
        (D(2023, 4, 30), D(2023, 5, 31), 1, 1),
        (D(2023, 9, 15), D(2023, 10, 14), 1, 0),  # 30 − 1 + 1
        (D(2023, 10, 1), D(2024, 9, 30), 12, 0),
        (D(2024, 2, 29), D(2025, 2, 28), 12, 0),  # 360 − 1 + 1
    ],
)
def test_by_the_commission_months_have_thirty_days(first: D, last: D, months: int, days: int) -> None:
    assert duration(Measure(counting=COMMISSION), first, last).funded == Span(months, days)


@pytest.mark.parametrize(
    ("first", "last", "months", "days"),
    [
        (D(2023, 1, 1), D(2023, 1, 31), 1, 0),
        (D(2023, 1, 1), D(2023, 1, 30), 0, 30),  # thirty days of January are no month
        (D(2023, 1, 31), D(2023, 2, 28), 1, 0),
        (D(2024, 1, 31), D(2024, 2, 28), 0, 29),  # the month would end on the 29th
        (D(2024, 1, 31), D(2024, 2, 29), 1, 0),
        (D(2023, 1, 31), D(2023, 3, 30), 2, 0),
        (D(2023, 2, 1), D(2023, 2, 28), 1, 0),
        (D(2024, 2, 1), D(2024, 2, 28), 0, 28),
        (D(2024, 2, 29), D(2024, 3, 28), 1, 0),
        (D(2023, 9, 15), D(2023, 10, 14), 1, 0),
        (D(2023, 9, 15), D(2023, 10, 15), 1, 1),
        (D(2023, 11, 30), D(2024, 2, 29), 3, 0),
        (D(2023, 12, 1), D(2024, 2, 29), 3, 0),
        (D(2023, 10, 1), D(2024, 7, 31), 10, 0),
    ],
)
def test_calendar_months_end_before_the_same_numbered_day(first: D, last: D, months: int, days: int) -> None:
    assert duration(Measure(counting=CALENDAR), first, last).funded == Span(months, days)


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (D(2023, 2, 1), D(2023, 3, 1), 29),
        (D(2024, 2, 1), D(2024, 3, 1), 30),
        (D(2023, 12, 31), D(2024, 1, 1), 2),
        (D(2024, 2, 29), D(2024, 2, 29), 1),
    ],
)
def test_days_are_counted_as_they_are(first: D, last: D, days: int) -> None:
    assert duration(Measure(counting=ACTUAL), first, last).funded == DaySpan(0, days)


@pytest.mark.parametrize(
    ("part", "paid"),
    [
        (PartMonths.THIRTIETHS, {0: 0, 1: Fraction(1, 30), 15: Fraction(1, 2), 29: Fraction(29, 30), 30: 1}),
        (
            PartMonths.QUARTERS,
            {0: 0, 3: 0, 4: Fraction(1, 4), 10: Fraction(1, 4), 11: Fraction(1, 2), 17: Fraction(1, 2)}
            | {18: Fraction(3, 4), 24: Fraction(3, 4), 25: 1, 30: 1},
        ),
        (PartMonths.HALVES, {0: 0, 7: 0, 8: Fraction(1, 2), 22: Fraction(1, 2), 23: 1, 30: 1}),
        (PartMonths.WHOLE, {0: 0, 1: 0, 29: 0, 30: 0}),
    ],
)
def test_a_part_of_a_month_is_paid_by_its_strategy(part: PartMonths, paid: dict[int, Fraction]) -> None:
    assert {days: ROUNDING[part](days) for days in paid} == paid


# -- the steps


def test_every_step_is_kept() -> None:
    found = duration(
        Measure(counting=COMMISSION, ceiling=Span(4, 0)),
        D(2018, 10, 1),
        D(2019, 2, 15),
        interruptions=[(D(2018, 12, 22), D(2019, 1, 2))],
        zero_grant=10,
        travel=2,
    )
    assert (found.counted, found.interruptions, found.stay) == (Span(4, 15), Span(0, 11), Span(4, 4))
    assert (found.zero_grant, found.travel, found.funded) == (10, 2, Span(3, 26))  # 124 − 10 + 2
    assert found.is_partial


@pytest.mark.parametrize(
    ("how", "funded"),
    [
        ({"share": Fraction(2, 3)}, Span(3, 0)),  # of 135 days 90
        ({"ceiling": Span(4, 0)}, Span(4, 0)),
        ({"ceiling": Span(5, 0)}, Span(4, 15)),
        ({"share": Fraction(1, 2), "ceiling": Span(2, 0)}, Span(2, 0)),  # 67 days, cut to 60
    ],
)
def test_share_and_ceiling_cut_what_is_paid(how: dict[str, Any], funded: Span) -> None:
    measure = Measure(counting=COMMISSION, **how)
    assert duration(measure, D(2018, 10, 1), D(2019, 2, 15)).funded == funded


def test_days_without_a_grant_break_a_month_into_thirty() -> None:
    found = duration(Measure(counting=CALENDAR), D(2023, 9, 15), D(2023, 10, 15), zero_grant=2)
    assert found.funded == Span(0, 29)


def test_more_days_without_a_grant_than_the_stay_has_leave_nothing() -> None:
    found = duration(Measure(counting=ACTUAL), D(2023, 9, 1), D(2023, 9, 5), zero_grant=9)
    assert (found.days, found.months) == (0, 0)


def test_a_stay_that_goes_on_with_another_is_counted_with_it() -> None:
    """1 to 15 and 16 to 31 January are a month, though they are 31 thirtieths."""
    found = duration(Measure(counting=CALENDAR), D(2023, 1, 16), D(2023, 1, 31), since=D(2023, 1, 1))
    assert (found.counted, found.before, found.months) == (Span(1, 0), Span(0, 15), Fraction(1, 2))
    assert (found.first_paid, found.days) == (16, 16)


@pytest.mark.parametrize(
    ("how", "cuts", "partial"),
    [
        ({}, {}, False),
        ({}, {"travel": 2}, False),
        ({}, {"zero_grant": 1}, True),
        ({}, {"zero_grant": 1, "travel": 1}, True),
        ({"share": Fraction(2, 3)}, {}, True),
        ({"ceiling": Span(4, 0)}, {}, True),
        ({"ceiling": Span(4, 15)}, {}, False),
    ],
)
def test_a_stay_of_which_a_part_is_paid_is_known_as_one(
    how: dict[str, Any], cuts: dict[str, int], partial: bool
) -> None:
    found = duration(Measure(counting=COMMISSION, **how), D(2018, 10, 1), D(2019, 2, 15), **cuts)
    assert found.is_partial is partial


# -- for all stays

DAYS = st.dates(D(2015, 1, 1), D(2027, 12, 31))
MEASURES = st.builds(
    Measure,
    counting=st.sampled_from(sorted(COUNTING)),
    part_months=st.sampled_from(PartMonths),
    share=st.sampled_from([Fraction(1), Fraction(1, 2), Fraction(2, 3)]),
    ceiling=st.none() | st.builds(Span, st.integers(0, 12), st.integers(0, 29)),
)


@given(MEASURES, DAYS, st.integers(0, 400), st.integers(0, 40), st.integers(0, 6))
def test_time_is_never_negative(how: Measure, first: D, length: int, zero_grant: int, travel: int) -> None:
    found = duration(how, first, first + dt.timedelta(days=length), zero_grant=zero_grant, travel=travel)
    assert found.days >= 0
    assert found.months >= 0


@given(MEASURES, DAYS, st.integers(1, 400), st.data())
def test_dividing_a_stay_never_pays_more_than_the_whole(
    how: Measure, first: D, length: int, data: st.DataObject
) -> None:
    """Whatever the strategy, and however many parts: each goes on with those before it."""
    last = first + dt.timedelta(days=length)
    cuts = sorted(data.draw(st.sets(st.integers(1, length), max_size=3)))
    starts = [first, *(first + dt.timedelta(days=cut) for cut in cuts)]
    ends = [*(start - dt.timedelta(days=1) for start in starts[1:]), last]
    whole = duration(how, first, last)
    parts = [duration(how, start, end, since=first) for start, end in zip(starts, ends, strict=True)]
    assert sum(one.months for one in parts) <= whole.months
    assert sum(one.days for one in parts) <= whole.days
