"""The five lives of the Pravilnik, step by step: what comes after what, what stands against it, what ends it."""

from __future__ import annotations

import pytest
from attrs import evolve
from core.procedure.lives.walks import EARLY, after, against, nexts, walked, way
from pravilnik.cases import (
    BEFORE,
    HOME_SIGNATURES,
    D,
    agreement,
    assessed,
    course,
    decision,
    employee,
    incoming,
    outgoing,
    paper,
    term,
    terms,
)

from mobilnost.procedure.lives.life import State
from mobilnost.procedure.lives.way import possible, undone, withdrawn
from mobilnost.procedure.refusals import Refused

RETURNED = paper("transcript_of_records", D(2019, 3, 1), languages=("en",))
SHEET = paper("exchange_record_sheet", D(2018, 10, 20), "vice_dean", "international_office")
OURS = paper("transcript_of_records", D(2019, 3, 1), languages=("hr", "en"))
INSURED = (paper("travel_health_insurance"), paper("accident_insurance"))
TEACHER = {"programme": "erasmus", "start": D(2019, 3, 1), "end": D(2019, 3, 20)}
PLAN = paper("teaching_plan", D(2019, 2, 1), "superior")
CARRIED_OUT = paper("teaching_plan", D(2019, 3, 20), "superior", "host")


def going(**changes):
    """A student who goes, with the papers of the whole stay."""
    permit = paper("residence_permit", D(2018, 9, 1))
    return outgoing(**changes, documents=(*outgoing().documents, permit, RETURNED))


def coming():
    papers = (paper("residence_permit", D(2018, 9, 1)), paper("residence_registration", D(2018, 10, 3)), SHEET, OURS)
    return incoming(documents=(*incoming().documents, *papers))


def teacher(**changes):
    papers = (*INSURED, paper("residence_permit", D(2019, 1, 1)), PLAN, CARRIED_OUT)
    return employee(**TEACHER, **changes, documents=(*papers, paper("staff_report", D(2019, 4, 1))))


LIVES = {
    "outgoing student": (
        going(),
        [
            ("applied", D(2018, 4, 1)),
            ("proposed", D(2018, 4, 20)),
            ("selected", D(2018, 4, 25)),
            ("agreed", D(2018, 6, 25)),
            ("notified_before", D(2018, 9, 20)),
            ("begun", D(2018, 10, 1)),
            ("ended", D(2019, 2, 15)),
            ("notified_after", D(2019, 3, 1)),
            ("papers_returned", D(2019, 3, 2)),
            ("recognised", D(2019, 3, 10)),
            ("closed", D(2019, 3, 11)),
        ],
    ),
    "incoming student": (
        coming(),
        [
            ("applied", D(2018, 5, 25)),
            ("accepted", D(2018, 6, 1)),
            ("agreed", D(2018, 6, 25)),
            ("begun", D(2018, 10, 1)),
            ("registered", D(2018, 10, 4)),
            ("enrolled", D(2018, 10, 5)),
            ("record_sheet_certified", D(2018, 10, 21)),
            ("transcript_issued", D(2019, 3, 1)),
            ("closed", D(2019, 3, 1)),
        ],
    ),
    "outgoing teacher": (
        teacher(),
        [
            ("applied", D(2018, 11, 1)),
            ("proposed", D(2018, 11, 20)),
            ("selected", D(2018, 12, 1)),
            ("informed", D(2018, 12, 2)),
            ("plan_approved", D(2019, 2, 1)),
            ("begun", D(2019, 3, 1)),
            ("ended", D(2019, 3, 20)),
            ("reported", D(2019, 4, 2)),
            ("closed", D(2019, 4, 3)),
        ],
    ),
    "incoming teacher": (
        employee(direction="incoming", sending="uniri.hr", receiving="sum.ba", employer="uniri.hr"),
        [
            ("announced", D(2019, 1, 1)),
            ("accepted", D(2019, 1, 10)),
            ("informed", D(2019, 1, 11)),
            ("begun", D(2019, 3, 1)),
            ("ended", D(2019, 4, 30)),
            ("closed", D(2019, 5, 1)),
        ],
    ),
    "group visit": (
        going(kind="group-visit"),
        [
            ("announced", D(2018, 5, 1)),
            ("approved", D(2018, 6, 21)),
            ("begun", D(2018, 10, 1)),
            ("ended", D(2019, 2, 15)),
            ("reported", D(2019, 3, 2)),
            ("closed", D(2019, 3, 3)),
        ],
    ),
}


