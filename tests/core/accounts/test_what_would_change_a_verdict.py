"""What would have to change for a rule to be met: the nearest day or value, tried out and not guessed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from functools import cache, partial
from typing import Any

import pytest
import rulebooks
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from pravilnik import cases
from pravilnik.cases import agreement, away, course, incoming, outgoing, paper, past, terms

import mobilnost as m
from mobilnost.accounts.dossier import DossierAccount, account_of
from mobilnost.accounts.levers import Around
from mobilnost.accounts.nearest import REACH, outcome, proposals
from mobilnost.assessment import Verdict
from mobilnost.law import Layer
from mobilnost.model import AcademicYear, CefrLevel, LanguageSkill
from mobilnost.rules import CORE_FACTS

D = dt.date
ENGLISH = (LanguageSkill(code="hr", level=CefrLevel.A2),)


@cache
def suiting(programme: str) -> Any:
    """The agreement that suits a programme, read once."""
    return agreement(programme=programme)


def assessed(dossier: m.Dossier, under: Any = None, **circumstances: Any) -> m.Assessment:
    return cases.assessed(dossier, under=under or suiting(dossier.mobility.programme), **circumstances)


def account(dossier: m.Dossier, around: Around | None = None, **circumstances: Any) -> DossierAccount:
    again = partial(assessed, **circumstances)
    return account_of(again(dossier), again, around)


def proposed(rule: str, dossier: m.Dossier, **circumstances: Any) -> dict[str, Any]:
    """What would satisfy a rule: the new value by the key that it stands under."""
    remedies = {one.finding.id: one for one in account(dossier, **circumstances).remedies}
    return {one.change.key: one.change.after for one in remedies[rule].proposals}


def ceepus(**changes: Any) -> m.Dossier:
    return outgoing(programme="ceepus", **changes)


# -- days


@pytest.mark.parametrize(
    ("dossier", "end"),
    [
        pytest.param(outgoing(end=D(2018, 12, 29)), D(2018, 12, 30), id="commission-360: one day short"),
        pytest.param(outgoing(end=D(2018, 10, 1)), D(2018, 12, 30), id="commission-360: one day long"),
        pytest.param(
            outgoing(start=D(2018, 12, 1), end=D(2019, 2, 27)),
            D(2019, 3, 1),
            id="commission-360: 28 February leaves two days of its month, 1 March fills it",
        ),
        pytest.param(
            outgoing(end=D(2018, 12, 29), interruptions=(away(D(2018, 12, 1), D(2018, 12, 5)),)),
            D(2019, 1, 5),
            id="commission-360: five days of illness are made up for",
        ),
        pytest.param(ceepus(end=D(2018, 10, 30)), D(2018, 10, 31), id="calendar months: one day short"),
        pytest.param(
            ceepus(start=D(2019, 1, 31), end=D(2019, 2, 27)), D(2019, 2, 28), id="calendar months: end of February"
        ),
        pytest.param(
            ceepus(start=D(2020, 1, 31), end=D(2020, 2, 27)), D(2020, 2, 29), id="calendar months: a leap year"
        ),
    ],
)
def test_a_stay_that_is_too_short_is_told_the_nearest_last_day(dossier: m.Dossier, end: D) -> None:
    assert proposed("duration.minimum", dossier)["mobility.end"] == end


def test_a_stay_that_is_too_short_may_begin_earlier_as_well() -> None:
    assert proposed("duration.minimum", outgoing(end=D(2018, 12, 29)))["mobility.start"] == D(2018, 9, 30)


def test_a_first_day_stays_in_its_academic_year() -> None:
    dossier = outgoing(start=D(2019, 8, 2), end=D(2019, 10, 25))
    assert proposed("duration.minimum", dossier) == {"mobility.end": D(2019, 11, 1)}


def test_a_stay_that_is_too_long_is_told_the_last_day_that_its_agreement_allows() -> None:
    under = agreement(terms(duration__maximum="4 months"))
    found = proposed("duration.maximum", outgoing(end=D(2019, 2, 15)), under=under)
    assert found == {"mobility.end": D(2019, 1, 31), "mobility.start": D(2018, 10, 16)}


def test_stays_of_one_cycle_that_are_too_long_together_are_told_by_how_much() -> None:
    earlier = (past("bilateral", D(2017, 10, 1), D(2018, 6, 30)),)
    found = proposed("duration.cycle_total.first", outgoing(history=earlier))
    assert found["mobility.end"] == D(2018, 12, 31)


def test_an_agreement_that_ends_within_the_stay_ends_it() -> None:
    under = agreement(valid_to=D(2018, 12, 31))
    assert proposed("agreement.required", outgoing(), under=under) == {"mobility.end": D(2018, 12, 31)}


def test_a_learning_agreement_that_is_signed_late_lets_the_stay_begin_later() -> None:
    signed = paper("learning_agreement", D(2018, 10, 3), "student", "vice_dean", "vice_rector", "host")
    found = proposed("learning_agreement.required", outgoing(documents=(signed,)))
    assert found == {"mobility.start": D(2018, 10, 4)}


@pytest.mark.parametrize("on", [D(2018, 9, 1), D(2019, 6, 1)])
def test_days_that_are_past_are_marked(on: D) -> None:
    remedy = account(outgoing(end=D(2018, 12, 29)), on=on).remedies[0]
    assert {one.past for one in remedy.proposals} == {on > D(2019, 1, 1)}


def test_no_day_to_come_is_moved_into_the_past() -> None:
    found = proposed("duration.minimum", outgoing(end=D(2018, 12, 29)), on=D(2018, 10, 1))
    assert found == {"mobility.end": D(2018, 12, 30)}


def test_a_stay_that_goes_on_is_made_longer_and_does_not_begin_earlier() -> None:
    remedy = account(outgoing(end=D(2018, 12, 29)), on=D(2018, 11, 20)).remedies[0]
    assert [(one.change.key, one.past) for one in remedy.proposals] == [("mobility.end", False)]


def test_a_stay_of_which_no_arrival_is_recorded_may_begin_later_but_not_before_today() -> None:
    signed = paper("learning_agreement", D(2018, 10, 3), "student", "vice_dean", "vice_rector", "host")
    late = account(outgoing(documents=(signed,)), on=D(2018, 10, 9)).remedies[0]
    assert [(one.change.after, one.past) for one in late.proposals] == [(D(2018, 10, 9), False)]


def test_what_has_happened_cannot_be_changed() -> None:
    dossier = outgoing(arrived=D(2018, 10, 1), returned=D(2018, 12, 29))
    assert proposed("duration.minimum", dossier) == {}


# -- other values


@pytest.mark.parametrize(
    ("rule", "changes", "key", "value"),
    [
        ("eligibility.student.first_cycle_year", {"year_of_study": 1}, "student.year_of_study", 2),
        ("learning_agreement.minimum_ects", {"courses": (course(18),)}, "courses", 20),
        ("eligibility.student.language", {"languages": ENGLISH}, "student.languages", CefrLevel.B1),
        ("a.average", {"grade_average": Decimal("3.2")}, "student.grade_average", Decimal("3.5")),
        ("a.above", {"grade_average": Decimal("3.2")}, "student.grade_average", Decimal("3.51")),
    ],
)
def test_another_value_is_the_nearest_that_will_do(rule: str, changes: dict[str, Any], key: str, value: Any) -> None:
    conditions = "".join(
        f'[[conditions]]\nid = "{id}"\nrequires = "grade_average {than} 3.5"\nclause = "6"\n'
        for id, than in (("average", ">="), ("above", ">"))
        if rule == f"a.{id}"
    )
    under = agreement(conditions)
    again = of_lawbook(cases.lawbook(settings=evolve(cases.OFFICE, language_level=CefrLevel.B1)), under)
    dossier = outgoing(**({"languages": (LanguageSkill(code="hr", level=CefrLevel.C1),)} | changes))
    remedies = {one.finding.id: one for one in account_of(again(dossier), again).remedies}
    assert {one.change.key: one.change.after for one in remedies[rule].proposals} == {key: value}


def test_a_paper_that_a_fact_counts_may_be_handed_in() -> None:
    said = rulebooks.rule("letters >= 2", "letters")
    letters = m.FactDefinition(
        name="letters",
        type=m.number("letters"),
        compute=lambda case: sum(one.type == "recommendation_letter" for one in case.dossier.documents),
        meaning="letters of recommendation",
        required=True,
        source="recommendation_letter",
    )
    lawbook = rulebooks.lawbook(said, facts=(*CORE_FACTS, letters))
    again = of_lawbook(lawbook)
    found = account_of(again(outgoing()), again).remedies[0].proposals
    assert [(one.change.key, one.change.before, one.change.after) for one in found] == [
        ("documents.recommendation_letter", 0, 2)
    ]


@pytest.mark.parametrize(("role", "who"), [("host", "host"), (None, "student")])
def test_a_missing_fact_is_asked_of_the_role_that_its_definition_names(role: str | None, who: str) -> None:
    weather = m.FactDefinition(
        name="dry", type=m.BOOLEAN, compute=lambda case: None, meaning="dry", source="weather", supplied_by=role
    )
    again = of_lawbook(rulebooks.lawbook(rulebooks.rule("dry", "dry"), facts=(*CORE_FACTS, weather)))
    assert [(one.name, one.who) for one in account_of(again(outgoing()), again).missing] == [("dry", who)]


def of_lawbook(lawbook: m.Lawbook, under: Any = None) -> Callable[[m.Dossier], m.Assessment]:
    def again(dossier: m.Dossier) -> m.Assessment:
        rulebook = lawbook.rulebook("erasmus", dossier.first_day, agreement=under)
        return m.assess(dossier, rulebook, on=cases.BEFORE)

    return again


# -- agreements


def test_another_agreement_that_the_office_knows_is_named() -> None:
    known = {
        "a": agreement(isced_f=["0810"]),
        "b": agreement(id="b", isced_f=["0613"]),
        "elsewhere": agreement(id="elsewhere", parties=["sum.ba", "uni-lj.si"]),
    }
    dossier = outgoing(isced_f="0613")

    def again(one: m.Dossier) -> m.Assessment:
        return assessed(one, under=known[str(one.mobility.agreement)])

    around = Around(agreements=lambda: [one.value for one in known.values()])
    remedy = account_of(again(dossier), again, around).remedies[0]
    assert remedy.finding.id == "agreement.field"
    assert [(one.change.key, one.change.after) for one in remedy.proposals] == [("mobility.agreement", "b")]
    assert remedy.needs is None


def test_where_no_agreement_will_do_one_is_needed() -> None:
    remedy = account(outgoing(isced_f="0613"), under=agreement(isced_f=["0810"])).remedies[0]
    assert (remedy.proposals, remedy.needs) == ((), Layer.AGREEMENT)


# -- what cannot be mended


def test_a_deadline_that_has_passed_is_not_mended_by_another_date_on_the_paper() -> None:
    late = paper("student_application_form", D(2018, 6, 5))
    assert proposed("incoming.application_deadline.winter", incoming(documents=(late,))) == {}


def test_who_somebody_is_is_not_changed_but_the_call_may_admit_them() -> None:
    remedy = account(outgoing(status_in_country="none")).remedies[0]
    assert remedy.proposals == ()
    assert [(key, one.layer) for key, one in remedy.setters] == [("eligibility.student.citizenship", Layer.CALL)]
    assert remedy.waiver is None


def test_who_may_set_a_figure_only_to_the_stricter_side_or_for_others_mends_nothing() -> None:
    assert account(outgoing(end=D(2018, 12, 29))).remedies[0].setters == ()


def test_a_rule_that_a_special_decision_may_set_aside_says_so() -> None:
    said = (
        rulebooks.provision(
            "eligibility.limit", 3, "number", unit="mobilities", may_set=[rulebooks.may("decision", "waive")]
        ),
        rulebooks.rule("past_mobilities >= eligibility.limit", "eligibility.limit"),
    )
    again = of_lawbook(rulebooks.lawbook(*said))
    remedy = account_of(again(outgoing()), again).remedies[0]
    assert remedy.proposals == ()
    assert remedy.waiver is not None
    assert remedy.waiver.layer is Layer.DECISION


# -- several rules


def test_two_rules_are_mended_together() -> None:
    found = account(outgoing(end=D(2018, 12, 29), courses=(course(18),)))
    assert {one.finding.id for one in found.remedies} == {"duration.minimum", "learning_agreement.minimum_ects"}
    assert all(one.verdict is Verdict.NOT_ELIGIBLE for remedy in found.remedies for one in remedy.proposals)
    assert found.together is not None
    assert {one.key: one.after for one in found.together.changes} == {
        "courses": 20,
        "mobility.end": D(2018, 12, 30),
    }
    assert (found.together.verdict, found.together.left) == (Verdict.ELIGIBLE, ())


def test_a_change_that_breaks_another_rule_says_which() -> None:
    found = account(outgoing(end=D(2018, 11, 30)), under=agreement(terms(duration__maximum="2 months")))
    assert {one.breaks for one in found.remedies[0].proposals} == {("duration.maximum",)}
    assert found.together is not None
    assert found.together.verdict is Verdict.NOT_ELIGIBLE


def test_where_one_change_breaks_nothing_those_that_do_are_left_out() -> None:
    under = agreement(valid_to=D(2018, 12, 29))
    found = proposed("duration.minimum", outgoing(end=D(2018, 12, 29)), under=under)
    assert found == {"mobility.start": D(2018, 9, 30)}


def test_what_nothing_mends_is_left_when_all_else_is_done() -> None:
    found = account(outgoing(end=D(2018, 12, 29), status_in_country="none"))
    assert found.together is not None
    assert found.together.left == ("eligibility.student.citizenship",)


def test_a_dossier_in_order_needs_nothing() -> None:
    found = account(outgoing())
    assert (found.deciding, found.remedies, found.together) == ((), (), None)


# -- whatever the dossier


@st.composite
def dossiers(draw: st.DrawFn) -> m.Dossier:
    """A student's dossier with a stay of any length, some credits, and perhaps an illness and an earlier stay."""
    start = draw(st.dates(D(2018, 3, 1), D(2020, 12, 31)))
    end = start + dt.timedelta(days=draw(st.integers(0, 420)))
    ill = start + dt.timedelta(days=draw(st.integers(0, 60)))
    interruptions = (away(ill, ill + dt.timedelta(days=7)),) if draw(st.booleans()) else ()
    earlier = (past("ceepus", D(2017, 2, 1), D(2017, 8, 15)),) if draw(st.booleans()) else ()
    return outgoing(
        programme=draw(st.sampled_from(["erasmus", "ceepus", "bilateral"])),
        start=start,
        end=end,
        year_of_study=draw(st.integers(1, 3)),
        courses=(course(draw(st.integers(0, 30))),),
        interruptions=interruptions,
        history=earlier,
    )


