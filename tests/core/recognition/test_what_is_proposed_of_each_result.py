"""Each result becomes one thing, by one row of the regulation's table (čl. 12 st. 2, čl. 13, čl. 14 st. 2)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal as D
from typing import Any

import pytest
from core.recognition.results import GRADES, course, proposed, result, transcript

from mobilnost.model import AcademicYear
from mobilnost.model.transcripts import Result, ResultKind
from mobilnost.recognition.law import Outcome, Record
from mobilnost.recognition.naming import names_of
from mobilnost.recognition.proposal import Entry

HOME = "Baze podataka"
EVERYWHERE = (Record.INDEX, Record.ISS, Record.SUPPLEMENT)


def one(given: Result, *courses: Any, **more: Any) -> Entry:
    (entry,) = proposed((given,), courses, **more).entries
    return entry


DATABASES = result("1", "Databases", grade="5")
FAILED = result("1", "Databases", passed=False)


@pytest.mark.parametrize(
    ("given", "agreed", "outcome", "rule", "article"),
    [
        (DATABASES, course("Databases", 6, HOME, 71), Outcome.HOME_COURSE, "over-the-overlap", "14 st. 2 t. 1.2"),
        (DATABASES, course("Databases", 6, HOME, "70.1"), Outcome.HOME_COURSE, "over-the-overlap", "14 st. 2 t. 1.2"),
        (DATABASES, course("Databases", 6, HOME, 70), Outcome.ELECTIVE, "under-the-overlap", "14 st. 2 t. 1.3"),
        (DATABASES, course("Databases", 6, HOME, 0), Outcome.ELECTIVE, "under-the-overlap", "14 st. 2 t. 1.3"),
        (DATABASES, course("Databases", 6, HOME), Outcome.HOME_COURSE, "home-course-agreed", "13 st. 1"),
        (DATABASES, course("Databases"), Outcome.ELECTIVE, "no-home-course", "14 st. 2 t. 1.3"),
        (DATABASES, course("Logic"), Outcome.SUPPLEMENT, "beyond-the-agreement", "14 st. 2 t. 1.6"),
        (FAILED, course("Databases", 6, HOME, 90), Outcome.NOT_RECOGNISED, "not-passed", "14 st. 2 t. 1.1"),
        (
            result("1", "Databases", passed=False, all_but_exam=True),
            course("Databases", 6, HOME, 90),
            Outcome.EXAM_AT_HOME,
            "exam-is-missing",
            "14 st. 2 t. 1.2",
        ),
        (
            result("1", "Databases", passed=False, all_but_exam=True),
            course("Databases", 6, HOME, 60),
            Outcome.NOT_RECOGNISED,
            "not-passed",
            "14 st. 2 t. 1.1",
        ),
        (
            result("1", "Databases", passed=False, all_but_exam=True),
            course("Databases", 6, HOME),
            Outcome.EXAM_AT_HOME,
            "exam-is-missing-agreed",
            "14 st. 2 t. 1.2",
        ),
        (
            result("1", "Databases", passed=None),
            course("Databases", 6, HOME, 90),
            Outcome.NOT_RECOGNISED,
            "not-known-to-be-passed",
            "14 st. 2 t. 1.1",
        ),
        (
            DATABASES,
            course("Databases", 6, HOME, 90, already_passed=True),
            Outcome.NOT_RECOGNISED,
            "already-passed",
            "12 st. 2",
        ),
    ],
)
def test_what_becomes_of_a_result(given: Result, agreed: Any, outcome: Outcome, rule: str, article: str) -> None:
    entry = one(given, agreed)
    assert (entry.outcome, entry.rule.id, entry.rule.citation.at) == (outcome, rule, f"čl. {article}")


@pytest.mark.parametrize(
    ("agreed", "rule"),
    [
        (course("Practice", 6, "Stručna praksa"), "traineeship-inside"),
        (course("Practice", 6), "traineeship-outside"),
        (None, "traineeship-outside"),
    ],
)
def test_a_traineeship_in_and_outside_the_study_programme(agreed: Any, rule: str) -> None:
    practice = result("1", "Practice", kind=ResultKind.TRAINEESHIP, employer="Aluminij")
    entry = one(practice, *([agreed] if agreed else []))
    assert entry.rule.id == rule
    assert entry.records == (EVERYWHERE if rule == "traineeship-inside" else (Record.SUPPLEMENT,))
    assert entry.where.employer == "Aluminij"
    whole = one(result("1", "Practice"), *([agreed] if agreed else []), traineeship=True)
    assert whole.rule.id == rule


THESIS = result("1", "Diplomski rad", 15, grade="5")


@pytest.mark.parametrize(
    ("given", "courses", "rule"),
    [
        (THESIS, (), "agreed-work"),
        (result("1", "Diplomski rad", 15, passed=False), (), "not-passed"),
        (THESIS, (course("Logic"),), "beyond-the-agreement"),
        (result("1", "Diplomski rad", 15, kind=ResultKind.THESIS), (course("Logic"),), "agreed-work"),
        (result("1", "Projekt", 15, kind=ResultKind.RESEARCH), (course("Logic"),), "agreed-work"),
        (result("1", "Logic"), (course("Logic", 6, HOME, 90),), "over-the-overlap"),
    ],
)
def test_a_thesis_or_research_is_recognised_as_it_was_agreed(given: Result, courses: Any, rule: str) -> None:
    """An agreement may be on such work in the place of courses (čl. 7 st. 2); what was agreed is recognised."""
    entry = one(given, *courses, research=True)
    assert entry.rule.id == rule
    if rule == "agreed-work":
        assert (entry.outcome, entry.records) == (Outcome.HOME_COURSE, EVERYWHERE)
    assert one(given, *courses).rule.id != "agreed-work"


def test_the_account_knows_the_agreed_work_from_courses() -> None:
    thesis = result("1", "My thesis", 30, kind=ResultKind.THESIS)
    made = proposed((thesis, result("2", "Logic")), (course("Logic"),), research=True)
    assert [one.work for one in made.counted] == [True, False]


def test_what_the_table_looked_at_is_told_with_the_result() -> None:
    entry = one(DATABASES, course("Databases", 6, HOME, 85))
    assert [key for key, _ in entry.provisions] == ["recognition.overlap_percent"]
    assert (entry.line, entry.home_title, entry.overlap_percent) == (0, HOME, D(85))


def test_where_it_is_entered_and_what_is_noted() -> None:
    assert one(DATABASES, course("Databases", 6, HOME, 85)).records == EVERYWHERE
    elective = one(DATABASES, course("Databases"))
    assert (elective.records, elective.rule.remark) == (EVERYWHERE, "outside-our-offer")
    assert one(DATABASES).records == (Record.SUPPLEMENT,)
    assert one(FAILED).records == ()


def test_only_grades_that_can_be_converted_enter_the_average() -> None:
    agreed = course("Databases", 6, HOME, 85)
    graded = one(DATABASES, agreed)
    assert (graded.grade and graded.grade.converted and graded.grade.converted.label, graded.counts) == ("5", True)
    bare = one(result("1", "Databases", grade="priznato"), agreed)
    assert bare.grade is not None
    assert (bare.grade.original, bare.grade.converted, bare.counts) == ("priznato", None, False)
    assert one(DATABASES).counts is False, "what is only noted enters no average"


def test_a_grade_says_whether_it_was_passed_where_the_host_does_not() -> None:
    agreed = course("Databases", 6, HOME, 85)
    assert one(result("1", "Databases", passed=None, grade="3"), agreed).outcome is Outcome.HOME_COURSE
    assert one(result("1", "Databases", passed=None, grade="1"), agreed).rule.id == "not-passed"


def test_what_the_host_says_comes_before_what_a_scale_says() -> None:
    entry = one(result("1", "Databases", passed=False, grade="3"), course("Databases", 6, HOME, 85))
    assert entry.rule.id == "not-passed"


def test_courses_that_equal_ones_already_passed() -> None:
    """Whatever their titles are: ours, or the host's in any language."""
    for title in (HOME.upper(), "databases ", "Базе података"):
        given = result("1", "Databases", titles={"sr": "Базе података"})
        known = frozenset({" ".join(title.casefold().split())})
        assert one(given, course("Databases", 6, HOME, 90), passed_at_home=known).rule.id == "already-passed"


