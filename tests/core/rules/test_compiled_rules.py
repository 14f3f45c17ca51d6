"""Compiled rules say exactly what the plain interpretation of the law says, and carry no text of a file as code."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from trees import FACTS, HOSTILE, REQUIRED, VOCABULARY, dossiers, figures, laws, of_law

from mobilnost.grammar import BOOLEAN, TRUE, Absence, check, evaluate, number, parse
from mobilnost.law import Candidate, Figure, Provision, Resolver
from mobilnost.rulebook import RuleSet
from mobilnost.rules import Outcome, Rule, arguments_of, compile_rules, is_open, outcome_of
from mobilnost.rules.emit import fill

Facts = dict[str, Any]
Figures = dict[str, Figure]
#: A dossier of which everything is known.
FULL: Facts = {"kind": "study", "cycle": "first", "blended": False, "abroad": True, "days": 3, "grade": 3}


def rule(requires: str, applies: str | None = None, id: str = "r", **more: Any) -> Rule:
    """A rule, typed."""
    typed = [check(parse(one), VOCABULARY)[0] if one else TRUE for one in (requires, applies)]
    return Rule(id=id, topic="eligibility", citation=of_law().citation, requires=typed[0], applies=typed[1], **more)


def figure(key: str, *said: Any) -> Figure:
    """A provision resolved; each of `said` is a value, or a value and its condition."""
    pairs = [one if isinstance(one, tuple) else (one, None) for one in said]
    stack = [
        Candidate(value=value, origin=of_law(), applies=check(parse(when), VOCABULARY)[0] if when else TRUE)
        for value, when in pairs
    ]
    provision = Provision(key=key, type=VOCABULARY.figures[key], citation=of_law().citation)
    return Resolver(of_law_day, FACTS).figure(provision, stack)


of_law_day = dt.date(2018, 1, 1)


def compiled(rules: tuple[Rule, ...], resolved: Figures, waived: frozenset[str] = frozenset()) -> Any:
    """The two functions, bound to the figures."""
    code = compile_rules(rules, resolved, REQUIRED, waived)
    given = arguments_of(code, resolved)
    return code.bind_judge(given), code.bind_explain(given, [one.citation for one in rules], [None] * len(rules))


def judged(rules: tuple[Rule, ...], resolved: Figures, facts: Facts, waived: frozenset[str]) -> tuple[int, Any, Any]:
    """What the reference makes of the verdict: an open figure never changes it."""
    outcomes = {one.id: outcome_of(one, resolved, facts, waived) for one in rules}
    unmet = [one for one in rules if outcomes[one.id] is Outcome.UNMET]
    unknown = [one for one in rules if outcomes[one.id] is Outcome.UNKNOWN and not is_open(one, resolved, facts)]
    verdict = 2 if any(not one.curable for one in unmet) else 1 if unmet or unknown else 0
    return verdict, [one.id for one in unmet], [one.id for one in unknown]


def plain(value: Any) -> Any:
    return set(value) if isinstance(value, tuple | frozenset) else value


@settings(max_examples=200, phases=[Phase.explicit, Phase.generate])
@given(laws(), st.lists(dossiers(), min_size=3, max_size=6), st.data())
def test_compiled_rules_agree_with_the_reference(
    rules: tuple[Rule, ...], cases: list[Facts], data: st.DataObject
) -> None:
    resolved = data.draw(figures(rules))
    waived = frozenset(data.draw(st.lists(st.sampled_from([one.id for one in rules]), max_size=2)))
    judge, explain = compiled(rules, resolved, waived)
    for facts in cases:
        verdict, unmet, unknown = judge(facts)
        assert (verdict, list(unmet), list(unknown)) == judged(rules, resolved, facts, waived)
        for one, row in zip(rules, explain(facts), strict=True):
            values = {key: resolved[key].effective(facts).value for key in one.figures}
            observed, _, limit = one.principal
            assert row[:2] == (one.id, outcome_of(one, resolved, facts, waived))
            if row[1] == "not_applicable":
                continue
            assert plain(row[3]) == plain(evaluate(observed, facts, values))
            assert plain(row[4]) == plain(None if limit is None else evaluate(limit, facts, values))


NONE, OPEN = Absence.NONE, Absence.OPEN


@pytest.mark.parametrize(
    ("said", "kind", "expected"),
    [
        pytest.param([(2, "kind == 'study'"), NONE], "study", "unmet", id="limited for some"),
        pytest.param([(2, "kind == 'study'"), NONE], "teaching", "not_applicable", id="and no limit for others"),
        pytest.param([(2, "kind == 'study'"), (NONE, "kind != 'study'")], "teaching", "not_applicable", id="none last"),
        pytest.param([(2, "kind == 'study'")], "teaching", "not_applicable", id="nobody says anything"),
        pytest.param([(2, "kind == 'study'"), (9, "kind != 'study'")], "teaching", "met", id="exhaustive"),
        pytest.param([OPEN], "study", "unknown", id="open"),
        pytest.param([(OPEN, "kind == 'study'"), 9], "study", "unknown", id="open for some"),
        pytest.param([(OPEN, "kind == 'study'"), 9], "teaching", "met", id="open for others"),
        pytest.param([], "study", "not_applicable", id="no value at all"),
        pytest.param([(2, "cycle == 'second'"), 9], "study", "met", id="condition false"),
    ],
)
def test_the_figure_of_each_case_is_the_one_that_judges_it(said: list[Any], kind: str, expected: str) -> None:
    rules, resolved = (rule("days <= f.days"),), {"f.days": figure("f.days", *said)}
    judge, explain = compiled(rules, resolved)
    facts = {**FULL, "kind": kind}
    assert explain(facts)[0][1] == expected == outcome_of(rules[0], resolved, facts)
    assert judge(facts)[0] == (2 if expected == "unmet" else 0)


@pytest.mark.parametrize(
    ("said", "chosen"),
    [
        pytest.param(
            [(2, "kind == 'study'"), (9, "kind != 'study'")],
            "v_0_0 if f['kind'] == 'study' else v_0_1",
            id="exhaustive",
        ),
        pytest.param([(2, "kind == 'study'"), 9], "v_0_0 if f['kind'] == 'study' else v_0_1", id="the last for all"),
        pytest.param([(2, "kind == 'study'")], "v_0_0 if f['kind'] == 'study' else NONE", id="nobody else has a limit"),
        pytest.param(
            [(2, "cycle == 'second'"), 9],
            "v_0_0 if f_cycle == 'second' else v_0_1 if (f_cycle is not None and f_cycle != 'second') else None",
            id="nobody knows which",
        ),
    ],
)
def test_a_figure_is_chosen_by_no_more_tests_than_one_would_write_by_hand(said: list[Any], chosen: str) -> None:
    source = compile_rules((rule("days <= f.days"),), {"f.days": figure("f.days", *said)}, REQUIRED).source
    assert {line.strip() for line in source.splitlines() if line.strip().startswith("v_0 =")} == {f"v_0 = ({chosen})"}


def test_a_figure_whose_condition_is_unknown_waits_for_the_fact() -> None:
    rules = (rule("days <= f.days"),)
    resolved = {"f.days": figure("f.days", (2, "cycle == 'second'"), 9)}
    judge, _ = compiled(rules, resolved)
    assert judge({**FULL, "cycle": None}) == (1, [], ["r"])


@pytest.mark.parametrize(("kind", "verdict"), [("study", 0), ("teaching", 0), ("traineeship", 2)])
def test_a_rule_of_two_figures_waits_for_neither_of_them(kind: str, verdict: int) -> None:
    resolved = {
        "f.days": figure("f.days", (OPEN, "kind == 'study'"), 1),
        "f.grade": figure("f.grade", (OPEN, "kind == 'teaching'"), 1),
    }
    judge, _ = compiled((rule("days <= f.days or grade <= f.grade"),), resolved)
    assert judge({**FULL, "kind": kind})[0] == verdict


@pytest.mark.parametrize(
    ("outcomes", "verdict"),
    [
        pytest.param("", 0, id="no rules"),
        pytest.param("met", 0, id="met"),
        pytest.param("curable", 1, id="a later paper can cure it"),
        pytest.param("unmet", 2, id="nothing can cure it"),
        pytest.param("missing", 1, id="a fact is missing"),
        pytest.param("open", 0, id="an open figure never changes the verdict"),
        pytest.param("open missing", 1, id="open beside a missing fact of another rule"),
        pytest.param("openmissing", 0, id="a rule with an open figure never waits, even where a fact is missing too"),
        pytest.param("openunmet", 2, id="what fails beside an open figure fails"),
        pytest.param("openmet", 0, id="what is met beside an open figure is met"),
        pytest.param("missing unmet curable", 2, id="unmet beats missing"),
        pytest.param("not_applicable", 0, id="not applicable"),
    ],
)
def test_the_verdict_follows_the_worst_of_the_outcomes(outcomes: str, verdict: int) -> None:
    made = {
        "met": rule("days == 3"),
        "curable": rule("days == 4", curable=True),
        "unmet": rule("days == 4"),
        "missing": rule("absent_days == 4"),
        "open": rule("days == f.days"),
        "openmissing": rule("absent_days == f.days"),
        "openunmet": rule("days == 4 and days <= f.days"),
        "openmet": rule("days == 3 or days <= f.days"),
        "not_applicable": rule("days == 4", "blended"),
    }
    rules = tuple(made[name] for name in outcomes.split())
    judge, explain = compiled(rules, {"f.days": figure("f.days", OPEN)})
    facts = {**FULL, "absent_days": None}
    assert judge(facts)[0] == verdict
    assert len(explain(facts)) == len(rules)


@pytest.mark.parametrize("word", HOSTILE)
@pytest.mark.parametrize("negated", [False, True])
def test_words_in_quotes_are_compared_and_never_run(word: str, negated: bool) -> None:
    """Asked often enough, a test is made once for all rules; that must not change what it says."""
    text = f"partner {'!=' if negated else '=='} {word!r}"
    rules = tuple(rule(text, id=str(index)) for index in range(6))
    _, explain = compiled(rules, {})
    for partner in (*HOSTILE, "a", "b"):
        expected = "met" if (partner == word) is not negated else "unmet"
        assert {row[1] for row in explain({**FULL, "partner": partner})} == {expected}


@pytest.mark.parametrize("id", [*HOSTILE, "marker", "'''", '"""', "\\'", "r_0", "o_met", "é'\n  raise"])
def test_ids_come_back_as_they_were_given_and_stay_out_of_the_code(id: str) -> None:
    rules = (rule("days == 4", id=id + "\N{SNOWMAN}"),)
    code = compile_rules(rules, {}, REQUIRED)
    assert "\N{SNOWMAN}" not in code.source
    assert code.bind_judge([])(FULL) == (2, [id + "\N{SNOWMAN}"], ())


