"""Papers and duties stand as they do on a day: present, unsigned, missing; open, done, overdue, suspended."""

from __future__ import annotations

from typing import Any

import pytest
from pravilnik.cases import agreement, paper, term
from rulebooks import D, assessed, document, duty, may, provision

import mobilnost as m
from mobilnost.model import Document, Suspension

JUNE_24, JUNE_25 = D(2018, 6, 24), D(2018, 6, 25)
BOTH = ("student", "host")
AGREED = document("la", "'2018-06-24'", signed_by=["student", "host"], languages=["en"])


def state(*held: Document, law: str = AGREED, on: D = JUNE_24) -> m.DocumentState:
    """How the learning agreement stands."""
    (found,) = assessed(law, on=on, changes={"documents": held}).documents
    return found


@pytest.mark.parametrize(
    ("held", "expected", "signatures", "languages"),
    [
        ([], "missing", ("student", "host"), ()),
        ([paper("other", None, "student", "host")], "missing", ("student", "host"), ()),
        ([paper("la", D(2018, 6, 1), "student", "host")], "present", (), ()),
        ([paper("la", D(2018, 6, 1), "student")], "unsigned", ("host",), ()),
        ([paper("la", D(2018, 6, 1), "host", "student", "dean", languages=("en",))], "present", (), ()),
        ([paper("la", D(2018, 6, 1), "host", "student", languages=("hr",))], "missing", (), ("en",)),
        ([paper("la", D(2018, 6, 1), *BOTH), paper("la", D(2018, 6, 2))], "unsigned", BOTH, ()),
        ([paper("la", D(2018, 6, 2), "student", "host"), paper("la", D(2018, 6, 1))], "present", (), ()),
        ([paper("la", D(2018, 6, 1), "student"), paper("la", D(2018, 6, 2), "host")], "unsigned", ("student",), ()),
        ([paper("la", None, "student", "host"), paper("la", D(2018, 6, 1))], "unsigned", ("student", "host"), ()),
    ],
)
def test_of_several_versions_the_latest_counts_with_its_own_signatures(
    held: list[Document], expected: str, signatures: tuple[str, ...], languages: tuple[str, ...]
) -> None:
    found = state(*held)
    assert (found.state, found.missing_signatures, found.missing_languages) == (expected, signatures, languages)
    assert not found.overdue


@pytest.mark.parametrize(
    ("held", "overdue"), [([], True), ([paper("la", None, "student")], True), ([paper("la", None, *BOTH)], False)]
)
def test_what_is_missing_is_overdue_from_the_day_after(held: list[Document], overdue: bool) -> None:
    assert not state(*held, on=D(2018, 6, 24)).overdue
    assert state(*held, on=D(2018, 6, 25)).overdue is overdue


@pytest.mark.parametrize(
    ("applies", "expected"),
    [
        ("kind == 'study'", "missing"),
        ("kind == 'teaching'", "not_required"),
        ("grade_average > 3", "missing"),
        ("stay > a.b", "not_required"),
        ("stay > c.d", "missing"),
    ],
)
def test_a_paper_is_needed_where_its_condition_may_hold(applies: str, expected: str) -> None:
    """Of a condition that is unknown nobody can say that the paper is not needed; 'no limit' is not unknown."""
    law = provision("a.b", "none") + provision("c.d", "open") + document("la", "'2018-01-01'", applies=applies)
    found = state(law=law)
    assert found.state == expected
    assert found.overdue is (expected == "missing")


def test_an_agreement_adds_papers_for_the_return() -> None:
    law = (
        provision("return.documents", ["transcript"], "list of text", may_set=[may("agreement", "extend")])
        + document("transcript", "day_after(last_day, 15)", applies="'transcript' in return.documents")
    )  # fmt: skip
    found = assessed(law, agreement=agreement(term("return.documents", ["report"]))).documents
    assert [(one.type, one.citation.source, one.due) for one in found] == [
        ("transcript", "Pravilnik", D(2019, 3, 2)),
        ("report", "a", D(2019, 3, 2)),
    ]


# ---------------------------------------------------------------------- duties

MAY = {"cites": "čl. 16 st. 4"}
REPORT = duty("last_day_after('2018-06-15', 10)", evidence=["report", "transcript"], may_wait=MAY)


def duties(*law: str, on: D = JUNE_25, **more: Any) -> list[m.ObligationState]:
    return list(assessed(*law, on=on, **more).obligations)


