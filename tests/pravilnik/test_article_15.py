"""Čl. 15: the student stays a student, and money is a matter of agreements and other acts."""

import pytest
from pravilnik.cases import assessed, law, outgoing


def test_nothing_in_a_dossier_is_judged_by_it() -> None:
    said = law().law
    assert [one for one in (*said.rules, *said.documents, *said.obligations) if "čl. 15" in one.citation.at] == []


@pytest.mark.parametrize("zero_grant", [True, False], ids=["without money", "with money"])
def test_money_does_not_decide_who_may_go(zero_grant: bool) -> None:
    assert assessed(outgoing(zero_grant=zero_grant)).verdict == "eligible"
