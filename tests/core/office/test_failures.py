"""A fact that a plugin cannot find is told with whoever waits for it, in every language."""

import pytest

from mobilnost import BOOLEAN, Citation, Contribution, FactDefinition, Host, Programme, Rule, hookimpl
from mobilnost.host import TimeUp
from mobilnost.locales import catalogue, tell_problem
from mobilnost.office import unfound
from mobilnost.office.failures import MOST
from mobilnost.rules import BrokenFact


class Loud:
    """A plugin with many rules that look at one fact."""

    @hookimpl
    def mobilnost_programmes(self) -> list[Programme]:
        return [Programme(code="loud")]

    @hookimpl
    def mobilnost_facts(self) -> list[FactDefinition]:
        return [FactDefinition(name="loud_fact", type=BOOLEAN, meaning="loud", compute=lambda case: True)]

    @hookimpl
    def mobilnost_eligibility(self) -> Contribution:
        rules = [
            Rule(id=f"loud.{number}", topic="eligibility", citation=Citation(source="Loud"), requires="loud_fact")
            for number in range(MOST + 1)
        ]
        return Contribution(rules=tuple(rules))


@pytest.fixture
def host() -> Host:
    found = Host()
    found.add(Loud())
    return found


def late(fact: str) -> BrokenFact:
    error = BrokenFact("Loud", fact, "TimeUp: 10 s")
    error.__cause__ = TimeUp(10)
    return error


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            "The plugin cannot find a fact: loud_fact (needed by: loud.0, loud.1, loud.2, loud.3, loud.4, …): "
            "no answer within 10 s.",
        ),
        (
            "hr",
            "Dodatak ne može utvrditi podatak: loud_fact (potreban za: loud.0, loud.1, loud.2, loud.3, loud.4, …): "
            "nema odgovora u roku od 10 s.",
        ),
        (
            "mk",
            "Додатокот не може да утврди податок: loud_fact (потребен за: loud.0, loud.1, loud.2, loud.3, loud.4, …): "
            "нема одговор во рок од 10 s.",
        ),
    ],
)
def test_a_fact_that_is_late_is_told_with_the_rules_that_wait_for_it(host: Host, language: str, said: str) -> None:
    assert tell_problem(unfound(late("loud_fact"), host), catalogue(language)) == f"Loud: {said}"


def test_a_fact_for_which_nothing_waits_is_told_alone(host: Host) -> None:
    told = tell_problem(unfound(late("quiet_fact"), host), catalogue("en"))
    assert told == "Loud: The plugin cannot find a fact: quiet_fact: no answer within 10 s."


def test_what_python_said_is_told_as_it_is(host: Host) -> None:
    told = tell_problem(unfound(BrokenFact("Loud", "quiet_fact", "KeyError: 'x'"), host), catalogue("en"))
    assert told == "Loud: The plugin cannot find a fact: quiet_fact: “KeyError: 'x'”."
