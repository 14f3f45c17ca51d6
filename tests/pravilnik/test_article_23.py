"""Čl. 23: how staff is selected, and that more than one mobility a year is allowed."""

import pytest
from pravilnik.cases import (
    D,
    agreement,
    assessed,
    call,
    cited,
    deciders,
    decision,
    employee,
    incoming,
    outcome,
    past,
    term,
    value,
)

from mobilnost import Absence, InvalidData, Span

CRITERIA, COMMITTEE, PER_YEAR = "selection.staff.criteria", "selection.staff.committee", "mobilities.staff_per_year"
ONE_A_YEAR = agreement(term(PER_YEAR, 1), programme="bilateral")


@pytest.mark.parametrize(
    ("category", "number", "first", "own"),
    [
        ("teaching", 19, "past_mobilities", "papers"),
        ("artistic-teaching", 19, "past_mobilities", "academic_title"),
        ("non-teaching", 6, "past_mobilities", "quality_of_work_plan"),
    ],
)
def test_the_criteria(category: str, number: int, first: str, own: str) -> None:
    criteria = value(CRITERIA, employee(category=category))
    assert (len(criteria), criteria[0]) == (number, first)
    assert own in criteria
    assert "languages" in criteria


@pytest.mark.parametrize(
    "said",
    [
        pytest.param({"called": call(term(CRITERIA, ["languages"]), programme="bilateral")}, id="the call"),
        pytest.param({"under": agreement(term(CRITERIA, ["languages"]), programme="bilateral")}, id="the agreement"),
    ],
)
def test_call_and_agreement_may_have_criteria_of_their_own(said) -> None:
    assert value(CRITERIA, employee(), **said) == ("languages",)


def test_the_committee_has_seven_members_for_a_year() -> None:
    assert value(COMMITTEE, employee()) == (
        "teacher_social",
        "teacher_biotechnical",
        "teacher_humanities",
        "teacher_technical",
        "teacher_educational",
        "teacher_arts",
        "rectorate",
    )
    assert value("selection.staff.mandate", employee()) == Span(12)
    assert (cited(COMMITTEE), cited("selection.staff.mandate")) == ("čl. 23 st. 5", "čl. 23 st. 4")


@pytest.mark.parametrize("key", [CRITERIA, COMMITTEE])
def test_the_office_may_nominate_employees_of_the_rectorate(key: str) -> None:
    own = employee(category="non-teaching", kind="training", employer="sum.ba")
    waived = assessed(own, decided=decision(key)).rulebook.waived
    assert list(waived) == [key]
    assert waived[key].citation.at == "01-1/18"


@pytest.mark.parametrize("key", [CRITERIA, COMMITTEE])
def test_it_is_the_office_that_decides_so(key: str) -> None:
    assert deciders(key) == [("office", "čl. 23, iza st. 3", False)]


@pytest.mark.parametrize("key", [CRITERIA, COMMITTEE])
def test_it_may_nominate_nobody_else(key: str) -> None:
    with pytest.raises(InvalidData) as refused:
        assessed(employee(employer="fsre"), decided=decision(key))
    assert [(one.kind, one.article) for one in refused.value.problems] == [("waiver-out-of-scope", "čl. 23, iza st. 3")]


def history(*starts: D):
    return tuple(past("bilateral", start, start, None) for start in starts)


def test_more_than_one_a_year_is_allowed() -> None:
    often = employee(history=history(D(2018, 10, 1), D(2018, 11, 1), D(2018, 12, 1)))
    assert value(PER_YEAR, often) is Absence.NONE
    assert outcome(PER_YEAR, often) == "not_applicable"


@pytest.mark.parametrize(
    ("earlier", "expected"),
    [
        pytest.param((), "met", id="the first of the year"),
        pytest.param((D(2018, 8, 1),), "unmet", id="one since August"),
        pytest.param((D(2018, 7, 31),), "met", id="one of the year before"),
    ],
)
def test_unless_the_agreement_says_otherwise(earlier, expected: str) -> None:
    assert outcome(PER_YEAR, employee(history=history(*earlier)), under=ONE_A_YEAR) == expected


def test_students_have_no_such_limit() -> None:
    assert outcome(PER_YEAR, incoming(programme="bilateral"), under=ONE_A_YEAR) == "not_applicable"
