"""A figure says what stands, for whom, and from where; and a refusal says what would have been lawful."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve
from laws import DAY, FACTS, KEY, may, provision, resolved, said, value

import mobilnost as m
from mobilnost.grammar import Absence, number
from mobilnost.law import Figure, Origin, Override, Resolver, Waiver
from mobilnost.model import Place, Problem, Span


def by_itself(law: m.Provision) -> Figure:
    """What the provision's own text comes to, where a rulebook fixes no fact and nobody else speaks."""
    return Resolver(DAY, FACTS).figures([law]).figures[law.key]


def refused(law: m.Provision, *overrides: Override) -> Problem:
    """What is wrong with what others say of it."""
    (problem,) = resolved(law, *overrides)[1]
    return problem


# ---------------------------------------------------------------------- for whom something stands


@pytest.mark.parametrize(
    ("values", "exhaustive"),
    [
        pytest.param([], False, id="nobody says anything"),
        pytest.param(["3 months"], True, id="one for all"),
        pytest.param([("3 months", "kind == 'study'")], False, id="one for some"),
        pytest.param([("3 months", "kind == 'study'"), ("2 months", "kind != 'study'")], True, id="two for all"),
        pytest.param([("3 months", "kind == 'study'"), "2 months"], True, id="one for some, another for the rest"),
        pytest.param([("3 months", "ects > 3"), ("2 months", "ects < 3")], False, id="a gap between"),
    ],
)
def test_a_figure_says_whether_it_covers_everybody(values: list[Any], exhaustive: bool) -> None:
    assert by_itself(provision(*values)).exhaustive is exhaustive


def test_a_value_for_some_says_nothing_of_others() -> None:
    figure = by_itself(provision(("3 months", "kind == 'study'")))
    assert value(figure, kind="study") == "3 months"
    other = figure.effective({"kind": "teaching"})
    assert (other.value, other.winner, other.beaten, other.missing) == (Absence.NONE, None, (), ())
    assert not figure.constant


def test_where_nobody_says_anything_there_is_no_limit() -> None:
    figure = by_itself(provision())
    assert (figure.constant, figure.settled, figure.effective({}).value) == (True, Absence.NONE, Absence.NONE)


def test_what_might_have_been_beaten_is_shown_among_the_beaten() -> None:
    """The winner holds whatever the unknown fact is; who else would have spoken is not hidden from the reader."""
    law = provision("12 months", may=(may("call"), may("agreement")))
    figure, _ = resolved(law, said("call", "9 months", "blended"), said("agreement", "6 months"))
    effective = figure.effective({})
    assert [(one.origin.layer, str(one.value)) for one in effective.beaten] == [
        ("call", "9 months"), ("regulation", "12 months"),
    ]  # fmt: skip
    assert [one.origin.layer for one in figure.effective({"blended": False}).beaten] == ["regulation"]


# ---------------------------------------------------------------------- from where


@pytest.mark.parametrize(
    ("authority", "layer"), [("university", "regulation"), ("programme", "programme")], ids=lambda one: one
)
def test_a_value_comes_from_the_law_of_its_authority(authority: str, layer: str) -> None:
    (candidate,) = by_itself(provision("3 months", authority=authority)).candidates
    assert candidate.origin.layer == layer


def test_a_value_comes_from_its_own_place_or_else_from_that_of_its_provision() -> None:
    own, whole = Place("law.toml", 3, "values"), Place("law.toml", 1, "provisions")
    cited = m.Citation(source="Pravilnik", at="čl. 22 st. 2")
    law = provision(("3 months", "kind == 'study'"), ("2 months", "kind != 'study'"), place=whole)
    first, second = law.values
    values = (evolve(first, place=own, citation=cited), evolve(second, place=None))
    origins = [one.origin for one in by_itself(evolve(law, values=values)).candidates]
    assert [(one.place, one.citation.at) for one in origins] == [(own, "čl. 22 st. 2"), (whole, "čl. 9 st. 1")]


