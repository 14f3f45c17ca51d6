"""The steps of programmes bear their names, and the states of lives have words in every language."""

from __future__ import annotations

import pytest

import mobilnost as m
from mobilnost.locales import LANGUAGES, Catalogue, catalogue
from mobilnost.procedure.lives.life import State

HOST = m.Host.discover(strict=True)


@pytest.fixture(params=LANGUAGES)
def words(request: pytest.FixtureRequest) -> Catalogue:
    found = catalogue(request.param, HOST)
    return Catalogue(language=found.language, words=found.words)


def test_a_step_that_the_core_does_not_know_begins_with_its_programmes_code() -> None:
    """So that no programme gives a name to the step of another."""
    core = {step.id for one in m.regulation().law.procedures for step in one.steps}
    for law in HOST.laws:
        steps = {step.id for one in law.law.procedures for step in one.steps}
        assert not [one for one in steps - core if not one.startswith(f"{law.programme.code}.")]


def test_states_of_lives_have_words(words: Catalogue) -> None:
    assert not [one for one in State if words.find("states", one.value) is None]
