"""True, false and unknown follow SQL: a real database is asked the same questions."""

from __future__ import annotations

import datetime as dt
import sqlite3
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobilnost.grammar import (
    CALENDAR,
    Add,
    And,
    Compare,
    Comparison,
    Fact,
    Literal,
    Many,
    Member,
    Multiply,
    Node,
    Not,
    Or,
    evaluate,
    parse,
    waits_for,
)
from mobilnost.model import Calendar, Span

THREE = (True, False, None)
DATABASE = sqlite3.connect(":memory:")


def sql(node: Node) -> str:
    """The expression in SQL."""
    match node:
        case Literal(value):
            return "NULL" if value is None else str(int(value)) if isinstance(value, bool | int) else f"'{value}'"
        case Fact(name):
            return f":{name}"
        case And(items):
            return f"({' AND '.join(map(sql, items))})"
        case Or(items):
            return f"({' OR '.join(map(sql, items))})"
        case Not(item):
            return f"(NOT {sql(item)})"
        case Compare(comparison, left, right):
            return f"({sql(left)} {'=' if comparison == '==' else comparison} {sql(right)})"
        case Member(item, Many(values), negated):
            among = ", ".join(sql(Literal(one)) for one in values)
            return f"({sql(item)} {'NOT IN' if negated else 'IN'} ({among}))"
        case Add(left, right):
            return f"({sql(left)} + {sql(right)})"
        case Multiply(left, right):
            return f"({sql(left)} * {sql(right)})"
        case _:
            raise AssertionError(node)


def asked(node: Node, facts: dict[str, Any]) -> Any:
    """What the database answers."""
    (answer,) = DATABASE.execute(f"SELECT {sql(node)}", facts).fetchone()
    return answer


@pytest.mark.parametrize("text", ["x and y", "x or y", "not x", "x == y", "x != y", "x < y", "x in (1, 2)"])
def test_the_tables_of_three_values_are_those_of_sql(text: str) -> None:
    for x, y in product((*THREE, 2), (*THREE, 3)) if "<" in text or "in (" in text else product(THREE, THREE):
        node = parse(text)
        answer = asked(node, {"x": x, "y": y})
        assert evaluate(node, {"x": x, "y": y}, {}) == (None if answer is None else bool(answer)), (x, y)


NUMBERS = ("a", "b", "c")
SWITCHES = ("p", "q", "r")
number = st.recursive(
    st.sampled_from(NUMBERS).map(Fact) | st.integers(0, 3).map(Literal),
    lambda inner: st.builds(Add, inner, inner) | st.builds(Multiply, inner, inner),
    max_leaves=3,
)
among = st.lists(st.integers(0, 3), min_size=1, max_size=3).map(tuple).map(Many)
condition = st.recursive(
    st.sampled_from(SWITCHES).map(Fact)
    | st.builds(Compare, st.sampled_from(Comparison), number, number)
    | st.builds(Member, number, among, st.booleans()),
    lambda inner: (
        st.builds(Not, inner)
        | st.lists(inner, min_size=2, max_size=3).map(tuple).map(And)
        | st.lists(inner, min_size=2, max_size=3).map(tuple).map(Or)
    ),
    max_leaves=8,
)
dossier = st.fixed_dictionaries(
    {name: st.none() | st.integers(0, 3) for name in NUMBERS} | {name: st.none() | st.booleans() for name in SWITCHES}
)


@given(condition, dossier)
def test_every_condition_means_what_it_means_in_a_database(node: Node, facts: dict[str, Any]) -> None:
    answer = asked(node, facts)
    assert evaluate(node, facts, {}) == (None if answer is None else bool(answer))


@given(condition, dossier)
def test_an_unknown_is_unknown_because_some_fact_would_settle_it(node: Node, facts: dict[str, Any]) -> None:
    missing = waits_for(node, facts, {})
    assert bool(missing) == (evaluate(node, facts, {}) is None)
    assert all(facts[name] is None for name in missing)


@given(condition, dossier, dossier)
def test_learning_a_fact_never_changes_an_answer(node: Node, facts: dict[str, Any], more: dict[str, Any]) -> None:
    before = evaluate(node, facts, {})
    after = evaluate(node, {name: more[name] if value is None else value for name, value in facts.items()}, {})
    assert before is None or after is before


@pytest.mark.parametrize(
    ("text", "facts", "expected"),
    [
        ("known(x)", {"x": None}, False),
        ("known(x)", {}, False),
        ("known(x)", {"x": False}, True),
        ("known(x > 3)", {"x": None}, False),
        ("x + y", {"x": None, "y": 1}, None),
        ("x * 0", {"x": None}, None),
        ("x + y", {"x": Span(0, 20), "y": Span(0, 20)}, Span(1, 10)),
        ("x * y", {"x": 6, "y": Span(6)}, Span(36)),
        ("x in ()", {"x": None}, None),
        ("day_after(x, 3)", {"x": dt.date(2018, 1, 1)}, dt.date(2018, 1, 4)),
        ("last_day_after(x, 5)", {"x": dt.date(2018, 1, 1)}, None),
        ("last_day_after(x, 5)", {"x": dt.date(2018, 1, 1), CALENDAR: Calendar()}, dt.date(2018, 1, 8)),
        ("last_day_before(x, 5)", {"x": dt.date(2018, 1, 12), CALENDAR: Calendar()}, dt.date(2018, 1, 5)),
    ],
)
def test_values_are_unknown_as_soon_as_a_part_is(text: str, facts: dict[str, Any], expected: Any) -> None:
    assert evaluate(parse(text), facts, {}) == expected
