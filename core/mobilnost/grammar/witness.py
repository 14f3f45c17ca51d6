"""Can two conditions hold together, and does one imply another? Answered by trying every case that matters.

For each fact the values around which the conditions change are tried: every word of a choice, both truth values,
and the literals compared with, their neighbours included. What cannot be tried (figures, sums, too many facts) counts
as possible, so the answer 'they exclude each other' is always certain.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import product
from math import prod
from typing import Any

from mobilnost.grammar.kleene import evaluate
from mobilnost.grammar.nodes import And, Call, Compare, Fact, Literal, Many, Member, Node, facts_of, walk
from mobilnost.grammar.types import Sort, Type
from mobilnost.model import Span

#: More combinations than this are not tried.
MOST_CASES = 20_000


def may_coincide(one: Node, other: Node, types: Mapping[str, Type]) -> bool:
    """Whether some dossier may satisfy both conditions; `False` is certain."""
    return _asks_known(one, other) or any(
        evaluate(one, facts, {}) is not False and evaluate(other, facts, {}) is not False
        for facts in cases((one, other), types)
    )


def implies(one: Node, other: Node, types: Mapping[str, Type]) -> bool:
    """Whether the second condition holds wherever the first may; `True` is certain."""
    if _asks_known(one, other):
        return other in (one.items if isinstance(one, And) else (one,))
    return not any(
        evaluate(one, facts, {}) is not False and evaluate(other, facts, {}) is not True
        for facts in cases((one, other), types)
    )


def covers(nodes: tuple[Node, ...], types: Mapping[str, Type]) -> bool:
    """Whether one of the conditions holds in every case whose facts are known; `True` is certain."""
    return not _asks_known(*nodes) and all(
        any(evaluate(node, facts, {}) is True for node in nodes) for facts in cases(nodes, types)
    )


def _asks_known(*nodes: Node) -> bool:
    return any(isinstance(part, Call) and part.function == "known" for node in nodes for part in walk(node))


def cases(nodes: tuple[Node, ...], types: Mapping[str, Type]) -> Iterator[Mapping[str, Any]]:
    """The combinations of values that the conditions can tell apart; a fact that cannot be tried is left out."""
    names = tuple(dict.fromkeys(name for node in nodes for name in facts_of(node)))
    choices = {name: _values(name, nodes, types.get(name)) for name in names}
    if prod(len(values) for values in choices.values()) > MOST_CASES:
        yield {}
        return
    for combination in product(*choices.values()):
        yield dict(zip(names, combination, strict=True))


def _values(name: str, nodes: tuple[Node, ...], type_: Type | None) -> tuple[Any, ...]:
    if type_ is None:
        return (None,)
    if type_.values:
        return type_.values
    if type_.sort is Sort.BOOLEAN:
        return (True, False)
    literals = [value for node in nodes for part in walk(node) for value in _compared(part, name)]
    tried = dict.fromkeys(value for literal in literals for value in _around(literal))
    return tuple(tried) or (None,)


def _compared(part: Node, name: str) -> tuple[Any, ...]:
    match part:
        case Compare(_, Fact(found), Literal(value)) | Compare(_, Literal(value), Fact(found)):
            return (value,) if found == name else ()
        case Member(Fact(found), Many(values), _):
            return values if found == name else ()
        case _:
            return ()


def _around(value: Any) -> tuple[Any, ...]:
    match value:
        case bool():
            return (value,)
        case Span():
            return (value - Span(days=1), value, value + Span(days=1))
        case date():
            return (value - timedelta(days=1), value, value + timedelta(days=1))
        case str():
            return (value, f"{value} ")
        case _:
            return (value - 1, value, value + 1)