def test_what_would_have_to_be_known_is_named() -> None:
    entry = one(result("1", "Databases", passed=False), course("Databases", 6, HOME, 90, already_passed=False))
    assert entry.waits == ("all_but_exam",)


def test_names_where_and_when() -> None:
    titles = {"hr": "Baze podataka", "en": "Databases"}
    given = result(
        "1", "Datenbanken", titles=titles, academic_year=AcademicYear(2018), term="1/2", date=dt.date(2019, 2, 1)
    )
    entry = one(given)
    assert (entry.names.original, entry.names.home, entry.names.english) == (
        "Datenbanken",
        "Baze podataka",
        "Databases",
    )
    assert (entry.where.institution, entry.where.academic_year, entry.where.term) == ("uniri.hr", "2018/2019", "1/2")
    assert one(given, language="en").names.home == "Databases"


# -- which result is which line


@pytest.mark.parametrize("title", ["databases", " Databases  ", "DATABASES.", "Baze podataka"])
def test_titles_belong_together_however_they_are_written(title: str) -> None:
    given = result("1", "Datenbanken", titles={"en": "Databases", "hr": "Baze podataka"})
    assert one(given, course(title)).line == 0


def test_the_office_may_say_which_line_a_result_is() -> None:
    made = proposed((result("1", "Datenbanken"), result("2", "Logic")), (course("Logic"), course("DB")), links={"1": 1})
    assert [(entry.id, entry.line) for entry in made.entries] == [("1", 1), ("2", 0)]
    taken = proposed((result("1", "X"), result("2", "Logic")), (course("Logic"),), links={"1": 0})
    assert [entry.line for entry in taken.entries] == [0, None]


