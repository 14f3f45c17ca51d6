"""A case is judged by the law that judges dossiers; what differs from what it says is named."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve
from pravilnik.cases import agreement, decision, outgoing
from rulebooks import ON, D, document, duty, lawbook, may, provision, rule

from mobilnost.law import Authority
from mobilnost.model import Place
from mobilnost.scenarios import Bench, Concern, Found, Scenario, Subject, judge

LAW = (
    provision("duration.minimum", "3 months", may_set=[may("agreement"), may("decision", "waive")]),
    rule("stay >= duration.minimum", id="duration.minimum"),
    document("visa", due="day_before(first_day, 1)", applies="kind == 'study'", signed_by=["host"]),
    duty("day_after(last_day, 30)", id="report", applies="participant == 'student'"),
)


def case(concern: Concern | None, id: str = "", expected: Found | None = None, **more: Any) -> Scenario:
    subject = Subject(concern=concern, id=id) if concern else None
    fields = {"dossier": outgoing(), "on": ON, "place": Place("cases.toml", 7, "name"), **more}
    return Scenario(name="a", subject=subject, base="student", expected=expected or Found(), **fields)


def found(concern: Concern | None, id: str = "", **more: Any) -> Found:
    return judge(case(concern, id, **more), lawbook(*LAW)).found


def test_a_rule_is_found_with_its_figure_and_who_set_it() -> None:
    given = found(Concern.RULE, "duration.minimum")
    assert (given.finds, str(given.value), given.set_by, given.verdict) == ("met", "3 months", "regulation", "eligible")


def test_what_an_agreement_sets_is_found() -> None:
    under = agreement('[[terms]]\nprovision = "duration.minimum"\nvalue = "9 months"\nclause = "4"\n')
    given = found(Concern.RULE, "duration.minimum", agreement=under)
    assert (given.finds, str(given.value), given.set_by, given.verdict) == (
        "unmet",
        "9 months",
        "agreement",
        "not_eligible",
    )


def test_what_a_decision_waives_is_found_as_its() -> None:
    given = found(Concern.RULE, "duration.minimum", decision=decision("duration.minimum"))
    assert (given.finds, given.set_by) == ("waived", "decision")


def test_a_paper_is_found_with_its_day_and_what_it_lacks() -> None:
    given = found(Concern.DOCUMENT, "visa", on=D(2018, 10, 1))
    assert (given.finds, given.due, given.late, given.lacks) == ("missing", D(2018, 9, 30), True, ("host",))
    assert found(Concern.DOCUMENT, "visa", dossier=outgoing(kind="thesis")).finds == "not_required"


def test_a_duty_is_found_with_its_day_or_not_owed() -> None:
    assert found(Concern.OBLIGATION, "report").due == D(2019, 3, 17)
    nobody = judge(case(Concern.OBLIGATION, "report"), lawbook(duty("last_day", id="report", applies="blended")))
    assert nobody.found.finds == "not_owed"


@pytest.mark.parametrize(
    ("concern", "id", "near"),
    [
        (Concern.RULE, "duration.minimun", "duration.minimum"),
        (Concern.DOCUMENT, "vissa", "visa"),
        (Concern.OBLIGATION, "repport", "report"),
        (Concern.PROVISION, "duration.minimal", "duration.minimum"),
    ],
)
def test_what_does_not_exist_is_a_problem_with_a_suggestion(concern: Concern, id: str, near: str) -> None:
    trial = judge(case(concern, id, Found(finds="met")), lawbook(*LAW))
    assert not trial.holds
    assert [(one.found, one.suggestion, one.place.line) for one in trial.problems] == [(id, near, 7)]


def test_a_programme_that_is_not_loaded_is_a_problem() -> None:
    trial = judge(case(None, expected=Found(verdict="eligible"), dossier=outgoing(programme="norplus")), lawbook())
    assert not trial.holds
    assert trial.problems[0].found == "norplus"


def test_a_refusal_holds_where_it_is_expected_and_not_where_it_is_not() -> None:
    under = agreement('[[terms]]\nprovision = "a.b"\nvalue = "9 months"\nclause = "4"\n')
    book = lawbook(*LAW, provision("a.b", "3 months"))
    one = case(Concern.PROVISION, "a.b", Found(refused="unlawful-override"), agreement=under)
    assert judge(one, book).holds
    for expected in (Found(refused="unlawful-scope"), Found(value="3 months")):
        assert not judge(evolve(one, expected=expected), book).holds


def test_a_refusal_that_does_not_come_is_a_difference() -> None:
    trial = judge(case(Concern.PROVISION, "duration.minimum", Found(refused="unlawful-override")), lawbook(*LAW))
    assert trial.differences == (("refused", "unlawful-override", None),)


def test_only_what_is_expected_is_looked_at() -> None:
    assert judge(case(Concern.RULE, "duration.minimum", Found(finds="met")), lawbook(*LAW)).holds
    trial = judge(case(Concern.RULE, "duration.minimum", Found(finds="unmet", set_by="call")), lawbook(*LAW))
    assert trial.differences == (("finds", "unmet", "met"), ("set_by", "call", "regulation"))


@pytest.mark.parametrize(("value", "holds"), [("3 months", True), ("4 months", False), ("three months", False)])
def test_a_figure_is_written_as_its_provision_writes_it(value: str, holds: bool) -> None:
    assert judge(case(Concern.PROVISION, "duration.minimum", Found(value=value)), lawbook(*LAW)).holds is holds


def test_a_figure_that_is_written_as_it_never_is_tells_how_it_is() -> None:
    trial = judge(case(Concern.PROVISION, "a.b", Found(value="2")), lawbook(provision("a.b", 2, "number")))
    assert [(one.kind, one.found) for one in trial.problems] == [("wrong-type", '"2"')]


def test_a_verdict_that_differs_names_what_it_rests_on() -> None:
    wanted = Found(verdict="eligible")
    short = outgoing(start=D(2018, 10, 1), end=D(2018, 10, 5))
    assert judge(case(None, expected=wanted, dossier=short), lawbook(*LAW)).decisive == ("duration.minimum",)
    late = judge(case(None, expected=wanted, on=D(2018, 10, 1)), lawbook(*LAW))
    assert (late.found.verdict, late.decisive) == ("incomplete", ("visa",))


def test_a_paper_is_of_the_nearer_law_if_that_asks_for_one_and_else_of_the_other() -> None:
    subject = Subject(concern=Concern.DOCUMENT, id="visa", nearer=Authority.PROGRAMME)
    ours = lawbook(*LAW)
    assert judge(evolve(case(None, expected=Found(finds="missing")), subject=subject), ours).holds
    named = evolve(subject, authority=Authority.PROGRAMME)
    trial = judge(evolve(case(None, expected=Found(finds="missing")), subject=named), ours)
    assert [(one.found, one.expected) for one in trial.problems] == [("visa: programme", "before · university")]


def test_a_bench_keeps_one_lawbook_for_cases_of_one_office() -> None:
    bench = Bench(lawbook(*LAW))
    assert bench.book(case(None)) is bench.lawbook