def test_what_is_said_without_a_file_is_placed_by_its_source() -> None:
    origin = Origin(layer="call", citation=m.Citation(source="the call of 2018"))
    problem = refused(provision("3 months"), Override(key=KEY, value=Span(2), origin=origin))
    assert problem.place == Place(file="the call of 2018", line=None, key=KEY)


# ---------------------------------------------------------------------- what would have been lawful


@pytest.mark.parametrize(
    ("law", "override", "kind", "expected"),
    [
        pytest.param(
            provision("3 months"), said("call", "2 months"), "unlawful-override", "nobody", id="nobody may"
        ),
        pytest.param(
            provision("3 months", may=(may("agreement"), may("call", "tighten"))), said("programme", "2 months"),
            "unlawful-override", "set-by (agreement: replace, call: tighten)", id="others may",
        ),
        pytest.param(
            provision("3 months", may=(may("agreement"), may("call", "tighten"))), said("call", "2 months", mode="replace"),
            "unlawful-mode", "set-by (call: tighten)", id="in another way",
        ),
        pytest.param(
            provision("3 months", may=(may("agreement"), may("call", applies="kind == 'study'"))),
            said("call", "2 months"), "unlawful-scope", "set-by (call: replace)", id="for fewer people",
        ),
        pytest.param(
            provision("3 months", may=may("call", "tighten"), stricter="lower"), said("call", "3 months 1 day"),
            "not-stricter", "at-most (value: 3 months)", id="at most as much",
        ),
        pytest.param(
            provision("3 months", may=may("call", "tighten"), stricter="higher"), said("call", "2 months 30 days"),
            "not-stricter", "at-least (value: 3 months)", id="at least as much",
        ),
        pytest.param(
            provision(Absence.OPEN, may=may("call", "tighten"), stricter="lower"), said("call", "none"),
            "not-stricter", "at-most (value: open)", id="where no source has a figure",
        ),
        pytest.param(
            provision("3 months", may=may("call")), said("call", "soon"), "wrong-value", "span", id="another type"
        ),
    ],
)  # fmt: skip
def test_a_refusal_says_what_would_have_been_right(
    law: m.Provision, override: Override, kind: str, expected: str
) -> None:
    problem = refused(law, override)
    assert (problem.kind, problem.place.line) == (kind, 7)
    assert str(problem.expected) == expected
    assert problem.found == f"{KEY} = {override.value}"


def test_a_decision_that_may_not_waive_is_told_who_may_do_what() -> None:
    laws = [provision(5, type=number("days"), key="a.days", may=may("agreement")), provision("3 months")]
    resolver = Resolver(DAY, FACTS)
    origin = said("decision", "x").origin
    waivers = [Waiver(key=key, origin=origin) for key in ("nobody.knows", "a.days", KEY)]
    resolution = resolver.over(resolver.figures(laws), (), waivers)
    assert [(one.kind, one.found, str(one.expected), one.place) for one in resolution.problems] == [
        ("unlawful-waiver", "a.days = waived", "set-by (agreement: replace)", origin.place),
        ("unlawful-waiver", f"{KEY} = waived", "nobody", origin.place),
    ]
    assert not resolution.waived


def test_two_that_differ_are_told_with_their_values_though_neither_stands_in_a_file() -> None:
    sources = ("call of May", "call of June")
    origins = [Origin(layer="call", citation=m.Citation(source=one)) for one in sources]
    overrides = [
        Override(key=KEY, value=one, origin=two) for one, two in zip(("9 months", "none"), origins, strict=True)
    ]
    problem = refused(provision("12 months", may=may("call")), *overrides)
    assert (problem.kind, problem.found) == ("conflict", f"{KEY} = 9 months; none")
    assert [problem.place, *problem.others] == [Place(file=one, line=None, key=KEY) for one in sources]
