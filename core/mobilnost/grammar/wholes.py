"""Whole dossiers: of a few facts, one that knows all that is always known and breaks no axiom, and is like another.

What an axiom does not let stand beside the given facts is left out, or chosen anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from attrs import define, frozen

from mobilnost.grammar.demands import Asked
from mobilnost.grammar.nodes import Compare, Comparison, Fact, Literal, Node, facts_of
from mobilnost.grammar.reach import Domain
from mobilnost.grammar.types import ORDERED
from mobilnost.grammar.verdicts import Verdict, verdict


@frozen(eq=False)
class Axiom:
    """What is false of nobody, and the facts that it speaks of."""

    node: Node
    names: tuple[str, ...]
    of: Verdict


@define(eq=False)
class Wholes:
    """Makes whole dossiers of a domain."""

    domain: Domain

    def like(self, base: Mapping[str, Any], facts: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any] | None:
        """One with these of some facts, the others of them unknown, and else as another; `None` if none is found.

        The other is whole, or `anybody`.
        """
        given = set(facts)
        whole = {**base, **facts}
        for name in names:
            if name not in facts:
                whole.pop(name, None)
                given.add(name)
        return whole if self._agrees(whole, base, given) else None

    @cached_property
    def anybody(self) -> Mapping[str, Any]:
        """A value for every fact, whether they go together or not."""
        values = {name: self.domain.values_of(name) for name in self.domain.types}
        return {name: those[0] for name, those in values.items() if those}

    def _agrees(self, whole: dict[str, Any], base: Mapping[str, Any], given: set[str]) -> bool:
        """Mend what an axiom does not let stand beside what was given; whether that can be done.

        A whole dossier breaks none, so that those axioms are looked at that speak of what is otherwise here.
        """
        anybody = base is self.anybody
        waiting = list(self.domain.types) if anybody else [name for name in given if _differ(name, whole, base)]
        while waiting:
            for axiom in self._axioms.get(waiting.pop(), ()):
                if axiom.of(whole) is False:
                    mended = self._mended(axiom, whole, given)
                    if not mended:
                        return False
                    waiting += mended
        return self.domain.required <= whole.keys()

    def _mended(self, axiom: Axiom, whole: dict[str, Any], given: set[str]) -> list[str]:
        """The facts that were changed for the sake of an axiom: left out, or if always known, chosen anew and kept."""
        free = [name for name in axiom.names if name in whole and name not in given]
        spare = [name for name in free if name not in self.domain.required]
        for name in spare:
            del whole[name]
        if not spare and free:
            kept = [name for name in axiom.names if name in whole and name in given]
            fixed = [Compare(Comparison.EQUAL, Fact(name), Literal(whole[name])) for name in kept]
            chosen = self.domain.met(*((node, Asked.TRUE) for node in fixed), (axiom.node, Asked.NOT_FALSE)).witness
            whole.update({name: value for name, value in (chosen or {}).items() if name in free})
            given.update(free)
        return spare or free

    @cached_property
    def _axioms(self) -> Mapping[str, list[Axiom]]:
        """The axioms by the facts that they speak of."""
        found: dict[str, list[Axiom]] = {}
        for node in self.domain.axioms:
            one = Axiom(node, facts_of(node), verdict(node))
            for name in one.names:
                found.setdefault(name, []).append(one)
        return found

    @cached_property
    def sorting(self) -> list[str]:
        """The facts without an order that are always known, first those that most axioms speak of."""
        domain = self.domain
        names = [name for name in domain.required if domain.types[name].sort not in ORDERED]
        return sorted(names, key=lambda name: (-len(self._axioms.get(name, ())), name))


def _differ(name: str, one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    mine, theirs = one.get(name), other.get(name)
    return type(mine) is not type(theirs) or bool(mine != theirs)
