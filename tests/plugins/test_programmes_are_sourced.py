"""What holds of every programme that is shipped: each value has a source, each name a translation."""

from __future__ import annotations

import pytest
from plugins.programme_cases import laws, outcome
from pravilnik.cases import outgoing

import mobilnost as m
from mobilnost.grammar import Vocabulary, check
from mobilnost.rules import CORE_FACTS, types_of

PROGRAMMES = [pytest.param(law, id=law.programme.code) for law in laws()]


def test_four_programmes_are_shipped() -> None:
    assert [one.programme.code for one in laws()] == ["bilateral", "ceepus", "erasmus", "lipetsk"]


@pytest.mark.parametrize(
    ("programme", "kind", "expected"),
    [
        ("erasmus", "traineeship", "met"),
        ("erasmus", "dual-degree", "unmet"),
        ("ceepus", "thesis", "met"),
        ("ceepus", "traineeship", "unmet"),
    ],
)
def test_a_programme_knows_its_own_kinds_of_mobility(programme: str, kind: str, expected: str) -> None:
    dossier = outgoing(programme=programme, kind=kind)
    assert outcome(f"{programme}.eligibility.kind", dossier) == expected


@pytest.mark.parametrize("law", PROGRAMMES)
def test_every_value_names_its_source_and_the_day_it_was_reviewed(law: m.ProgrammeLaw) -> None:
    values = [value for provision in law.law.provisions for value in provision.values]
    assert values
    for value in values:
        assert value.reviewed is not None
        assert value.citation is not None
        assert value.citation.source
        assert value.citation.at


@pytest.mark.parametrize("law", PROGRAMMES)
def test_every_rate_names_its_source(law: m.ProgrammeLaw) -> None:
    for component in law.law.components:
        for rate in component.rates:
            assert rate.citation.source
            assert rate.amount is None or rate.currency


@pytest.mark.parametrize("law", PROGRAMMES)
def test_every_condition_of_a_grant_can_be_read(law: m.ProgrammeLaw) -> None:
    vocabulary = Vocabulary(
        facts=types_of((*CORE_FACTS, *law.facts)), figures={one.key: one.type for one in law.law.provisions}
    )
    for component in law.law.components:
        for applies in (component.applies, *(rate.applies for rate in component.rates)):
            assert check(applies, vocabulary)[1] == ()


@pytest.mark.parametrize("law", PROGRAMMES)
def test_a_rule_that_tests_a_provision_bears_its_key(law: m.ProgrammeLaw) -> None:
    for rule in law.law.rules:
        assert rule.limit in (None, rule.id)