@pytest.mark.parametrize("name", LIVES)
def test_a_life_goes_from_its_first_step_to_its_last(name: str) -> None:
    dossier, steps = LIVES[name]
    life = walked(dossier, steps)
    assert [one.step for one in life.taken] == [step for step, _ in steps]
    assert life.state is State.COMPLETED


@pytest.mark.parametrize("name", LIVES)
def test_no_step_of_it_can_be_left_out(name: str) -> None:
    """Without any one of its steps, somewhere a later one is refused for want of it."""
    dossier, steps = LIVES[name]
    for left in range(len(steps) - 1):
        with pytest.raises(Refused) as refused:
            walked(dossier, [*steps[:left], *steps[left + 1 :]])
        assert "step-awaited" in {one.phrase.id for one in refused.value.reasons}, steps[left]


SELECTED = ("applied", "proposed", "selected")
AGREED = (*SELECTED, "agreed")
UNSIGNED = paper("learning_agreement", D(2018, 6, 20), *HOME_SIGNATURES)

#: A dossier, the steps taken, the step that is wanted, and everything that stands against it.
TABLE = [
    # čl. 5 st. 3: the vice-rector decides on the proposal of the committee, on who applied
    (outgoing(), (), "applied", []),
    (outgoing(), (), "selected", ["step-awaited: proposed"]),
    (outgoing(), ("applied",), "proposed", []),
    (outgoing(), ("applied", "proposed"), "selected", []),
    (outgoing(year_of_study=1), ("applied", "proposed"), "selected", ["rule-unmet: eligibility.student.first_cycle_year"]),
    (
        outgoing(programme_semesters=None, cycle="second"),
        ("applied", "proposed"),
        "selected",
        ["rule-unknown: duration.cycle_total.second"],
    ),
    (outgoing(), ("applied", "not_selected"), "proposed", []),
    (outgoing(), ("applied", "applied"), "applied", ["step-taken: 2018-05-01"]),
    # čl. 7 st. 1, 4: all sign before the departure, and the signing approves it
    (outgoing(), SELECTED, "agreed", []),
    (outgoing(documents=()), SELECTED, "agreed", ["document-missing: learning_agreement"]),
    (outgoing(documents=(UNSIGNED,)), SELECTED, "agreed", ["document-unsigned: learning_agreement"]),
    (outgoing(courses=()), SELECTED, "agreed", ["rule-unmet: learning_agreement.minimum_ects", "rule-unmet: study.minimum_ects_per_semester"]),
    (
        outgoing(kind="traineeship"),
        SELECTED,
        "agreed",
        ["document-missing: quality_commitment", "document-missing: training_agreement"],
    ),
    # čl. 7 st. 5: none within a joint programme
    (outgoing(joint_programme=True, documents=()), SELECTED, "agreed", ["step-does-not-apply"]),
    # čl. 10 st. 1: permit and insurance before the stay
    (outgoing(), AGREED, "begun", ["step-too-early: 2018-10-01", "document-missing: residence_permit"]),
    (outgoing(citizenships=("BA", "HR")), AGREED, "begun", ["step-too-early: 2018-10-01"]),
    (outgoing(kind="online", documents=()), AGREED, "begun", ["step-too-early: 2018-10-01"]),
    # čl. 18: applications by their day, with the form
    (incoming(), (), "applied", []),
    (incoming(documents=()), (), "applied", ["document-missing: student_application_form"]),
    (
        incoming(documents=(paper("student_application_form", D(2018, 6, 20)),)),
        (),
        "applied",
        ["rule-unmet: incoming.application_deadline.winter"],
    ),
    # čl. 23 st. 2, 3: selected on the committee's proposal
    (employee(), ("applied",), "selected", ["step-awaited: proposed"]),
    (employee(employment_contract=False), ("applied", "proposed"), "selected", ["rule-unmet: staff.employment_contract_required"]),
    # čl. 2 st. 19: the superior signs the plan before the stay
    (employee(**TEACHER), SELECTED, "plan_approved", ["document-missing: teaching_plan"]),
    (employee(**TEACHER, documents=(paper("teaching_plan", D(2018, 6, 1)),)), SELECTED, "plan_approved", ["document-unsigned: teaching_plan"]),
]  # fmt: skip


