"""Putting into a condition what is known already, and deciding what follows from it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mobilnost.grammar.kleene import evaluate
from mobilnost.grammar.nodes import FALSE, TRUE, And, Call, Fact, Node, Not, Or, conjunction, disjunction


def fold(node: Node, known: Mapping[str, Any]) -> Node:
    """A condition with known facts put in and what follows from them decided."""
    match node:
        case And(items):
            return conjunction(*(fold(item, known) for item in items))
        case Or(items):
            return disjunction(*(fold(item, known) for item in items))
        case Not(item):
            inner = fold(item, known)
            return FALSE if inner == TRUE else TRUE if inner == FALSE else Not(inner)
        case Call("known", (Fact(name),)):
            return TRUE if name in known else node
        case _:
            value = evaluate(node, known, {})
            return TRUE if value is True else FALSE if value is False else node
