"""Putting into a condition what is known already, and deciding what follows from it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mobilnost.grammar.kleene import evaluate
from mobilnost.grammar.nodes import FALSE, TRUE, And, Call, Node, Not, Or, conjunction, disjunction, facts_of


def fold(node: Node, known: Mapping[str, Any]) -> Node:
    """A condition with known facts put in and what follows from them decided."""
    match node:
        case And(items):
            return _same(node, conjunction(*(fold(item, known) for item in items)))
        case Or(items):
            return _same(node, disjunction(*(fold(item, known) for item in items)))
        case Not(item):
            inner = fold(item, known)
            return FALSE if inner == TRUE else TRUE if inner == FALSE else _same(node, Not(inner))
        case Call("known", (argument,)):
            return TRUE if all(name in known for name in facts_of(argument)) else node
        case _:
            value = evaluate(node, known, {})
            return TRUE if value is True else FALSE if value is False else node


def _same(node: Node, folded: Node) -> Node:
    """The very node where nothing was folded, so that it is found again at once wherever it is looked up."""
    return node if folded == node else folded
