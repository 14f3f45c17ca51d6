"""Every call of a hook can be followed, by ids; what plugins bring is listed for each programme."""

import types
from collections.abc import Callable
from typing import Any

import pytest

from mobilnost import BOOLEAN, Citation, Contribution, FactDefinition, Host, Programme, Rule, hookimpl
from mobilnost.host import HookCall


def plugin(name: str, /, **said: Callable[..., Any]) -> types.ModuleType:
    module = types.ModuleType(name)
    for hook, answer in said.items():
        setattr(module, f"mobilnost_{hook}", hookimpl(answer))
    return module


def rule(id: str) -> Rule:
    return Rule(id=id, topic="duration", citation=Citation(source="NorPlus guide"), requires="blended")


FACT = FactDefinition(name="norplus_north", type=BOOLEAN, meaning="north", compute=lambda case: True)
NORPLUS = plugin(
    "norplus",
    programmes=lambda: [Programme(code="norplus")],
    facts=lambda: (FACT,),
    duration=lambda programme: Contribution(rules=(rule("norplus.one"), rule("norplus.two"))),
    funding=lambda programme: None,
)


def traced(*modules: object) -> list[str]:
    told: list[HookCall] = []
    host = Host(trace=told.append)
    for one in modules:
        host.add(one)
    _ = host.laws
    return [str(one) for one in told]


def test_each_call_is_told_with_its_arguments_and_what_it_gave() -> None:
    assert traced(NORPLUS) == [
        "norplus: mobilnost_programmes() -> [norplus]",
        "norplus: mobilnost_facts() -> [norplus_north]",
        "norplus: mobilnost_duration(programme=norplus) -> rules: norplus.one, norplus.two",
        "norplus: mobilnost_funding(programme=norplus) -> None",
    ]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (lambda: 7, "-> <int>"),
        (lambda: "norplus", "-> <str>"),
        (lambda: (one for one in ()), "-> <generator>"),
        (lambda: [Programme(code="norplus"), 7], "-> [norplus, <int>]"),
        (lambda: 1 // 0, "!! ZeroDivisionError"),
    ],
)
def test_what_is_wrong_is_told_by_its_type_alone(given: Callable[[], Any], told: str) -> None:
    assert traced(plugin("broken", programmes=given))[0] == f"broken: mobilnost_programmes() {told}"


def test_a_contribution_of_wrong_things_is_told_too() -> None:
    wrong = Contribution(rules=("stay",), documents=7)
    said = traced(plugin("broken", programmes=lambda: Programme(code="broken"), duration=lambda programme: wrong))
    assert said[1:] == ["broken: mobilnost_duration(programme=broken) -> rules: None; documents: <int>"]


def test_without_a_trace_nothing_is_told() -> None:
    host = Host()
    host.add(NORPLUS)
    assert [one.programme.code for one in host.laws] == ["norplus"]


def test_what_a_plugin_brings_is_listed_by_programme_and_kind() -> None:
    ours = plugin("ours", duration=lambda programme: Contribution(rules=(rule("our.rule"),)))
    host = Host()
    host.add(NORPLUS)
    host.add(ours)
    norplus, office = host.plugins
    assert [(one.programme, one.own, dict(one.ids)) for one in norplus.adds] == [
        ("norplus", True, {"rules": ("norplus.one", "norplus.two")})
    ]
    assert [(one.programme, one.own, dict(one.ids)) for one in office.adds] == [
        ("norplus", False, {"rules": ("our.rule",)})
    ]
    assert (norplus.facts, norplus.adds_to, office.adds_to) == (("norplus_north",), (), ("norplus",))
