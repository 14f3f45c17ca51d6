"""Čl. 10: permit and insurance are the student's own duty, unless the agreement or the programme says otherwise."""

import pytest
from pravilnik.cases import D, agreement, assessed, document, incoming, outgoing, paper, term

PAPERS = {
    "travel_health_insurance": "insurance.travel_health",
    "accident_insurance": "insurance.accident",
    "residence_permit": "residence_permit",
}
BARE = {"documents": ()}


@pytest.mark.parametrize("make", [outgoing, incoming], ids=["going", "coming"])
@pytest.mark.parametrize("type", PAPERS)
def test_every_student_needs_them(make, type: str) -> None:
    state = document(type, make(**BARE))
    assert (state.state, state.citation.at) == ("missing", "čl. 10 st. 1")


@pytest.mark.parametrize("type", PAPERS)
def test_online_there_is_no_stay_to_insure(type: str) -> None:
    assert document(type, outgoing(kind="online", **BARE)).state == "not_required"


@pytest.mark.parametrize(("type", "key"), PAPERS.items())
def test_an_agreement_may_lift_the_duty(type: str, key: str) -> None:
    assert document(type, outgoing(**BARE), under=agreement(term(key, False))).state == "not_required"


@pytest.mark.parametrize(("type", "key"), PAPERS.items())
def test_a_programme_may_lift_it_for_students(type: str, key: str) -> None:
    said = term(key, False, applies="participant == 'student'", cites="cites")
    assert document(type, outgoing(**BARE), programme=said).state == "not_required"


@pytest.mark.parametrize(
    ("citizenships", "state"),
    [
        pytest.param(("BA",), "missing", id="a foreigner needs a permit"),
        pytest.param(("BA", "HR"), "not_required", id="a citizen of the host's country needs none"),
    ],
)
def test_nobody_needs_a_permit_at_home(citizenships: tuple[str, ...], state: str) -> None:
    assert document("residence_permit", outgoing(citizenships=citizenships)).state == state


@pytest.mark.parametrize(
    ("on", "verdict"),
    [
        pytest.param(D(2018, 9, 30), "eligible", id="on the eve it may still come"),
        pytest.param(D(2018, 10, 1), "incomplete", id="on the first day it is missing"),
    ],
)
def test_insurance_stands_when_the_stay_begins(on: D, verdict: str) -> None:
    there = paper("learning_agreement", D(2018, 6, 20), "student", "vice_dean", "vice_rector", "host")
    assert assessed(outgoing(documents=(there,)), on=on).verdict == verdict


def test_the_text_names_no_day_for_the_permit() -> None:
    assert assessed(outgoing(), on=D(2019, 2, 1)).verdict == "eligible"
    assert document("residence_permit", outgoing()).due is None