def test_code_has_only_printable_characters_whatever_the_law_says() -> None:
    rules = tuple(rule(f"partner == {word!r} or network != {word!r}", id=word) for word in HOSTILE)
    source = compile_rules(rules, {}, REQUIRED).source
    assert all(char.isprintable() or char == "\n" for char in source)


def test_rulebooks_whose_figures_differ_only_in_value_share_one_code_object() -> None:
    rules = RuleSet((rule("days <= f.days"), rule("f.flag or blended", id="s")), REQUIRED)

    def code(days: Any, flag: Any) -> Any:
        return rules.code({"f.days": figure("f.days", days), "f.flag": figure("f.flag", flag)}, frozenset())

    assert code(3, True) is code(300, True)
    assert code(3, True) is not code(OPEN, True)
    assert code(3, True) is not code(3, False)
    conditional = (5, "kind == 'study'")
    assert code(conditional, True) is code((7, "kind == 'study'"), True)
    assert code(conditional, True) is not code((5, "kind == 'teaching'"), True)


def test_one_code_object_gives_each_rulebook_its_own_figures() -> None:
    rules = (rule("days <= f.days"),)
    low, high = {"f.days": figure("f.days", 2)}, {"f.days": figure("f.days", 9)}
    code = compile_rules(rules, low, REQUIRED)
    outcomes = [code.bind_judge(arguments_of(code, resolved))(FULL)[0] for resolved in (low, high)]
    assert outcomes == [2, 0]


