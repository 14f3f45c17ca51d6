"""Every file of scenarios that is shipped, and its cases judged once by the law as it is shipped."""

from __future__ import annotations

from functools import cache

import mobilnost as m
from mobilnost.model import DEFAULT_REGULATION
from mobilnost.regulations.cases import programme_scenarios, regulation_scenarios
from mobilnost.rules import CORE_FACTS
from mobilnost.scenarios import Bench, Concern, Scenario, Trial

#: The regulation's own file, by the name under which it is read.
PRAVILNIK = DEFAULT_REGULATION


@cache
def host() -> m.Host:
    """The four programmes, as they are installed."""
    return m.Host.discover(strict=True)


@cache
def regulation() -> m.Regulation:
    """The regulation as it is shipped."""
    return m.regulation()


@cache
def bench() -> Bench:
    """The law as it is shipped, in no office."""
    return Bench(m.Lawbook(regulation=regulation(), programmes=host().laws))


@cache
def scenarios() -> dict[str, tuple[Scenario, ...]]:
    """The scenarios by the law that they lie beside."""
    return {PRAVILNIK: regulation_scenarios(PRAVILNIK), **programme_scenarios(host())}


@cache
def trials(law: str) -> tuple[Trial, ...]:
    """The cases of a law, judged."""
    return tuple(bench().judge(one) for one in scenarios()[law])


def about(law: str, concern: Concern, id: str) -> list[Trial]:
    """The judged cases of a law about one thing."""
    return [one for one in trials(law) if one.scenario.about(concern, id)]


def law_of(name: str) -> m.Contribution:
    """What a law says by itself: the regulation, or a programme by its plugin's name."""
    if name == PRAVILNIK:
        return regulation().law
    return next(one.law for one in host().laws if one.programme.code == name)


def facts() -> list[str]:
    """The names of the facts that every programme has."""
    return [one.name for one in CORE_FACTS]
