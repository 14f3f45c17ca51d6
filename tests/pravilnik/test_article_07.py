"""Čl. 7: learning agreements and training agreements: when, with which credits, and who may do without."""

from decimal import Decimal

import pytest
from pravilnik.cases import (
    HOME_SIGNATURES,
    D,
    agreement,
    assessed,
    course,
    document,
    employee,
    incoming,
    outcome,
    outgoing,
    paper,
    term,
)

from mobilnost.model import Course, Credits

LEARNING, TRAINING = "learning_agreement", "training_agreement"


@pytest.mark.parametrize("make", [outgoing, incoming], ids=["those who go", "those who come"])
@pytest.mark.parametrize(
    ("signed", "expected"),
    [
        pytest.param(D(2018, 9, 30), "met", id="the day before departure"),
        pytest.param(D(2018, 10, 1), "unmet", id="on the day of arrival"),
        pytest.param(None, "not_applicable", id="a day that nobody recorded"),
    ],
)
def test_it_is_made_before_departure(make, signed, expected: str) -> None:
    assert outcome("learning_agreement.required", make(documents=(paper(LEARNING, signed),))) == expected


def test_a_training_agreement_is_made_before_departure() -> None:
    late = outgoing(kind="traineeship", documents=(paper(TRAINING, D(2018, 10, 2)),))
    assert outcome("training_agreement.required", late) == "unmet"
    assert outcome("learning_agreement.required", late) == "not_applicable"


def test_a_postponed_arrival_leaves_more_time() -> None:
    dossier = outgoing(documents=(paper(LEARNING, D(2018, 10, 1)),), arrived=D(2018, 10, 3))
    assert outcome("learning_agreement.required", dossier) == "met"


@pytest.mark.parametrize(
    ("on", "verdict"),
    [
        pytest.param(D(2018, 9, 30), "eligible", id="on the eve of departure it may still come"),
        pytest.param(D(2018, 10, 1), "incomplete", id="on the first day it is missing"),
    ],
)
def test_a_missing_one_counts_from_the_first_day(on: D, verdict: str) -> None:
    insured = (paper("travel_health_insurance"), paper("accident_insurance"))
    assert assessed(outgoing(documents=insured), on=on).verdict == verdict


@pytest.mark.parametrize(
    ("credits", "expected"),
    [((20,), "met"), ((6, 6, 7), "unmet"), ((6, 6, 8), "met"), ((), "unmet"), (None, "unknown")],
    ids=["twenty", "nineteen", "twenty in three courses", "an empty list", "nobody has said"],
)
def test_the_courses_carry_twenty_credits(credits, expected: str) -> None:
    courses = None if credits is None else tuple(course(one) for one in credits)
    assert outcome("learning_agreement.minimum_ects", outgoing(courses=courses)) == expected


def test_twenty_stays_twenty_for_a_stay_of_one_month() -> None:
    month = {"programme": "ceepus", "start": D(2019, 3, 1), "end": D(2019, 3, 31)}
    assert outcome("learning_agreement.minimum_ects", outgoing(courses=(course(19),), **month)) == "unmet"
    assert outcome("study.minimum_ects_per_semester", outgoing(courses=(course(19),), **month)) == "met"


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("study", "unmet"),
        ("dual-degree", "unmet"),
        ("thesis", "not_applicable"),
        ("research", "not_applicable"),
        ("traineeship", "not_applicable"),
        ("online", "not_applicable"),
        ("group-visit", "not_applicable"),
    ],
)
def test_theses_research_and_traineeships_need_no_courses(kind: str, expected: str) -> None:
    assert outcome("learning_agreement.minimum_ects", outgoing(kind=kind, courses=(course(3),))) == expected


@pytest.mark.parametrize("make", [outgoing, incoming], ids=["those who go", "those who come"])
def test_it_speaks_of_both_directions(make) -> None:
    assert outcome("learning_agreement.minimum_ects", make(courses=(course(19),))) == "unmet"


def foreign(ects, conversion):
    credits = Credits(value=Decimal(180), scheme="hours")
    return Course(host_title="Databases", host_credits=credits, host_ects=ects, conversion=conversion)


@pytest.mark.parametrize(
    ("courses", "expected"),
    [
        pytest.param((course(20),), "met", id="ECTS explain themselves"),
        pytest.param((foreign(Decimal(20), "60 a year"),), "met", id="converted, and the principle named"),
        pytest.param((foreign(Decimal(20), None),), "unmet", id="the principle is missing"),
        pytest.param((foreign(None, "60 a year"),), "unmet", id="the value is missing"),
        pytest.param((course(20), foreign(None, None)), "unmet", id="one of two is not explained"),
        pytest.param(None, "not_applicable", id="no courses yet"),
    ],
)
def test_other_credits_are_explained(courses, expected: str) -> None:
    assert outcome("learning_agreement.credits_explained", outgoing(courses=courses)) == expected


def test_a_missing_explanation_can_still_be_written() -> None:
    assert assessed(outgoing(courses=(course(20), foreign(Decimal(6), None)))).verdict == "incomplete"


def test_a_training_agreement_has_a_quality_commitment() -> None:
    assert document("quality_commitment", outgoing(kind="traineeship")).state == "missing"
    assert document("quality_commitment", outgoing()).state == "not_required"


@pytest.mark.parametrize(("kind", "type"), [("dual-degree", LEARNING), ("traineeship", TRAINING)])
def test_a_joint_programme_needs_neither(kind: str, type: str) -> None:
    joint = outgoing(kind=kind, joint_programme=True, documents=())
    assert document(type, joint).state == "not_required"
    assert document(type, outgoing(kind=kind, documents=())).state == "missing"


def test_without_a_learning_agreement_there_are_no_credits_to_count() -> None:
    joint = outgoing(kind="dual-degree", joint_programme=True, courses=(course(3),))
    assert outcome("learning_agreement.minimum_ects", joint) == "not_applicable"


def test_a_joint_programme_may_ask_for_one_itself() -> None:
    asks = term("learning_agreement.required", True, applies="joint_programme", cites="cites")
    joint = outgoing(kind="dual-degree", joint_programme=True, documents=())
    assert document(LEARNING, joint, programme=asks).state == "missing"


@pytest.mark.parametrize(
    ("kind", "type"), [("study", LEARNING), ("traineeship", TRAINING)], ids=["learning", "training"]
)
def test_an_agreement_may_do_without(kind: str, type: str) -> None:
    under = agreement(term(f"{type}.required", False))
    assert document(type, outgoing(kind=kind, documents=()), under=under).state == "not_required"


def test_staff_has_none() -> None:
    assert document(LEARNING, employee()).state == "not_required"
    assert outcome("learning_agreement.minimum_ects", employee()) == "not_applicable"


def test_a_new_version_needs_its_own_signatures() -> None:
    first = paper(LEARNING, D(2018, 6, 1), *HOME_SIGNATURES, "host")
    second = paper(LEARNING, D(2018, 7, 1), "student")
    state = document(LEARNING, outgoing(documents=(first, second)))
    assert state.missing_signatures == ("vice_dean", "vice_rector", "host")
