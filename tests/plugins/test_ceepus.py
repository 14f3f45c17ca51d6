"""What CEEPUS says of a stay, beside what the university says of it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from plugins.programme_cases import assessed, days, due, hours, law_of, outcome, payer, rates, value
from pravilnik.cases import call, employee, incoming, outgoing, paper, terms

import mobilnost as m

D = dt.date
MINIMUM, MAXIMUM = "ceepus.duration.minimum", "ceepus.duration.maximum"
WINTER, SUMMER = "ceepus.application_deadline.winter", "ceepus.application_deadline.summer"


def student(**changes: Any) -> m.Dossier:
    return outgoing(**{"programme": "ceepus", "network": "BA-0001", **changes})


def guest(**changes: Any) -> m.Dossier:
    return incoming(**{"programme": "ceepus", "network": "BA-0001", **changes})


def teacher(**changes: Any) -> m.Dossier:
    return employee(**{"programme": "ceepus", "network": "BA-0001", **changes})


@pytest.mark.parametrize(
    ("kind", "start", "end", "expected"),
    [
        ("study", D(2018, 10, 1), D(2018, 12, 31), "met"),
        ("study", D(2018, 10, 1), D(2018, 12, 30), "unmet"),
        ("study", D(2018, 12, 1), D(2019, 2, 28), "met"),  # three calendar months, though only 88 days by Brussels
        ("thesis", D(2019, 2, 1), D(2019, 2, 28), "met"),
        ("thesis", D(2019, 2, 1), D(2019, 2, 27), "unmet"),
        ("thesis", D(2020, 2, 1), D(2020, 2, 28), "unmet"),  # a leap year
        ("research", D(2020, 2, 1), D(2020, 2, 29), "met"),
        ("thesis", D(2019, 1, 1), D(2019, 1, 30), "unmet"),  # thirty days of January are no month
    ],
)
def test_months_are_calendar_months(kind: str, start: D, end: D, expected: str) -> None:
    assert outcome(MINIMUM, student(kind=kind, start=start, end=end)) == expected


@pytest.mark.parametrize(
    ("kind", "end", "expected"),
    [
        ("study", D(2019, 7, 31), "met"),
        ("study", D(2019, 8, 1), "unmet"),
        ("thesis", D(2018, 12, 31), "met"),
        ("thesis", D(2019, 1, 1), "unmet"),
        ("group-visit", D(2018, 10, 6), "met"),
        ("group-visit", D(2018, 10, 7), "unmet"),
    ],
)
def test_each_type_of_student_has_a_longest_stay(kind: str, end: D, expected: str) -> None:
    assert outcome(MAXIMUM, student(kind=kind, start=D(2018, 10, 1), end=end)) == expected


def test_a_month_of_courses_satisfies_the_university_and_not_the_programme() -> None:
    assessment = assessed(student(start=D(2018, 10, 1), end=D(2018, 10, 31)))
    ours, theirs = assessment.finding("duration.minimum"), assessment.finding(MINIMUM)
    assert (str(ours.outcome), ours.binding) == ("met", False)
    assert (str(theirs.outcome), theirs.binding) == ("unmet", True)


# ---------------------------------------------------------------------- teachers


@pytest.mark.parametrize(
    ("start", "count", "expected"),
    [
        (D(2019, 3, 4), 5, "met"),  # Monday to Friday
        (D(2019, 3, 4), 4, "unmet"),
        (D(2019, 3, 5), 6, "unmet"),  # Tuesday to Sunday
        (D(2019, 3, 5), 7, "met"),  # Tuesday to Monday
    ],
)
def test_teachers_stay_five_working_days(start: D, count: int, expected: str) -> None:
    assert outcome("ceepus.teaching.minimum_working_days", teacher(**days(start, count))) == expected


@pytest.mark.parametrize(("given", "expected"), [("5", "unmet"), ("6", "met")])
def test_teachers_teach_six_hours_a_week(given: str, expected: str) -> None:
    dossier = teacher(teaching_hours_per_week=hours(given))
    assert outcome("ceepus.teaching.minimum_hours_per_week", dossier) == expected


@pytest.mark.parametrize(
    ("receiving", "end", "expected"),
    [
        ("uniri.hr", D(2019, 3, 31), "met"),
        ("uniri.hr", D(2019, 4, 1), "unmet"),
        ("bme.hu", D(2019, 6, 30), "unknown"),  # no source: open, and decides nothing
    ],
)
def test_the_longest_stay_of_teachers_is_known_of_croatia(receiving: str, end: D, expected: str) -> None:
    assert outcome(MAXIMUM, teacher(receiving=receiving, start=D(2019, 3, 1), end=end)) == expected


@pytest.mark.parametrize(("start", "expected"), [(D(2025, 4, 30), "unmet"), (D(2025, 5, 1), "met")])
def test_staff_that_does_not_teach_came_with_ceepus_iv(start: D, expected: str) -> None:
    dossier = teacher(kind="training", category="non-teaching", **days(start, 7))
    assert outcome("ceepus.eligibility.training", dossier) == expected


# ---------------------------------------------------------------------- who


@pytest.mark.parametrize(
    ("citizenships", "expected"), [(("BA",), "met"), (("BA", "HR"), "unmet"), (("HR",), "unmet"), ((), "met")]
)
def test_nobody_goes_to_a_country_of_their_own(citizenships: tuple[str, ...], expected: str) -> None:
    assert outcome("ceepus.eligibility.own_country", student(citizenships=citizenships)) == expected


@pytest.mark.parametrize(
    ("cycle", "year", "expected"),
    [
        ("first", 1, "unmet"),
        ("first", 2, "met"),
        ("integrated", 1, "unmet"),
        ("second", 1, "not_applicable"),
        ("third", 1, "not_applicable"),
    ],
)
def test_two_semesters_are_behind_a_student(cycle: str, year: int, expected: str) -> None:
    rule = "ceepus.eligibility.student.first_cycle_year"
    assert outcome(rule, student(cycle=cycle, year_of_study=year)) == expected


def test_both_countries_are_members() -> None:
    assert outcome("ceepus.countries.members", student()) == "met"
    assert outcome("ceepus.countries.members", student(receiving="tum.de")) == "unmet"
    assert outcome("ceepus.countries.members", student(receiving="nobody.example")) == "unknown"


def test_a_stay_is_within_a_network_or_a_freemovers() -> None:
    assert outcome("ceepus.network", student()) == "met"
    assert outcome("ceepus.network", student(network=None, freemover=True)) == "met"
    assert outcome("ceepus.network", student(network=None)) == "met"  # an agreement for the programme
    assert outcome("ceepus.network", student(network=None), under=None) == "unknown"


@pytest.mark.parametrize("how", [{"network": None, "freemover": True}, {"network": "BA-0001"}])
def test_a_freemover_and_a_network_need_no_other_agreement(how: dict[str, Any]) -> None:
    assessment = assessed(student(**how), under=None)
    figure = assessment.finding("agreement.required").figures["agreement.required"]
    assert figure.value is False
    assert figure.winner is not None
    assert figure.winner.origin.layer == "programme"
    assert assessment.finding("agreement.required").outcome == "not_applicable"


def test_who_names_neither_still_needs_one() -> None:
    assert outcome("agreement.required", student(network=None), under=None) == "unknown"


@pytest.mark.parametrize(("letters", "expected"), [(0, "unmet"), (1, "unmet"), (2, "met")])
def test_a_freemover_brings_two_recommendations(letters: int, expected: str) -> None:
    papers = (*outgoing().documents, *[paper("recommendation_letter")] * letters)
    dossier = student(network=None, freemover=True, documents=papers)
    assessment = assessed(dossier, under=None)
    assert str(assessment.finding("ceepus.freemover.recommendations").outcome) == expected
    assert assessment.verdict == ("eligible" if letters == 2 else "incomplete")  # a later paper mends it


# ---------------------------------------------------------------------- deadlines


def applied(day: D) -> tuple[Any, ...]:
    return (paper("student_application_form", day),)


@pytest.mark.parametrize(
    ("start", "freemover", "day", "expected"),
    [
        (D(2019, 10, 1), False, D(2019, 6, 15), "met"),
        (D(2019, 10, 1), False, D(2019, 6, 16), "unmet"),  # the 15th was a Saturday, and the portal does not wait
        (D(2020, 3, 1), False, D(2019, 10, 31), "met"),
        (D(2020, 3, 1), False, D(2019, 11, 1), "unmet"),
        (D(2020, 3, 1), True, D(2019, 11, 30), "met"),
        (D(2020, 3, 1), True, D(2019, 12, 1), "unmet"),
    ],
)
@pytest.mark.parametrize("person", [student, guest])
def test_the_portal_closes_on_its_day(person: Any, start: D, freemover: bool, day: D, expected: str) -> None:
    dossier = person(freemover=freemover, documents=applied(day), **days(start, 120))
    assert outcome(WINTER if start.month == 10 else SUMMER, dossier) == expected


@pytest.mark.parametrize(
    ("season", "start", "freemover", "expected"),
    [
        ("winter", D(2019, 10, 1), False, "06-15 fixed"),
        ("winter", D(2019, 10, 1), True, "06-01"),  # no common day of the programme: the university's stands
        ("summer", D(2020, 3, 1), False, "10-31 fixed"),
        ("summer", D(2020, 3, 1), True, "11-30 fixed"),
    ],
)
def test_incoming_students_follow_the_programmes_days(season: str, start: D, freemover: bool, expected: str) -> None:
    dossier = guest(freemover=freemover, **days(start, 120))
    assert str(value(f"incoming.application_deadline.{season}", dossier)) == expected


def test_freemovers_of_the_winter_have_no_day_that_a_source_supports() -> None:
    dossier = student(freemover=True, documents=applied(D(2019, 7, 20)), **days(D(2019, 10, 1), 120))
    finding = assessed(dossier).finding(WINTER)
    assert (str(finding.outcome), finding.because) == ("unknown", "open figure")


def test_a_call_may_bring_the_national_offices_own_day() -> None:
    said = terms(ceepus__application_deadline__summer="10-30 fixed")
    national = call(said, programme="ceepus", academic_year="2019/2020")
    dossier = student(documents=applied(D(2019, 10, 31)), **days(D(2020, 3, 1), 120))
    assert outcome(SUMMER, dossier) == "met"
    assert outcome(SUMMER, dossier, called=national) == "unmet"


def test_an_application_without_a_date_holds_nobody_up() -> None:
    assert outcome(WINTER, student()) == "not_applicable"


# ---------------------------------------------------------------------- after the stay, and money


def test_the_report_is_due_in_two_weeks_and_the_closing_in_thirty_days() -> None:
    dossier = student(end=D(2019, 2, 16))
    assert due("ceepus.mobility_report.days", dossier) == D(2019, 3, 2)  # a Saturday: a portal does not move
    assert due("ceepus.closing.days", dossier) == D(2019, 3, 18)


def test_an_award_is_missing_from_the_first_day_on() -> None:
    def late(on: D) -> bool:
        return any(one.overdue for one in assessed(student(), on=on).documents if one.type == "letter_of_award")

    assert not late(D(2018, 9, 30))
    assert late(D(2018, 10, 1))


@pytest.mark.parametrize(
    ("receiving", "cycle", "start", "expected"),
    [
        ("uniri.hr", "first", D(2018, 10, 1), ["1300.00 HRK"]),
        ("uniri.hr", "third", D(2022, 10, 1), ["1500.00 HRK"]),
        ("uniri.hr", "second", D(2023, 1, 1), ["173.00 EUR"]),
        ("uniri.hr", "third", D(2023, 10, 1), ["200.00 EUR"]),
        ("bg.ac.rs", "first", D(2018, 4, 30), ["18000.00 RSD"]),
        ("bg.ac.rs", "first", D(2018, 5, 1), ["20000.00 RSD"]),
        ("bg.ac.rs", "first", D(2023, 10, 1), ["open"]),
        ("bme.hu", "first", D(2023, 10, 1), ["170000.00 HUF"]),
        ("bme.hu", "first", D(2023, 9, 30), ["open"]),
        ("cuni.cz", "first", D(2024, 3, 1), ["14000.00 CZK"]),
        ("cuni.cz", "third", D(2024, 3, 1), ["15000.00 CZK"]),
        ("msu.edu.mk", "first", D(2024, 3, 1), ["open"]),
    ],
)
def test_the_stipend_is_the_host_countrys(receiving: str, cycle: str, start: D, expected: list[str]) -> None:
    dossier = student(receiving=receiving, cycle=cycle, **days(start, 120))
    assert rates("ceepus.stipend.student", dossier) == expected


def test_the_host_country_pays_everything_but_the_journey() -> None:
    payers = {one.id: payer(one.id, "ceepus") for one in law_of("ceepus").law.components}
    assert payers.pop("ceepus.travel") == "sending"
    assert set(payers.values()) == {"receiving"}