@pytest.mark.parametrize(("dossier", "steps", "wanted", "expected"), TABLE)
def test_what_stands_against_a_step(dossier, steps, wanted, expected) -> None:
    assert sorted(against(way(dossier, steps), wanted)) == sorted(expected)


@pytest.mark.parametrize(
    ("dossier", "steps", "expected"),
    [
        (outgoing(), (), ["applied"]),
        (outgoing(), ("applied",), ["proposed", "not_selected"]),
        (outgoing(), SELECTED, ["agreed", "notified_before"]),
        (outgoing(), ("applied", "not_selected"), ["proposed"]),
        (incoming(), ("applied",), ["accepted", "declined"]),
        (incoming(), ("applied", "accepted", "agreed", "begun"), ["enrolled", "registered"]),
        (incoming(citizenships=("BA",)), ("applied", "accepted", "agreed", "begun"), ["enrolled"]),
        (employee(kind="conference"), SELECTED, ["informed", "begun"]),
    ],
)
def test_what_comes_next(dossier, steps, expected) -> None:
    assert nexts(way(dossier, steps)) == expected


def test_every_reason_has_the_article_that_it_rests_on() -> None:
    found = way(outgoing(year_of_study=1, documents=()), ("applied", "proposed"))
    with pytest.raises(Refused) as refused:
        after(found, "selected")
    assert [one.citation.at for one in refused.value.reasons if one.citation] == ["čl. 11 st. 2 al. 1"]


def test_an_agreement_with_another_way_of_selecting_needs_no_committee() -> None:
    # čl. 5 st. 3: unless the agreement says otherwise.
    said = agreement(term("selection.student.procedure", "partner_selects"))
    found = way(outgoing(), ("applied",), under=said)
    assert "proposed" not in nexts(found)
    assert against(found, "selected") == []


# -- on departure


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        pytest.param({"study_status": "part-time"}, "eligibility.student.status", id="no regular student any more"),
        pytest.param({"year_of_study": 1}, "eligibility.student.first_cycle_year", id="not in the second year"),
        pytest.param({"status_in_country": "none"}, "eligibility.student.citizenship", id="no citizen any more"),
        pytest.param({"end": D(2018, 12, 15)}, "duration.minimum", id="a shorter stay than was selected"),
    ],
)
def test_who_was_selected_must_still_qualify_on_departure(changed, rule: str) -> None:
    # čl. 11 st. 2 speaks of the moment of departure, and čl. 9 st. 1 of the stay as it is.
    found = way(going(**changed), AGREED, on=D(2018, 10, 1))
    assert against(found, "begun") == [f"rule-unmet: {rule}"]


