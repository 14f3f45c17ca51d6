"""A stay is as long as its programme's strategy says, whatever the calendar does."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobilnost.model import COUNTING, Span, calendar_months, commission_months, measure, merged

DAYS = st.dates(dt.date(1995, 1, 1), dt.date(2040, 12, 31))
SPANS = st.builds(Span, st.integers(0, 60), st.integers(0, 400))


def days(text: str) -> tuple[dt.date, dt.date]:
    first, _, last = text.partition(" ")
    return dt.date.fromisoformat(first), dt.date.fromisoformat(last)


@pytest.mark.parametrize(
    ("stay", "calendar", "commission", "actual"),
    [
        ("2018-10-01 2018-12-31", "3 months", "3 months", "92 days"),
        ("2018-12-01 2019-02-28", "3 months", "2 months 28 days", "90 days"),
        ("2018-10-01 2019-02-15", "4 months 15 days", "4 months 15 days", "138 days"),
        ("2019-02-01 2019-02-28", "1 month", "28 days", "28 days"),
        ("2020-02-01 2020-02-29", "1 month", "29 days", "29 days"),
        ("2019-02-01 2019-03-01", "1 month 1 day", "1 month 1 day", "29 days"),
        ("2019-01-31 2019-02-28", "1 month", "29 days", "29 days"),
        ("2019-01-31 2019-02-27", "28 days", "28 days", "28 days"),
        ("2019-01-01 2019-01-30", "30 days", "1 month", "30 days"),
        ("2019-01-01 2019-01-31", "1 month", "1 month", "31 days"),
        ("2019-01-31 2019-01-31", "1 day", "1 day", "1 day"),
        ("2019-01-31 2019-03-30", "2 months", "2 months 1 day", "59 days"),
        ("2018-09-15 2018-10-14", "1 month", "1 month", "30 days"),
        ("2018-08-31 2019-06-30", "10 months", "10 months 1 day", "304 days"),
    ],
)
def test_each_strategy_counts_both_days(stay: str, calendar: str, commission: str, actual: str) -> None:
    counted = {name: str(count(*days(stay))) for name, count in COUNTING.items()}
    assert counted == {"calendar-months": calendar, "commission-360": commission, "actual-days": actual}


@pytest.mark.parametrize("name", COUNTING)
def test_a_stay_that_ends_before_it_begins_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="wrong-order"):
        COUNTING[name](dt.date(2019, 2, 1), dt.date(2019, 1, 31))


@given(DAYS, st.integers(0, 800))
def test_one_more_day_makes_a_stay_longer_in_calendar_months(start: dt.date, length: int) -> None:
    end = start + dt.timedelta(days=length)
    assert calendar_months(start, end) < calendar_months(start, end + dt.timedelta(days=1))


@given(DAYS, st.integers(0, 800))
def test_what_is_left_of_calendar_months_is_less_than_a_month(start: dt.date, length: int) -> None:
    assert calendar_months(start, start + dt.timedelta(days=length)).days < 31


@given(st.integers(1996, 2040), st.integers(1, 12), st.integers(1, 36))
def test_whole_months_from_the_first_are_whole_months(year: int, month: int, count: int) -> None:
    years, ahead = divmod(month - 1 + count, 12)
    end = dt.date(year + years, ahead + 1, 1) - dt.timedelta(days=1)
    assert calendar_months(dt.date(year, month, 1), end) == Span(count)


@given(DAYS, st.integers(0, 800))
def test_the_commission_never_leaves_thirty_days_over(start: dt.date, length: int) -> None:
    assert commission_months(start, start + dt.timedelta(days=length)).days < 30


@pytest.mark.parametrize(
    ("interruptions", "expected"),
    [
        ([], "4 months 15 days"),
        (["2018-12-22 2019-01-02"], "4 months 4 days"),
        (["2018-12-22 2018-12-28", "2018-12-25 2019-01-02"], "4 months 4 days"),
        (["2018-12-27 2019-01-02", "2018-12-22 2018-12-26"], "4 months 4 days"),
        (["2018-09-01 2018-09-30", "2019-02-16 2019-03-01"], "4 months 15 days"),
        (["2018-09-01 2018-10-10"], "4 months 5 days"),
        (["2018-01-01 2020-01-01"], "0 days"),
    ],
)
def test_interruptions_are_cut_to_the_stay_merged_and_subtracted(interruptions: list[str], expected: str) -> None:
    stay = measure("commission-360", *days("2018-10-01 2019-02-15"), map(days, interruptions))
    assert str(stay) == expected


@given(st.lists(st.tuples(st.integers(-20, 120), st.integers(0, 30)), max_size=6))
def test_no_day_is_subtracted_twice(interruptions: list[tuple[int, int]]) -> None:
    start = dt.date(2019, 1, 1)
    periods = [
        (start + dt.timedelta(days=first), start + dt.timedelta(days=first + length)) for first, length in interruptions
    ]
    away = {offset for first, length in interruptions for offset in range(first, first + length + 1)}
    present = len(set(range(100)) - away)
    assert measure("actual-days", start, start + dt.timedelta(days=99), periods) == Span(0, present)


def test_an_interruption_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="wrong-order"):
        merged([days("2019-01-05 2019-01-01")], *days("2019-01-01 2019-02-01"))


def test_an_unknown_strategy_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        measure("lunar-months", *days("2019-01-01 2019-02-01"))


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("3 months", Span(3)),
        ("1 month", Span(1)),
        ("10 months 15 days", Span(10, 15)),
        ("60 days", Span(0, 60)),
        ("1 day", Span(0, 1)),
        ("1 year", Span(12)),
        ("2 years 1 month", Span(25)),
        ("0 days", Span()),
    ],
)
def test_spans_are_read_as_people_write_them(text: str, span: Span) -> None:
    assert Span.parse(text) == span


@pytest.mark.parametrize(
    "text", ["", "3", "months", "3 moons", "-1 month", "1.5 months", "1 month ", "2 days 1 month", "1year"]
)
def test_other_texts_are_no_spans(text: str) -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span.parse(text)


def test_thirty_days_more_than_a_month_are_still_days() -> None:
    assert Span(0, 62) < Span(1)
    assert str(Span(0, 62)) == "62 days"


def test_a_negative_span_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="wrong-value"):
        Span(-1)


@given(SPANS)
def test_a_written_span_reads_back(span: Span) -> None:
    assert Span.parse(str(span)) == span


@given(SPANS, SPANS, SPANS)
def test_sums_do_not_depend_on_order(first: Span, second: Span, third: Span) -> None:
    assert (first + second) + third == third + (second + first)


@given(SPANS, SPANS)
def test_subtraction_undoes_addition(first: Span, second: Span) -> None:
    assert (first + second) - second == first + Span()


@given(SPANS, SPANS)
def test_nothing_remains_of_a_limit_that_is_used_up(used: Span, limit: Span) -> None:
    assert (limit - used == Span()) or used < limit


@given(SPANS, st.integers(0, 12))
def test_a_multiple_is_a_repeated_sum(span: Span, times: int) -> None:
    assert span * times == times * span == sum([span] * times, Span())


@pytest.mark.parametrize(
    ("span", "share", "expected"),
    [
        (Span(24), Fraction(1, 2), "12 months"),
        (Span(9), Fraction(1, 2), "4 months 15 days"),
        (Span(3), Decimal("0.1"), "9 days"),
        (Span(1), Fraction(1, 7), "4 days"),
        (Span(2, 45), Decimal("0.5"), "1 month 22 days"),
        (Span(5), 0, "0 days"),
    ],
)
def test_a_share_of_a_month_becomes_days(span: Span, share: int | Decimal | Fraction, expected: str) -> None:
    assert str(span * share) == expected


def test_a_span_has_no_negative_multiple() -> None:
    with pytest.raises(ValueError, match="cannot be multiplied"):
        Span(1) * -1
