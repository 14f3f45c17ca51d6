"""Conditions as functions of facts, for whoever asks the same condition of many dossiers.

They say what `evaluate` says, of figures that are not put in included: these are unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from mobilnost.grammar.kleene import COMPARE, evaluate
from mobilnost.grammar.nodes import And, Call, Compare, Fact, Literal, Many, Member, Node, Not, Or

#: Says what a condition comes to: true, false, or `None` for unknown.
Verdict = Callable[[Mapping[str, Any]], Any]


@lru_cache(maxsize=8192)
def verdict(node: Node) -> Verdict:
    """The function of a condition."""
    match node:
        case And(items):
            return _first_of(tuple(map(verdict, items)), False)
        case Or(items):
            return _first_of(tuple(map(verdict, items)), True)
        case Not(item):
            return _contrary(verdict(item))
        case Fact(name):
            return lambda facts: facts.get(name)
        case Call("known", (Fact(name),)):
            return lambda facts: facts.get(name) is not None
        case Compare(comparison, Fact(name), Literal(value)) if value is not None:
            return _applied(COMPARE[comparison], name, value)
        case Member(Fact(name), Many(values), negated):
            return _applied(_not_among if negated else _among, name, values)
        case Compare(comparison, Fact(name), Fact(other)):
            return _between(COMPARE[comparison], name, other)
        case _:
            return lambda facts: evaluate(node, facts, {})


def _first_of(parts: tuple[Verdict, ...], deciding: bool) -> Verdict:
    """Of several the deciding value, if one has it; else unknown if one is."""

    def decide(facts: Mapping[str, Any]) -> Any:
        found: bool | None = not deciding
        for part in parts:
            value = part(facts)
            if value is deciding:
                return value
            if value is None:
                found = None
        return found

    return decide


def _contrary(inner: Verdict) -> Verdict:
    def decide(facts: Mapping[str, Any]) -> Any:
        value = inner(facts)
        return None if value is None else not value

    return decide


def _applied(apply: Callable[[Any, Any], bool], name: str, value: Any) -> Verdict:
    def decide(facts: Mapping[str, Any]) -> Any:
        found = facts.get(name)
        return None if found is None else apply(found, value)

    return decide


def _between(apply: Callable[[Any, Any], bool], name: str, other: str) -> Verdict:
    def decide(facts: Mapping[str, Any]) -> Any:
        one, two = facts.get(name), facts.get(other)
        return None if one is None or two is None else apply(one, two)

    return decide


def _among(one: Any, many: tuple[Any, ...]) -> bool:
    return one in many


def _not_among(one: Any, many: tuple[Any, ...]) -> bool:
    return one not in many
