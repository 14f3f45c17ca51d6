"""Čl. 24: permit and insurance of outgoing staff; only a special agreement may say otherwise."""

import pytest
from pravilnik.cases import D, agreement, assessed, document, employee, term

PAPERS = {
    "travel_health_insurance": "insurance.travel_health",
    "accident_insurance": "insurance.accident",
    "residence_permit": "residence_permit",
}
COMES = {"direction": "incoming", "sending": "uniri.hr", "receiving": "sum.ba", "employer": "uniri.hr"}


@pytest.mark.parametrize("type", PAPERS)
def test_staff_that_goes_needs_them(type: str) -> None:
    state = document(type, employee(documents=()))
    assert (state.state, state.citation.at) == ("missing", "čl. 24")


@pytest.mark.parametrize("type", PAPERS)
@pytest.mark.parametrize("changes", [COMES, {"kind": "online"}], ids=["staff that comes", "staff online"])
def test_others_do_not(type: str, changes) -> None:
    assert document(type, employee(documents=(), **changes)).state == "not_required"


@pytest.mark.parametrize(("type", "key"), PAPERS.items())
def test_a_special_agreement_may_say_otherwise(type: str, key: str) -> None:
    under = agreement(term(key, False), programme="bilateral")
    assert document(type, employee(documents=()), under=under).state == "not_required"


@pytest.mark.parametrize(
    ("on", "verdict"), [(D(2019, 2, 28), "eligible"), (D(2019, 3, 1), "incomplete")], ids=["the eve", "the day"]
)
def test_insurance_stands_when_the_stay_begins(on: D, verdict: str) -> None:
    assert assessed(employee(documents=()), on=on).verdict == verdict