def test_of_several_attempts_the_one_that_passed_counts_and_of_those_the_last() -> None:
    attempts = (
        result("1", "Logic", passed=False, date=dt.date(2019, 3, 1)),
        result("2", "Logic", date=dt.date(2019, 1, 20)),
        result("3", "Logic", date=dt.date(2019, 2, 1)),
    )
    made = proposed(attempts, (course("Logic"),))
    assert [entry.rule.id for entry in made.entries] == ["superseded", "superseded", "no-home-course"]
    assert [entry.instead for entry in made.entries] == ["3", "3", None]


#: Two results of one title outside the agreement, what else is said of each, and the one that counts for both, if any.
TWICE = [
    pytest.param({}, {}, "2", id="the same title"),
    pytest.param({"code": "CH1"}, {"code": "ch1 "}, "2", id="the same code"),
    pytest.param({"code": "CH1"}, {}, "2", id="one without a code"),
    pytest.param({"code": "CH1"}, {"code": "CH2"}, None, id="two codes are two courses"),
    pytest.param({"parent": "m"}, {"parent": "n"}, None, id="parts of two modules"),
    pytest.param({"date": dt.date(2019, 2, 1)}, {"date": dt.date(2019, 1, 1)}, "1", id="the later one"),
    pytest.param({}, {"passed": False}, "1", id="the one that passed"),
]


@pytest.mark.parametrize(("first", "second", "counts"), TWICE)
def test_a_course_that_was_passed_twice_counts_once_outside_the_agreement_too(
    first: dict[str, Any], second: dict[str, Any], counts: str | None
) -> None:
    modules = tuple(result(id, id, 6) for id in ("m", "n"))
    rows = (result("1", "Chess", **first), result("2", "Chess", **second))
    made = proposed((*modules, *rows), ())
    entries = {entry.id: entry for entry in made.entries}
    instead = {id: entries[id].instead for id in ("1", "2")}
    assert instead == {"1": None if counts in (None, "1") else "2", "2": None if counts in (None, "2") else "1"}
    supplement = [id for id in ("1", "2") if entries[id].outcome is Outcome.SUPPLEMENT]
    assert supplement == (["1", "2"] if counts is None else [counts])


def test_two_codes_are_two_courses_though_the_agreement_has_their_title() -> None:
    made = proposed((result("1", "Seminar", code="S1"), result("2", "Seminar", code="S2")), (course("Seminar"),))
    assert [(entry.id, entry.line, entry.rule.id) for entry in made.entries] == [
        ("1", None, "beyond-the-agreement"),
        ("2", 0, "no-home-course"),
    ]


def test_two_lines_of_one_title_take_two_results() -> None:
    made = proposed((result("1", "Seminar"), result("2", "Seminar")), (course("Seminar"), course("Seminar")))
    assert {entry.line for entry in made.entries} == {0, 1}
    assert not made.missing


def test_what_the_transcript_does_not_have_is_told() -> None:
    made = proposed((DATABASES,), (course("Databases"), course("Logic", 5)))
    assert [(one.line, one.course.host_title) for one in made.missing] == [(1, "Logic")]


def test_without_any_grade_nothing_is_converted() -> None:
    assert GRADES(result("1", "Logic")) is None
    assert one(result("1", "Logic")).grade is None


@pytest.mark.parametrize(
    ("languages", "titles", "home"),
    [
        ((), {}, None),
        (("hr",), {}, "Databases"),
        (("hr", "en"), {}, "Databases"),
        (("en", "hr"), {"en": "Data"}, "Databases"),
        (("en", "hr"), {}, None),
        (("ru",), {}, None),
        (("en",), {"hr": "Baze"}, "Baze"),
    ],
)
def test_a_title_in_our_own_language_is_the_name_at_home(
    languages: tuple[str, ...], titles: dict[str, str], home: str | None
) -> None:
    given = result("1", "Databases", titles=titles)
    assert names_of(given, transcript(given, languages=languages), "hr").home == home


@pytest.mark.parametrize(
    ("kind", "more", "waits"),
    [
        (ResultKind.COURSE, {}, ("already_passed",)),
        (ResultKind.TRAINEESHIP, {}, ()),
        (ResultKind.THESIS, {"research": True}, ()),
    ],
)
def test_work_is_no_course_that_may_have_been_passed_already(
    kind: ResultKind, more: dict[str, bool], waits: tuple[str, ...]
) -> None:
    assert one(result("1", "Work", kind=kind), **more).waits == waits
