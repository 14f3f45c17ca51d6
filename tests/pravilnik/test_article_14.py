"""Čl. 14: the figures that recognition goes by, and the day by which results are entered."""

import pytest
from attrs import evolve
from pravilnik.cases import D, assessed, duty, employee, incoming, outgoing, paper, provision, value

import mobilnost as m
from mobilnost.grammar import Absence, number
from mobilnost.model import AcademicYear, Semester, SemesterStart


def test_more_than_seventy_percent_of_overlap() -> None:
    assert value("recognition.overlap_percent", outgoing()) == 70
    assert provision("recognition.overlap_percent").type == number("percent")


def test_that_exactly_seventy_is_an_elective_is_a_reading() -> None:
    citation = provision("recognition.overlap_percent").citation
    assert (citation.at, citation.reading) == ("čl. 14 st. 2 t. 1.2, 1.3", True)


def test_credits_of_another_scheme_are_converted_by_one_of_four_principles() -> None:
    principle = provision("recognition.credit_principle")
    assert principle.type.values == ("workload", "home-course", "year-load", "table")
    assert value("recognition.credit_principle", outgoing()) == "year-load"
    assert (principle.citation.at, principle.citation.reading) == ("čl. 14 st. 2 t. 1.1", True)


def test_a_full_year_is_sixty_credits_and_how_many_hours_one_is_nobody_has_said() -> None:
    assert value("recognition.full_year_ects", outgoing()) == 60
    assert value("recognition.hours_per_ects", outgoing()) is Absence.OPEN


def test_entered_ten_days_before_the_semester() -> None:
    assert value("recognition.enter_days_before_semester", outgoing()) == 10
    assert provision("recognition.enter_days_before_semester").citation.at == "čl. 14 st. 2 t. 3.7"


# ---------------------------------------------------------------------- st. 2 t. 3.7

ENTERED = "recognition.enter_days_before_semester"
WINTER, SUMMER = D(2018, 10, 1), D(2019, 2, 25)
SEMESTERS = (
    SemesterStart(academic_year=AcademicYear(2018), semester=Semester.WINTER, begins=WINTER),
    SemesterStart(academic_year=AcademicYear(2018), semester=Semester.SUMMER, begins=SUMMER),
    SemesterStart(academic_year=AcademicYear(2019), semester=Semester.WINTER, begins=D(2019, 9, 30)),
)


@pytest.mark.parametrize(
    ("end", "holidays", "due"),
    [
        pytest.param(D(2019, 1, 31), (), D(2019, 2, 15), id="ten days before a Monday: a Friday"),
        pytest.param(D(2019, 1, 31), (D(2019, 2, 15),), D(2019, 2, 14), id="moved back off a holiday"),
        pytest.param(D(2019, 2, 24), (), D(2019, 2, 15), id="back on the day before it begins"),
        pytest.param(D(2019, 2, 25), (), D(2019, 9, 20), id="it has begun: the next one"),
        pytest.param(D(2019, 6, 30), (), D(2019, 9, 20), id="the winter of the next year"),
    ],
)
def test_the_unit_enters_the_results_before_the_semester(end: D, holidays: tuple[D, ...], due: D) -> None:
    owed = duty(ENTERED, outgoing(end=end), semesters=SEMESTERS, holidays=holidays)
    assert owed is not None
    assert (owed.due, owed.who, owed.to, owed.citation.at) == (due, "unit", None, "čl. 14 st. 2 t. 3.7")


def test_whoever_misses_that_changes_no_verdict() -> None:
    """The student goes on all the same."""
    late = D(2019, 2, 16)
    with_, without = (assessed(outgoing(), semesters=known, on=late) for known in (SEMESTERS, ()))
    assert next(one for one in with_.obligations if one.id == ENTERED).state == "overdue"
    assert with_.verdict is without.verdict
    assert (with_.unmet, with_.waiting) == (without.unmet, without.waiting)


def test_it_is_done_when_the_entry_is_on_record() -> None:
    there = outgoing()
    done = evolve(there, documents=(*there.documents, paper("entry_of_results", D(2019, 2, 12))))
    found = duty(ENTERED, done, semesters=SEMESTERS, on=D(2019, 3, 1))
    assert found is not None
    assert found.state == "done"


@pytest.mark.parametrize("dossier", [incoming(), employee()], ids=["those who come", "staff"])
def test_it_is_owed_of_students_who_go(dossier: m.Dossier) -> None:
    assert duty(ENTERED, dossier, semesters=SEMESTERS) is None


@pytest.mark.parametrize("known", [(), SEMESTERS[:1]], ids=["none", "none so late"])
def test_without_the_beginning_of_the_semester_there_is_no_day(known: tuple[SemesterStart, ...]) -> None:
    assert duty(ENTERED, outgoing(), semesters=known) is None