def test_a_group_of_students_leaves_with_its_learning_agreement_unless_the_agreement_asks_for_none() -> None:
    # čl. 7 st. 1, which leaves it to the institutional agreement.
    visit = going(kind="group-visit")
    without = evolve(visit, documents=tuple(one for one in visit.documents if one.type != "learning_agreement"))
    steps = ("announced", "approved")
    day = D(2018, 10, 1)
    assert against(way(visit, steps, on=day), "begun") == []
    assert against(way(without, steps, on=day), "begun") == ["document-missing: learning_agreement"]
    none = agreement(term("learning_agreement.required", False))
    assert against(way(without, steps, on=day, under=none), "begun") == []


@pytest.mark.parametrize("dossier", [going(), coming(), going(kind="traineeship")], ids=["out", "in", "traineeship"])
def test_where_the_agreement_asks_for_no_learning_or_training_agreement_there_is_nothing_to_sign(dossier) -> None:
    # čl. 7 st. 1, 3: unless the institutional agreement says otherwise.
    none = agreement(terms(learning_agreement__required=False, training_agreement__required=False))
    before = ("applied", "proposed", "selected", "accepted")
    steps = [one for one in before if one in way(dossier).procedure.by_id]
    assert "agreed" in nexts(way(dossier, steps))
    assert "begun" not in nexts(way(dossier, steps))
    assert "agreed" not in nexts(way(dossier, steps, under=none))
    assert "begun" in nexts(way(dossier, steps, under=none))


def test_a_joint_programme_makes_no_learning_agreement_and_still_owes_its_credits() -> None:
    # čl. 7 st. 5; čl. 16 st. 1.
    joint = way(going(joint_programme=True, courses=(course(19),)), SELECTED, on=D(2018, 10, 1))
    assert "agreed" not in nexts(joint)
    assert against(joint, "begun") == ["rule-unmet: study.minimum_ects_per_semester"]


# -- special decisions


def test_a_decision_of_the_office_stands_in_the_place_of_the_selection_of_rectorate_employees() -> None:
    # čl. 23, the paragraph after st. 3.
    decided = decision("selection.staff.committee")
    found = way(employee(kind="conference", employer="sum.ba"), ("applied",), decided=decided)
    assert against(found, "begun", D(2019, 3, 1)) == ["document-missing: residence_permit"]
    assert {one.step.id for one in possible(found) if one.waived} == {"proposed", "selected"}


def test_without_a_decision_nothing_is_passed_over() -> None:
    found = way(employee(kind="conference"), ("applied",))
    assert "step-awaited: selected" in against(found, "begun", D(2019, 3, 1))


def test_a_decision_sets_aside_the_selection_and_nothing_else() -> None:
    dossier = employee(kind="conference", employment_contract=False, employer="sum.ba")
    found = way(dossier, ("applied",), decided=decision("selection.staff.committee"))
    assert "rule-unmet: staff.employment_contract_required" in against(found, "begun", D(2019, 3, 1))


@pytest.mark.parametrize("dossier", [outgoing(), incoming()])
def test_no_step_of_a_student_can_be_waived(dossier) -> None:
    assert not [one.id for one in way(dossier).procedure.steps if one.waivable]


# -- days


def test_a_step_is_not_earlier_than_those_before_it() -> None:
    found = way(outgoing(), [("applied", D(2018, 5, 1))])
    assert against(found, "proposed", D(2018, 4, 30)) == ["step-before-another: applied"]
    assert against(found, "proposed", D(2018, 5, 1)) == []


@pytest.mark.parametrize(("day", "expected"), [(D(2018, 9, 30), ["step-too-early: 2018-10-01"]), (D(2018, 10, 1), [])])
def test_a_stay_begins_on_its_first_day(day, expected) -> None:
    assert against(way(going(), AGREED, on=day), "begun") == expected


def test_who_arrived_later_began_later() -> None:
    found = way(going(arrived=D(2018, 10, 4)), AGREED, on=D(2018, 10, 2))
    assert against(found, "begun") == ["step-too-early: 2018-10-04"]


