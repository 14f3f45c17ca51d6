"""Deadlines count from the day after, and move off days without work as their roll says."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobilnost.model import AcademicYear, Calendar, MonthDay, Roll, Semester, moved, semester_of

D = dt.date
ALL_SAINTS = Calendar(holidays=frozenset({D(2018, 11, 1)}))


@pytest.mark.parametrize(
    ("anchor", "days", "roll", "due"),
    [
        (D(2018, 10, 1), 30, Roll.NONE, D(2018, 10, 31)),
        (D(2018, 10, 2), 30, Roll.NONE, D(2018, 11, 1)),
        (D(2018, 10, 2), 30, Roll.NEXT, D(2018, 11, 2)),
        (D(2018, 10, 2), 30, Roll.PREVIOUS, D(2018, 10, 31)),
        (D(2018, 10, 5), 1, Roll.NEXT, D(2018, 10, 8)),
        (D(2018, 10, 15), -8, Roll.PREVIOUS, D(2018, 10, 5)),
        (D(2018, 10, 15), -8, Roll.NONE, D(2018, 10, 7)),
        (D(2018, 10, 1), 0, Roll.NEXT, D(2018, 10, 1)),
    ],
)
def test_days_count_from_the_day_after(anchor: D, days: int, roll: Roll, due: D) -> None:
    assert ALL_SAINTS.deadline(anchor, days, roll) == due


def test_a_day_that_is_declared_working_is_one() -> None:
    calendar = Calendar(holidays=frozenset({D(2018, 12, 26)}), working=frozenset({D(2018, 12, 26), D(2018, 12, 29)}))
    assert calendar.is_working(D(2018, 12, 26))
    assert calendar.is_working(D(2018, 12, 29))
    assert not calendar.is_working(D(2018, 12, 30))


@given(st.dates(D(1990, 1, 1), D(2100, 1, 1)), st.sampled_from([Roll.NEXT, Roll.PREVIOUS]))
def test_a_rolled_day_is_a_working_day_in_its_direction(day: D, roll: Roll) -> None:
    rolled = ALL_SAINTS.roll(day, roll)
    assert ALL_SAINTS.is_working(rolled)
    assert rolled >= day if roll is Roll.NEXT else rolled <= day


@given(st.dates(), st.integers(), st.sampled_from(Roll))
def test_no_number_of_days_leaves_the_calendar(day: D, days: int, roll: Roll) -> None:
    off = Calendar(holidays=frozenset({D.min, D.max}))
    assert D.min <= off.deadline(day, days, roll) <= D.max


@given(st.dates(D(1900, 1, 1), D(2999, 12, 31)), st.integers(-5000, 5000))
def test_days_are_counted_as_the_calendar_has_them(day: D, days: int) -> None:
    assert moved(day, days) == day + dt.timedelta(days=days)


@pytest.mark.parametrize(
    ("text", "year", "day", "fixed"),
    [
        ("06-01", 2018, D(2018, 6, 1), False),
        ("06-15 fixed", 2018, D(2018, 6, 15), True),
        ("02-29", 2019, D(2019, 2, 28), False),
        ("02-29", 2020, D(2020, 2, 29), False),
    ],
)
def test_a_day_of_the_year_stands_in_every_year(text: str, year: int, day: D, fixed: bool) -> None:
    month_day = MonthDay.parse(text)
    assert (str(month_day), month_day.in_year(year), month_day.fixed) == (text, day, fixed)


@pytest.mark.parametrize("text", ["", "6-1", "13-01", "06-31", "02-30", "06-01 moving", "2018-06-01", "00-10"])
def test_other_texts_are_no_days_of_the_year(text: str) -> None:
    with pytest.raises(ValueError):
        MonthDay.parse(text)


def test_an_academic_year_is_written_with_both_years() -> None:
    year = AcademicYear.parse("2018/2019")
    assert (year.first, year.second, str(year)) == (2018, 2019, "2018/2019")


@pytest.mark.parametrize("text", ["2018", "2018/2018", "2018/2020", "2018/19", "18/19", "1800/1801"])
def test_years_that_do_not_follow_are_no_academic_year(text: str) -> None:
    with pytest.raises(ValueError):
        AcademicYear.parse(text)


@pytest.mark.parametrize(
    ("first_day", "year", "semester"),
    [
        (D(2018, 8, 1), "2018/2019", Semester.WINTER),
        (D(2018, 7, 31), "2017/2018", Semester.SUMMER),
        (D(2018, 10, 1), "2018/2019", Semester.WINTER),
        (D(2019, 1, 31), "2018/2019", Semester.WINTER),
        (D(2019, 2, 1), "2018/2019", Semester.SUMMER),
    ],
)
def test_a_stay_belongs_to_the_semester_in_which_it_begins(first_day: D, year: str, semester: Semester) -> None:
    assert (str(AcademicYear.of(first_day)), semester_of(first_day)) == (year, semester)


def test_a_university_may_begin_its_year_on_another_day() -> None:
    assert str(AcademicYear.of(D(2018, 9, 30), starts=MonthDay(10, 1))) == "2017/2018"
