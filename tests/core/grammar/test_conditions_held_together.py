"""Whether two conditions can hold together: exact on words, switches and bounds, and never wrongly certain."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laws import FACTS, when

from mobilnost.grammar import (
    BOOLEAN,
    DATE,
    MONTH_DAY,
    SPAN,
    TEXT,
    TRUE,
    And,
    Compare,
    Comparison,
    Fact,
    Literal,
    Many,
    Member,
    Node,
    Not,
    Or,
    Vocabulary,
    check,
    choice,
    covers,
    evaluate,
    implies,
    may_coincide,
    number,
    parse,
)
from mobilnost.model import DaySpan, MonthDay, Span

TYPES = {
    "kind": choice("a", "b", "c"),
    "blended": BOOLEAN,
    "grade": number("grade"),
    "stay": SPAN,
    "day": DATE,
    "other": number("grade"),
    "partner": TEXT,
}
#: Finer than any literal below, so that every gap between them is tried.
DOMAIN: dict[str, list[Any]] = {
    "kind": ["a", "b", "c"],
    "blended": [True, False],
    "grade": [Decimal(one) / 4 for one in range(-2, 15)],
    "stay": [Span(months, days) for months in range(4) for days in (0, 1, 2, 28, 29, 30, 31)]
    + [DaySpan(0, days) for days in range(100)],
    "day": [dt.date(2018, 1, 1) + dt.timedelta(days=one) for one in range(8)],
}
LITERALS = {
    "grade": st.integers(0, 3),
    "stay": st.sampled_from([Span(1), Span(1, 1), Span(1, 29), Span(2), Span(2, 30)]),
    "day": st.sampled_from(DOMAIN["day"][2:6]),
}


def bound(name: str) -> st.SearchStrategy[Node]:
    return st.builds(
        lambda comparison, value: Compare(comparison, Fact(name), Literal(value)),
        st.sampled_from(Comparison),
        LITERALS[name],
    )


word = st.builds(
    lambda values, negated: Member(Fact("kind"), Many(tuple(values)), negated),
    st.lists(st.sampled_from("abc"), max_size=3),
    st.booleans(),
)


def conditions(name: str) -> st.SearchStrategy[Node]:
    return st.recursive(
        word | st.just(Fact("blended")) | bound(name),
        lambda inner: (
            st.builds(Not, inner)
            | st.lists(inner, min_size=2, max_size=2).map(tuple).map(And)
            | st.lists(inner, min_size=2, max_size=2).map(tuple).map(Or)
        ),
        max_leaves=4,
    )


def everything(name: str) -> list[dict[str, Any]]:
    names = ("kind", "blended", name)
    return [dict(zip(names, values, strict=True)) for values in product(*(DOMAIN[one] for one in names))]


@given(st.data(), st.sampled_from(["grade", "stay", "day"]))
def test_the_answers_are_those_of_trying_everything(data: st.DataObject, name: str) -> None:
    one, other = data.draw(conditions(name)), data.draw(conditions(name))
    held = [(evaluate(one, facts, {}), evaluate(other, facts, {})) for facts in everything(name)]
    assert may_coincide(one, other, TYPES) == any(first and second for first, second in held)
    assert implies(one, other, TYPES) == all(second for first, second in held if first)
    assert covers((one, other), TYPES) == all(first or second for first, second in held)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("grade > 3", "grade < 4"),
        ("grade + 1 > 1", "grade < 1"),
        ("grade > other", "grade > 5 and other > 5"),
        ("grade < ects", "grade > 3 and ects < 5"),
        ("stay > '2 months 29 days'", "stay < '3 months'"),
        ("known(grade)", "not known(ects)"),
        ("grade > 3", "blended"),
    ],
)
def test_what_can_meet_is_never_said_to_exclude_each_other(one: str, other: str) -> None:
    types = {**FACTS, "other": number("grade"), "ects": number("grade")}
    nodes = [check(parse(text), Vocabulary(facts=types, figures={}))[0] for text in (one, other)]
    assert may_coincide(nodes[0], nodes[1], types)
    assert may_coincide(nodes[1], nodes[0], types)


@pytest.mark.parametrize(
    ("literal", "type_"),
    [
        (dt.date.max, DATE),
        (dt.date.min, DATE),
        (Span(), SPAN),
        (MonthDay(2, 29), MONTH_DAY),
        ("", TEXT),
        (Decimal("1E+18"), number()),
    ],
)
def test_the_ends_of_the_world_can_be_compared_too(literal: Any, type_: Any) -> None:
    is_it = Compare(Comparison.EQUAL, Fact("x"), Literal(literal))
    is_not = Compare(Comparison.DIFFERENT, Fact("x"), Literal(literal))
    assert may_coincide(is_it, is_it, {"x": type_})
    assert implies(is_it, TRUE, {"x": type_})
    assert not implies(TRUE, is_it, {"x": type_}) or literal in (dt.date.max, dt.date.min, Span())
    if type_ != MONTH_DAY:
        assert not may_coincide(is_it, is_not, {"x": type_})


def test_what_asks_for_knowledge_is_implied_by_what_asks_for_it_too() -> None:
    known, more = when("known(ects)"), when("known(ects) and blended")
    assert implies(more, known, TYPES)
    assert implies(known, TRUE, TYPES)
    assert not implies(known, when("blended"), TYPES)


def test_many_facts_are_no_obstacle() -> None:
    types = {f"f{index}": number() for index in range(12)}
    one = And(tuple(Compare(Comparison.MORE, Fact(name), Literal(1)) for name in types))
    assert not may_coincide(one, Not(one), types)
    assert implies(one, one, types)
