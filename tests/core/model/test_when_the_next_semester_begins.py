"""The semester in which somebody goes on is the next that begins after the stay, as far as the office has said when."""

from __future__ import annotations

from datetime import date as D

import pytest

from mobilnost.model import AcademicYear, BadValue, Semester, SemesterStart, Settings, next_semester, semesters_touched

WINTER_2018 = SemesterStart(academic_year=AcademicYear(2018), semester=Semester.WINTER, begins=D(2018, 10, 1))
SUMMER_2018 = SemesterStart(academic_year=AcademicYear(2018), semester=Semester.SUMMER, begins=D(2019, 2, 25))
WINTER_2019 = SemesterStart(academic_year=AcademicYear(2019), semester=Semester.WINTER, begins=D(2019, 9, 23))
SUMMER_2019 = SemesterStart(academic_year=AcademicYear(2019), semester=Semester.SUMMER, begins=D(2020, 2, 24))
ALL = (SUMMER_2019, WINTER_2018, WINTER_2019, SUMMER_2018)


@pytest.mark.parametrize(
    ("known", "last", "begins"),
    [
        pytest.param(ALL, D(2019, 2, 15), SUMMER_2018, id="back before the summer"),
        pytest.param(ALL, D(2019, 2, 24), SUMMER_2018, id="on the day before"),
        pytest.param(ALL, D(2019, 2, 25), WINTER_2019, id="it has begun: the one after"),
        pytest.param(ALL, D(2019, 9, 22), WINTER_2019, id="back late in September"),
        pytest.param(ALL, D(2019, 9, 25), SUMMER_2019, id="a winter that began early is known to have begun"),
        pytest.param((SUMMER_2018,), D(2019, 2, 2), SUMMER_2018, id="the semester of that day, begun later"),
        pytest.param((SUMMER_2018,), D(2019, 1, 20), SUMMER_2018, id="in January the winter has begun"),
        pytest.param((SUMMER_2018,), D(2018, 10, 31), None, id="in October it may not have"),
        pytest.param((WINTER_2019,), D(2019, 4, 30), None, id="in April the summer may begin yet"),
        pytest.param((WINTER_2019,), D(2019, 5, 1), WINTER_2019, id="in May it has"),
        pytest.param((WINTER_2019,), D(2019, 1, 20), None, id="the summer between is not known"),
        pytest.param((SUMMER_2019,), D(2019, 2, 15), None, id="a year off"),
        pytest.param(ALL, D(2020, 2, 24), None, id="nothing is known further on"),
        pytest.param((), D(2019, 2, 15), None, id="nothing is known at all"),
    ],
)
def test_the_next_that_begins_after_a_day(
    known: tuple[SemesterStart, ...], last: D, begins: SemesterStart | None
) -> None:
    assert next_semester(known, last) == (begins and begins.begins)


@pytest.mark.parametrize(
    ("first", "last", "touched"),
    [
        (D(2018, 10, 1), D(2019, 1, 31), 1),
        (D(2018, 10, 1), D(2019, 2, 1), 2),
        (D(2019, 2, 1), D(2019, 7, 31), 1),
        (D(2019, 7, 31), D(2019, 8, 1), 2),
        (D(2018, 10, 1), D(2020, 7, 31), 4),
    ],
)
def test_a_stay_touches_the_semesters_in_which_it_has_a_day(first: D, last: D, touched: int) -> None:
    assert semesters_touched(first, last) == touched


def test_one_semester_begins_once() -> None:
    with pytest.raises(BadValue):
        Settings(institution="sum.ba", country="BA", semesters=(WINTER_2018, WINTER_2018))


def test_semesters_begin_in_their_order() -> None:
    """A summer that begins before its winter is a slip of the pen."""
    early = SemesterStart(academic_year=AcademicYear(2018), semester=Semester.SUMMER, begins=D(2018, 9, 30))
    with pytest.raises(BadValue):
        Settings(institution="sum.ba", country="BA", semesters=(WINTER_2018, early))