@settings(max_examples=40, deadline=None)
@given(dossiers())
def test_every_proposed_change_satisfies_its_rule_and_no_nearer_day_does(dossier: m.Dossier) -> None:
    before = assessed(dossier)
    failed = [one.rule for one in before.findings if one.outcome == "unmet"]
    found = proposals(before, failed, assessed, Around())
    for rule in failed:
        days = {one.change.key: one.change for one in found[rule.id] if isinstance(one.change.after, D)}
        for one in found[rule.id]:
            assert outcome(assessed(one.change.made_in(dossier)), rule.id) == "met"
        for key, change in days.items():
            distance = abs((change.after - change.before).days)
            assert not met_nearer(dossier, rule.id, key, distance)


def met_nearer(dossier: m.Dossier, rule: str, key: str, distance: int) -> list[D]:
    """The days nearer than so many to the planned one on which the rule would be met too."""
    planned = getattr(dossier.mobility, key.removeprefix("mobility."))
    found = []
    for number in range(1, distance):
        for day in (planned - dt.timedelta(days=number), planned + dt.timedelta(days=number)):
            changes = {key.removeprefix("mobility."): day}
            ends = {"start": dossier.mobility.start, "end": dossier.mobility.end} | changes
            same_year = AcademicYear.of(day) == AcademicYear.of(planned)
            if ends["start"] <= ends["end"] and (key == "mobility.end" or same_year) and day >= cases.BEFORE:
                after = assessed(cases.changed(dossier, **changes))
                found += [day] if outcome(after, rule) == "met" else []
    return found


@settings(max_examples=12, deadline=None)
@given(dossiers())
def test_all_changes_together_leave_nothing_that_one_of_them_could_mend(dossier: m.Dossier) -> None:
    found = account(dossier)
    if found.together is None:
        return
    changed = dossier
    for one in found.together.changes:
        changed = one.made_in(changed)
    after = assessed(changed)
    assert after.verdict == found.together.verdict
    assert set(found.together.left) == set(after.unmet)
    if not found.together.left:
        assert after.verdict is not Verdict.NOT_ELIGIBLE


def test_no_day_is_sought_beyond_reach() -> None:
    dossier = outgoing(end=D(2018, 10, 1) + dt.timedelta(days=60))
    before = assessed(dossier)
    short = [one.rule for one in before.findings if one.id == "duration.minimum"]
    assert proposals(before, short, assessed, Around(), reach=28)["duration.minimum"] == ()
    assert proposals(before, short, assessed, Around(), reach=REACH)["duration.minimum"]


def test_who_may_lift_the_condition_of_a_rule_is_named_only_where_the_rule_tests_it() -> None:
    remedies = {one.finding.id: one for one in account(outgoing(courses=(course(18),))).remedies}
    assert remedies["learning_agreement.minimum_ects"].setters == ()
