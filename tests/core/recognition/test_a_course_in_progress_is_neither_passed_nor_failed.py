"""A course that still goes on has no result: it is not recognised yet, and never as if it were passed or failed."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal as D
from typing import Any

import pytest
from attrs import evolve
from core.recognition.results import course, grounds, proposed, result, transcript

from mobilnost.model import BadValue
from mobilnost.model.transcripts import Result, ResultStatus
from mobilnost.recognition.account import account
from mobilnost.recognition.deviations import Deviation, objections
from mobilnost.recognition.law import Outcome
from mobilnost.recognition.proposal import Entry

HOME = "Baze podataka"
GOING_ON = result("1", "Databases", passed=None, status=ResultStatus.IN_PROGRESS)
AGREED = course("Databases", 6, HOME, 85)


def one(given: Result) -> Entry:
    return proposed((given,), (AGREED,)).entries[0]


@pytest.mark.parametrize("more", [{}, {"grade": "5"}, {"grade": "1"}, {"all_but_exam": True}, {"grade": "?"}])
def test_there_is_no_result_yet_whatever_else_is_said(more: dict[str, Any]) -> None:
    entry = one(evolve(GOING_ON, **more))
    assert (entry.passed, entry.outcome, entry.rule.id, entry.counts) == (
        None,
        Outcome.NOT_RECOGNISED,
        "in-progress",
        False,
    )
    assert entry.waits == ()


@pytest.mark.parametrize(
    ("status", "rule"), [(ResultStatus.PASSED, "over-the-overlap"), (ResultStatus.FAILED, "not-passed")]
)
def test_the_status_says_whether_it_was_passed(status: ResultStatus, rule: str) -> None:
    assert one(evolve(GOING_ON, status=status)).rule.id == rule


@pytest.mark.parametrize(
    ("said", "grade", "told"),
    [
        ({"status": ResultStatus.PASSED}, "1", "grade-fails"),
        ({"passed": True}, "1", "grade-fails"),
        ({"status": ResultStatus.FAILED}, "2", "grade-passes"),
        ({"passed": False}, "priznato", "grade-passes"),
        ({"status": ResultStatus.IN_PROGRESS}, "5", "graded"),
        ({"status": ResultStatus.IN_PROGRESS}, "unheard-of", "graded"),
        ({"status": ResultStatus.PASSED}, "2", None),
        ({"status": ResultStatus.FAILED}, "1", None),
        ({"status": ResultStatus.PASSED}, "unheard-of", None),
        ({}, "1", None),
        ({"status": ResultStatus.IN_PROGRESS}, None, None),
    ],
)
def test_it_is_told_where_status_and_grade_contradict_each_other(
    said: dict[str, Any], grade: str | None, told: str | None
) -> None:
    assert one(result("1", "Databases", **{"passed": None} | said, grade=grade)).contradiction == told


@pytest.mark.parametrize("status", [ResultStatus.FAILED, ResultStatus.IN_PROGRESS])
def test_a_grade_that_the_host_contradicts_becomes_none_of_ours(status: ResultStatus) -> None:
    grade = one(evolve(GOING_ON, status=status, grade="5")).grade
    assert grade is not None
    assert (grade.original, grade.converted, grade.because) == ("5", None, "contradicted")


@pytest.mark.parametrize(
    ("status", "passed", "fits"),
    [
        (ResultStatus.PASSED, True, True),
        (ResultStatus.FAILED, False, True),
        (ResultStatus.PASSED, False, False),
        (ResultStatus.FAILED, True, False),
        (ResultStatus.IN_PROGRESS, True, False),
        (ResultStatus.IN_PROGRESS, False, False),
        (ResultStatus.IN_PROGRESS, None, True),
    ],
)
def test_a_paper_that_says_two_things_at_once_is_refused(status: ResultStatus, passed: bool | None, fits: bool) -> None:
    if fits:
        assert result("1", "Databases", passed=passed, status=status).status is status
        return
    with pytest.raises(BadValue) as caught:
        result("1", "Databases", passed=passed, status=status)
    assert caught.value.path == ("passed",)


@pytest.mark.parametrize(
    ("start", "term", "date", "wrong"),
    [
        ("2018-10-01", ("2018-10-01", "2019-02-15"), "2019-02-04", None),
        ("2019-02-05", None, "2019-02-04", "date"),
        ("2019-02-04", None, "2019-02-04", None),
        (None, ("2019-02-16", "2019-02-15"), None, "term_end"),
        (None, ("2019-02-15", "2019-02-15"), None, None),
    ],
)
def test_nothing_ends_before_it_begins(
    start: str | None, term: tuple[str, str] | None, date: str | None, wrong: str | None
) -> None:
    def made() -> Result:
        day = dt.date.fromisoformat
        first, last = term or (None, None)
        return result(
            "1",
            "Databases",
            start=day(start) if start else None,
            term_start=day(first) if first else None,
            term_end=day(last) if last else None,
            date=day(date) if date else None,
        )

    if wrong is None:
        where = proposed((made(),), ()).entries[0].where
        assert (where.start, where.term_start, where.term_end) == (made().start, made().term_start, made().term_end)
        return
    with pytest.raises(BadValue) as caught:
        made()
    assert caught.value.path == (wrong,)


# -- parts

PARTS = [
    pytest.param({}, (ResultStatus.PASSED, ResultStatus.IN_PROGRESS), "in-progress", id="one part still goes on"),
    pytest.param(
        {}, (ResultStatus.FAILED, ResultStatus.IN_PROGRESS), "not-passed", id="another part has failed for good"
    ),
    pytest.param(
        {"status": ResultStatus.PASSED}, (ResultStatus.IN_PROGRESS,), "over-the-overlap", id="the host says passed"
    ),
    pytest.param(
        {"grade": "4"}, (ResultStatus.IN_PROGRESS,), "over-the-overlap", id="the whole bears a grade that passes"
    ),
    pytest.param({"status": ResultStatus.IN_PROGRESS}, (ResultStatus.PASSED,), "in-progress", id="the whole goes on"),
]


@pytest.mark.parametrize(("whole", "parts", "rule"), PARTS)
def test_a_whole_goes_on_as_long_as_a_part_does(
    whole: dict[str, Any], parts: tuple[ResultStatus, ...], rule: str
) -> None:
    module = result("1", "Databases", passed=None, **whole)
    rows = [result(f"1{n}", f"Part {n}", None, None, parent="1", status=one) for n, one in enumerate(parts)]
    assert proposed((module, *rows), (AGREED,)).entries[0].rule.id == rule


# -- several attempts

ATTEMPTS = [
    pytest.param({"status": ResultStatus.FAILED}, {"status": ResultStatus.IN_PROGRESS}, "2", id="it is taken again"),
    pytest.param(
        {"status": ResultStatus.PASSED}, {"status": ResultStatus.IN_PROGRESS}, "1", id="it was passed, and goes on"
    ),
    pytest.param({"grade": "5"}, {"grade": "1"}, "1", id="passed by the grade, and later failed"),
    pytest.param({"grade": "1"}, {"grade": "5"}, "2", id="failed by the grade, and later passed"),
]


@pytest.mark.parametrize(("first", "second", "counts"), ATTEMPTS)
@pytest.mark.parametrize("agreed", [True, False])
def test_of_several_attempts_the_one_that_passed_counts_by_status_and_by_grade(
    first: dict[str, Any], second: dict[str, Any], counts: str, agreed: bool
) -> None:
    rows = tuple(
        result(id, "Databases", passed=None, date=dt.date(2019, int(id), 1), **said)
        for id, said in (("1", first), ("2", second))
    )
    made = proposed(rows, (AGREED,) if agreed else ())
    assert [entry.id for entry in made.entries if entry.instead is None] == [counts]


# -- the account, and decisions


def test_the_account_says_what_may_still_come() -> None:
    rows = (GOING_ON, result("2", "Logic", 5, None, status=ResultStatus.FAILED), result("3", "Film", 4))
    courses = (AGREED, course("Logic", 5), course("Film", 4))
    sums = account(proposed(rows, courses).counted, courses)
    assert (sums.shortfall.ects, sums.pending, sums.pending_ects) == (11, ("1",), 6)
    assert (sums.complete, sums.totals[Outcome.NOT_RECOGNISED]) == (False, 11)


def test_what_goes_on_without_known_credits_is_pending_all_the_same() -> None:
    courses = (AGREED,)
    sums = account(proposed((evolve(GOING_ON, credits=()),), courses).counted, courses)
    assert (sums.pending, sums.pending_ects) == (("1",), None)


@pytest.mark.parametrize("outcome", [one for one in Outcome if one is not Outcome.NOT_RECOGNISED])
def test_no_coordinator_recognises_what_has_no_result(outcome: Outcome) -> None:
    rests_on = grounds(AGREED)
    made = proposed((evolve(GOING_ON, all_but_exam=True),), (AGREED,))
    deviation = Deviation(result="1", outcome=outcome, reason="She will pass", overlap_percent=D(90), home_title=HOME)
    assert [one.phrase.id for one in objections(made, (deviation,), rests_on)] == ["deviation-forbidden"]


def test_a_transcript_tells_what_has_no_result() -> None:
    assert transcript(GOING_ON).results[0].is_passed is None
