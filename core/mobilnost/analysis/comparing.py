"""Comparing rules with rules within the frames of an instrument: do two clash, does one follow from another."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import Any

from attrs import frozen

from mobilnost.analysis.frames import Frames
from mobilnost.analysis.ground import SORTING
from mobilnost.analysis.questions import Questions
from mobilnost.analysis.sentences import Sentence, Taken
from mobilnost.grammar import FALSE, Compare, Comparison, Fact, Literal, Node, conjunction, facts_of
from mobilnost.grammar.fixed import apart
from mobilnost.grammar.reach import Answer

_NO = Answer(holds=False)


@frozen
class Clash:
    """That two sentences apply to some dossier, each of which it can meet, and not both."""

    witness: Mapping[str, Any] | None
    core: tuple[Node, ...]


@frozen
class Within:
    """Asks within the frames of an instrument."""

    ask: Questions
    frames: Frames

    def possible(self, *nodes: Node) -> Answer:
        """Whether conditions can hold together of a dossier within the frames."""
        return self.ask.possible(self.frames.scope_of(*nodes), *nodes)

    def found(self, *nodes: Node) -> bool:
        """Whether somebody within the frames is found of whom conditions hold; `False` says nothing."""
        return self.ask.found(self.frames.scope_of(*nodes), *nodes)

    def always(self, one: Node, other: Node) -> Answer:
        """Whether the second condition holds wherever the first does within the frames."""
        return self.ask.always(one, other, self.frames.scope_of(one, other))

    def clash(self, one: Taken, other: Taken) -> Clash | Answer | None:
        """How two rules clash; the answer that could not be given, where nothing else was found."""
        bound = self.ask.domain.bound
        if bound(one.demands).isdisjoint(bound(other.demands)):
            return None
        sorting = _sort(one, other)
        unread: Answer | None = None
        for mine, theirs in product(one.sentences, other.sentences):
            if (side := _side(mine.requires)) is not None and side == _side(theirs.requires):
                continue  # of two limits on one side whoever meets the stricter meets both
            if apart(mine.scope, theirs.scope):
                continue
            both = self.possible(mine.met, theirs.met)
            if both.holds is None:
                unread = both
            elif both.holds is False and (found := self._apart(mine, theirs, sorting)):
                return Clash(found.witness, self._disputed(both) or (mine.requires, theirs.requires))
        return unread

    def _disputed(self, both: Answer) -> tuple[Node, ...]:
        """The parts that exclude each other, without what is so of every dossier; none where one alone is false."""
        return () if FALSE in both.core else tuple(one for one in both.core if one not in self.ask.domain.axioms)

    def _apart(self, mine: Sentence, theirs: Sentence, sorting: bool) -> Answer | None:
        """The dossier to which both apply, if each alone can be met there. Who only sorts mobilities must lose all."""
        scope = conjunction(mine.scope, theirs.scope)
        if sorting and self.always(mine.scope, theirs.scope).holds is not True:
            return None
        meetable = all(self.possible(scope, one.requires).holds for one in (mine, theirs))
        return self.possible(scope) if meetable else None

    def implied(self, one: Taken, other: Taken) -> Answer:
        """Whether whoever meets the other rule meets this one anyway.

        Who is meant does not follow from what is known of nobody else: of them the other rule remains unanswered.
        """
        unread = None
        for sentence in one.sentences:
            answer = self._implied(sentence, other)
            if answer.holds is False:
                return _NO
            unread = answer if answer.holds is None else unread
        return unread or Answer(holds=bool(one.sentences))

    def _implied(self, sentence: Sentence, other: Taken) -> Answer:
        bound = self.ask.domain.bound
        named = other.demands | frozenset(facts_of(sentence.scope))
        given = named | (bound(named) - SORTING)
        if not (given | (bound(given) - SORTING)).issuperset(facts_of(sentence.requires)):
            return _NO
        concerned = self.always(sentence.scope, other.scope)
        if concerned.holds is False:
            return _NO
        met = self.always(conjunction(sentence.scope, other.met), sentence.requires)
        return met if concerned.holds or met.holds is False else concerned


def _sort(one: Taken, other: Taken) -> bool:
    """Whether two rules differ in whom they mean: by what both ask for or, if they share no fact, by what one does."""
    shared = one.demands & other.demands
    return shared <= SORTING if shared else one.demands <= SORTING or other.demands <= SORTING


def _side(requires: Node) -> tuple[str, bool] | None:
    """The fact that a requirement limits, and whether from above; `None` where it is no plain limit."""
    match requires:
        case Compare(comparison, Fact(name), Literal()):
            pass
        case Compare(mirrored, Literal(), Fact(name)):
            comparison = mirrored.mirrored
        case _:
            return None
    if comparison in (Comparison.AT_MOST, Comparison.LESS):
        return name, True
    return (name, False) if comparison in (Comparison.AT_LEAST, Comparison.MORE) else None
