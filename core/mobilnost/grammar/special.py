"""Special cases: of a condition that is not looked into as a whole, one that is, and wherever that holds, so does it.

`application_day <= day_in_year(academic_year, '11-01')` is looked into for some academic years, in each of which it is
a bound like any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice, product
from typing import Any

from mobilnost.grammar.kleene import CALENDAR, evaluate
from mobilnost.grammar.nodes import (
    FALSE,
    Compare,
    Comparison,
    Fact,
    Literal,
    Node,
    conjunction,
    disjunction,
    facts_of,
)
from mobilnost.grammar.reach import Domain
from mobilnost.model import Calendar, DaySpan, Span

#: So many cases of one comparison are looked at.
MOST_CASES = 4


def special(leaf: Node, domain: Domain) -> Node:
    """Special cases of a comparison with something that rests on facts, any of which may be; else none."""
    match leaf:
        case Compare(comparison, Fact() as fact, other) if fact.name not in facts_of(other):
            return _cases(fact, comparison, other, _values(other, domain))
        case Compare(comparison, other, Fact() as fact) if fact.name not in facts_of(other):
            return _cases(fact, comparison.mirrored, other, _values(other, domain))
        case _:
            return FALSE


def _values(node: Node, domain: Domain) -> tuple[tuple[Any, ...], ...]:
    """Some values of each fact that something rests on."""
    return tuple(tuple(filter(_certain, domain.values_of(name))) for name in facts_of(node))


@lru_cache(maxsize=256)
def _cases(fact: Fact, comparison: Comparison, other: Node, values: tuple[tuple[Any, ...], ...]) -> Node:
    """The comparison where what a fact is compared with rests on certain values; many laws ask for the same."""
    return disjunction(*islice(_each(fact, comparison, other, values), MOST_CASES))


def _each(fact: Fact, comparison: Comparison, other: Node, several: Iterable[Iterable[Any]]) -> Iterator[Node]:
    names = facts_of(other)
    for values in product(*several):
        facts = dict(zip(names, values, strict=True))
        value = evaluate(other, {CALENDAR: Calendar(), **facts}, {})
        if value is not None and not isinstance(value, DaySpan):
            exactly = (Compare(Comparison.EQUAL, Fact(name), Literal(one)) for name, one in facts.items())
            yield conjunction(*exactly, Compare(comparison, fact, Literal(value)))


def _certain(value: object) -> bool:
    """Whether nothing equals a value and is compared otherwise, as the days of a stay that is counted in days are."""
    return not isinstance(value, Span) or value.months > 0
