"""Each layer sets only what the law lets it set, and every refused attempt is told with its place and article."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from laws import DAY, FACTS, WORDS, may, provision, resolved, said, value

from mobilnost.grammar import SPAN, Absence, number, text_of
from mobilnost.law import Layer, Mode, Resolver, Waiver, is_stricter
from mobilnost.model import Span

STUDENT = {"participant": "student", "kind": "study"}
STAFF = {"participant": "staff", "kind": "teaching"}


def kinds(problems: Any) -> list[str]:
    return [one.kind for one in problems]


@pytest.mark.parametrize("layer", ["setting", "programme", "call", "agreement", "decision"])
@pytest.mark.parametrize("mode", ["replace", "tighten"])
def test_what_nobody_may_set_stays_as_it_is(layer: str, mode: str) -> None:
    figure, problems = resolved(provision("3 months"), said(layer, "2 months", mode=mode))
    (problem,) = problems
    assert (problem.kind, problem.article, problem.place.file, problem.place.line, problem.expected) == (
        "unlawful-override", "čl. 9 st. 1", "a.toml", 7, "nobody",
    )  # fmt: skip
    assert value(figure) == "3 months"


@pytest.mark.parametrize("allowed", ["programme", "call", "agreement", "decision"])
@pytest.mark.parametrize("layer", ["setting", "programme", "call", "agreement", "decision"])
def test_a_permission_serves_the_layer_it_names_and_no_other(allowed: str, layer: str) -> None:
    figure, problems = resolved(provision("3 months", may=may(allowed)), said(layer, "2 months"))
    assert kinds(problems) == ([] if layer == allowed else ["unlawful-override"])
    assert value(figure) == ("2 months" if layer == allowed else "3 months")


@pytest.mark.parametrize(("mode", "asked"), list(itertools.product(("replace", "extend", "tighten"), repeat=2)))
def test_a_permission_is_for_its_mode(mode: str, asked: str) -> None:
    law = provision("3 months", may=may("agreement", mode), stricter="lower")
    _, problems = resolved(law, said("agreement", "2 months", mode=asked))
    assert kinds(problems) == ([] if mode == asked else ["unlawful-mode"])


def test_a_permission_to_waive_lets_nobody_replace() -> None:
    _, problems = resolved(provision("3 months", may=may("decision", "waive")), said("decision", "2 months"))
    assert kinds(problems) == ["unlawful-override"]


@pytest.mark.parametrize(
    ("permitted", "wanted", "lawful"),
    [
        ("participant == 'staff'", "participant == 'staff'", True),
        ("participant == 'staff'", "participant == 'staff' and kind == 'teaching'", True),
        ("participant == 'staff'", "participant != 'student'", True),
        ("participant == 'staff'", None, False),
        ("participant == 'staff'", "kind == 'teaching'", False),
        ("participant == 'staff'", "participant == 'staff' or blended", False),
        (None, "known(ects) and ects > 3", True),
        ("ects >= 3", "ects >= 4", True),
        ("ects >= 3", "ects > 2", False),
        ("grade > 3", "grade > 3.5", True),
        ("stay > '2 months'", "stay >= '2 months 30 days'", True),
    ],
)
def test_a_condition_may_be_narrower_than_the_permission_and_never_wider(
    permitted: str | None, wanted: str | None, lawful: bool
) -> None:
    law = provision("3 months", may=may("agreement", applies=permitted))
    _, problems = resolved(law, said("agreement", "2 months", wanted))
    assert kinds(problems) == ([] if lawful else ["unlawful-scope"])


@pytest.mark.parametrize("marked", [True, False])
def test_the_office_fills_in_only_what_is_marked_as_a_setting(marked: bool) -> None:
    figure, problems = resolved(provision("3 months", setting=marked), said("setting", "4 months"))
    assert kinds(problems) == ([] if marked else ["unlawful-override"])
    assert value(figure) == ("4 months" if marked else "3 months")
    effective = figure.effective({})
    assert effective.winner is not None
    assert effective.winner.origin.layer == ("setting" if marked else "regulation")


@pytest.mark.parametrize(
    ("stricter", "beneath", "asked", "lawful"),
    [
        ("lower", "12 months", "10 months", True),
        ("lower", "12 months", "12 months", True),
        ("lower", "12 months", "12 months 1 day", False),
        ("higher", "2 months", "3 months", True),
        ("higher", "2 months", "60 days", False),
        ("lower", Absence.NONE, "10 months", True),
        ("higher", Absence.OPEN, "10 months", True),
        ("lower", "12 months", "none", False),
        ("lower", "12 months", "open", False),
        ("lower", Absence.OPEN, "none", False),
        (None, "12 months", "10 months", False),
    ],
)
def test_tightening_goes_to_the_stricter_side_only(
    stricter: str | None, beneath: Any, asked: str, lawful: bool
) -> None:
    law = provision(beneath, may=may("call", "tighten"), stricter=stricter)
    _, problems = resolved(law, said("call", asked))
    assert kinds(problems) == ([] if lawful else ["not-stricter"])


@pytest.mark.parametrize(
    ("applies", "asked", "lawful"),
    [
        ("kind == 'study'", "11 months", True),
        ("kind == 'traineeship'", "11 months", False),
        (None, "11 months", False),
        (None, "6 months", True),
    ],
)
def test_tightening_holds_against_every_value_that_it_meets(applies: str | None, asked: str, lawful: bool) -> None:
    law = provision(
        ("12 months", "kind == 'study'"), ("6 months", "kind != 'study'"),
        may=may("call", "tighten"), stricter="lower",
    )  # fmt: skip
    _, problems = resolved(law, said("call", asked, applies))
    assert kinds(problems) == ([] if lawful else ["not-stricter"])


def test_tightening_is_measured_by_what_stands_there_and_not_by_what_that_has_beaten() -> None:
    law = provision("12 months", may=(may("call"), may("agreement", "tighten")), stricter="lower")
    call = said("call", "24 months", "kind == 'study'")
    figure, problems = resolved(law, call, said("agreement", "18 months", "kind == 'study'"))
    assert (kinds(problems), value(figure, kind="study")) == ([], "18 months")


# ---------------------------------------------------------------------- extending


def test_extending_adds_to_each_value_beneath_and_removes_nothing() -> None:
    law = provision((("a",), "kind == 'study'"), (("b", "c"), "kind != 'study'"), type=WORDS, may=may("call", "extend"))
    figure, problems = resolved(law, said("call", ("c", "d")))
    assert not problems
    assert value(figure, kind="study") == ("a", "c", "d")
    assert value(figure, kind="teaching") == ("b", "c", "d")


def test_extending_counts_where_nothing_stood_before() -> None:
    law = provision((("a",), "kind == 'study'"), type=WORDS, may=may("call", "extend"))
    figure, _ = resolved(law, said("call", "d"))
    assert (value(figure, kind="study"), value(figure, kind="teaching")) == (("a", "d"), ("d",))


def test_an_extension_over_an_extension_keeps_both() -> None:
    law = provision(["a"], type=WORDS, may=(may("call", "extend"), may("agreement", "extend")))
    figure, problems = resolved(law, said("agreement", "c"), said("call", "b", "kind == 'study'"))
    assert not problems
    assert value(figure, kind="study") == ("a", "b", "c")
    assert value(figure, kind="teaching") == ("a", "c")


@given(st.lists(st.sampled_from("abcd"), max_size=3), st.lists(st.sampled_from("abcd"), min_size=1, max_size=3))
def test_an_extension_never_loses_a_word(base: list[str], more: list[str]) -> None:
    figure, _ = resolved(provision(base, type=WORDS, may=may("call", "extend")), said("call", more))
    assert set(value(figure)) == {*base, *more}


# ---------------------------------------------------------------------- equals


def test_two_equals_that_differ_are_a_conflict_that_names_both_places() -> None:
    law = provision("12 months", may=may("agreement"))
    _, problems = resolved(law, said("agreement", "9 months", source="a"), said("agreement", "8 months", source="b"))
    (problem,) = problems
    assert (problem.kind, problem.article) == ("conflict", "čl. 9 st. 1")
    assert {problem.place.file, *(one.file for one in problem.others)} == {"a.toml", "b.toml"}
    assert "9 months" in str(problem.found)
    assert "8 months" in str(problem.found)


def test_two_equals_that_agree_are_both_cited() -> None:
    law = provision("12 months", may=may("agreement"))
    both = [said("agreement", "9 months", source=source) for source in ("a", "b")]
    figure, problems = resolved(law, *both)
    winner = figure.effective({}).winner
    assert not problems
    assert winner is not None
    assert {one.citation.source for one in (winner.origin, *winner.also)} == {"a", "b"}


@pytest.mark.parametrize(
    ("one", "other", "conflict"),
    [
        ("kind == 'study'", "kind == 'teaching'", False),
        ("kind == 'study'", "kind != 'study'", False),
        ("kind in ('study', 'teaching')", "kind in ('traineeship', 'teaching')", True),
        ("ects >= 30", "ects < 30", False),
        ("ects >= 30", "ects <= 30", True),
        ("grade > 3", "grade < 4", True),
        ("stay > '2 months 29 days'", "stay < '3 months'", True),
        ("kind == 'study'", "blended", True),
        ("kind == 'study' and blended", "kind == 'study' and not blended", False),
        ("ects + 10 < 12", "ects < 8", True),
        ("known(ects)", "not known(ects)", False),
    ],
)
def test_equals_conflict_only_where_both_can_apply(one: str, other: str, conflict: bool) -> None:
    law = provision("12 months", may=may("call"))
    _, problems = resolved(law, said("call", "9 months", one), said("call", "8 months", other))
    assert kinds(problems) == (["conflict"] if conflict else [])
    _, problems = resolved(provision(("9 months", one), ("8 months", other)))
    assert kinds(problems) == (["conflict"] if conflict else [])


# ---------------------------------------------------------------------- layers in order


def test_the_agreement_prevails_over_the_call_and_the_decision_over_both() -> None:
    law = provision("12 months", may=(may("programme"), may("call"), may("agreement"), may("decision")), setting=True)
    layers = ["setting", "programme", "call", "agreement", "decision"]
    for count in range(1, len(layers) + 1):
        figure, _ = resolved(law, *(said(layer, f"{index + 1} months") for index, layer in enumerate(layers[:count])))
        effective = figure.effective({})
        assert effective.winner is not None
        assert effective.winner.origin.layer == layers[count - 1]
        assert [one.origin.layer for one in effective.beaten] == [*reversed(layers[: count - 1]), "regulation"]


def test_a_stronger_layer_that_does_not_apply_beats_nobody() -> None:
    law = provision("12 months", may=may("agreement"))
    figure, _ = resolved(law, said("agreement", "9 months", "kind == 'study'"))
    assert value(figure, kind="teaching") == "12 months"
    assert figure.effective({"kind": "teaching"}).beaten == ()
    waiting = figure.effective({})
    assert (waiting.value, waiting.winner, waiting.missing) == (None, None, ("kind",))


def test_a_condition_that_the_rulebook_decides_is_decided_once() -> None:
    law = provision(("12 months", "programme == 'erasmus'"), ("6 months", "programme == 'ceepus'"))
    figure, _ = resolved(law, programme="ceepus")
    assert (figure.constant, str(figure.settled)) == (True, "6 months")


@pytest.mark.parametrize("asked", ["soon", 3, True, ["3 months"]])
def test_a_value_of_another_type_is_refused_at_its_place(asked: Any) -> None:
    figure, problems = resolved(provision("3 months", may=may("call")), said("call", asked))
    assert [(one.kind, one.place.line, one.article) for one in problems] == [("wrong-value", 7, "čl. 9 st. 1")]
    assert value(figure) == "3 months"


def test_words_stand_for_the_values_that_the_law_gives_them() -> None:
    law = provision("3 months", may=may("call"), words=(("literal", Span()),))
    assert value(resolved(law, said("call", "literal"))[0]) == "0 days"


@pytest.mark.parametrize("lawful", [True, False])
def test_only_what_the_law_lets_a_decision_waive_is_waived(lawful: bool) -> None:
    law = provision("3 months", may=may("decision", "waive") if lawful else may("decision"))
    resolver = Resolver(DAY, FACTS)
    origin = said("decision", "x").origin
    resolution = resolver.over(resolver.figures([law]), (), [Waiver(key=law.key, origin=origin)])
    assert kinds(resolution.problems) == ([] if lawful else ["unlawful-waiver"])
    assert dict(resolution.waived) == ({law.key: origin} if lawful else {})


@pytest.mark.parametrize(("programme", "lawful"), [("erasmus", True), ("ceepus", False)])
def test_a_waiver_whose_condition_never_holds_here_is_none(programme: str, lawful: bool) -> None:
    law = provision("3 months", may=may("decision", "waive", "programme == 'erasmus'"))
    resolver = Resolver(DAY, FACTS, {"programme": programme})
    waiver = Waiver(key=law.key, origin=said("decision", "x").origin)
    resolution = resolver.over(resolver.figures([law]), (), [waiver])
    assert kinds(resolution.problems) == ([] if lawful else ["unlawful-waiver"])
    assert list(resolution.waived) == ([law.key] if lawful else [])


@pytest.mark.parametrize("values", [(0, 1), (1, 0)])
def test_what_is_said_above_a_conflict_is_refused_whoever_spoke_first(values: tuple[int, int]) -> None:
    law = provision(10, type=number("days"), may=(may("programme", "tighten"),), setting=True, stricter="lower")
    _, problems = resolved(law, *(said("setting", one) for one in values), said("programme", 1))
    assert kinds(problems) == ["conflict", "not-stricter"]


SAID = st.tuples(
    st.sampled_from(["setting", "programme", "call", "agreement", "decision"]),
    st.integers(0, 14),
    st.sampled_from([None, "kind == 'study'", "kind != 'study'", "participant == 'staff'", "blended"]),
)
PERMITTED = st.tuples(
    st.sampled_from(["programme", "call", "agreement", "decision"]),
    st.sampled_from(["replace", "tighten"]),
    st.sampled_from([None, "participant == 'staff'", "kind == 'study'"]),
)


@settings(max_examples=120, phases=[Phase.explicit, Phase.generate])
@given(st.lists(PERMITTED, max_size=4), st.lists(SAID, max_size=5), st.booleans(), st.randoms())
def test_resolution_does_not_depend_on_the_order_and_never_obeys_the_forbidden(
    permitted: list[Any], overrides: list[Any], setting: bool, random: Any
) -> None:
    allowed = tuple(may(*one) for one in permitted)
    law = provision(10, type=number("days"), may=allowed, setting=setting, stricter="lower")
    voices = [said(*one, source=f"s{index}") for index, one in enumerate(overrides)]
    figure, problems = resolved(law, *voices)
    shuffled = random.sample(voices, len(voices))
    again, others = resolved(law, *shuffled)
    assert sorted(kinds(problems)) == sorted(kinds(others))
    forbidden = {one.place.file for one in problems if one.kind != "conflict"}
    assert not {one.origin.citation.source + ".toml" for one in figure.candidates} & forbidden
    dossiers = [
        {"participant": participant, "kind": kind, "blended": blended}
        for participant in ("student", "staff") for kind in ("study", "teaching") for blended in (True, False)
    ]  # fmt: skip
    if "conflict" not in kinds(problems):
        assert [value(figure, **one) for one in dossiers] == [value(again, **one) for one in dossiers]
    for facts in dossiers:
        effective = figure.effective(facts)
        assert effective.winner is not None
        assert all(one.origin.layer.rank <= effective.winner.origin.layer.rank for one in effective.beaten)


def test_the_order_of_the_layers_is_the_order_of_the_law() -> None:
    assert [*Layer] == ["regulation", "setting", "programme", "call", "agreement", "decision"]
    assert [*Mode] == ["replace", "extend", "tighten", "waive"]


def test_any_limit_is_stricter_than_none() -> None:
    law = provision("3 months", type=SPAN, stricter="lower")
    assert is_stricter(law, Span(99, 0), Absence.NONE)
    assert not is_stricter(law, Absence.NONE, Span(99, 0))
    assert text_of(law.values[0].applies) == "true"
