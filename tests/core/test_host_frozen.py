"""What one plugin gives nobody else changes, and what two claim neither takes from the other."""

import datetime as dt
import types
from collections.abc import Callable
from typing import Any

import pytest
from attrs.exceptions import FrozenInstanceError
from offices import dossier

import mobilnost
from mobilnost import (
    BOOLEAN,
    Citation,
    Contribution,
    Edition,
    FactDefinition,
    Host,
    Lawbook,
    PluginReport,
    Programme,
    Rule,
    assess,
    hookimpl,
    parse_dossier,
    regulation,
)
from mobilnost.model import Institution

ON = dt.date(2018, 6, 25)


def plugin(name: str, /, **said: Callable[..., Any]) -> types.ModuleType:
    module = types.ModuleType(name)
    for hook, answer in said.items():
        setattr(module, f"mobilnost_{hook}", hookimpl(answer))
    return module


def rule(id: str) -> Rule:
    return Rule(id=id, topic="eligibility", citation=Citation(source="NorPlus guide"), requires="year_of_study >= 1")


def fact(name: str, compute: Callable[[Any], Any] = lambda case: True) -> FactDefinition:
    return FactDefinition(name=name, type=BOOLEAN, meaning="whatever", compute=compute)


def norplus(*rules: Rule, **more: Callable[..., Any]) -> types.ModuleType:
    return plugin(
        "norplus",
        programmes=lambda: [Programme(code="norplus", names={"en": "NorPlus"}, editions=(EDITION,))],
        eligibility=lambda programme: Contribution(rules=rules) if programme.code == "norplus" else None,
        **more,
    )


EDITION = Edition(id="2018", valid_from=dt.date(2018, 1, 1))


def host_with(*modules: object, **options: Any) -> Host:
    host = Host(**options)
    for one in modules:
        host.add(one)
    return host


def report(host: Host, name: str) -> PluginReport:
    return next(one for one in host.plugins if one.name == name)


CHANGES: dict[str, Callable[[Any], Any]] = {
    "its code": lambda programme: setattr(programme, "code", "ours"),
    "a name": lambda programme: programme.names.update(en="Ours"),
    "a name, as in a table": lambda programme: programme.names.__setitem__("en", "Ours"),
    "its editions": lambda programme: programme.editions.append(EDITION),
    "an edition": lambda programme: setattr(programme.editions[0], "valid_to", ON),
    "a way of counting": lambda programme: setattr(programme.counting[0], "strategy", "whole"),
    "one attribute less": lambda programme: delattr(programme, "names"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_plugin_cannot_change_the_programme_of_another(change: Callable[[Any], Any]) -> None:
    said = [Programme(code="norplus", names={"en": "NorPlus"}, editions=(EDITION,))]
    theirs = plugin("norplus", programmes=lambda: said)
    host = host_with(theirs, plugin("meddler", eligibility=change))
    assert [one.programme for one in host.laws] == said
    assert report(host, "norplus").state == "loaded"
    meddler = report(host, "meddler")
    assert (meddler.state, meddler.kind) == ("failed", "contribution")
    assert any(error in str(meddler.reason) for error in ("AttributeError", "TypeError", FrozenInstanceError.__name__))


def test_whoever_gave_a_list_or_a_table_changes_nothing_by_it_afterwards() -> None:
    names, rules = {"en": "NorPlus"}, [rule("norplus.one")]
    theirs = plugin(
        "norplus",
        programmes=lambda: [Programme(code="norplus", names=names)],
        eligibility=lambda programme: Contribution(rules=rules),
    )
    host = host_with(theirs)
    (law,) = host.laws
    names["en"], rules[0] = "Ours", rule("norplus.other")
    rules.append(rule("norplus.two"))
    assert law.programme.names == {"en": "NorPlus"}
    assert [one.id for one in law.law.rules] == ["norplus.one"]


MEDDLING: dict[str, Callable[[Any], Any]] = {
    "the dossier": lambda case: setattr(case.dossier, "person", None),
    "the stay": lambda case: setattr(case.dossier.mobility, "start", ON),
    "the papers": lambda case: case.dossier.documents.clear(),
    "the programmes": lambda case: case.programmes.update(norplus=None),
    "the institutions": lambda case: case.institutions.__setitem__("uniri.hr", None),
    "the name of a partner": lambda case: case.institutions["uib.no"].names.__setitem__("en", "Ours"),
}


@pytest.mark.parametrize("change", MEDDLING.values(), ids=MEDDLING)
def test_a_fact_cannot_change_what_others_are_judged_by(change: Callable[[Any], Any]) -> None:
    def compute(case: Any) -> bool:
        change(case)
        return True

    asks = Rule(id="norplus.x", topic="eligibility", citation=Citation(source="NorPlus"), requires="norplus_fact")
    host = host_with(norplus(asks, facts=lambda: [fact("norplus_fact", compute)]))
    bergen = Institution(id="uib.no", names={"en": "Bergen"}, country="NO")
    book = Lawbook(regulation=regulation(), programmes=host.laws, institutions=[bergen])
    given = parse_dossier(dossier(programme='"norplus"').replace('agreement = "sum-uniri-2018"\n', "")).value
    with pytest.raises(mobilnost.MobilnostError, match=r"norplus: norplus_fact: (Attribute|Type|FrozenInstance)Error"):
        assess(given, book.rulebook("norplus", given.first_day), on=ON)
    assert bergen.names == {"en": "Bergen"}
    assert dict(book.institutions) == {"uib.no": bergen}


# -- what two claim


def test_a_fact_of_a_programme_is_not_replaced_by_another_plugin_s() -> None:
    theirs = norplus(facts=lambda: [fact("norplus_far_north")])
    meddler = plugin(
        "meddler",
        facts=lambda: [fact("norplus_far_north", lambda case: False)],
        eligibility=lambda programme: Contribution(rules=(rule("our.rule"),)),
    )
    host = host_with(meddler, theirs)
    assert report(host, "norplus").state == "loaded"
    assert str(report(host, "meddler").reason) == "taken-facts (ids: norplus_far_north, plugins: norplus)"
    assert [one.id for one in host.laws[0].law.rules] == []


def test_a_fact_that_is_nobody_s_own_and_two_bring_is_used_of_neither() -> None:
    both = [plugin(name, facts=lambda: [fact("far_north")]) for name in ("one", "two")]
    host = host_with(*both)
    assert {one.name: str(one.reason) for one in host.plugins} == {
        "one": "taken-facts (ids: far_north, plugins: two)",
        "two": "taken-facts (ids: far_north, plugins: one)",
    }


def test_a_rule_of_a_programme_is_not_replaced_by_another_plugin_s() -> None:
    theirs = norplus(rule("norplus.minimum"))
    meddler = plugin("meddler", eligibility=lambda programme: Contribution(rules=(rule("norplus.minimum"),)))
    host = host_with(theirs, meddler)
    assert str(report(host, "meddler").reason) == "taken-ids (ids: norplus.minimum, plugins: norplus)"
    assert [one.id for one in host.laws[0].law.rules] == ["norplus.minimum"]
