"""The reference: what an expression means, written as plainly as can be. Slow, and obviously right.

Three values: true, false, and unknown (`None`), by Kleene's tables, as in SQL. The compiled code is held to this.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from typing import Any

from mobilnost.grammar.functions import FUNCTIONS
from mobilnost.grammar.nodes import (
    Add,
    And,
    Call,
    Compare,
    Comparison,
    Fact,
    Figure,
    Literal,
    Many,
    Member,
    Multiply,
    Node,
    Not,
    Or,
)
from mobilnost.grammar.types import Absence

#: The name under which the facts of a dossier carry the office's calendar of working days.
CALENDAR = "@calendar"

COMPARE: Mapping[Comparison, Callable[[Any, Any], bool]] = {
    Comparison.EQUAL: operator.eq,
    Comparison.DIFFERENT: operator.ne,
    Comparison.LESS: operator.lt,
    Comparison.AT_MOST: operator.le,
    Comparison.MORE: operator.gt,
    Comparison.AT_LEAST: operator.ge,
}


def evaluate(node: Node, facts: Mapping[str, Any], figures: Mapping[str, Any]) -> Any:
    """The value of an expression; `None` is unknown. An absent figure counts as unknown here."""
    match node:
        case Literal(value):
            return value
        case Many(values):
            return values
        case Fact(name):
            return facts.get(name)
        case Figure(key):
            value = figures.get(key)
            return None if isinstance(value, Absence) else value
        case And(items):
            return conjunction_of([evaluate(item, facts, figures) for item in items])
        case Or(items):
            return disjunction_of([evaluate(item, facts, figures) for item in items])
        case Not(item):
            value = evaluate(item, facts, figures)
            return None if value is None else not value
        case Call("known", (argument,)):
            return evaluate(argument, facts, figures) is not None
        case _:
            return _strict(node, facts, figures)


def conjunction_of(values: list[bool | None]) -> bool | None:
    """Kleene's `and`."""
    return False if False in values else None if None in values else True


def disjunction_of(values: list[bool | None]) -> bool | None:
    """Kleene's `or`."""
    return True if True in values else None if None in values else False


def _strict(node: Node, facts: Mapping[str, Any], figures: Mapping[str, Any]) -> Any:
    """Everything that is unknown as soon as one part of it is."""
    match node:
        case Compare(comparison, left, right):
            apply: Callable[..., Any] = COMPARE[comparison]
            parts: tuple[Node, ...] = (left, right)
        case Member(item, among, negated):
            apply = (lambda one, many: one not in many) if negated else (lambda one, many: one in many)
            parts = (item, among)
        case Add(left, right):
            apply, parts = operator.add, (left, right)
        case Multiply(left, right):
            apply, parts = operator.mul, (left, right)
        case Call(name, arguments):
            function = FUNCTIONS[name]
            calendar = (Fact(CALENDAR),) if function.needs_calendar else ()
            apply, parts = function.apply, (*calendar, *arguments)
        case _:
            raise TypeError(f"not an expression: {node!r}")
    values = [evaluate(part, facts, figures) for part in parts]
    return None if any(value is None for value in values) else apply(*values)


def waits_for(node: Node, facts: Mapping[str, Any], figures: Mapping[str, Any]) -> tuple[str, ...]:
    """The unknown facts that keep an expression from being decided, in the order they are mentioned.

    A part that is decided already waits for nothing, and nothing waits for it.
    """
    if evaluate(node, facts, figures) is not None:
        return ()
    match node:
        case Fact(name):
            return (name,)
        case And(parts) | Or(parts) | Call(_, parts):
            pass
        case Compare(_, left, right) | Member(left, right, _) | Add(left, right) | Multiply(left, right):
            parts = (left, right)
        case Not(item):
            parts = (item,)
        case _:
            return ()
    return tuple(dict.fromkeys(name for part in parts for name in waits_for(part, facts, figures)))
