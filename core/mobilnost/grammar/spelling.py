"""Expressions as they are written: a tree of pieces back into the text that reads as the same tree."""

from __future__ import annotations

from mobilnost.grammar.nodes import (
    Add,
    And,
    Call,
    Compare,
    Fact,
    Figure,
    Literal,
    Many,
    Member,
    Multiply,
    Node,
    Not,
    Or,
    Scalar,
)
from mobilnost.model import MonthDay, Span

#: How tightly each piece holds together; a looser one inside a tighter one stands in parentheses.
_TIGHTNESS: dict[type, int] = {Or: 0, And: 1, Not: 2, Compare: 3, Member: 3, Add: 4, Multiply: 5}


def text_of(node: Node) -> str:
    """The expression as it would be written; reading it again gives the same tree."""
    match node:
        case Literal(value):
            return literal_text(value)
        case Many(values):
            inner = ", ".join(literal_text(value) for value in values)
            return f"({inner},)" if len(values) == 1 else f"({inner})"
        case Fact(name) | Figure(name):
            return name
        case Compare(comparison, left, right):
            return f"{_tighter(left, node)} {comparison} {_tighter(right, node)}"
        case Member(item, among, negated):
            return f"{_tighter(item, node)} {'not in' if negated else 'in'} {_tighter(among, node)}"
        case And(items):
            return " and ".join(_tighter(item, node) for item in items)
        case Or(items):
            return " or ".join(_tighter(item, node) for item in items)
        case Not(item):
            return f"not {_as_tight(item, node)}"
        case Add(left, right):
            return f"{_as_tight(left, node)} + {_tighter(right, node)}"
        case Multiply(left, right):
            return f"{_as_tight(left, node)} * {_tighter(right, node)}"
        case Call(function, arguments):
            return f"{function}({', '.join(text_of(argument) for argument in arguments)})"


def _as_tight(item: Node, outer: Node) -> str:
    return text_of(item) if _tightness(item) >= _tightness(outer) else f"({text_of(item)})"


def _tighter(item: Node, outer: Node) -> str:
    return text_of(item) if _tightness(item) > _tightness(outer) else f"({text_of(item)})"


def _tightness(node: Node) -> int:
    return _TIGHTNESS.get(type(node), 6)


def literal_text(value: Scalar) -> str:
    """A literal as it is written in an expression: quantities, dates and words in quotes."""
    if value is None:
        return "unknown"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str | Span | MonthDay) or hasattr(value, "isoformat"):
        return repr(str(value))
    return str(value)
