"""What a crowd of dossiers shows is so: nobody in it breaks an axiom, and the solver says the same of what they show."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from itertools import product

import pytest

from mobilnost.grammar import FALSE, Node, Vocabulary, check, evaluate, facts_of, follows, parse, reachable
from mobilnost.grammar.crowd import Crowd
from mobilnost.grammar.demands import Asked
from mobilnost.grammar.kleene import CALENDAR
from mobilnost.grammar.special import special
from mobilnost.grammar.verdicts import verdict
from mobilnost.model import Calendar, CefrLevel, DaySpan, Span
from mobilnost.rules import dossier_domain

DOSSIERS = dossier_domain()
#: Conditions that are looked into as a whole, and such as somebody lives up to only if others are changed for it.
PLAIN = (
    "participant == 'staff'",
    "participant == 'student' and cycle == 'third'",
    "direction == 'incoming' and sending_country == 'HR'",
    "kind in ('study', 'thesis') and grade_average >= 4.5",
    "grade_average < 2",
    "first_day >= '2027-01-01' and known(application_day)",
    "last_day < '2019-01-01'",
    "stay > '11 months' or stay == '5 days'",
    "not has_courses and ects == 0",
    "language_level >= 'C1' and abroad",
    "working_days == calendar_days",
    "participant == 'staff' and known(grade_average)",
    "year_of_study >= 3 and year_of_study < 3",
)
COMPUTED = (
    "application_day <= day_in_year(academic_year, '11-01')",
    "change_day <= last_day_after(first_day, 30)",
    "ects >= credits_due(20, stay, '4 months', '9 months')",
    "cycle_total <= 0.5 * (programme_semesters * '6 months')",
    "day_before(first_day, 60) >= application_day",
)
#: Facts, some of them unknown, for which a condition comes to one thing however it is evaluated.
VALUES = {
    "participant": ("student", "staff", None),
    "stay": (Span(0, 5), DaySpan(0, 5), DaySpan(0, 45), Span(12), None),
    "grade_average": (Decimal("1.5"), 5, None),
    "language_level": (CefrLevel.B2, CefrLevel.C1, None),
    "first_day": (dt.date(2025, 10, 1), dt.date(2027, 1, 1), None),
}


def typed(text: str) -> Node:
    node, mistakes = check(parse(text), Vocabulary(facts=DOSSIERS.types, figures={}))
    assert not mistakes
    return node


def crowd() -> Crowd:
    """Everybody who joins because the solver found him."""
    found = Crowd(DOSSIERS)
    for text, other in product(PLAIN, PLAIN):
        parts = ((typed(text), Asked.TRUE), (typed(other), Asked.NOT_TRUE))
        answer = DOSSIERS.met(*parts)
        if answer.holds:
            found.join(answer.witness or {}, (name for node, _ in parts for name in facts_of(node)))
    return found


CROWD = crowd()


def test_nobody_in_it_breaks_an_axiom_or_lacks_what_is_always_known() -> None:
    members = CROWD.members
    assert len(members) > 50
    for one in members:
        assert not [axiom for axiom in DOSSIERS.axioms if evaluate(axiom, one, {}) is False]
        assert one.keys() >= DOSSIERS.required


@pytest.mark.parametrize("text", PLAIN)
def test_of_whom_something_is_true_or_not_is_what_evaluating_says(text: str) -> None:
    for other in PLAIN:
        one, two = typed(text), typed(other)
        shown = [index for index, who in enumerate(CROWD.members) if evaluate(one, who, {}) is True]
        failing = [index for index in shown if evaluate(two, CROWD.members[index], {}) is not True]
        assert bool(CROWD.some(one)) is bool(shown)
        assert bool(CROWD.some(one, failed=two)) is bool(failing)
        assert all(CROWD.some(one) >> index & 1 == 0 or index in shown for index in range(len(CROWD.members)))
        if failing:
            assert follows(one, two, DOSSIERS).holds is False


@pytest.mark.parametrize("text", PLAIN[:-2])
def test_whoever_the_solver_finds_is_shown_by_the_crowd(text: str) -> None:
    assert CROWD.some(typed(text))


@pytest.mark.parametrize("text", PLAIN[-2:])
def test_who_cannot_be_is_not_in_it(text: str) -> None:
    assert not CROWD.some(typed(text))
    assert reachable(typed(text), DOSSIERS).holds is False


def test_a_dossier_made_like_another_keeps_what_it_can() -> None:
    student = CROWD.wholes.like(CROWD.wholes.anybody, {"participant": "student"}, ())
    assert student is not None
    later = CROWD.wholes.like(student, {"first_day": dt.date(2027, 1, 1)}, ("ects",))
    assert later is not None
    assert later["last_day"] >= later["first_day"]
    assert later["grade_average"] == student["grade_average"]
    assert "ects" not in later
    assert CROWD.wholes.like(student, {"participant": "staff", "cycle": "first"}, ()) is None


@pytest.mark.parametrize("text", COMPUTED)
def test_a_special_case_is_looked_into_and_implies_what_it_is_one_of(text: str) -> None:
    node = typed(text)
    case = special(node, DOSSIERS)
    assert not DOSSIERS.looks_into(node)
    assert DOSSIERS.looks_into(case)
    found = reachable(case, DOSSIERS)
    assert case != FALSE
    assert found.witness
    assert evaluate(node, {CALENDAR: Calendar(), **found.witness}, {}) is True
    assert CROWD.special(node) == case
    for one in CROWD.members:
        assert evaluate(case, one, {}) is not True or evaluate(node, {CALENDAR: Calendar(), **one}, {}) is True


@pytest.mark.parametrize(
    "text", ["first_day < last_day_after(first_day, 3)", "not (ects >= credits_due(20, stay, '4 months', '9 months'))"]
)
def test_where_no_special_case_is_found_nobody_shows_it(text: str) -> None:
    assert CROWD.special(typed(text)) == FALSE
    assert not CROWD.some(typed(text))
    assert not CROWD.some(failed=typed(text))


@pytest.mark.parametrize("text", [*PLAIN, *COMPUTED])
def test_a_verdict_is_what_evaluating_says(text: str) -> None:
    node = typed(text)
    for values in product(*VALUES.values()):
        facts = {name: value for name, value in zip(VALUES, values, strict=True) if value is not None}
        assert verdict(node)({CALENDAR: Calendar(), **facts}) is evaluate(node, {CALENDAR: Calendar(), **facts}, {})
