"""A coordinator may deviate with a reason, within what the regulation holds; the proposal stays beside the decision."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal as D
from typing import Any

import pytest
from core.recognition.results import course, grounds, law, result, transcript

from mobilnost.model import BadValue, Credits
from mobilnost.model.credit_schemes import CreditScheme
from mobilnost.recognition.deviations import Deviation, decided, objections
from mobilnost.recognition.law import Outcome, Record
from mobilnost.recognition.proposal import Grounds, propose
from mobilnost.recognition.records import Recognition, lines_of, missing_of

PAPER = transcript(
    result("over", "Databases", grade="5"),
    result("under", "Logic", grade="4"),
    result("beyond", "Film", grade="priznato"),
    result("failed", "Systems", passed=False),
    result("exam", "Networks", passed=False, all_but_exam=True),
    result("twice", "Algebra"),
)
GROUNDS = grounds(
    course("Databases", 6, "Baze", 85),
    course("Logic", 6, "Logika", 60),
    course("Systems", 6, "Sustavi", 90),
    course("Networks", 6, "Mreže", 90),
    course("Algebra", 6, "Algebra", 90, already_passed=True),
)
PROPOSAL = propose(PAPER, GROUNDS)
ZE = (Credits(value=D(6), scheme="ze"),)


def estimating() -> Grounds:
    return grounds(schemes={"ze": CreditScheme(id="ze", full_year=D(60))})


def deviation(id: str, **more: Any) -> Deviation:
    return Deviation(result=id, reason="because", **more)


def against(*deviations: Deviation) -> list[tuple[str, str | None]]:
    found = objections(PROPOSAL, deviations, GROUNDS)
    return [(one.phrase.id, one.citation.at if one.citation else None) for one in found]


@pytest.mark.parametrize(
    ("id", "to", "more"),
    [
        ("beyond", Outcome.ELECTIVE, {}),
        ("beyond", Outcome.NOT_RECOGNISED, {}),
        ("beyond", Outcome.HOME_COURSE, {"home_title": "Film", "overlap_percent": D(80)}),
        ("under", Outcome.HOME_COURSE, {"overlap_percent": D(71)}),
        ("over", Outcome.ELECTIVE, {}),
        ("exam", Outcome.NOT_RECOGNISED, {}),
        ("twice", Outcome.SUPPLEMENT, {}),
    ],
)
def test_what_may_be_decided(id: str, to: Outcome, more: dict[str, Any]) -> None:
    assert against(deviation(id, outcome=to, **more)) == []


@pytest.mark.parametrize(
    ("id", "to", "more", "article"),
    [
        pytest.param("over", Outcome.NOT_RECOGNISED, {}, "čl. 13 st. 1", id="what was agreed must be recognised"),
        pytest.param("over", Outcome.SUPPLEMENT, {}, "čl. 13 st. 1; čl. 14 st. 2 t. 1.6", id="or only noted"),
        pytest.param("failed", Outcome.ELECTIVE, {}, "čl. 14 st. 2 t. 1.3", id="what was not passed"),
        pytest.param("failed", Outcome.HOME_COURSE, {}, "čl. 14 st. 2 t. 1.2", id="nor as a course of ours"),
        pytest.param("failed", Outcome.EXAM_AT_HOME, {}, "čl. 14 st. 2 t. 1.2", id="all but the exam is not confirmed"),
        pytest.param("under", Outcome.HOME_COURSE, {}, "čl. 14 st. 2 t. 1.2", id="the overlap is too small"),
        pytest.param(
            "under", Outcome.HOME_COURSE, {"overlap_percent": D(70)}, "čl. 14 st. 2 t. 1.2", id="exactly the share"
        ),
        pytest.param("beyond", Outcome.HOME_COURSE, {"home_title": "F"}, "čl. 14 st. 2 t. 1.2", id="no overlap given"),
        pytest.param("twice", Outcome.ELECTIVE, {}, "čl. 14 st. 2 t. 1.3", id="passed already"),
    ],
)
def test_what_the_regulation_holds(id: str, to: Outcome, more: dict[str, Any], article: str) -> None:
    assert against(deviation(id, outcome=to, **more)) == [("deviation-forbidden", article)]


def test_all_that_stands_against_deviations_is_told_at_once() -> None:
    found = against(deviation("nobody", ects=D(3)), deviation("over"), deviation("over", ects=D(5)))
    kinds = ["deviation-unknown", "deviation-empty", "deviation-twice", "deviation-ects"]
    assert [id for id, _ in found] == kinds


def test_a_grade_is_given_only_where_one_can_be_converted() -> None:
    assert against(deviation("over", grade="4")) == []
    for grade in ("1", "6", "A"):
        assert against(deviation("over", grade=grade)) == [("deviation-no-grade", "čl. 14 st. 2 t. 2.1, 2.2")]
    assert against(deviation("beyond", grade="5")) == [("deviation-grade", "čl. 14 st. 2 t. 2.1, 2.2")]


def test_credits_that_are_stated_are_recognised_and_estimates_are_judged() -> None:
    assert against(deviation("over", ects=D(5))) == [("deviation-ects", "čl. 14 st. 2 t. 1.1")]
    assert against(deviation("over", ects=D(6), grade="4")) == []
    estimated = propose(transcript(result("1", "Kino", credits=ZE)), estimating())
    assert not list(objections(estimated, (deviation("1", ects=D(5)),), estimating()))


def test_a_deviation_has_a_reason() -> None:
    for reason in ("", "  "):
        with pytest.raises(BadValue):
            Deviation(result="over", reason=reason, ects=D(1))


def kept(*deviations: Deviation) -> Recognition:
    return Recognition(
        dossier="d",
        on=dt.date(2019, 3, 15),
        language="hr",
        by="Ana",
        transcript=PAPER,
        courses=GROUNDS.courses,
        lines=lines_of(decided(PROPOSAL, deviations, law())),
        missing=missing_of(PROPOSAL),
    )


def test_the_decision_holds_both() -> None:
    made = kept(deviation("beyond", outcome=Outcome.ELECTIVE))
    (line,) = made.deviations
    assert (line.proposed.outcome, line.proposed.ects) == (Outcome.SUPPLEMENT, 6)
    assert (line.decided.outcome, line.decided.ects, line.reason) == (Outcome.ELECTIVE, 6, "because")
    assert line.decided.records == (Record.INDEX, Record.ISS, Record.SUPPLEMENT)
    assert [one.result for one in made.lines] == [one.id for one in PROPOSAL.entries]


def test_without_deviations_the_decision_is_the_proposal() -> None:
    made = kept()
    assert not made.deviations
    assert all(one.proposed == one.decided and one.reason is None for one in made.lines)
    assert made.counted == PROPOSAL.counted


def test_a_grade_that_was_decided_stands_beside_the_converted_one() -> None:
    made = kept(deviation("over", grade="4"))
    (line,) = made.deviations
    assert (line.proposed.grade, line.decided.grade, line.decided.counts) == ("5", "4", True)


def test_an_elective_stands_for_no_course_of_ours() -> None:
    made = kept(deviation("over", outcome=Outcome.ELECTIVE))
    (line,) = made.deviations
    assert (line.proposed.home_title, line.decided.home_title) == ("Baze", None)