def test_a_paper_counts_from_its_own_day() -> None:
    assert against(way(outgoing(), SELECTED, on=D(2018, 6, 19)), "agreed") == ["document-missing: learning_agreement"]


# -- the end


def test_a_life_that_was_refused_is_over() -> None:
    life = after(way(outgoing(), ("applied",)), "not_selected")
    assert life.state is State.REFUSED
    over = evolve(way(outgoing()), life=life)
    assert nexts(over) == []
    assert "life-refused" in against(over, "proposed")


def test_a_rejection_rules_the_selection_out_and_the_other_way_round() -> None:
    assert "step-ruled-out: selected" in against(way(outgoing(), SELECTED), "not_selected")


def test_a_dossier_can_be_withdrawn_at_any_time_with_a_reason() -> None:
    life = withdrawn(way(outgoing(), SELECTED).life, EARLY, "illness")
    assert life.state is State.WITHDRAWN
    assert nexts(evolve(way(outgoing()), life=life)) == []
    assert life.columns() == {"procedure": "student.outgoing", "step": "selected", "state": "withdrawn"}


def test_what_is_over_is_not_withdrawn() -> None:
    life = withdrawn(way(outgoing()).life, EARLY, "illness")
    with pytest.raises(Refused):
        withdrawn(life, EARLY, "twice")


def test_the_plan_of_a_teacher_is_signed_by_the_host_after_the_stay() -> None:
    # čl. 2 st. 19: the superior's signature is enough before, the host's is needed after.
    signed = (*INSURED, PLAN, paper("staff_report", D(2019, 4, 1)))
    found = way(employee(**TEACHER, documents=signed), ("applied", "proposed", "selected", "plan_approved", "begun", "ended"), on=D(2019, 4, 2))  # fmt: skip
    assert against(found, "reported") == ["document-unsigned: teaching_plan"]


def test_what_an_agreement_asks_for_after_the_stay_is_asked_before_the_papers_are_in() -> None:
    # čl. 16 st. 4: call and agreement may add papers.
    said = agreement(term("return.documents", ["transcript_of_records", "transcript_of_work", "participant_report"]))
    steps = (*AGREED, "begun", "ended")
    assert against(way(going(), steps, on=D(2019, 3, 2)), "papers_returned") == []
    found = way(going(), steps, on=D(2019, 3, 2), under=said)
    assert against(found, "papers_returned") == ["document-missing: participant_report"]


def test_the_day_that_counts_is_the_assessments() -> None:
    assert assessed(outgoing()).on == BEFORE


# -- what was recorded by mistake


def taken_back(steps, step) -> list[str]:
    found = way(outgoing(), steps)
    return [one.step for one in undone(found, found.procedure.by_id[step]).taken]


def test_a_step_that_nothing_rests_on_is_taken_back() -> None:
    assert taken_back(("applied", "proposed"), "proposed") == ["applied"]
    assert taken_back((*SELECTED, "agreed", "notified_before"), "agreed") == [*SELECTED, "notified_before"]


@pytest.mark.parametrize(("steps", "step"), [(SELECTED, "applied"), (SELECTED, "proposed"), (("applied",), "proposed")])
def test_a_step_that_others_rest_on_or_that_was_not_taken_is_not(steps, step) -> None:
    with pytest.raises(Refused):
        taken_back(steps, step)


def test_a_last_step_that_is_taken_back_lets_the_life_go_on() -> None:
    over = evolve(way(outgoing()), life=after(way(outgoing(), ("applied",)), "not_selected"))
    life = undone(over, over.procedure.by_id["not_selected"])
    assert life.state is State.UNDER_WAY
    assert life == way(outgoing(), ("applied",)).life


def test_nothing_is_taken_back_of_who_has_withdrawn() -> None:
    found = way(outgoing(), SELECTED)
    gone = evolve(found, life=withdrawn(found.life, EARLY, "illness"))
    with pytest.raises(Refused):
        undone(gone, gone.procedure.by_id["selected"])
