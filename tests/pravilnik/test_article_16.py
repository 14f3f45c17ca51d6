"""Čl. 16: credits abroad, papers after the return, the unit's notices, and what happens to the grant."""

import pytest
from pravilnik.cases import (
    D,
    agreement,
    assessed,
    call,
    course,
    document,
    duty,
    employee,
    incoming,
    law,
    outcome,
    outgoing,
    paper,
    provision,
    term,
    value,
)

from mobilnost.grammar import text_of
from mobilnost.model.dossiers import Suspension

CREDITS, RETURN = "study.minimum_ects_per_semester", "return.documents_days"
LITERAL = {"study.full_semester_months": "literal"}

OWED = [
    # By calendar months: the programme, its last day, what is owed by our reading, and by the letter.
    (D(2018, 10, 31), 5, 20, "one month owes a quarter"),
    (D(2018, 11, 30), 10, 20, "two months owe a half"),
    (D(2018, 12, 31), 15, 20, "three months owe three quarters"),
    (D(2019, 1, 1), 16, 20, "a day more is rounded up"),
    (D(2019, 1, 30), 20, 20, "a day short of four months"),
    (D(2019, 1, 31), 20, 20, "four months are a semester"),
    (D(2019, 6, 29), 20, 20, "a day short of nine months"),
    (D(2019, 6, 30), 40, 40, "nine months are two semesters"),
]


def rows(column: int):
    return [pytest.param(row[0], row[column], id=row[3]) for row in OWED]


@pytest.mark.parametrize(("end", "owed"), rows(1))
def test_credits_by_the_length_of_the_stay(end: D, owed: int) -> None:
    stay = {"programme": "ceepus", "end": end}
    assert outcome(CREDITS, outgoing(courses=(course(owed),), **stay)) == "met"
    assert outcome(CREDITS, outgoing(courses=(course(owed - 1),), **stay)) == "unmet"


@pytest.mark.parametrize(("end", "owed"), rows(2))
def test_credits_by_the_letter(end: D, owed: int) -> None:
    stay = {"programme": "ceepus", "end": end}
    assert outcome(CREDITS, outgoing(courses=(course(owed),), **stay), settings=LITERAL) == "met"
    assert outcome(CREDITS, outgoing(courses=(course(owed - 1),), **stay), settings=LITERAL) == "unmet"


def test_the_office_may_set_how_long_a_full_semester_is() -> None:
    dossier = outgoing(programme="ceepus", end=D(2018, 12, 31), courses=(course(15),))
    assert outcome(CREDITS, dossier) == "met"
    assert outcome(CREDITS, dossier, settings={"study.full_semester_months": "3 months"}) == "unmet"


@pytest.mark.parametrize(
    ("dossier", "expected"),
    [
        pytest.param(outgoing(kind="study", courses=(course(3),)), "unmet", id="a study stay"),
        pytest.param(outgoing(kind="thesis", courses=(course(3),)), "not_applicable", id="a thesis"),
        pytest.param(outgoing(kind="traineeship", courses=(course(3),)), "not_applicable", id="a traineeship"),
        pytest.param(outgoing(kind="research", courses=(course(3),)), "not_applicable", id="research"),
        pytest.param(outgoing(kind="dual-degree", courses=(course(3),)), "unmet", id="a dual degree"),
        pytest.param(outgoing(kind="group-visit", courses=(course(3),)), "not_applicable", id="a group visit"),
        pytest.param(outgoing(kind="online", courses=(course(3),)), "not_applicable", id="online, which is no stay"),
        pytest.param(outgoing(courses=None), "unknown", id="courses that nobody named"),
        pytest.param(incoming(courses=(course(3),)), "not_applicable", id="those who come"),
        pytest.param(employee(), "not_applicable", id="staff"),
    ],
)
def test_who_owes_credits(dossier, expected: str) -> None:
    assert outcome(CREDITS, dossier) == expected


@pytest.mark.parametrize(
    ("end", "holidays", "due"),
    [
        pytest.param(D(2019, 2, 13), (), D(2019, 3, 15), id="a Friday"),
        pytest.param(D(2019, 2, 14), (), D(2019, 3, 18), id="a Saturday: the Monday"),
        pytest.param(D(2019, 2, 15), (), D(2019, 3, 18), id="a Sunday: the Monday"),
        pytest.param(D(2019, 2, 15), (D(2019, 3, 18),), D(2019, 3, 19), id="and that a holiday: the Tuesday"),
        pytest.param(D(2020, 1, 30), (), D(2020, 3, 2), id="29 February is a Saturday"),
        pytest.param(D(2019, 1, 29), (), D(2019, 2, 28), id="the end of February"),
        pytest.param(D(2018, 12, 31), (), D(2019, 1, 30), id="over the end of the year"),
    ],
)
def test_papers_within_thirty_days(end: D, holidays, due: D) -> None:
    dossier = outgoing(end=end)
    assert duty(RETURN, dossier, holidays=holidays).due == due
    assert document("transcript_of_records", dossier, holidays=holidays).due == due


def test_they_go_from_the_student_to_the_vice_dean() -> None:
    owed = duty(RETURN, outgoing())
    assert (owed.who, owed.to, owed.citation.at) == ("student", "vice_dean", "čl. 16 st. 4")


TRANSCRIPT = paper("transcript_of_records", D(2019, 3, 1), languages=("en",))


