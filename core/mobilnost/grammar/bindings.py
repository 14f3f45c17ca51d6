"""Bindings: what an axiom says of which facts, and when two that say nothing alone say something together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from attrs import frozen

from mobilnost.grammar.nodes import Call, Fact, Node, Not, children, facts_of
from mobilnost.grammar.types import ORDERED, Type


@frozen(eq=False)
class Axiom:
    """What is false of no dossier, and the facts that it speaks of.

    `free` are those that alone could satisfy it; `wanted` are those that it may want to be known.
    """

    node: Node
    facts: frozenset[str]
    free: frozenset[str]
    wanted: frozenset[str]

    @classmethod
    def of(cls, node: Node, types: Mapping[str, Type], required: Collection[str]) -> Axiom:
        """A condition that no dossier breaks."""
        facts = frozenset(facts_of(node))
        free = (name for name in facts if name not in required or types[name].sort in ORDERED)
        return cls(node, facts, frozenset(free), frozenset(_wanted(node)))


def _wanted(node: Node) -> Iterator[str]:
    match node:
        case Call("known", (Fact(name),)):
            yield name
        case Not():
            return
        case _:
            for part in children(node):
                yield from _wanted(part)


def by_way_of(axioms: Iterable[Axiom], names: frozenset[str], required: Collection[str]) -> list[Axiom]:
    """Axioms that bind some facts by way of one more fact, which cannot satisfy all of them as it likes.

    Whoever arrives before the last day, and goes on studying after it, arrives before he goes on.
    """
    ways: dict[str, list[Axiom]] = {}
    for one in axioms:
        further = tuple(one.facts - names)
        if len(further) == 1:
            ways.setdefault(further[0], []).append(one)
    for name, those in ways.items():
        if len({one.facts for one in those}) > 1 and (name in required or any(name in one.wanted for one in those)):
            return those
    return []
