"""On which side each figure asks for more, and what it comes to for people of whom the law says different things."""

from __future__ import annotations

from typing import Any

import pytest
from pravilnik.cases import D, assessed, employee, incoming, law, outcome, outgoing, paper, term, value

from mobilnost import Absence, Dossier, Span

#: Figures of which more is stricter: who may only tighten them, or sets one beside them, may go up.
MINIMA = {
    "learning_agreement.minimum_ects",
    "duration.minimum",
    "eligibility.student.first_cycle_year",
    "eligibility.student.language",
    "study.minimum_ects_per_semester",
}
#: Figures of which less is stricter: the longest, the most, the latest.
MAXIMA = {
    "duration.maximum",
    "duration.cycle_total.first",
    "duration.cycle_total.second",
    "duration.cycle_total.third",
    "duration.cycle_total.integrated",
    "learning_agreement.change_window_days",
    "return.documents_days",
    "incoming.change_window_days",
    "incoming.application_deadline.winter",
    "incoming.application_deadline.summer",
    "duration.staff_total",
    "mobilities.staff_per_year",
    "staff.report_days",
}


def test_each_figure_asks_for_more_on_its_own_side() -> None:
    sides = {one.key: str(one.stricter) for one in law().law.provisions if one.stricter}
    assert sides == {**dict.fromkeys(MINIMA, "higher"), **dict.fromkeys(MAXIMA, "lower")}


TEACHERS = ("teaching", "artistic-teaching")
ERASMUS, CEEPUS = {"programme": "erasmus"}, {"programme": "ceepus"}


@pytest.mark.parametrize(
    ("key", "dossier", "expected"),
    [
        *(("duration.minimum", make(**ERASMUS), Span(3)) for make in (outgoing, incoming)),
        *(("duration.minimum", make(**CEEPUS), Span(1)) for make in (outgoing, incoming)),
        ("duration.minimum", outgoing(programme="bilateral"), Absence.NONE),
        *(("duration.minimum", employee(**one), Absence.NONE) for one in (ERASMUS, CEEPUS)),
        *(("duration.maximum", one, Absence.NONE) for one in (outgoing(), employee())),
        ("study.full_semester_months", outgoing(), Span(4)),
        ("study.full_year_months", outgoing(), Span(9)),
        *(
            (key, dossier, True)
            for key in ("agreement.required", "insurance.travel_health", "insurance.accident", "residence_permit")
            for dossier in (outgoing(), incoming(), employee())
        ),
        *(
            (key, make(joint_programme=joint), not joint)
            for key in ("learning_agreement.required", "training_agreement.required")
            for make in (outgoing, incoming)
            for joint in (True, False)
        ),
    ],
)
def test_what_a_figure_comes_to(key: str, dossier: Dossier, expected: Any) -> None:
    assert value(key, dossier) == expected


@pytest.mark.parametrize(
    ("category", "asked", "length"), [*((one, "academic_title", 19) for one in TEACHERS), ("non-teaching", None, 6)]
)
def test_staff_is_selected_by_the_criteria_of_its_category(category: str, asked: str | None, length: int) -> None:
    criteria = value("selection.staff.criteria", employee(category=category, kind="training"))
    assert len(criteria) == length
    assert asked is None or asked in criteria


def test_who_is_employed_elsewhere_is_selected_by_no_criteria_of_ours() -> None:
    assert value("selection.staff.criteria", employee(category="external")) is Absence.NONE


