"""A verdict follows from findings by the rules that an office can hold in its hand, and every finding says why."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve
from pravilnik.cases import agreement, decision, outgoing, paper, term
from rulebooks import ON, D, assessed, book, document, may, provision, rule

import mobilnost as m

MET = rule("kind == 'study'", "met")
UNMET = rule("kind == 'teaching'", "unmet")
CURABLE = rule("kind == 'teaching'", "curable", curable=True)
MISSING = rule("grade_average > 3", "missing")
IDLE = rule("kind == 'teaching'", "idle", applies="direction == 'incoming'")
OPEN = provision("o.p", "open", "number", unit="grade") + rule("grade_average > o.p", "open")
LATE = document("passport", "'2018-06-24'")
EARLY = document("passport", "'2018-06-25'")


@pytest.mark.parametrize(
    ("law", "verdict"),
    [
        ([], "eligible"),
        ([MET, IDLE], "eligible"),
        ([MET, OPEN], "eligible"),
        ([EARLY], "eligible"),
        ([document("passport")], "eligible"),
        ([CURABLE], "incomplete"),
        ([MISSING], "incomplete"),
        ([LATE], "incomplete"),
        ([MISSING, OPEN], "incomplete"),
        ([UNMET], "not_eligible"),
        ([UNMET, CURABLE, MISSING, LATE, OPEN], "not_eligible"),
    ],
)
def test_the_verdict_is_the_worst_that_holds(law: list[str], verdict: str) -> None:
    assert assessed(*law).verdict == verdict


def test_what_is_unmet_and_what_waits_is_named() -> None:
    assessment = assessed(MET, UNMET, CURABLE, MISSING, OPEN, IDLE)
    assert (assessment.unmet, assessment.waiting) == (("unmet", "curable"), ("missing",))
    assert {one.id: str(one.outcome) for one in assessment.findings} == {
        "met": "met", "unmet": "unmet", "curable": "unmet", "missing": "unknown", "open": "unknown",
        "idle": "not_applicable",
    }  # fmt: skip


def test_every_unknown_names_the_facts_it_waits_for() -> None:
    assessment = assessed(
        rule("grade_average > 3 and kind == 'study' and language_level >= 'B1'", "several"),
        rule("blended", "condition", applies="grade_average > 3"),
        provision("v.w", None, "number", unit="grade", values=[{"value": 2, "applies": "language_level == 'B1'"}])
        + rule("grade_average > v.w", "figure"),
        OPEN,
    )
    assert {one.id: one.missing for one in assessment.findings} == {
        "several": ("grade_average", "language_level"),
        "condition": ("grade_average",),
        "figure": ("language_level", "grade_average"),
        "open": ("grade_average",),
    }


def test_an_open_figure_is_the_reason_of_its_unknown() -> None:
    assessment = assessed(OPEN, MISSING, changes={"grade_average": 4})
    finding = assessment.finding("open")
    assert (finding.because, finding.missing, assessment.verdict) == ("open figure", (), "eligible")
    assert assessment.finding("missing").because is None


def test_a_rule_whose_figure_sets_no_limit_does_not_apply() -> None:
    law = provision("a.b", "none") + rule("stay <= a.b", "a.b")
    assert assessed(law).finding("a.b").outcome == "not_applicable"


def test_a_limit_for_some_does_not_bind_the_others() -> None:
    """An agreement sets a limit for traineeships over 'no limit'; students who study are not touched."""
    law = provision("a.b", "none", may_set=[may("agreement")]) + rule("stay <= a.b", "a.b")
    given = agreement(term("a.b", "1 month", "kind == 'traineeship'"))
    assert assessed(law, agreement=given).verdict == "eligible"
    assert assessed(law, agreement=given, changes={"kind": "traineeship"}).verdict == "not_eligible"


def test_a_finding_shows_what_was_observed_and_the_limit_and_who_set_it() -> None:
    law = provision("duration.maximum", "12 months", may_set=[may("agreement")], stricter="lower")
    law += rule("stay <= duration.maximum", "duration.maximum")
    given = agreement(term("duration.maximum", "3 months"))
    finding = assessed(law, agreement=given).finding("duration.maximum")
    assert (str(finding.observed), str(finding.limit), finding.comparison) == ("4 months 15 days", "3 months", "<=")
    effective = finding.figures["duration.maximum"]
    assert effective.winner is not None
    assert (effective.winner.origin.layer, effective.winner.origin.citation.source) == ("agreement", "a")
    assert [(str(one.value), one.origin.layer) for one in effective.beaten] == [("12 months", "regulation")]
    assert (finding.type, finding.citation.at) == (m.SPAN, "čl. 11")


@pytest.mark.parametrize(
    ("university", "programme", "binding"),
    [
        ("3 months", "2 months", ("university",)),
        ("2 months", "3 months", ("programme",)),
        ("3 months", "3 months", ("university", "programme")),
        ("none", "3 months", ("programme",)),
        ("3 months", "open", ("university", "programme")),
    ],
)
def test_of_two_authorities_the_stricter_binds_and_both_are_shown(
    university: str, programme: str, binding: tuple[str, ...]
) -> None:
    own = provision("erasmus.duration.minimum", programme, stricter="higher")
    assessment = assessed(
        provision("duration.minimum", university, stricter="higher"),
        rule("stay >= duration.minimum", "duration.minimum"),
        erasmus=own + rule("stay >= erasmus.duration.minimum", "erasmus.duration.minimum"),
    )
    assert [one.id for one in assessment.findings] == ["duration.minimum", "erasmus.duration.minimum"]
    assert tuple(str(one.authority) for one in assessment.findings if one.binding) == binding


def test_both_authorities_must_be_satisfied() -> None:
    def verdict(university: str, programme: str) -> str:
        own = provision("erasmus.x.y", programme, stricter="higher") + rule("stay >= erasmus.x.y", "erasmus.x.y")
        law = provision("x.y", university, stricter="higher") + rule("stay >= x.y", "x.y")
        return assessed(law, erasmus=own).verdict

    assert [verdict("9 months", "1 month"), verdict("1 month", "9 months"), verdict("1 month", "1 month")] == [
        "not_eligible", "not_eligible", "eligible",
    ]  # fmt: skip


def test_figures_of_another_unit_both_bind() -> None:
    own = provision("erasmus.duration.minimum", 60, "number", unit="days", stricter="higher")
    assessment = assessed(
        provision("duration.minimum", "3 months", stricter="higher"),
        rule("stay >= duration.minimum", "duration.minimum"),
        erasmus=own + rule("calendar_days >= erasmus.duration.minimum", "erasmus.duration.minimum"),
    )
    assert [one.binding for one in assessment.findings] == [True, True]


def test_nothing_is_worked_out_before_somebody_reads_it(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def watched(name: str) -> Any:
        return lambda case: asked.append(name) or True

    facts = [
        m.FactDefinition(name=name, type=m.BOOLEAN, compute=watched(name), meaning=name) for name in ("used", "unused")
    ]
    explain = m.Rulebook.explain
    monkeypatch.setattr(m.Rulebook, "explain", lambda book, facts: asked.append("explained") or explain(book, facts))
    assessment = assessed(rule("used", "r"), facts=facts)
    assert (assessment.verdict, asked) == ("eligible", ["used"])
    assert assessment.findings is assessment.findings
    assert asked == ["used", "explained"]
    with pytest.raises(KeyError):
        assessment.finding("nothing")


def test_the_same_question_gives_the_same_answer() -> None:
    resolved = book(MET, MISSING, LATE)
    one, other = (m.assess(outgoing(), resolved, on=ON) for _ in range(2))
    assert (one.verdict, one.findings, one.documents) == (other.verdict, other.findings, other.documents)


def test_a_decision_about_another_dossier_is_not_used() -> None:
    resolved = evolve(book(MET), decision=evolve(decision("duration.minimum").value, dossier="2018-9999"))
    with pytest.raises(ValueError, match="2018-9999"):
        m.assess(outgoing(), resolved, on=ON)


@pytest.mark.parametrize("held", [True, False])
def test_a_paper_counts_against_a_dossier_only_when_its_time_has_come(held: bool) -> None:
    papers = (paper("passport"),) if held else ()
    for on, verdict in ((D(2018, 6, 25), "eligible"), (D(2018, 6, 26), "eligible" if held else "incomplete")):
        assert assessed(EARLY, on=on, changes={"documents": papers}).verdict == verdict
