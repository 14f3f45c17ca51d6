"""Rules with their figures put in: whom each sentence concerns and what it requires, in facts alone.

A rule whose figure depends on the dossier becomes a sentence for each of the figure's values. Where a figure is
`none` the rule says nothing, and where it is `open` nobody can be held to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import product
from math import prod
from typing import Any

from attrs import frozen

from mobilnost.grammar import (
    FALSE,
    TRUE,
    Absence,
    Literal,
    Many,
    Node,
    Not,
    conjunction,
    disjunction,
    facts_of,
    fold,
    substitute,
)
from mobilnost.grammar import Figure as FigureNode
from mobilnost.law import Candidate, Figure
from mobilnost.rules import Rule

#: More cases than this a rule is not taken apart into.
MOST_CASES = 64


@frozen(cache_hash=True)
class Sentence:
    """What a rule requires of the dossiers in its scope."""

    scope: Node
    requires: Node

    @cached_property
    def met(self) -> Node:
        """That it applies and is met."""
        return conjunction(self.scope, self.requires)

    @cached_property
    def obeyed(self) -> Node:
        """That it is met, or does not apply."""
        return disjunction(Not(self.scope), self.requires)


@frozen(eq=False)
class Taken:
    """A rule taken apart into sentences; one of too many cases is not `whole` and has none."""

    rule: Rule
    sentences: tuple[Sentence, ...]
    whole: bool = True

    @cached_property
    def scope(self) -> Node:
        """Whom any of its sentences concerns."""
        return disjunction(*(one.scope for one in self.sentences))

    @cached_property
    def met(self) -> Node:
        """That one of its sentences applies and is met."""
        return disjunction(*(one.met for one in self.sentences))

    @cached_property
    def facts(self) -> frozenset[str]:
        """The facts that its sentences speak of."""
        return frozenset(
            name for one in self.sentences for node in (one.scope, one.requires) for name in facts_of(node)
        )

    @cached_property
    def demands(self) -> frozenset[str]:
        """The facts that it makes demands of."""
        return frozenset(name for one in self.sentences for name in facts_of(one.requires))


def taken(rule: Rule, figures: Mapping[str, Figure], known: Mapping[str, Any]) -> Taken:
    """A rule with its figures and the known facts put in; raises `KeyError` for a figure that there is none of."""
    chosen = [ranked(figures[key]) for key in rule.figures]
    whole = prod(map(len, chosen)) <= MOST_CASES
    return Taken(rule, tuple(_sentences(rule, chosen, known)) if whole else (), whole)


def ranked(figure: Figure) -> list[tuple[Candidate, Node]]:
    """The candidates of a figure, each with when it is the one that prevails."""
    found: list[tuple[Candidate, Node]] = []
    beaten: Node = TRUE
    for candidate in figure.candidates:
        scope = conjunction(candidate.applies, beaten)
        if scope != FALSE:
            found.append((candidate, scope))
        if candidate.applies == TRUE:
            break
        beaten = conjunction(beaten, fold(Not(candidate.applies), {}))
    return _apart(found)


def _apart(found: list[tuple[Candidate, Node]]) -> list[tuple[Candidate, Node]]:
    """Equals of one layer that say different things never meet, so that neither need say that the other does not."""
    if len({candidate.origin.layer for candidate, _ in found}) == 1:
        return [(candidate, candidate.applies) for candidate, _ in found]
    return found


def _sentences(rule: Rule, chosen: list[list[tuple[Candidate, Node]]], known: Mapping[str, Any]) -> Iterator[Sentence]:
    for cases in product(*chosen):
        values = [candidate.value for candidate, _ in cases]
        if any(isinstance(value, Absence) for value in values):
            continue
        pairs = zip(rule.figures, values, strict=True)
        put: dict[Node, Node] = {FigureNode(key): _written(value) for key, value in pairs}
        scope = fold(conjunction(*(scope for _, scope in cases), substitute(rule.applies, put)), known)
        if scope != FALSE:
            yield Sentence(scope, fold(substitute(rule.requires, put), known))


def _written(value: object) -> Node:
    return Many(value) if isinstance(value, tuple) else Literal(value)
