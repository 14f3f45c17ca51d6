"""Čl. 21: staff with a contract at home. External associates do not qualify."""

import pytest
from pravilnik.cases import assessed, employee, outcome

CONTRACT, EXTERNAL = "staff.employment_contract_required", "staff.not_external"
COMES = {"direction": "incoming", "sending": "uniri.hr", "receiving": "sum.ba"}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({"employer": "fsre"}, "met", id="employed by a unit"),
        pytest.param({"employer": "sum.ba"}, "met", id="employed by the university"),
        pytest.param({"employer": "skb-mostar.ba"}, "met", id="employed by the clinical hospital"),
        pytest.param(
            {"employer": "skb-mostar.ba", "category": "non-teaching", "kind": "training"},
            "unmet",
            id="a clerk of the clinical hospital, which qualifies by teaching titles alone",
        ),
        pytest.param({"employer": "unze.ba"}, "unmet", id="employed elsewhere"),
        pytest.param({"employment_contract": False}, "unmet", id="without a contract"),
        pytest.param({"category": "non-teaching", "kind": "training"}, "met", id="a clerk with a contract"),
    ],
)
def test_a_contract_with_the_university(changes, expected: str) -> None:
    assert outcome(CONTRACT, employee(**changes)) == expected


@pytest.mark.parametrize(
    ("category", "expected"),
    [("teaching", "met"), ("artistic-teaching", "met"), ("non-teaching", "met"), ("external", "unmet")],
)
def test_external_associates_do_not_qualify(category: str, expected: str) -> None:
    assert outcome(EXTERNAL, employee(category=category)) == expected


def test_no_paper_can_mend_it() -> None:
    assessment = assessed(employee(category="external", employment_contract=False))
    assert assessment.verdict == "not_eligible"
    assert assessment.unmet == (CONTRACT, EXTERNAL)


@pytest.mark.parametrize("rule", [CONTRACT, EXTERNAL])
def test_those_who_come_are_employed_elsewhere(rule: str) -> None:
    guest = employee(**COMES, category="external", employment_contract=False, employer="uniri.hr")
    assert outcome(rule, guest) == "not_applicable"


def test_each_part_cites_its_paragraph() -> None:
    assessment = assessed(employee())
    assert assessment.finding(CONTRACT).citation.at == "čl. 21 st. 2"
    assert assessment.finding(EXTERNAL).citation.at == "čl. 21 st. 3"
