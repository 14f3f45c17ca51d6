"""What can be true, false or unknown of a dossier: exactly what trying every dossier finds, and never wrongly certain."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import cache
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobilnost.grammar import (
    BOOLEAN,
    DATE,
    LEVEL,
    SPAN,
    TEXT,
    Add,
    And,
    Answer,
    Call,
    Compare,
    Comparison,
    Domain,
    Fact,
    Literal,
    Many,
    Member,
    Multiply,
    Node,
    Not,
    Or,
    avoidable,
    choice,
    evaluate,
    facts_of,
    follows,
    number,
    reachable,
    text_of,
)
from mobilnost.model import CefrLevel, DaySpan, Span

TYPES = {
    "kind": choice("a", "b", "c"),
    "blended": BOOLEAN,
    "open": BOOLEAN,
    "year": number("year of study"),
    "past": number("mobilities"),
    "grade": number("grade"),
    "ects": number("grade"),
    "stay": SPAN,
    "total": SPAN,
    "start": DATE,
    "end": DATE,
    "level": LEVEL,
    "partner": TEXT,
    "host": TEXT,
}
REQUIRED = frozenset({"kind", "open", "year", "ects", "start", "partner"})
DOMAIN = Domain(types=TYPES, required=REQUIRED)

YEARS = [*range(-3, 8)]
GRADES = [Decimal(one) / 12 for one in range(-36, 84)]
SPANS: list[Span] = [Span(months, days) for months in range(4) for days in (0, 1, 2, 28, 29, 30, 31, 32)]
SPANS += [DaySpan(0, days) for days in range(100)]
DAYS = [dt.date(2018, 1, 1) + dt.timedelta(days=one) for one in range(9)]
#: Finer and wider than any literal below, so that every case that conditions can tell apart is tried.
VALUES: dict[str, list[Any]] = {
    "kind": ["a", "b", "c"],
    "blended": [True, False],
    "open": [True, False],
    "year": YEARS,
    "past": YEARS,
    "grade": GRADES,
    "ects": GRADES,
    "stay": SPANS,
    "total": SPANS,
    "start": DAYS,
    "end": DAYS,
    "level": list(CefrLevel),
    "partner": ["x", "y", "z", "w", "v"],
    "host": ["x", "y", "z", "w", "v"],
}
LITERALS: dict[str, list[Any]] = {
    "year": [0, 1, 2, 3, Decimal("1.5")],
    "grade": [0, 1, Decimal("1.5"), 2],
    "stay": [Span(1), Span(1, 1), Span(1, 29), Span(2), Span(2, 30), Span(0, 45)],
    "start": DAYS[3:6],
    "level": list(CefrLevel),
    "partner": ["x", "y"],
}
#: Facts of one sort.
TWINS = {"year": "past", "grade": "ects", "stay": "total", "start": "end", "partner": "host"}
for one, twin in TWINS.items():
    LITERALS[twin] = LITERALS[one]
ORDERED = ["year", "past", "grade", "ects", "stay", "total", "start", "end", "level"]
EQUAL = [Comparison.EQUAL, Comparison.DIFFERENT]


def compared(name: str) -> st.SearchStrategy[Node]:
    """A comparison of a fact with a literal, whichever stands first."""
    signs = st.sampled_from(list(Comparison) if name in ORDERED else EQUAL)
    pairs = st.tuples(signs, st.sampled_from(LITERALS[name]), st.booleans())
    return pairs.map(
        lambda one: (
            Compare(one[0], Fact(name), Literal(one[1])) if one[2] else Compare(one[0], Literal(one[1]), Fact(name))
        )
    )


def among(name: str) -> st.SearchStrategy[Node]:
    values = LITERALS.get(name, VALUES[name])
    return st.builds(
        lambda some, negated: Member(Fact(name), Many(tuple(some)), negated),
        st.lists(st.sampled_from(values), max_size=3),
        st.booleans(),
    )


def known(name: str) -> st.SearchStrategy[Node]:
    return st.just(Call("known", (Fact(name),)))


def combined(leaves: st.SearchStrategy[Node], most: int = 5) -> st.SearchStrategy[Node]:
    return st.recursive(
        leaves,
        lambda inner: (
            st.builds(Not, inner)
            | st.lists(inner, min_size=2, max_size=3).map(tuple).map(And)
            | st.lists(inner, min_size=2, max_size=3).map(tuple).map(Or)
            | inner.map(lambda one: Call("known", (one,)))
        ),
        max_leaves=most,
    )


def over(*names: str) -> st.SearchStrategy[Node]:
    """Conditions over a few facts, each on its own."""
    leaves = [among(name) | known(name) for name in names]
    leaves += [compared(name) for name in names if name in LITERALS]
    leaves += [st.just(Fact(name)) for name in names if TYPES[name] == BOOLEAN]
    return combined(st.one_of(*leaves))


def related(one: str, other: str) -> st.SearchStrategy[Node]:
    """Conditions over two facts of one sort, which may be held against each other."""
    signs = st.sampled_from(list(Comparison) if one in ORDERED else EQUAL)
    pair = st.builds(
        lambda sign, turned: Compare(sign, Fact(other if turned else one), Fact(one if turned else other)),
        signs,
        st.booleans(),
    )
    return combined(pair | pair | compared(one) | compared(other) | known(one), most=4)


def dossiers(names: tuple[str, ...], required: frozenset[str] = REQUIRED) -> list[dict[str, Any]]:
    """Every dossier that a condition over these facts could tell from another."""
    choices = [VALUES[name] if name in required else [*VALUES[name], None] for name in names]
    return [dict(zip(names, values, strict=True)) for values in product(*choices)]


@cache
def outcomes(node: Node) -> frozenset[Any]:
    """What the condition comes to over all dossiers."""
    return frozenset(evaluate(node, facts, {}) for facts in dossiers(facts_of(node)))


def lawful(facts: Any) -> bool:
    """Whether a witness leaves out no fact that is always known, and says none that is not of its type."""
    return facts is not None and all(value is not None for value in facts.values())


def shows(answer: Answer, node: Node, *wanted: Any) -> bool:
    return lawful(answer.witness) and evaluate(node, answer.witness or {}, {}) in wanted


def held(node: Node) -> None:
    """Both answers are what trying every dossier says, and what they show or blame is so."""
    for answer, wanted, said in ((reachable(node, DOMAIN), True, node), (avoidable(node, DOMAIN), False, Not(node))):
        assert answer.holds == (wanted in outcomes(node)), text_of(node)
        if answer.holds:
            assert shows(answer, node, wanted), (text_of(node), answer)
            assert not answer.core
        else:
            assert answer.core, text_of(said)
            assert True not in outcomes(And(answer.core)), text_of(said)


SMALL = st.sampled_from(
    [("kind", "blended", "year"), ("kind", "open", "level"), ("blended", "grade"), ("partner", "kind")]
)


@given(SMALL.flatmap(lambda names: over(*names)))
def test_conditions_over_several_facts_are_answered_as_by_trying_every_dossier(node: Node) -> None:
    held(node)


@given(st.sampled_from(["year", "past", "grade", "ects", "stay", "start", "end", "level", "host"]).flatmap(over))
def test_bounds_and_enumerations_on_one_fact_are_exact(node: Node) -> None:
    held(node)


@given(st.sampled_from(["year", "start", "partner"]).flatmap(lambda one: related(one, TWINS[one])))
def test_the_order_of_two_facts_is_exact(node: Node) -> None:
    held(node)


@given(related("grade", "ects"))
def test_the_order_of_two_numbers_is_never_wrong(node: Node) -> None:
    names = facts_of(node)
    found = any(evaluate(node, facts, {}) is True for facts in dossiers(names)[::7])
    answer = reachable(node, DOMAIN)
    assert answer.holds is not None
    assert answer.holds or not found
    assert not answer.holds or shows(answer, node, True)


@given(related("stay", "total"), st.data())
def test_spans_in_months_beside_spans_in_days_are_never_wrongly_certain(node: Node, data: st.DataObject) -> None:
    answer = reachable(node, DOMAIN)
    values = st.none() | st.sampled_from(SPANS)
    facts = {"stay": data.draw(values), "total": data.draw(values)}
    if answer.holds is False:
        assert evaluate(node, facts, {}) is not True
    if answer.holds:
        assert shows(answer, node, True)


def sums(names: tuple[str, ...]) -> st.SearchStrategy[Node]:
    """Conditions with sums and products, which nobody looks into."""
    facts = st.sampled_from(names).map(Fact)
    value = (
        facts
        | st.builds(Add, facts, facts | st.integers(0, 2).map(Literal))
        | st.builds(Multiply, facts, st.integers(0, 2).map(Literal))
    )
    pair = st.builds(Compare, st.sampled_from(Comparison), value, value | st.integers(0, 3).map(Literal))
    return combined(pair, most=4)


@given(sums(("year", "past")))
def test_sums_are_never_wrongly_certain(node: Node) -> None:
    found = outcomes(node)
    for answer, wanted in ((reachable(node, DOMAIN), True), (avoidable(node, DOMAIN), False)):
        if answer.holds is False:
            assert wanted not in found
        elif answer.holds:
            assert shows(answer, node, wanted)
        else:
            assert answer.unread


@given(SMALL.flatmap(lambda names: st.tuples(over(*names), over(*names))))
def test_what_follows_holds_in_every_dossier_of_which_the_first_does(pair: tuple[Node, Node]) -> None:
    one, other = pair
    answer = follows(one, other, DOMAIN)
    both = dossiers(facts_of(And(pair)))
    said = all(evaluate(other, facts, {}) is True for facts in both if evaluate(one, facts, {}) is True)
    assert answer.holds == said
    if not said:
        assert shows(answer, one, True)
        assert shows(answer, other, False, None)


@pytest.mark.parametrize("required", [REQUIRED.union(TYPES), REQUIRED], ids=["all facts known", "some unknown"])
@given(SMALL.flatmap(lambda names: st.tuples(over(*names), over(*names))))
def test_what_holds_of_every_dossier_is_heeded(required: frozenset[str], pair: tuple[Node, Node]) -> None:
    axiom, node = pair
    domain = Domain(types=TYPES, required=required, axioms=(axiom,))
    every = dossiers(facts_of(And(pair)), required)
    said = any(evaluate(node, facts, {}) is True for facts in every if evaluate(axiom, facts, {}) is not False)
    answer = reachable(node, domain)
    if answer.holds is False:
        assert not said
    elif set(facts_of(axiom)) <= set(facts_of(node)):
        assert said
        assert evaluate(axiom, answer.witness or {}, {}) is not False


@pytest.mark.parametrize("axiom", ["known", "known and one of two"])
def test_a_fact_that_every_dossier_knows_is_never_shown_as_unknown(axiom: str) -> None:
    known = Call("known", (Fact("host"),))
    axioms = (known if axiom == "known" else And((known, Member(Fact("host"), Many(("x", "y"))))),)
    domain = Domain(types=TYPES, required=REQUIRED, axioms=axioms)
    assert avoidable(known, domain).holds is False
    assert reachable(Compare(Comparison.EQUAL, Fact("host"), Literal("x")), domain).holds is True
    assert reachable(Compare(Comparison.EQUAL, Fact("host"), Literal("z")), domain).holds is (axiom == "known")


@pytest.mark.parametrize("most", [30])
def test_a_condition_with_too_many_ways_to_be_met_is_not_answered(most: int) -> None:
    types = {f"f{index}": number() for index in range(most)}
    facts = [Fact(name) for name in types]
    pairs = [Compare(Comparison.DIFFERENT, one, other) for one in facts for other in facts if one.name < other.name]
    low = [Compare(Comparison.MORE, Add(fact, fact), Literal(1)) for fact in facts]
    high = [Compare(Comparison.LESS, Add(fact, Literal(0)), Literal(-1)) for fact in facts]
    answer = reachable(And((*pairs, *low, *high)), Domain(types=types))
    assert answer.holds is None
    assert answer.unread
