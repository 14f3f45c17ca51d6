"""Čl. 22: the forms of staff mobility, the agreement and the call behind it, and a year in an election period."""

import pytest
from pravilnik.cases import D, agreement, assessed, call, employee, outcome, outgoing, past, term

from mobilnost import Span

TOTAL, MAXIMUM = "duration.staff_total", "duration.maximum"
KINDS = {
    "teaching": "met",
    "training": "met",
    "research": "met",
    "project": "met",
    "conference": "met",
    "online": "met",
    "group-visit": "met",
    "study": "unmet",
    "thesis": "unmet",
    "traineeship": "unmet",
    "dual-degree": "unmet",
}


@pytest.mark.parametrize(("kind", "expected"), KINDS.items())
def test_staff_goes_for_anything_but_studies(kind: str, expected: str) -> None:
    assert outcome("mobility.kind.staff", employee(kind=kind)) == expected


@pytest.mark.parametrize(
    ("header", "expected"),
    [({}, "met"), ({"valid_to": D(2019, 4, 30)}, "met"), ({"valid_to": D(2019, 4, 29)}, "unmet")],
    ids=["open-ended", "in force to the last day", "expired the day before"],
)
def test_staff_needs_an_agreement_too(header, expected: str) -> None:
    under = agreement(programme="bilateral", **header)
    assert outcome("agreement.required", employee(), under=under) == expected


def test_the_call_of_staff_sets_no_length_for_students() -> None:
    assert outcome(MAXIMUM, outgoing(), called=call(term(MAXIMUM, "1 month", STAFF))) == "not_applicable"


def test_both_levels_of_agreement_carry_it() -> None:
    under = agreement(programme="bilateral", level="unit", unit="fsre")
    assert outcome("agreement.unit", employee(), under=under) == "met"


STAFF = "participant == 'staff'"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param({"under": agreement(term(MAXIMUM, "2 months"), programme="bilateral")}, "met", id="enough"),
        pytest.param(
            {"under": agreement(term(MAXIMUM, "1 month"), programme="bilateral")}, "unmet", id="the agreement's"
        ),
        pytest.param(
            {"called": call(term(MAXIMUM, "1 month", STAFF), programme="bilateral")}, "unmet", id="the call's"
        ),
        pytest.param(
            {
                "called": call(term(MAXIMUM, "1 month", STAFF), programme="bilateral"),
                "under": agreement(term(MAXIMUM, "2 months"), programme="bilateral"),
            },
            "met",
            id="the agreement beats the call",
        ),
    ],
)
def test_agreement_and_call_say_how_long(said, expected: str) -> None:
    assert outcome(MAXIMUM, employee(), **said) == expected


@pytest.mark.parametrize(
    ("header", "expected"), [({}, "met"), ({"academic_year": "2019/2020"}, "unmet")], ids=["this", "another"]
)
def test_the_call_is_one_of_the_year(header, expected: str) -> None:
    called = call(programme="bilateral", **header)
    assert outcome("staff_call.programme", employee(), called=called) == expected


TEN = past("bilateral", D(2018, 3, 1), D(2018, 12, 31), None)


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        pytest.param((), "met", id="a first stay"),
        pytest.param((TEN,), "met", id="ten months and two are a year"),
        pytest.param((past("bilateral", D(2018, 2, 28), D(2018, 12, 31), None),), "unmet", id="a day more"),
        pytest.param((TEN, past("bilateral", D(2017, 5, 1), D(2017, 5, 1), None)), "unmet", id="many stays"),
        pytest.param((past("bilateral", D(2016, 12, 31), D(2017, 12, 31), None),), "met", id="before the election"),
        pytest.param(
            (TEN, past("bilateral", D(2017, 5, 1), D(2017, 6, 1), None, cancelled=True)), "met", id="cancelled"
        ),
    ],
)
def test_one_year_in_an_election_period(history, expected: str) -> None:
    assert outcome(TOTAL, employee(history=history)) == expected


@pytest.mark.parametrize(
    ("end", "expected"), [(D(2020, 2, 29), "met"), (D(2020, 3, 1), "unmet")], ids=["a year", "a year and a day"]
)
def test_one_stay_alone_is_held_to_it(end: D, expected: str) -> None:
    assert outcome(TOTAL, employee(end=end)) == expected


@pytest.mark.parametrize(
    ("category", "expected"),
    [
        ("teaching", "unmet"),
        ("artistic-teaching", "unmet"),
        ("non-teaching", "not_applicable"),
    ],
)
def test_it_binds_those_who_teach(category: str, expected: str) -> None:
    assert outcome(TOTAL, employee(category=category, end=D(2020, 3, 1))) == expected


COMES = {"direction": "incoming", "sending": "uniri.hr", "receiving": "sum.ba", "employer": "uniri.hr"}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({"election_period": None}, "unknown", id="those who go: it must be on record"),
        pytest.param({"election_period": None, **COMES}, "not_applicable", id="those who come need not say"),
    ],
)
def test_an_election_period_that_nobody_recorded(changes, expected: str) -> None:
    assert outcome(TOTAL, employee(**changes)) == expected


def test_the_total_is_shown_beside_the_year() -> None:
    finding = assessed(employee(history=(TEN,))).finding(TOTAL)
    assert (finding.observed, finding.limit, finding.citation.at) == (Span(12), Span(12), "čl. 22 st. 3")
