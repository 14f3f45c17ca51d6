"""A fact that only a grant looks at, and that its plugin cannot find, is told as the plugin's fault."""

from __future__ import annotations

import datetime as dt
import types

import pytest
from offices import DOSSIER

import mobilnost as m

LAW = m.parse_programme(
    """\
[programme]
code = "odd"
source = "Guide"

[[components]]
id = "odd.support"
per = "stay"
payer = "sending"
applies = "odd_weather"
cites = "p. 1"
rates = [{ amount = "10.00", currency = "EUR" }]
""",
    "odd.toml",
)


def weather(case: m.Case) -> bool:
    raise RuntimeError(f"no weather for {case.dossier.mobility.id}")


def office() -> m.Office:
    """An office without a folder, under a programme whose one fact cannot be found."""
    plugin = types.ModuleType("odd")
    fact = m.FactDefinition(name="odd_weather", type=m.BOOLEAN, compute=weather, meaning="the weather")

    @m.hookimpl
    def mobilnost_facts() -> tuple[m.FactDefinition, ...]:
        return (fact,)

    @m.hookimpl
    def mobilnost_funding(programme: m.Programme) -> m.Contribution | None:
        return LAW.funding(programme)

    @m.hookimpl
    def mobilnost_programmes() -> tuple[m.Programme, ...]:
        return LAW.programmes

    for hook in (mobilnost_programmes, mobilnost_facts, mobilnost_funding):
        setattr(plugin, hook.__name__, hook)
    host = m.Host()
    host.add(plugin)
    return m.Office.open(None, host)


def test_the_plugin_and_its_fact_are_named() -> None:
    there = office()
    text = DOSSIER.replace('"erasmus"', '"odd"').replace('agreement = "sum-uniri-2018"\n', "")
    assessment = there.assess(m.parse_dossier(text, "dossier.toml"), dt.date(2018, 6, 25))
    with pytest.raises(m.InvalidData) as refused:
        there.granted(assessment)
    (problem,) = refused.value.problems
    assert (problem.kind, problem.place.key) == ("plugin-fact", "odd")
