"""What a plan has come to stands among the dossier's own papers and courses, so that whoever judges it sees it."""

from __future__ import annotations

import pytest
from attrs import evolve
from core.procedure.plans.plan_cases import (
    STUDENT,
    TEACHER,
    TRAINEE,
    D,
    by,
    by_all,
    changed,
    courses,
    drawn,
    law,
)
from pravilnik.cases import BEFORE, assessed, outgoing, paper

from mobilnost.model import Document, Dossier
from mobilnost.procedure.plans.drafting import Draft, objections
from mobilnost.procedure.plans.papers import adopted, filed
from mobilnost.procedure.plans.plan import Content, Plan

INSURED = (paper("travel_health_insurance"), paper("accident_insurance"))
ALL = ("student", "vice_dean", "vice_rector", "host")
LA, CHANGE = "learning_agreement", "learning_agreement_change"


def after(plan: Plan, dossier: Dossier = STUDENT, day: D = BEFORE) -> Dossier:
    return filed(dossier, plan, law(dossier, plan.type, day))


def said(dossier: Dossier) -> list[tuple[str, D | None, tuple[str, ...]]]:
    return [(one.type, one.date, one.signed_by) for one in dossier.documents]


def test_a_draft_is_there_and_unsigned_and_its_courses_are_known() -> None:
    found = after(drawn())
    assert said(found) == [(LA, None, ())]
    assert found.courses == courses("Databases", "Networks").courses


def test_every_signature_is_seen_with_the_day_of_the_last() -> None:
    plan = by(by(drawn(), "student", day=D(2018, 6, 1)), "host", day=D(2018, 6, 9))
    assert said(after(plan)) == [(LA, D(2018, 6, 9), ("student", "host"))]


def test_a_new_draft_before_the_agreement_takes_the_signatures_away() -> None:
    plan = changed(by(drawn(), "student"), courses("Graphs"), D(2018, 6, 3), reasons=())
    found = after(plan)
    assert said(found) == [(LA, None, ())]
    assert found.courses == courses("Graphs").courses


def test_a_change_is_a_paper_of_its_own_once_all_have_signed_it() -> None:
    agreed = by_all(drawn())
    plan = changed(agreed, courses("Databases", "Graphs"))
    assert after(plan) == after(agreed)
    found = after(by_all(plan, day=D(2018, 10, 20)), day=D(2018, 10, 20))
    assert said(found) == [(LA, D(2018, 6, 1), ALL), (CHANGE, D(2018, 10, 20), ALL)]
    assert found.courses == courses("Databases", "Graphs").courses


def test_the_quality_commitment_comes_with_the_training_agreement() -> None:
    plan = drawn(TRAINEE, "training_agreement", Content(text="Workshop", parts=("quality_commitment",)))
    assert [one.type for one in after(plan, TRAINEE).documents] == ["training_agreement"]
    found = after(by_all(plan, TRAINEE), TRAINEE)
    assert [one.type for one in found.documents] == ["training_agreement", "quality_commitment"]


def test_a_teaching_plan_is_there_before_the_stay_and_confirmed_after_it() -> None:
    plan = by(drawn(TEACHER, "teaching_plan", Content(text="Four lectures")), "superior", TEACHER)
    plan = by(plan, "host", TEACHER, D(2019, 5, 2))
    assert said(after(plan, TEACHER)) == [
        ("teaching_plan", D(2018, 6, 1), ("superior",)),
        ("teaching_plan", D(2019, 5, 2), ("superior", "host")),
    ]


def test_other_papers_stay_as_and_where_they_are() -> None:
    dossier = evolve(STUDENT, documents=(INSURED[0], paper(LA), INSURED[1]))
    assert [one.type for one in after(by_all(drawn()), dossier).documents] == [
        "travel_health_insurance",
        LA,
        "accident_insurance",
    ]


@pytest.mark.parametrize(("roles", "verdict"), [(ALL[:3], "incomplete"), (ALL, "eligible")])
def test_the_assessment_turns_with_the_last_signature(roles: tuple[str, ...], verdict: str) -> None:
    content = Content(courses=outgoing().courses)
    plan = by_all(drawn(content=content), roles=roles)
    found = after(plan, evolve(STUDENT, documents=INSURED, courses=None))
    assert assessed(found, on=D(2018, 10, 2)).verdict == verdict


# -- dossiers that came with such papers


def test_a_dossier_that_came_signed_has_a_plan_that_is_agreed() -> None:
    plan = adopted(outgoing(), LA)
    assert plan is not None
    assert law(outgoing(), LA).in_force(plan) == plan.versions[0]
    assert {one.name for one in plan.versions[0].signatures} == {None}


@pytest.mark.parametrize(
    "papers",
    [
        pytest.param((paper(LA, D(2018, 6, 20), *ALL),), id="signed by all"),
        pytest.param((paper(LA, D(2018, 6, 20), "student"),), id="signed by one"),
        pytest.param((paper(LA),), id="of which nothing is known"),
        pytest.param((paper(LA, D(2018, 6, 20), *ALL), paper(CHANGE, D(2018, 10, 9), *ALL)), id="changed"),
        pytest.param((paper(LA, D(2018, 6, 20), *ALL, languages=("hr", "en")),), id="in two languages"),
    ],
)
def test_taking_it_over_changes_nothing(papers: tuple[Document, ...]) -> None:
    dossier = outgoing(documents=(*papers, *INSURED))
    plan = adopted(dossier, LA)
    assert plan is not None
    assert after(plan, dossier) == dossier


def test_a_dossier_without_such_a_paper_has_none() -> None:
    assert adopted(STUDENT, LA) is None


def test_the_next_signature_goes_on_where_the_paper_stood() -> None:
    dossier = outgoing(documents=(paper(LA, D(2018, 6, 20), *ALL[:3]), *INSURED))
    plan = adopted(dossier, LA)
    assert plan is not None
    plan = by(plan, "host", dossier, D(2018, 6, 22))
    assert said(after(plan, dossier))[0] == (LA, D(2018, 6, 22), ALL)


def test_a_change_to_what_came_signed_needs_a_reason() -> None:
    plan = adopted(outgoing(), LA)
    assert plan is not None
    wanted = Draft(content=evolve(plan.versions[0].content, text="with a project"), day=D(2018, 10, 3))
    assert [one.phrase.id for one in objections(plan, wanted, law(outgoing(), LA))] == ["plan-no-reason"]
