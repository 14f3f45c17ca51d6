"""Čl. 25: money under bilateral agreements. It decides what is paid, not who may go."""

import pytest
from pravilnik.cases import assessed, cited, deciders, decision, employee, value

from mobilnost import Absence


@pytest.mark.parametrize(
    ("key", "stands", "article"),
    [
        pytest.param("funding.bilateral.conferences", False, "čl. 25 st. 2", id="no money for conferences"),
        pytest.param("funding.bilateral.criteria", Absence.NONE, "čl. 25 st. 2", id="criteria are set elsewhere"),
        pytest.param("funding.unit_cofinancing", True, "čl. 25 st. 3", id="a unit may add its own"),
    ],
)
def test_what_it_says(key: str, stands, article: str) -> None:
    assert value(key, employee()) is stands
    assert cited(key) == article


def test_a_conference_may_be_attended_all_the_same() -> None:
    assert assessed(employee(kind="conference")).verdict == "eligible"


def test_the_vice_rector_sets_the_criteria_by_decision() -> None:
    assert (
        "funding.bilateral.criteria"
        in assessed(employee(), decided=decision("funding.bilateral.criteria")).rulebook.waived
    )


def test_nobody_else_sets_them() -> None:
    assert deciders("funding.bilateral.criteria") == [("vice_rector", "čl. 25 st. 2", False)]