@pytest.mark.parametrize(
    ("on", "held", "expected"),
    [
        (D(2018, 6, 25), (), "open"),
        (D(2018, 6, 26), (), "overdue"),
        (D(2018, 6, 25), (paper("report"),), "done"),
        (D(2018, 7, 1), (paper("transcript", D(2018, 7, 1)),), "done"),
        (D(2018, 6, 30), (paper("transcript", D(2018, 7, 1)),), "overdue"),
        (D(2018, 6, 26), (paper("other"),), "overdue"),
    ],
)
def test_a_duty_is_open_until_its_day_has_passed_or_its_paper_has_come(
    on: D, held: tuple[Document, ...], expected: str
) -> None:
    (found,) = duties(REPORT, on=on, changes={"documents": held})
    assert (found.state, found.due) == (expected, D(2018, 6, 25))


@pytest.mark.parametrize(
    ("due", "holidays", "day"),
    [
        ("last_day_after('2018-06-15', 7)", (), D(2018, 6, 22)),
        ("last_day_after('2018-06-15', 8)", (), D(2018, 6, 25)),
        ("last_day_after('2018-06-15', 8)", (D(2018, 6, 25),), D(2018, 6, 26)),
        ("last_day_before('2018-06-25', 1)", (), D(2018, 6, 22)),
        ("last_day_before('2018-06-25', 1)", (D(2018, 6, 22),), D(2018, 6, 21)),
        ("day_after('2018-06-15', 8)", (D(2018, 6, 23),), D(2018, 6, 23)),
        ("day_before('2018-06-25', 1)", (), D(2018, 6, 24)),
        ("day_in_year(academic_year, a.day)", (), D(2018, 6, 18)),
        ("day_in_year(academic_year, a.fixed)", (), D(2018, 6, 16)),
    ],
)
def test_days_roll_over_weekends_and_holidays(due: str, holidays: tuple[D, ...], day: D) -> None:
    days = provision("a.day", "06-16", "month-day") + provision("a.fixed", "06-16 fixed", "month-day")
    assert [one.due for one in duties(days, duty(due), holidays=holidays)] == [day]


def waiting(*days: D) -> tuple[Suspension, ...]:
    return tuple(Suspension(obligation="d", date=day, reason=f"since {day}") for day in days)


@pytest.mark.parametrize(
    ("suspended", "on", "expected", "reason"),
    [
        (waiting(D(2018, 6, 20)), D(2018, 7, 1), "suspended", "since 2018-06-20"),
        (waiting(D(2018, 7, 1)), D(2018, 7, 1), "suspended", "since 2018-07-01"),
        (waiting(D(2018, 7, 2)), D(2018, 7, 1), "overdue", None),
        (waiting(D(2018, 7, 2)), D(2018, 6, 1), "open", None),
        (waiting(D(2018, 8, 1), D(2018, 6, 20)), D(2018, 7, 1), "suspended", "since 2018-06-20"),
    ],
)
def test_a_duty_is_suspended_only_from_the_day_that_is_recorded(
    suspended: tuple[Suspension, ...], on: D, expected: str, reason: str | None
) -> None:
    (found,) = duties(REPORT, on=on, changes={"suspensions": suspended})
    assert (found.state, found.reason) == (expected, reason)


def test_a_duty_that_the_law_does_not_let_wait_is_late_whatever_is_recorded() -> None:
    law = duty("'2018-06-20'", evidence=["report"])
    (found,) = duties(law, on=D(2018, 7, 1), changes={"suspensions": waiting(D(2018, 6, 1))})
    assert (found.state, found.reason) == ("overdue", None)


def test_a_paper_that_waits_for_somebody_else_is_not_late_while_it_waits() -> None:
    law = (document("report", "'2018-06-20'"), duty("'2018-06-20'", evidence=["report"], may_wait=MAY))
    for day, overdue in ((D(2018, 6, 30), True), (D(2018, 7, 1), False)):
        assessment = assessed(*law, on=day, changes={"suspensions": waiting(D(2018, 7, 1))})
        assert [one.overdue for one in assessment.documents] == [overdue]


def test_a_duty_that_is_done_is_done_though_it_was_suspended() -> None:
    changes = {"suspensions": waiting(D(2018, 6, 1)), "documents": (paper("report"),)}
    (found,) = duties(REPORT, on=D(2018, 7, 1), changes=changes)
    assert (found.state, found.reason) == ("done", None)


def test_duties_that_do_not_apply_are_not_listed_and_the_rest_comes_earliest_first() -> None:
    law = (
        provision("no.limit", "none", "number", unit="days") + provision("not.known", "open", "number", unit="days"),
        duty("day_after(last_day, not.known)", "undated"),
        duty("'2019-01-02'", "later"),
        duty("'2019-01-01'", "earlier"),
        duty("'2019-01-01'", "idle", applies="kind == 'teaching'"),
        duty("'2019-01-01'", "unsure", applies="grade_average > 3"),
        duty("day_after(last_day, no.limit)", "unlimited"),
    )
    found = duties(*law, on=D(2019, 1, 2))
    assert [(one.id, one.state) for one in found] == [("earlier", "overdue"), ("later", "open"), ("undated", "open")]
