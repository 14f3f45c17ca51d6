"""Procedures, their steps and the roles that take them have names in every language, and so has all that refuses one."""

from __future__ import annotations

import pytest

import mobilnost as m
from mobilnost.locales import LANGUAGES, Catalogue, catalogue
from mobilnost.procedure.lives.life import State
from mobilnost.rules import EVERY

HOST = m.Host.discover(strict=True)
PROCEDURES = [*m.regulation().law.procedures, *(one for law in HOST.laws for one in law.law.procedures)]


@pytest.fixture(params=LANGUAGES)
def words(request: pytest.FixtureRequest) -> Catalogue:
    found = catalogue(request.param, HOST)
    return Catalogue(language=found.language, words=found.words)


def test_procedures_steps_and_roles_have_names(words: Catalogue) -> None:
    paths = [("procedures", one.id) for one in PROCEDURES]
    paths += [("steps", step.id) for one in PROCEDURES for step in one.steps]
    paths += [("roles", step.role) for one in PROCEDURES for step in one.steps]
    assert not [path for path in paths if words.find(*path) is None]


def test_papers_of_steps_have_names(words: Catalogue) -> None:
    papers = {paper for one in PROCEDURES for step in one.steps for paper in (*step.documents, *step.produces)}
    lists = {one.key for one in m.regulation().law.provisions if one.type.many}
    assert not [one for one in papers - lists - {EVERY} if words.find("documents", one) is None]


def test_a_step_that_the_core_does_not_know_begins_with_its_programmes_code() -> None:
    """So that no programme gives a name to the step of another."""
    core = {step.id for one in m.regulation().law.procedures for step in one.steps}
    for law in HOST.laws:
        steps = {step.id for one in law.law.procedures for step in one.steps}
        assert not [one for one in steps - core if not one.startswith(f"{law.programme.code}.")]


def test_states_of_lives_have_words(words: Catalogue) -> None:
    assert not [one for one in State if words.find("states", one.value) is None]
