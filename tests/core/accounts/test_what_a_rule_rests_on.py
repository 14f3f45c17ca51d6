"""The account of a rule: its facts with what settles them, its counterpart, and the papers that hang on it."""

from __future__ import annotations

import datetime as dt

import pytest

import mobilnost as m
from mobilnost.accounts.rule import KEYS, RuleAccount, rule_account
from mobilnost.rules import CORE_FACTS

DAY = dt.date(2018, 10, 1)
HOST = m.Host.discover()
LAWBOOK = m.Lawbook(regulation=m.regulation(), programmes=HOST.laws)


def account(id: str, programme: str = "erasmus") -> RuleAccount:
    return rule_account(LAWBOOK.rulebook(programme, DAY), id, DAY)


def test_every_fact_that_is_always_known_names_the_keys_that_it_is_found_from() -> None:
    assert {one.name for one in CORE_FACTS if one.required and one.source is None} == set(KEYS)


def test_a_fact_is_settled_by_keys_by_a_paper_or_by_a_source_that_it_names() -> None:
    facts = {one.definition.name: one for one in account("eligibility.student.language").facts}
    assert facts["participant"].keys == ("student", "staff")
    assert facts["language_level"].paper == "language_certificate"
    (place,) = [one for one in account("mobility.abroad").facts if one.definition.name == "abroad"]
    assert (place.keys, place.paper, place.definition.source) == ((), None, "institutions")


@pytest.mark.parametrize(
    ("one", "other"),
    [("duration.minimum", "erasmus.duration.minimum"), ("agreement.required", "erasmus.agreement.required")],
)
def test_each_authority_s_rule_names_the_other_s(one: str, other: str) -> None:
    first, second = account(one).counterpart, account(other).counterpart
    assert first is not None
    assert second is not None
    assert (first.id, second.id) == (other, one)


def test_a_rule_that_only_one_authority_has_stands_alone() -> None:
    assert account("mobility.abroad").counterpart is None


def test_papers_and_duties_that_look_at_the_provision_are_named() -> None:
    found = account("learning_agreement.required")
    assert "learning_agreement" in {one.type for one in found.documents}


def test_the_figures_are_those_that_the_rule_looks_at() -> None:
    assert [one.key for one in account("duration.cycle_total.first").figures] == [
        "duration.cycle_total.first",
        "duration.semester",
    ]