@pytest.mark.parametrize("applies", ["grade > 3 or f.flag", "not (grade > 3 and not f.flag)"])
def test_a_switch_of_the_law_settles_what_an_unknown_fact_leaves_open(applies: str) -> None:
    rules, facts = (rule("days == 3", applies),), {**FULL, "grade": None}
    for flag, expected in ((True, (0, [], [])), (False, (1, [], ["r"]))):
        verdict, unmet, unknown = compiled(rules, {"f.flag": figure("f.flag", flag)})[0](facts)
        assert (verdict, list(unmet), list(unknown)) == expected


@pytest.mark.parametrize(
    ("requires", "unknown", "expected"),
    [
        ("not known(grade + absent_days)", ("grade", "absent_days"), "met"),
        ("not known(grade + absent_days)", ("grade",), "met"),
        ("not known(grade + absent_days)", ("absent_days",), "met"),
        ("not known(grade + absent_days)", (), "unmet"),
        ("(abroad and blended) == (days == 4)", ("abroad",), "met"),
        ("(abroad and blended) == (days == 3)", ("abroad",), "unmet"),
        ("(blended or abroad) == (days == 3)", ("abroad",), "unknown"),
    ],
)
def test_of_several_facts_together_each_may_be_unknown(requires: str, unknown: tuple[str, ...], expected: str) -> None:
    rules, facts = (rule(requires),), {**FULL, "absent_days": 1} | dict.fromkeys(unknown)
    assert outcome_of(rules[0], {}, facts) == expected
    assert compiled(rules, {})[1](facts)[0][1] == expected