@pytest.mark.parametrize(
    ("documents", "on", "state"),
    [
        pytest.param((), D(2019, 3, 18), "open", id="on the last day"),
        pytest.param((), D(2019, 3, 19), "overdue", id="the day after"),
        pytest.param((TRANSCRIPT,), D(2019, 3, 19), "done", id="handed in"),
    ],
)
def test_late_papers_are_late_from_the_next_day(documents, on: D, state: str) -> None:
    assert duty(RETURN, outgoing(documents=documents), on=on).state == state


@pytest.mark.parametrize(
    ("since", "state"), [(D(2019, 3, 1), "suspended"), (D(2019, 3, 20), "overdue")], ids=["recorded", "not yet"]
)
def test_a_duty_that_waits_for_the_host_is_not_late(since: D, state: str) -> None:
    waits = Suspension(obligation=RETURN, date=since, reason="the host has five weeks")
    assert duty(RETURN, outgoing(suspensions=(waits,)), on=D(2019, 3, 19)).state == state


def test_an_early_return_brings_the_day_forward() -> None:
    assert duty(RETURN, outgoing(returned=D(2019, 1, 31))).due == D(2019, 3, 4)


@pytest.mark.parametrize(
    ("kind", "needed", "other"),
    [
        ("study", "transcript_of_records", "transcript_of_work"),
        ("traineeship", "transcript_of_work", "transcript_of_records"),
    ],
)
def test_which_paper_comes_back(kind: str, needed: str, other: str) -> None:
    assert value("return.documents", outgoing(kind=kind)) == ("transcript_of_records", "transcript_of_work")
    assert document(needed, outgoing(kind=kind)).state == "missing"
    assert document(other, outgoing(kind=kind)).state == "not_required"


def test_call_and_agreement_may_ask_for_more_and_remove_nothing() -> None:
    circumstances = {
        "called": call(term("return.documents", ["mobility_report"])),
        "under": agreement(term("return.documents", ["attendance_certificate"])),
    }
    assert value("return.documents", outgoing(), **circumstances) == (
        "transcript_of_records",
        "transcript_of_work",
        "mobility_report",
        "attendance_certificate",
    )
    assert document("attendance_certificate", outgoing(), **circumstances).due == D(2019, 3, 18)


@pytest.mark.parametrize(
    ("start", "holidays", "due"),
    [
        pytest.param(D(2018, 10, 1), (), D(2018, 9, 24), id="a Monday"),
        pytest.param(D(2018, 10, 6), (), D(2018, 9, 28), id="a Saturday: the Friday before"),
        pytest.param(D(2018, 10, 7), (), D(2018, 9, 28), id="a Sunday: the Friday before"),
        pytest.param(D(2018, 10, 1), (D(2018, 9, 24),), D(2018, 9, 21), id="a holiday: the Friday before"),
        pytest.param(D(2019, 1, 3), (), D(2018, 12, 27), id="over the end of the year"),
        pytest.param(D(2019, 3, 7), (), D(2019, 2, 28), id="the end of February"),
        pytest.param(D(2020, 3, 7), (), D(2020, 2, 28), id="a leap Saturday: the Friday before"),
    ],
)
def test_the_unit_tells_the_office_a_week_before(start: D, holidays, due: D) -> None:
    owed = duty("unit.notice_before_days", outgoing(start=start, end=D(2020, 9, 30)), holidays=holidays)
    assert (owed.due, owed.who, owed.to, owed.citation.at) == (due, "unit", "office", "čl. 16 st. 5")


@pytest.mark.parametrize(
    ("end", "due"),
    [
        pytest.param(D(2019, 2, 13), D(2019, 2, 28), id="a Thursday"),
        pytest.param(D(2019, 2, 15), D(2019, 3, 4), id="a Saturday: the Monday"),
        pytest.param(D(2018, 12, 31), D(2019, 1, 15), id="over the end of the year"),
    ],
)
def test_and_a_fortnight_after(end: D, due: D) -> None:
    assert duty("unit.notice_after_days", outgoing(end=end)).due == due


@pytest.mark.parametrize("id", [RETURN, "unit.notice_before_days", "unit.notice_after_days"])
@pytest.mark.parametrize("dossier", [incoming(), employee()], ids=["those who come", "staff"])
def test_the_duties_are_those_of_students_who_go(id: str, dossier) -> None:
    assert duty(id, dossier) is None


def test_the_grant_may_be_reclaimed_and_the_agreement_says_how_much() -> None:
    assert value("grant.reclaim", outgoing()) == "part_or_all_on_request"
    assert value("grant.reclaim", outgoing(), under=agreement(term("grant.reclaim", "all"))) == "all"
    assert provision("grant.reclaim").citation.at == "čl. 16 st. 6"


def test_credits_short_of_a_semester_keep_nobody_from_being_recognised_later() -> None:
    assert assessed(outgoing(courses=(course(19),))).unmet == ("learning_agreement.minimum_ects", CREDITS)


def test_how_days_are_counted_is_our_reading_wherever_something_is_due_by_them() -> None:
    # The Pravilnik says neither from when days are counted nor what becomes of a last day without work.
    said = law().law
    counted = [one for one in (*said.obligations, *said.documents) if one.due and "last_day_" in text_of(one.due)]
    assert len(counted) >= 12
    assert [one.citation.at for one in counted if not one.citation.reading] == []
    yearly = [one for one in said.duties if one.yearly or one.within]
    assert [one.citation.at for one in yearly if not one.citation.reading] == []
