"""Fitting: one of a crowd is changed, fact by fact, until everything that is asked is so of him.

Whoever is found is a possible dossier, and shows it; that nobody is found says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from attrs import frozen

from mobilnost.grammar import Or, facts_of
from mobilnost.grammar.crowd import Crowd
from mobilnost.grammar.demands import Asked
from mobilnost.grammar.parts import Part, pieces
from mobilnost.grammar.reach import Domain

#: A whole dossier.
Whole = Mapping[str, Any]


@frozen(eq=False)
class Fitting:
    """Makes dossiers out of those of a crowd."""

    domain: Domain
    crowd: Crowd

    def fitted(self, whole: Whole, parts: Iterable[Part]) -> Whole | None:
        """Somebody like another, of whom all parts are as asked; `None` if nobody is found."""
        done: list[Part] = []
        for part in (piece for one in parts for piece in pieces(*one)):
            done.append(part)
            if not self.crowd.is_so(part, whole):
                fitting = (one for one in self._changed(whole, part) if all(self._is_so(done, one)))
                found = next(fitting, None)
                if found is None:
                    return None
                whole = found
        return whole

    def _is_so(self, parts: Iterable[Part], whole: Whole) -> Iterator[bool]:
        return (self.crowd.is_so(part, whole) for part in parts)

    def _changed(self, whole: Whole, part: Part) -> Iterator[Whole]:
        """Somebody changed so that a part may be so of him: by a common value of its one fact, or as the solver says.

        Common values are the same whatever the figure of a bound, and so is whom they are shown by.
        """
        node, asked = part
        names = facts_of(node)
        for value in self.domain.values_of(names[0]) if len(names) == 1 else ():
            if self.crowd.is_so(part, {names[0]: value}):
                yield from self._like(whole, {names[0]: value}, names)
        if asked is Asked.TRUE and isinstance(node, Or):
            for item in node.items:
                found = self.fitted(whole, ((item, asked),))
                yield from () if found is None else (found,)
        for way in (part,) if asked is not Asked.NOT_TRUE else ((node, Asked.FALSE), part):
            alone = self.domain.met(way)
            yield from self._like(whole, alone.witness or {}, names) if alone.holds else ()

    def _like(self, whole: Whole, facts: Whole, names: Iterable[str]) -> Iterator[Whole]:
        found = self.crowd.wholes.like(whole, facts, names)
        if found is not None:
            yield found