def test_a_waived_rule_is_waived_only_where_it_applies() -> None:
    rules = (rule("days == 4", "kind == 'study'", id="f.days"),)
    judge, explain = compiled(rules, {}, frozenset({"f.days"}))
    assert explain(FULL)[0][1] == "waived"
    assert explain({**FULL, "kind": "teaching"})[0][1] == "not_applicable"
    assert judge(FULL) == (0, [], ())


def test_a_number_is_no_switch() -> None:
    """`requires = "1"` is a mistake, though Python takes 1 for true."""
    _, mistakes = check(parse("1"), VOCABULARY)
    assert [one.kind for one in mistakes] == ["wrong-literal"]
    assert parse("1") != TRUE
    assert number() != BOOLEAN


# -- what many rules ask


def test_a_question_that_many_rules_ask_is_answered_once() -> None:
    asked = "\1\0kind\0 == 'study'\1"
    first, rest = fill("\n".join([asked] * 4))
    assert first == ["t_0 = f['kind'] == 'study'"]
    assert rest.splitlines() == ["t_0"] * 4


@pytest.mark.parametrize("applies", ["kind == 'study'", "kind != 'study'"])
def test_of_many_rules_for_one_kind_each_function_asks_the_kind_once(applies: str) -> None:
    rules = tuple(rule("days > 3", applies, id=str(index)) for index in range(5))
    source = compile_rules(rules, {}, REQUIRED).source
    assert (source.count("['kind']"), source.count("== 'study'"), source.count("!= 'study'")) == (2, 2, 0)


def test_a_question_that_few_rules_ask_stands_where_it_is_asked() -> None:
    asked = "\1\0kind\0 == 'study'\1"
    first, rest = fill("\n".join([asked] * 3))
    assert first == ["f_kind = f['kind']"]
    assert rest.splitlines() == ["f_kind == 'study'"] * 3
