"""What a condition fixes of facts at first sight, and whether two conditions fix a fact to different things.

Most sentences of law begin with whom they concern, `kind == 'study' and participant == 'student'`: no solver is needed
to see that nobody is concerned by two of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from mobilnost.grammar.nodes import And, Compare, Comparison, Fact, Literal, Many, Member, Node, Not


def apart(one: Node, other: Node) -> bool:
    """Whether two conditions are true of no dossier, as a fact of it had to be two things; `True` is certain."""
    mine, theirs = fixed(one), fixed(other)
    return any(name in theirs and values.isdisjoint(theirs[name]) for name, values in mine.items())


@lru_cache(maxsize=4096)
def fixed(node: Node) -> Mapping[str, frozenset[object]]:
    """The facts of which a condition allows some words or one of true and false, with what it allows."""
    found: dict[str, frozenset[object]] = {}
    for item in node.items if isinstance(node, And) else (node,):
        for name, values in _fixed(item).items():
            found[name] = found[name] & values if name in found else values
    return found


def _fixed(item: Node) -> dict[str, frozenset[object]]:
    match item:
        case Compare(Comparison.EQUAL, Fact(name), Literal(str() | bool() as value)):
            return {name: frozenset((value,))}
        case Member(Fact(name), Many(values), False) if all(isinstance(value, str) for value in values):
            return {name: frozenset(values)}
        case Fact(name):
            return {name: frozenset((True,))}
        case Not(Fact(name)):
            return {name: frozenset((False,))}
        case _:
            return {}
