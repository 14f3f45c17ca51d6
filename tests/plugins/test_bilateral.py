"""Bilateral agreements: what they leave open, what an agreement may fill in, and where the regulation stays firm."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from plugins.programme_cases import assessed, components, days, due, granted, law_of, outcome, suiting
from pravilnik.cases import agreement, employee, outgoing, terms

import mobilnost as m

D = dt.date
MINIMUM, RECIPROCITY = "bilateral.duration.minimum", "bilateral.reciprocity.required"
PLACES = """
[[places]]
direction = "outgoing"
kind = "study"
persons_per_year = 2
student_semesters_per_year = 4
[[places]]
direction = "incoming"
kind = "study"
persons_per_year = {incoming}
student_semesters_per_year = 4
"""


def student(**changes: Any) -> m.Dossier:
    return outgoing(**{"programme": "bilateral", **changes})


@pytest.mark.parametrize("count", [1, 7, 120])
def test_no_stay_is_too_short_unless_the_agreement_says_so(count: int) -> None:
    dossier = student(**days(D(2018, 10, 1), count))
    assert outcome(MINIMUM, dossier) == "not_applicable"
    assert outcome("duration.minimum", dossier) == "not_applicable"  # čl. 9 st. 1 names two programmes


@pytest.mark.parametrize(("end", "expected"), [(D(2018, 11, 30), "met"), (D(2018, 11, 29), "unmet")])
def test_an_agreement_may_name_a_shortest_stay(end: D, expected: str) -> None:
    dossier = student(start=D(2018, 10, 1), end=end)
    under = suiting(dossier, terms(bilateral__duration__minimum="2 months"))
    assert outcome(MINIMUM, dossier, under=under) == expected


@pytest.mark.parametrize(("incoming", "expected"), [(2, "met"), (1, "unmet")])
def test_balance_is_asked_for_only_by_an_agreement(incoming: int, expected: str) -> None:
    dossier, places = student(), PLACES.format(incoming=incoming)
    wants = terms(bilateral__reciprocity__required=True)
    assert outcome(RECIPROCITY, dossier, under=suiting(dossier, places)) == "not_applicable"
    assert outcome(RECIPROCITY, dossier, under=suiting(dossier, wants + places)) == expected


def test_balance_without_places_is_unknown() -> None:
    dossier = student()
    under = suiting(dossier, terms(bilateral__reciprocity__required=True))
    assert outcome(RECIPROCITY, dossier, under=under) == "unknown"


def test_the_partner_hears_of_a_guest_as_early_as_it_asks() -> None:
    dossier = student(start=D(2018, 10, 1))
    under = suiting(dossier, terms(bilateral__nomination__days=180))
    assert due("bilateral.nomination.days", dossier) is None
    assert due("bilateral.nomination.days", dossier, under=under) == D(2018, 4, 4)


def test_an_agreement_of_a_unit_serves_that_unit_alone() -> None:
    dossier = student()
    header = {"level": "unit", "programme": "bilateral", "signed": D(2010, 1, 1), "valid_from": D(2010, 1, 1)}
    assert outcome("agreement.unit", dossier, under=agreement(unit="fsre", **header)) == "met"
    assert outcome("agreement.unit", dossier, under=agreement(unit="ff", **header)) == "unmet"


# ---------------------------------------------------------------------- money (čl. 25)


def paid(dossier: m.Dossier) -> set[str]:
    """The ids of the components that apply to a dossier."""
    return {one.id for one in components(dossier)}


def test_a_conference_may_be_attended_and_is_not_paid() -> None:
    dossier = employee(kind="conference", **days(D(2019, 3, 4), 3))
    assert assessed(dossier).verdict == "eligible"
    grant = granted(dossier).grant
    assert [one.component.id for one in grant.lines] == ["bilateral.unit_cofinancing"]
    (omitted,) = grant.omitted
    assert (omitted.component.id, omitted.because) == ("bilateral.support", "not_permitted")
    assert omitted.citation.at == "čl. 25 st. 2"


def test_a_unit_may_add_its_own_money_for_employees_who_go_out() -> None:
    assert "bilateral.unit_cofinancing" in paid(employee())
    assert "bilateral.unit_cofinancing" not in paid(student())


def test_no_amount_is_invented() -> None:
    assert all(rate.amount is None for one in law_of("bilateral").law.components for rate in one.rates)


def test_a_group_visit_is_lodged_as_the_agreement_says() -> None:
    visit = student(kind="group-visit", **days(D(2019, 4, 8), 7))
    assert "bilateral.board_and_lodging" in paid(visit)
    assert "bilateral.board_and_lodging" not in paid(student())
