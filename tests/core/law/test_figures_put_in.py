"""A condition with its figures put in says of every dossier what it said with them."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from laws import FACTS, may, provision, resolved, said
from laws import when as of_facts

from mobilnost.grammar import (
    DATE,
    SPAN,
    Absence,
    Node,
    Vocabulary,
    check,
    choice,
    evaluate,
    figures_of,
    number,
    parse,
    text_of,
)
from mobilnost.law import Figure, settle, settled_rule, unlimited
from mobilnost.model import Span
from mobilnost.rules import Outcome, Rule, outcome_of

TYPES = {"a.max": SPAN, "a.min": SPAN, "a.ects": number("ects"), "a.kinds": choice("study", "teaching")}
REQUIRED = frozenset({"participant", "kind"})
DOSSIERS = [
    {"participant": who, "kind": kind, "blended": blended, "ects": ects, "stay": stay}
    for who, kind, blended, ects, stay in product(
        ("student", "staff"),
        ("study", "traineeship"),
        (True, False, None),
        (0, 15, 30, None),
        (Span(3), Span(12), None),
    )
]
CONDITIONS = [None, "participant == 'student'", "blended", "ects >= 15", "kind == 'study' and blended", "known(ects)"]
SAID = st.lists(
    st.tuples(st.sampled_from([Span(3), Span(6), Span(12), Absence.NONE, Absence.OPEN]), st.sampled_from(CONDITIONS)),
    max_size=3,
)


def figure(key: str, values: list[Any]) -> Figure:
    """A provision with values for conditions, the first that holds before the others."""
    law, _ = resolved(provision(key=key, type=SPAN))
    template = resolved(provision("3 months", key=key))[0].candidates[0]
    candidates = tuple(evolve(template, value=value, applies=of_facts(text)) for value, text in values)
    return evolve(law, candidates=candidates, exhaustive=False)


def when(text: str) -> Node:
    node, mistakes = check(parse(text), Vocabulary(facts=FACTS, figures=TYPES))
    assert not mistakes
    return node


TEXTS = [
    "stay <= a.max",
    "stay >= a.min and stay <= a.max",
    "not (stay <= a.max or blended)",
    "a.min <= a.max",
    "known(a.max) and blended",
    "not known(a.min)",
    "stay + a.min <= a.max",
    "kind == 'study'",
]


@given(SAID, SAID, st.sampled_from(TEXTS))
def test_what_is_settled_says_the_same_of_every_dossier(most: list[Any], least: list[Any], text: str) -> None:
    figures = {"a.max": figure("a.max", most), "a.min": figure("a.min", least)}
    node = when(text)
    plain = settle(node, figures, REQUIRED)
    assert not figures_of(plain)
    for facts in DOSSIERS:
        values = {key: one.effective(facts).value for key, one in figures.items()}
        assert evaluate(plain, facts, {}) == evaluate(node, facts, values), (text_of(plain), facts)


@given(SAID, SAID, st.sampled_from(TEXTS), st.sampled_from([None, "blended or stay < a.max"]))
def test_a_settled_rule_has_the_same_outcome_for_every_dossier(
    most: list[Any], least: list[Any], text: str, applies: str | None
) -> None:
    figures = {"a.max": figure("a.max", most), "a.min": figure("a.min", least)}
    citation = figures["a.max"].provision.citation
    rule = Rule(id="r", topic="duration", citation=citation, requires=when(text), applies=when(applies or "true"))
    mine = settled_rule(rule.applies, rule.requires, figures, REQUIRED)
    for facts in DOSSIERS:
        held, required = (evaluate(one, facts, {}) for one in mine)
        outcome = (
            Outcome.NOT_APPLICABLE if held is False else Outcome.UNKNOWN if held is None or required is None
            else Outcome.MET if required else Outcome.UNMET
        )  # fmt: skip
        assert outcome is outcome_of(rule, figures, facts), (text_of(mine[0]), text_of(mine[1]), facts)


@given(SAID)
def test_where_there_is_no_limit_is_always_known(values: list[Any]) -> None:
    figures = {"a.max": figure("a.max", values)}
    free = unlimited(["a.max"], figures, REQUIRED)
    for facts in DOSSIERS:
        effective = figures["a.max"].effective(facts).value
        assert evaluate(free, facts, {}) is (effective is Absence.NONE)


@pytest.mark.parametrize(
    ("text", "settled"),
    [
        ("stay <= a.max", "stay <= '12 months'"),
        ("a.max >= '3 months' and blended", "blended"),
        ("stay <= nobody.knows", "unknown"),
    ],
)
def test_constant_figures_are_literals(text: str, settled: str) -> None:
    figures = {"a.max": resolved(provision("12 months", key="a.max"))[0]}
    node, _ = check(parse(text), Vocabulary(facts=FACTS, figures={**TYPES, "nobody.knows": SPAN}))
    assert text_of(settle(node, figures)) == settled


def test_a_figure_that_the_agreement_sets_for_some_is_a_distinction_of_cases() -> None:
    law = provision("12 months", key="duration.maximum", may=may("agreement"))
    settled, problems = resolved(law, said("agreement", "10 months", "kind == 'study'"))
    assert not problems
    node, _ = check(parse("stay <= duration.maximum"), Vocabulary(facts=FACTS, figures={"duration.maximum": SPAN}))
    assert text_of(settle(node, {"duration.maximum": settled}, REQUIRED)) == (
        "kind == 'study' and stay <= '10 months' or not kind == 'study' and stay <= '12 months'"
    )


def test_a_day_that_hangs_on_the_calendar_stays_an_expression() -> None:
    figures = {"a.ects": resolved(provision(2018, key="a.ects", type=number("calendar year")))[0]}
    types = {"a.ects": number("calendar year")}
    facts = {**FACTS, "first_day": DATE}
    node, mistakes = check(parse("first_day <= day_in_year(a.ects, '09-15')"), Vocabulary(facts=facts, figures=types))
    assert not mistakes
    assert "day_in_year(2018" in text_of(settle(node, figures))


def test_a_day_of_figures_alone_waits_for_the_calendar_all_the_same() -> None:
    figures = {"a.ects": resolved(provision(2018, key="a.ects", type=number("calendar year")))[0]}
    types = {"a.ects": number("calendar year")}
    said = "day_in_year(a.ects, '09-15') <= day_in_year(2019, '10-01')"
    node, mistakes = check(parse(said), Vocabulary(facts=FACTS, figures=types))
    assert not mistakes
    assert text_of(settle(node, figures)) == "day_in_year(2018, '09-15') <= day_in_year(2019, '10-01')"
