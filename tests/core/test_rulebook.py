"""A rulebook hands a dossier all it knows, looks at what is used and nothing else, and tells who set each limit."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve
from pravilnik.cases import INSTITUTIONS, agreement, call, outgoing, term
from rulebooks import D, book, document, duty, entry, lawbook, may, provision, rule

import mobilnost as m
from mobilnost.grammar import CALENDAR, parse
from mobilnost.law import Figure
from mobilnost.rulebook import RuleSet
from mobilnost.rules import arguments_of

MAXIMUM = provision("duration.maximum", "12 months", may_set=[may("agreement")], stricter="lower")
LIMIT = rule("stay <= duration.maximum", "duration.maximum")
#: What the programme asks beside it.
OWN = provision("erasmus.duration.minimum", "2 months", stricter="higher")
LEAST = rule("stay >= erasmus.duration.minimum", "erasmus.duration.minimum")
HOLIDAYS = m.Calendar(frozenset({D(2018, 10, 8)}))


def test_a_dossier_is_judged_with_everything_that_is_known_around_it() -> None:
    under, called = agreement(), call(edition="2021-2027")
    known = book(agreement=under, call=called, institutions=INSTITUTIONS).case(outgoing(), HOLIDAYS)
    assert (known.dossier, known.agreement, known.call) == (outgoing(), under.value, called.value)
    assert (known.edition, known.calendar, known.home.institution) == ("2021-2027", HOLIDAYS, "sum.ba")
    assert set(known.programmes) == {"erasmus", "ceepus"}
    assert set(known.institutions) == {one.id for one in INSTITUTIONS}


def test_without_agreement_call_or_edition_none_is_made_up() -> None:
    known = book(day=D(2013, 12, 31)).case(outgoing(), HOLIDAYS)
    assert (known.agreement, known.call, known.edition) == (None, None, None)


@pytest.mark.parametrize(
    ("law", "facts"),
    [
        pytest.param(rule("blended"), {"blended"}, id="what a rule requires"),
        pytest.param(rule("true", applies="grade_average > 3"), {"grade_average"}, id="when it applies"),
        pytest.param(
            provision("a.b", None, values=[{"value": "1 month", "applies": "abroad"}]), {"abroad"}, id="for whom"
        ),
        pytest.param(document("la", applies="zero_grant"), {"zero_grant"}, id="who needs a paper"),
        pytest.param(document("la", "last_day"), {"last_day"}, id="when it is due"),
        pytest.param(duty("last_day", applies="blended"), {"blended", "last_day"}, id="on whom a duty falls, and when"),
        pytest.param("", set(), id="nothing"),
    ],
)
def test_those_facts_are_found_that_something_looks_at(law: str, facts: set[str]) -> None:
    resolved = book(law)
    assert {one.name for one in resolved.used} == facts
    found = resolved.facts(outgoing(), HOLIDAYS)
    assert {name for name in found if name in resolved.definitions} == facts


END = entry("steps", id="z", role="office", cites="čl. 1", final="completed")


def way(id: str = "p", **more: Any) -> str:
    """`[[procedures]]`"""
    return entry("procedures", id=id, cites="čl. 1", **more)


def first(**more: Any) -> str:
    """A step before the last."""
    return entry("steps", id="a", role="office", cites="čl. 1", **more)


FOR_SOME = provision("a.b", None, values=[{"value": "1 month", "applies": "abroad"}])


@pytest.mark.parametrize(
    ("law", "facts"),
    [
        pytest.param(way(applies="blended") + END, {"blended": False}, id="whose procedure it is"),
        pytest.param(way() + first(applies="kind == 'study'") + END, {"kind": "study"}, id="whom a step concerns"),
        pytest.param(way() + first(not_before="last_day") + END, {"last_day": D(2019, 2, 15)}, id="from which day"),
        pytest.param(
            FOR_SOME + way() + first(applies="stay >= a.b") + END,
            {"stay": m.Span(4, 15), "abroad": True},
            id="by which figure, and for whom that stands",
        ),
        pytest.param(rule("blended") + FOR_SOME + way() + END, {}, id="nothing that only rules and figures look at"),
    ],
)
def test_a_procedure_looks_at_its_own_facts(law: str, facts: dict[str, Any]) -> None:
    resolved = book(law, institutions=INSTITUTIONS)
    found = resolved.circumstances(outgoing(), HOLIDAYS)
    assert found == {**facts, CALENDAR: HOLIDAYS}


def money(**more: Any) -> str:
    """`[[components]]` of a programme."""
    return entry("components", id="erasmus.c", per="month", payer="sending", cites="p. 1", **more)


def rates(**more: Any) -> list[dict[str, Any]]:
    return [{"amount": "300", "currency": "EUR", "cites": "p. 1", **more}]


@pytest.mark.parametrize(
    ("law", "component", "facts"),
    [
        pytest.param("", money(applies="blended"), {"blended": False}, id="who gets it"),
        pytest.param("", money(rates=rates(applies="kind == 'study'")), {"kind": "study"}, id="at which rate"),
        pytest.param(
            "", money(permits=[{"provision": "a.c", "applies": "zero_grant"}]), {"zero_grant": False}, id="if permitted"
        ),
        pytest.param(FOR_SOME, money(), {"abroad": True}, id="for whom the figures stand that it may rest on"),
        pytest.param(rule("blended"), money(), {}, id="nothing that only rules look at"),
    ],
)
def test_a_grant_looks_at_its_own_facts(law: str, component: str, facts: dict[str, Any]) -> None:
    resolved = book(law, erasmus=component, institutions=INSTITUTIONS)
    found = resolved.means(outgoing(), HOLIDAYS)
    assert found == {**facts, CALENDAR: HOLIDAYS}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("stay", m.Span(4, 15)),
        ("duration.maximum", m.Span(12)),
        ("stay <= duration.maximum", True),
        ("stay > duration.maximum", False),
        ("grade_average > 3", None),
        ("stay <= a.b", False),
        ("day_before(last_day, 1)", D(2019, 2, 14)),
    ],
)
def test_what_an_expression_comes_to_for_a_dossier(text: str, expected: Any) -> None:
    resolved = book(MAXIMUM, LIMIT, rule("grade_average > 3", "average"), FOR_SOME, institutions=INSTITUTIONS)
    facts = resolved.facts(outgoing(), HOLIDAYS) | {"last_day": D(2019, 2, 15)}
    assert resolved.value(parse(text), facts) == expected


@pytest.mark.parametrize(
    ("blended", "expected"), [(True, "of.blended"), (False, "of.others"), (None, None)], ids=["yes", "no", "unknown"]
)
def test_the_procedure_is_the_one_that_applies_for_certain(blended: bool | None, expected: str | None) -> None:
    resolved = book(way("of.blended", applies="blended") + way("of.others", applies="not blended") + END)
    found = resolved.procedure({"blended": blended})
    assert (found and found.id) == expected


@pytest.mark.parametrize(
    ("layers", "expected"),
    [
        (("regulation", "setting", "programme"), "programme"),
        (("programme", "regulation"), "programme"),
        (("setting", "regulation"), "setting"),
        (("regulation", "setting"), "setting"),
        (("regulation",), "regulation"),
    ],
)
def test_the_programmes_procedure_goes_before_the_offices_and_that_before_the_laws(
    layers: tuple[str, ...], expected: str
) -> None:
    resolved = book(way() + END)
    (written,) = resolved.procedures
    many = evolve(resolved, procedures=tuple(evolve(written, id=one, layer=one) for one in layers))
    found = many.procedure({})
    assert found is not None
    assert found.id == expected


def test_every_rule_of_both_authorities_has_its_row_with_who_set_its_limit() -> None:
    under = agreement(term("duration.maximum", "10 months"))
    law = (MAXIMUM, LIMIT, rule("blended", "no.limit"), rule("stay <= '9 months'", "written.out"))
    resolved = book(*law, agreement=under, erasmus=OWN + LEAST)
    rows = resolved.explain(resolved.facts(outgoing(), HOLIDAYS))
    assert [one[0] for one in rows] == [*resolved.rules]
    limits = {one[0]: (str(one[4]), one[5] and (str(one[5].layer), one[5].citation.source)) for one in rows}
    assert limits == {
        "duration.maximum": ("10 months", ("agreement", "a")),
        "no.limit": ("None", None),
        "written.out": ("9 months", None),
        "erasmus.duration.minimum": ("2 months", ("programme", "Guide")),
    }


@pytest.mark.parametrize("applies", [None, "kind == 'study'"], ids=["for all", "for some"])
@pytest.mark.parametrize("order", [1, -1], ids=["the limit first", "the limit last"])
def test_one_law_serves_agreements_that_limit_and_agreements_that_do_not(applies: str | None, order: int) -> None:
    """Rules are compiled once for many agreements: none is judged by what another sets."""
    law = lawbook(MAXIMUM, LIMIT)
    said = {"1 month": "unmet", "none": "not_applicable", "open": "unknown", "10 months": "met"}
    for value, expected in [*said.items()][::order]:
        under = agreement(term("duration.maximum", value, applies))
        resolved = law.rulebook("erasmus", D(2018, 10, 1), agreement=under)
        assert m.assess(outgoing(), resolved, on=D(2018, 6, 25)).finding("duration.maximum").outcome == expected


def test_what_an_agreement_adds_is_judged_and_told_beside_the_law() -> None:
    condition = entry("conditions", id="average", requires="grade_average >= 3", clause="6")
    added = provision("eligibility.conditions", [], "list of text", may_set=[may("agreement", "extend")])
    resolved = book(MAXIMUM, LIMIT, added, agreement=agreement(condition))
    facts = resolved.facts(outgoing(), HOLIDAYS)
    assert [(one[0], str(one[1])) for one in resolved.explain(facts)] == [
        ("duration.maximum", "met"),
        ("a.average", "unknown"),
    ]
    verdict, unmet, waiting = resolved.judge(facts)
    assert (verdict, list(unmet), list(waiting)) == (1, [], ["a.average"])


def test_a_limit_that_depends_on_the_dossier_or_that_nobody_set_has_no_origin_for_all() -> None:
    values = [{"value": "9 months", "applies": "blended"}, {"value": "6 months", "applies": "not blended"}]
    law = provision("a.b", None, values=values) + rule("stay <= a.b", "a.b")
    law += provision("c.d", None, values=[{"value": "9 months", "valid_from": D(2030, 1, 1)}]) + rule(
        "stay <= c.d", "c.d"
    )
    resolved = book(law)
    rows = resolved.explain(resolved.facts(outgoing(), HOLIDAYS))
    assert [(str(one[4]), one[5]) for one in rows] == [("6 months", None), ("None", None)]


@pytest.mark.parametrize(
    ("maximum", "minimum", "verdict", "unmet"),
    [
        ("12 months", "2 months", 0, []),
        ("3 months", "2 months", 2, ["duration.maximum"]),
        ("12 months", "9 months", 2, ["erasmus.duration.minimum"]),
        ("3 months", "9 months", 2, ["duration.maximum", "erasmus.duration.minimum"]),
    ],
)
def test_the_worse_of_two_judgements_counts_and_both_say_what_fails(
    maximum: str, minimum: str, verdict: int, unmet: list[str]
) -> None:
    own = provision("erasmus.duration.minimum", minimum, stricter="higher") + LEAST
    waiting = rule("grade_average > 3", "waiting") + rule("known(ects) and grade_average > 3", "waiting too")
    resolved = book(provision("duration.maximum", maximum, stricter="lower"), LIMIT, waiting, erasmus=own)
    found = resolved.judge(resolved.facts(outgoing(), HOLIDAYS))
    assert (found[0], sorted(found[1])) == (verdict or 1, sorted(unmet))
    assert list(found[2]) == ["waiting", "waiting too"]


def test_rules_are_compiled_anew_where_something_else_is_waived() -> None:
    resolved = book(MAXIMUM, LIMIT)
    rules = RuleSet(tuple(resolved.rules.values()), frozenset({"stay"}))
    figures: dict[str, Figure] = dict(resolved.figures)

    def verdict(waived: frozenset[str]) -> Any:
        code = rules.code(figures, waived)
        assert rules.code(figures, waived) is code
        return code.bind_judge(arguments_of(code, figures))({"stay": m.Span(13)})[0]

    assert [verdict(frozenset()), verdict(frozenset({"duration.maximum"})), verdict(frozenset())] == [2, 0, 2]


@pytest.mark.parametrize(("grade", "waiting"), [(Decimal(4), []), (Decimal(3), []), (None, ["r"])])
def test_a_rule_that_is_met_wherever_it_applies_waits_only_while_that_is_unknown(
    grade: Decimal | None, waiting: list[str]
) -> None:
    resolved = book(rule("true", applies="grade_average > 3"))
    verdict, unmet, found = resolved.judge(resolved.facts(outgoing(grade_average=grade), HOLIDAYS))
    assert (verdict, list(unmet), list(found)) == (len(waiting), [], waiting)


@pytest.mark.parametrize("fact", ["calendar_days", "ects"], ids=["always known", "perhaps unknown"])
@pytest.mark.parametrize(
    ("comparison", "holds"),
    [
        ("<", (True, False, False)),
        ("<=", (True, True, False)),
        ("==", (False, True, False)),
        ("!=", (True, False, True)),
        (">=", (False, True, True)),
        (">", (False, False, True)),
    ],
)
def test_a_fact_is_compared_with_a_number_as_it_is_written(fact: str, comparison: str, holds: tuple[bool, ...]) -> None:
    resolved = book(rule(f"{fact} {comparison} 20", "right"), rule(f"20 {comparison} {fact}", "left"))
    for value, below, above in zip((19, 20, 21), holds, reversed(holds), strict=True):
        unmet = resolved.judge({fact: value, "grade_average": None})[1]
        assert (("right" not in unmet), ("left" not in unmet)) == (below, above)
