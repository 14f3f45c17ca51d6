"""What a lawyer asks of a condition: can it be met, can it be broken, does one follow, and who would show it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from mobilnost.grammar import (
    CALENDAR,
    Answer,
    Domain,
    Node,
    Vocabulary,
    avoidable,
    check,
    evaluate,
    follows,
    number,
    parse,
    reachable,
    text_of,
)
from mobilnost.model import Calendar, CefrLevel, DaySpan, Span
from mobilnost.rules import CORE_FACTS, dossier_domain, types_of

TYPES = {**types_of(CORE_FACTS), "price": number("EUR"), "minimum": number("EUR"), "maximum": number("EUR")}
CORE = dossier_domain()
DOSSIERS = Domain(types=TYPES, required=CORE.required, axioms=CORE.axioms, usual=CORE.usual)


def when(text: str) -> Node:
    node, mistakes = check(parse(text), Vocabulary(facts=TYPES, figures={}))
    assert not mistakes
    return node


def told(answer: Answer) -> list[str]:
    return [text_of(part) for part in answer.core]


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("kind == 'study' and kind == 'thesis'", ["kind == 'study'", "kind == 'thesis'"]),
        ("kind in ('study', 'thesis') and kind not in ('study', 'thesis', 'online')", None),
        ("cycle == 'first' and cycle in ('second', 'third') and blended", ["cycle == 'first'", "cycle in ('second', 'third')"]),
        ("blended and not blended", ["blended", "not blended"]),
        ("year_of_study > 3 and year_of_study < 4", ["year_of_study > 3", "year_of_study < 4"]),
        ("year_of_study == 2.5", ["year_of_study == 2.5"]),
        ("calendar_days > 14 and calendar_days < 15", None),
        ("grade_average >= 4.5 and grade_average < 4.5", None),
        ("grade_average >= 3 and (grade_average < 2 or grade_average < 2.5)", None),
        ("stay >= '3 months' and stay < '60 days'", None),
        ("stay > '2 months' and stay <= '2 months'", None),
        ("language_level >= 'B2' and language_level < 'B2'", None),
        ("language_level > 'B1' and language_level < 'B2'", None),
        ("language_level > 'C2'", None),
        ("first_day >= '2018-10-01' and last_day < '2018-10-01'", None),
        ("last_day < first_day", ["last_day < first_day", "first_day <= last_day"]),
        ("agreement_day < first_day and first_day <= agreement_day", None),
        ("application_day < agreement_day and agreement_day < first_day and first_day < application_day", None),
        ("application_day < agreement_day and agreement_day < '2018-01-02' and application_day >= '2018-01-01'", None),
        ("host_country == 'HR' and partner_country == host_country and partner_country == 'RS'", None),
        ("price < minimum and minimum < maximum and maximum < price", None),
        ("price == minimum and price != minimum", None),
        ("known(cycle) and not known(cycle)", None),
        ("cycle == 'first' and not known(cycle)", ["cycle == 'first'", "not known(cycle)"]),
        ("not known(kind)", ["not known(kind)"]),
        ("known(cycle) and known(staff_category)", None),
        ("participant == 'staff' and year_of_study >= 2", None),
        ("participant == 'student' and not known(study_status)", None),
        ("not abroad and sending_country == 'BA' and host_country == 'HR'", None),
        ("direction == 'outgoing' and partner_country == 'HR' and host_country == 'MK'", None),
        ("repeats_course and not has_courses", None),
        ("next_semester <= first_day", None),
        ("next_semester < '2019-09-01' and first_day >= '2019-09-01'", None),
        ("known(ects) and not known(credits_explained)", None),
        ("mobilities_this_year < 1", ["mobilities_this_year < 1"]),
        ("ects + ects > 60 and ects + ects < 30", ["ects + ects > 60", "ects + ects < 30"]),
        ("day_after(first_day, 30) < '2018-01-01' and not day_after(first_day, 30) < '2018-06-01'", None),
    ],
)  # fmt: skip
def test_a_condition_that_no_dossier_can_meet_is_found_with_the_parts_that_exclude_each_other(
    text: str, because: list[str] | None
) -> None:
    answer = reachable(when(text), DOSSIERS)
    assert answer.holds is False
    assert answer.witness is None
    assert because is None or told(answer) == because
    # None of the parts can be spared: without any of them the rest can be met.
    for part in answer.core:
        rest = [one for one in answer.core if one != part]
        assert not rest or reachable(when(" and ".join(f"({text_of(one)})" for one in rest)), Domain(
            types=TYPES, required=DOSSIERS.required)).holds is not False  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "direction == 'outgoing' and abroad and sending_country == 'HR' and partner_country == 'HR'",
        "direction == 'outgoing' and not abroad and sending_country == 'BA' and partner_country == 'HR'",
        "direction == 'incoming' and abroad and partner_country == 'BA' and host_country == 'BA'",
    ],
)
def test_what_is_bound_by_a_fact_that_nobody_mentions_is_found(text: str) -> None:
    answer = reachable(when(text), DOSSIERS)
    assert answer.holds is False
    assert set(answer.core) & set(when(text).items)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("kind == 'study'", {"kind": "study"}),
        ("year_of_study >= 3", {"participant": "student", "year_of_study": 3}),
        ("year_of_study > 3", {"participant": "student", "year_of_study": 4}),
        ("year_of_study < 3", {"participant": "student", "year_of_study": 2}),
        ("stay < '3 months'", {"stay": Span(2, 29)}),
        ("stay >= '3 months'", {"stay": Span(3)}),
        ("stay > '12 months'", {"stay": Span(12, 1)}),
        ("stay > '2 months 29 days' and stay < '3 months'", {"stay": Span(2, 30)}),
        ("stay >= '1 month' and stay < '40 days'", {"stay": DaySpan(0, 30)}),
        ("grade_average > 3.5 and grade_average < 4", {"participant": "student", "grade_average": Decimal("3.6")}),
        ("ects < 15", {"ects": 14}),
        ("language_level < 'B2'", {"participant": "student", "language_level": CefrLevel.B1}),
        ("first_day > '2018-09-30'", {"first_day": dt.date(2018, 10, 1)}),
        ("agreement_day < first_day", {"agreement_day": dt.date(2025, 6, 2), "first_day": dt.date(2025, 10, 1)}),
        ("staff_category == 'teaching'", {"participant": "staff", "staff_category": "teaching"}),
        ("not known(cycle) and kind == 'study'", {"kind": "study", "participant": "staff"}),
        ("sending_country != 'BA'", {"sending_country": "other"}),
    ],
)
def test_who_would_meet_it_looks_like_a_dossier_at_the_edge(text: str, shown: dict[str, Any]) -> None:
    answer = reachable(when(text), DOSSIERS)
    assert answer.holds is True
    assert answer.witness == shown
    assert {name: type(value) for name, value in answer.witness.items()} == {
        name: type(value) for name, value in shown.items()
    }


@pytest.mark.parametrize(
    ("text", "avoided"),
    [
        ("kind == 'study' or kind != 'study'", False),
        ("year_of_study >= 1", False),
        ("calendar_days >= 0", False),
        ("first_day <= last_day", False),
        ("stay >= '0 days'", False),
        ("known(kind)", False),
        ("kind == 'study'", True),
        ("abroad or not abroad", False),
        ("known(abroad)", True),
        ("year_of_study >= 2", True),
    ],
)
def test_a_condition_that_every_dossier_meets_cannot_be_broken(text: str, avoided: bool) -> None:
    answer = avoidable(when(text), DOSSIERS)
    assert answer.holds is avoided
    if avoided:
        assert evaluate(when(text), answer.witness or {}, {}) is False


@pytest.mark.parametrize(
    ("one", "other", "exception"),
    [
        ("year_of_study >= 3", "year_of_study >= 2", None),
        ("year_of_study >= 2", "year_of_study >= 3", {"participant": "student", "year_of_study": 2}),
        ("year_of_study > 1", "year_of_study >= 2", None),
        ("kind == 'study'", "kind in ('study', 'thesis')", None),
        ("kind in ('study', 'thesis')", "kind == 'study'", {"kind": "thesis"}),
        ("stay >= '3 months'", "stay >= '90 days'", None),
        ("stay >= '90 days'", "stay >= '3 months'", {"stay": Span(0, 90)}),
        ("language_level >= 'C1'", "language_level >= 'B2'", None),
        ("agreement_day < first_day and first_day <= '2018-10-01'", "agreement_day < '2018-10-01'", None),
        ("cycle == 'first'", "participant == 'student'", None),
        ("participant == 'student'", "known(cycle)", None),
        ("known(agreement_in_force)", "known(agreement_between)", None),
        ("kind == 'study'", "cycle == 'first'", {"kind": "study", "participant": "student", "cycle": "second"}),
    ],
)
def test_what_follows_and_what_does_not_with_the_exception(
    one: str, other: str, exception: dict[str, Any] | None
) -> None:
    answer = follows(when(one), when(other), DOSSIERS)
    assert answer.holds is (exception is None)
    assert answer.witness == exception
    assert bool(answer.core) is (exception is None)


@pytest.mark.parametrize(
    "text",
    [
        "ects >= credits_due(30, stay, '6 months', '12 months')",
        "agreement_day <= last_day_after(first_day, 30)",
        "application_day <= day_in_year(academic_year, '09-15')",
        "application_day <= day_in_year(2018, '09-15')",
        "ects + ects >= 30",
        "stay + cycle_total <= '12 months'",
    ],
)
def test_sums_and_functions_are_tried_out(text: str) -> None:
    for answer, wanted in ((reachable(when(text), DOSSIERS), True), (avoidable(when(text), DOSSIERS), False)):
        assert answer.holds is True
        assert evaluate(when(text), {CALENDAR: Calendar(), **(answer.witness or {})}, {}) is wanted


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("ects + ects == 31.4159", ["ects + ects == 31.4159"]),
        ("ects + 1 < ects", ["ects + 1 < ects"]),
        ("kind == 'study' and ects * 2 == ects + 1.23456 and blended", ["ects * 2 == ects + 1.23456"]),
        ("year_of_study * 2 == 3", ["year_of_study * 2 == 3"]),
    ],
)
def test_what_is_not_analysed_is_said_and_never_guessed(text: str, unread: list[str]) -> None:
    answer = reachable(when(text), DOSSIERS)
    assert answer.holds is None
    assert [text_of(one) for one in answer.unread] == unread
    assert answer.witness is None


def test_a_literal_that_is_met_with_a_calendar_only_is_not_taken_for_unknown() -> None:
    answer = reachable(when("first_day == day_in_year(2018, '09-15')"), DOSSIERS)
    assert answer.holds is not False


def test_answers_are_the_same_whoever_asked_before() -> None:
    node = when("kind == 'study' and year_of_study >= 2")
    answers = [reachable(node, DOSSIERS), reachable(node, DOSSIERS), reachable(node, dossier_domain())]
    assert len({str(answer.witness) for answer in answers}) == 1
