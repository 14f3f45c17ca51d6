"""Can two conditions hold together, and does one imply another? Answered by trying every case that matters.

For each fact the values around which the conditions change are tried: every word of a choice, both truth values,
and the literals compared with and what lies between them. What cannot be tried (figures, sums, facts compared with one
another, too many facts) counts as possible, so the answer 'they exclude each other' is always certain.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise, product
from math import prod
from typing import Any

from mobilnost.grammar.kleene import evaluate
from mobilnost.grammar.nodes import TRUE, And, Call, Compare, Fact, Literal, Many, Member, Node, facts_of, walk
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
    if other == TRUE:
        return True
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
    """The values of a fact to try; unknown alone where its comparisons with literals do not say everything of it."""
    if type_ is None:
        return (None,)
    if type_.values:
        return type_.values
    if type_.sort is Sort.BOOLEAN:
        return (True, False)
    parts = [part for node in nodes for part in walk(node)]
    compared = [values for part in parts if (values := _compared(part, name)) is not None]
    if len(compared) < parts.count(Fact(name)):
        return (None,)
    return _around({value for values in compared for value in values}) or (None,)


def _compared(part: Node, name: str) -> tuple[Any, ...] | None:
    """The literals that a part compares a fact with, and nothing else."""
    match part:
        case Compare(_, Fact(found), Literal(value)) | Compare(_, Literal(value), Fact(found)) if found == name:
            return (value,)
        case Member(Fact(found), Many(values), _) if found == name:
            return values
        case _:
            return None


def _around(literals: set[Any]) -> tuple[Any, ...]:
    """The literals, and a value of every gap before, between and after them."""
    match next(iter(literals), None):
        case None:
            return ()
        case Span() | date():
            return tuple(dict.fromkeys(near for one in sorted(literals) for near in (_before(one), one, _next(one))))
        case int() | Decimal():
            return _with_gaps(sorted(literals))
        case str():
            return (*literals, max(literals, key=len) + " ")
        case _:
            return (*literals, None)


def _before(value: Span | date) -> Span | date:
    """Some value below, if there is one."""
    if isinstance(value, date):
        return value - timedelta(days=1) if value > date.min else value
    return Span(value.months, value.days - 1) if value.days else Span(max(value.months - 1, 0))


def _next(value: Span | date) -> Span | date:
    """The very next value: 2 months 29 days are followed by 2 months 30 days, which are not yet 3 months."""
    if isinstance(value, date):
        return value + timedelta(days=1) if value < date.max else value
    return Span(value.months, value.days + 1)


def _with_gaps(numbers: list[int | Decimal]) -> tuple[int | Decimal, ...]:
    """The numbers, one below, one above, and those half-way, for a share of a credit or a grade is a number too."""
    between = [(Decimal(one) + Decimal(other)) / 2 for one, other in pairwise(numbers)]
    return (numbers[0] - 1, *numbers, *between, numbers[-1] + 1)