@pytest.mark.parametrize(
    ("key", "dossier", "article"),
    [
        *(
            (key, dossier, article)
            for key, articles in {
                "agreement.required": ("5 st. 2", "22 st. 2"),
                "duration.maximum": ("9 st. 1", "22 st. 2"),
                "insurance.travel_health": ("10 st. 1", "24"),
                "insurance.accident": ("10 st. 1", "24"),
                "residence_permit": ("10 st. 1", "24"),
            }.items()
            for dossier, article in zip((outgoing(), employee()), articles, strict=True)
        ),
        ("learning_agreement.required", outgoing(), "7 st. 1"),
        ("learning_agreement.required", outgoing(joint_programme=True), "7 st. 5"),
        ("training_agreement.required", outgoing(), "7 st. 3"),
        ("training_agreement.required", outgoing(joint_programme=True), "7 st. 5"),
        ("duration.minimum", outgoing(), "9 st. 1"),
        ("selection.staff.criteria", employee(), "23 st. 2"),
        ("selection.staff.criteria", employee(category="non-teaching"), "23 st. 3"),
    ],
)
def test_a_figure_is_cited_by_the_article_that_speaks_of_the_person(key: str, dossier: Dossier, article: str) -> None:
    assessment = assessed(dossier)
    winner = assessment.rulebook.figures[key].effective(assessment.facts).winner
    assert winner is not None
    assert winner.origin.citation.at == f"čl. {article}"


def test_nobody_is_held_to_tighten_and_who_may_only_add_or_waive_is_named() -> None:
    """Where the Pravilnik leaves something to somebody, it leaves it wholly, save for these."""
    others = {
        (one.key, str(permission.layer), str(permission.mode))
        for one in law().law.provisions
        for permission in one.permissions
        if permission.mode != "replace"
    }
    assert others == {
        ("selection.student.criteria", "call", "extend"),
        ("eligibility.conditions", "call", "extend"),
        ("eligibility.conditions", "agreement", "extend"),
        ("return.documents", "call", "extend"),
        ("return.documents", "agreement", "extend"),
        ("selection.staff.criteria", "decision", "waive"),
        ("selection.staff.committee", "decision", "waive"),
        ("funding.bilateral.criteria", "decision", "waive"),
    }


@pytest.mark.parametrize("field", [{"freemover": True}, {"network": "CIII-HR-0001"}], ids=["freemover", "network"])
def test_a_programme_spares_the_agreement_to_freemovers_and_in_networks(field: dict[str, Any]) -> None:
    spared = term("agreement.required", False, applies="freemover or in_network", cites="cites")
    assert value("agreement.required", outgoing(**field), programme=spared) is False
    assert value("agreement.required", outgoing(), programme=spared) is True


@pytest.mark.parametrize(
    ("employer", "category", "expected"),
    [
        *((employer, category, "met") for employer in ("fsre", "sum.ba") for category in (*TEACHERS, "non-teaching")),
        *(("skb-mostar.ba", category, "met") for category in TEACHERS),
        ("skb-mostar.ba", "non-teaching", "unmet"),
        ("uniri.hr", "teaching", "unmet"),
    ],
)
def test_the_contract_is_with_the_university_or_in_a_teaching_title_with_the_hospital(
    employer: str, category: str, expected: str
) -> None:
    dossier = employee(employer=employer, category=category)
    assert outcome("staff.employment_contract_required", dossier) == expected
    without = employee(employer=employer, category=category, employment_contract=False)
    assert outcome("staff.employment_contract_required", without) == "unmet"


def test_a_shortest_stay_that_a_programme_sets_for_those_who_come_binds_students_alone() -> None:
    """Chapter II speaks of students (čl. 9 st. 1)."""
    said = term("duration.minimum", "2 months", applies="direction == 'incoming'", cites="cites")
    week = {"start": D(2018, 10, 1), "end": D(2018, 10, 7)}
    assert outcome("duration.minimum", incoming(**week), programme=said) == "unmet"
    assert outcome("duration.minimum", employee(direction="incoming", **week), programme=said) == "not_applicable"


@pytest.mark.parametrize("kind", ["study", "traineeship"])
@pytest.mark.parametrize(
    ("day", "expected"), [(D(2018, 9, 30), "met"), (D(2018, 10, 1), "unmet"), (D(2018, 10, 2), "unmet")]
)
def test_what_is_to_be_done_there_is_agreed_before_the_first_day(kind: str, day: D, expected: str) -> None:
    type = "learning_agreement" if kind == "study" else "training_agreement"
    dossier = outgoing(kind=kind, start=D(2018, 10, 1), documents=(paper(type, day),))
    assert outcome(f"{type}.required", dossier) == expected
