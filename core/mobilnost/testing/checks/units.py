"""Whether every number of a law says what it counts."""

from __future__ import annotations

from collections.abc import Iterator

from mobilnost.analysis.entries import entries_of
from mobilnost.grammar import Multiply, Node, Sort, figures_of
from mobilnost.grammar.nodes import children
from mobilnost.testing.candidate import Candidate
from mobilnost.testing.lacks import Check, Lack


def lacks(candidate: Candidate) -> Iterator[Lack]:
    """Numbers without a unit; a share or a count that only multiplies something needs none."""
    nodes = [node for entry in entries_of(candidate.law) for node in entry.nodes]
    looked_at = {key for node in nodes for key in figures_of(node)}
    compared = {key for node in nodes for key in _compared(node)}
    for one in candidate.law.provisions:
        bare = one.type.sort is Sort.NUMBER and one.type.unit is None
        if bare and (one.key in compared or one.key not in looked_at):
            yield Lack(check=Check.UNIT, subject=one.key, place=one.place, parts={"id": one.key})


def _compared(node: Node) -> Iterator[str]:
    """The provisions of an expression that are more than factors."""
    if isinstance(node, Multiply):
        return
    yield from figures_of(node) if not children(node) else ()
    for part in children(node):
        yield from _compared(part)
