"""What Erasmus+ says of a stay, beside what the university says of it."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import Any

import pytest
from plugins.programme_cases import (
    SVETI_NIKOLE,
    assessed,
    days,
    due,
    hours,
    law_of,
    lines_of,
    office,
    outcome,
    payer,
    rates,
    value,
)
from pravilnik.cases import agreement, call, course, employee, incoming, outgoing, paper, past, term

import mobilnost as m

D = dt.date
MINIMUM, MAXIMUM = "erasmus.duration.minimum", "erasmus.duration.maximum"
FIRST = "erasmus.duration.cycle_total.first"


def doctoral(**changes: Any) -> m.Dossier:
    return outgoing(**{"cycle": "third", "kind": "research", "programme_semesters": 6, **changes})


def teacher(**changes: Any) -> m.Dossier:
    return employee(**{"programme": "erasmus", **changes})


def macedonian(dossier: m.Dossier, rule: str) -> str:
    """What a rule says in the office of a programme country."""
    return outcome(rule, dossier, book=office(SVETI_NIKOLE))


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (D(2018, 10, 1), D(2018, 12, 31), "met"),  # 31 December counts as the 30th: 90 days
        (D(2018, 10, 1), D(2018, 12, 30), "met"),
        (D(2018, 10, 1), D(2018, 12, 29), "unmet"),  # 89
        (D(2018, 12, 1), D(2019, 2, 28), "unmet"),  # three calendar months, and 88 days by the formula
        (D(2019, 12, 1), D(2020, 2, 29), "unmet"),  # 89
        (D(2018, 12, 1), D(2019, 3, 1), "met"),  # February is crossed and counts 30
    ],
)
def test_three_months_of_study_are_ninety_days_of_the_commissions_count(start: D, end: D, expected: str) -> None:
    assert outcome(MINIMUM, outgoing(start=start, end=end)) == expected


@pytest.mark.parametrize(
    ("changes", "end", "expected"),
    [
        ({"kind": "traineeship"}, D(2018, 11, 30), "met"),
        ({"kind": "traineeship"}, D(2018, 11, 29), "unmet"),
        ({"kind": "thesis"}, D(2018, 11, 30), "unmet"),
    ],
)
def test_a_traineeship_of_the_first_edition_lasts_two_months(changes: dict[str, Any], end: D, expected: str) -> None:
    assert outcome(MINIMUM, outgoing(start=D(2018, 10, 1), end=end, **changes)) == expected


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (D(2022, 2, 1), D(2022, 3, 30), "met"),
        (D(2022, 2, 1), D(2022, 3, 29), "unmet"),
        (D(2022, 2, 28), D(2022, 4, 27), "met"),
        (D(2022, 2, 28), D(2022, 4, 26), "unmet"),
    ],
)
def test_since_2021_two_months_suffice(start: D, end: D, expected: str) -> None:
    assert outcome(MINIMUM, outgoing(start=start, end=end)) == expected


@pytest.mark.parametrize(
    ("start", "expected"), [(D(2020, 12, 31), "unmet"), (D(2021, 1, 1), "met"), (D(2027, 12, 31), "met")]
)
def test_the_first_day_chooses_the_edition(start: D, expected: str) -> None:
    assert outcome(MINIMUM, outgoing(**days(start, 75))) == expected


def test_the_calls_edition_prevails_over_the_first_day() -> None:
    stay = outgoing(**days(D(2021, 3, 1), 75))
    late = call(edition="2014-2020", academic_year="2020/2021")
    assert outcome(MINIMUM, stay) == "met"
    assert outcome(MINIMUM, stay, called=late) == "unmet"


def test_beyond_the_last_edition_nothing_is_known_and_nothing_is_promised() -> None:
    assessment = assessed(outgoing(**days(D(2028, 1, 1), 120)))
    assert assessment.finding(MINIMUM).missing[:1] == ("edition",)
    assert assessment.verdict == "incomplete"


@pytest.mark.parametrize("stay", [{"blended": True}, {"cycle": "third", "kind": "research"}])
@pytest.mark.parametrize(("count", "expected"), [(4, "unmet"), (5, "met"), (30, "met")])
def test_a_short_stay_lasts_five_to_thirty_days(stay: dict[str, Any], count: int, expected: str) -> None:
    assert outcome(MINIMUM, outgoing(**stay, **days(D(2023, 2, 1), count))) == expected


def test_a_blended_stay_is_never_longer_than_thirty_days() -> None:
    assert outcome(MAXIMUM, outgoing(blended=True, **days(D(2023, 2, 1), 30))) == "met"
    assert outcome(MAXIMUM, outgoing(blended=True, **days(D(2023, 2, 1), 31))) == "unmet"


def test_a_doctoral_stay_of_more_than_thirty_days_is_a_long_one() -> None:
    assert outcome(MINIMUM, doctoral(**days(D(2023, 2, 1), 31))) == "unmet"
    assert outcome(MINIMUM, doctoral(**days(D(2023, 2, 1), 60))) == "met"


def test_short_stays_came_with_the_second_edition() -> None:
    assert outcome(MINIMUM, outgoing(blended=True, **days(D(2019, 2, 1), 10))) == "unmet"


@pytest.mark.parametrize(
    ("end", "expected"), [(D(2019, 9, 30), "met"), (D(2019, 10, 1), "unmet"), (D(2019, 9, 1), "met")]
)
def test_a_student_stays_twelve_months_at_most(end: D, expected: str) -> None:
    assert outcome(MAXIMUM, outgoing(start=D(2018, 10, 1), end=end)) == expected


# ---------------------------------------------------------------------- staff


@pytest.mark.parametrize(("count", "expected"), [(4, "unmet"), (5, "met")])
@pytest.mark.parametrize("year", [2019, 2023])
def test_staff_to_or_from_a_partner_country_stays_five_days(year: int, count: int, expected: str) -> None:
    assert outcome(MINIMUM, teacher(**days(D(year, 3, 4), count))) == expected


@pytest.mark.parametrize(("count", "expected"), [(1, "unmet"), (2, "met")])
def test_staff_between_programme_countries_stays_two_days(count: int, expected: str) -> None:
    assert macedonian(teacher(sending="msu.edu.mk", **days(D(2019, 3, 4), count)), MINIMUM) == expected


@pytest.mark.parametrize(
    ("start", "expected"), [(D(2019, 2, 4), "unmet"), (D(2019, 2, 5), "met"), (D(2022, 2, 4), "met")]
)
def test_serbia_is_a_programme_country_since_february_2019(start: D, expected: str) -> None:
    dossier = teacher(sending="msu.edu.mk", receiving="bg.ac.rs", **days(start, 3))
    assert macedonian(dossier, MINIMUM) == expected


@pytest.mark.parametrize(("count", "expected"), [(59, "met"), (60, "met"), (61, "unmet")])
@pytest.mark.parametrize("year", [2019, 2023])
def test_staff_stays_sixty_days_at_most(year: int, count: int, expected: str) -> None:
    assert outcome(MAXIMUM, teacher(**days(D(year, 2, 1), count))) == expected


@pytest.mark.parametrize(("given", "expected"), [("7", "unmet"), ("7.5", "unmet"), ("8", "met")])
@pytest.mark.parametrize("count", [5, 14])
def test_teaching_is_eight_hours_a_week(count: int, given: str, expected: str) -> None:
    dossier = teacher(teaching_hours_per_week=hours(given), **days(D(2019, 3, 4), count))
    assert outcome("erasmus.teaching.minimum_hours_per_week", dossier) == expected


def test_hours_that_nobody_wrote_down_are_waited_for() -> None:
    finding = assessed(teacher()).finding("erasmus.teaching.minimum_hours_per_week")
    assert (str(finding.outcome), finding.missing) == ("unknown", ("teaching_hours_per_week",))


def test_training_has_no_hours_to_teach() -> None:
    assert outcome("erasmus.teaching.minimum_hours_per_week", teacher(kind="training")) == "not_applicable"


def test_a_conference_is_no_training() -> None:
    dossier = teacher(kind="conference", **days(D(2019, 3, 4), 5))
    assert outcome("erasmus.eligibility.conferences", dossier) == "unmet"
    assert outcome("mobility.kind.staff", dossier) == "met"  # the university lets them go (čl. 22 st. 1)


# ---------------------------------------------------------------------- both authorities


def test_where_the_university_is_stricter_both_findings_stand_and_its_own_binds() -> None:
    assessment = assessed(outgoing(**days(D(2022, 10, 1), 75)))
    ours, theirs = assessment.finding("duration.minimum"), assessment.finding(MINIMUM)
    assert (str(ours.outcome), ours.binding) == ("unmet", True)
    assert (str(theirs.outcome), theirs.binding) == ("met", False)
    assert assessment.verdict == "not_eligible"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (days(D(2022, 10, 1), 75), "2 months"),
        ({"blended": True, **days(D(2022, 10, 1), 10)}, "5 days"),
        ({"kind": "traineeship", **days(D(2018, 10, 1), 75)}, "2 months"),
        (days(D(2018, 10, 1), 120), "3 months"),
    ],
)
def test_incoming_students_follow_the_programmes_minimum(changes: dict[str, Any], expected: str) -> None:
    assert str(value("duration.minimum", incoming(**changes))) == expected


def test_one_of_the_two_is_in_a_programme_country() -> None:
    rule = "erasmus.eligibility.programme_country"
    assert outcome(rule, outgoing(receiving="bg.ac.rs")) == "unmet"  # Serbia was none in 2018
    assert outcome(rule, outgoing(receiving="bg.ac.rs", **days(D(2020, 10, 1), 120))) == "met"
    assert outcome(rule, outgoing(receiving="unknown.example")) == "unknown"
    assert outcome(rule, incoming()) == "met"


# ---------------------------------------------------------------------- twelve months in a cycle


@pytest.mark.parametrize(
    ("earlier", "expected"),
    [
        (past("erasmus", D(2017, 2, 1), D(2017, 10, 30)), "met"),  # nine months and three
        (past("erasmus", D(2017, 2, 1), D(2017, 11, 1)), "unmet"),
        (past("erasmus", D(2017, 2, 1), D(2017, 11, 1), zero_grant=True), "unmet"),
        (past("erasmus", D(2017, 2, 1), D(2017, 11, 1), cancelled=True), "met"),
        (past("erasmus", D(2017, 2, 1), D(2017, 11, 1), cycle="second"), "met"),
        (past("ceepus", D(2017, 2, 1), D(2017, 11, 1)), "met"),  # another programme's: the university's matter
    ],
)
def test_twelve_months_in_a_cycle_are_counted_over_all_stays(earlier: Any, expected: str) -> None:
    dossier = outgoing(start=D(2018, 10, 1), end=D(2018, 12, 30), history=(earlier,))
    assert outcome(FIRST, dossier) == expected


def test_one_cycle_studies_have_an_open_cap_that_decides_nothing() -> None:
    long = past("erasmus", D(2015, 10, 1), D(2016, 9, 30), cycle="integrated")
    dossier = outgoing(cycle="integrated", programme_semesters=12, history=(long,))
    assessment = assessed(dossier)
    finding = assessment.finding("erasmus.duration.cycle_total.integrated")
    assert (str(finding.outcome), finding.because) == ("unknown", "open figure")
    assert assessment.verdict == assessed(outgoing()).verdict


# ---------------------------------------------------------------------- papers


@pytest.mark.parametrize(("day", "expected"), [(D(2018, 11, 19), "met"), (D(2018, 11, 20), "unmet")])
def test_changes_end_with_the_seventh_week(day: D, expected: str) -> None:
    change = paper("learning_agreement_change", day)
    rule = "erasmus.learning_agreement.change_window_days"
    assert outcome(rule, outgoing(documents=(change,))) == expected


def test_of_a_stay_with_two_semesters_the_second_window_is_not_judged() -> None:
    change = paper("learning_agreement_change", D(2019, 3, 1))
    dossier = outgoing(end=D(2019, 6, 30), documents=(change,))
    assert outcome("erasmus.learning_agreement.change_window_days", dossier) == "not_applicable"


def test_a_short_stay_has_one_version_of_its_learning_agreement() -> None:
    rule = "erasmus.learning_agreement.short_term_changes"
    change = paper("learning_agreement_change", D(2023, 2, 3))
    assert outcome(rule, doctoral(**days(D(2023, 2, 1), 20))) == "met"
    assert outcome(rule, doctoral(documents=(change,), **days(D(2023, 2, 1), 20))) == "unmet"


def test_the_grant_agreement_is_ours_to_hold_only_where_we_pay() -> None:
    ours = assessed(outgoing(sending="msu.edu.mk"), book=office(SVETI_NIKOLE), on=D(2018, 10, 2))
    theirs = assessed(outgoing(), on=D(2018, 10, 2))
    assert any(one.overdue for one in ours.documents if one.type == "grant_agreement")
    assert not any(one.overdue for one in theirs.documents if one.type == "grant_agreement")


@pytest.mark.parametrize(
    ("signed", "duty", "expected"),
    [
        (D(2018, 8, 1), "erasmus.payment.prefinancing_days", D(2018, 8, 31)),
        (D(2018, 9, 1), "erasmus.payment.prefinancing_days", D(2018, 10, 1)),
        (D(2018, 9, 2), "erasmus.payment.prefinancing_days", None),
        (D(2018, 9, 2), "erasmus.payment.prefinancing_by_start", D(2018, 10, 1)),
    ],
)
def test_prefinancing_comes_within_thirty_days_and_by_the_start(signed: D, duty: str, expected: D | None) -> None:
    assert due(duty, outgoing(documents=(paper("grant_agreement", signed),))) == expected


def test_the_balance_follows_the_report_by_45_days() -> None:
    dossier = outgoing(documents=(paper("participant_report", D(2019, 3, 1)),))
    assert due("erasmus.payment.balance_days", dossier) == D(2019, 4, 15)
    assert due("erasmus.payment.balance_days", outgoing()) is None


def test_the_hosts_transcript_may_come_after_the_students_own_term() -> None:
    duties = {one.id: one.due for one in assessed(outgoing()).obligations}
    assert duties["erasmus.transcript.days"] == D(2019, 3, 22)  # five weeks after 15 February
    assert duties["return.documents_days"] == D(2019, 3, 18)  # thirty days, and a weekend


# ---------------------------------------------------------------------- money


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"receiving": "uniri.hr"}, ["800.00 EUR"]),
        ({"receiving": "unibg.it"}, ["850.00 EUR"]),
        ({"receiving": "au.dk"}, ["open"]),  # 900 is said and was not found
        ({"receiving": "uniri.hr", **days(D(2022, 10, 1), 120)}, ["open"]),
        ({"zero_grant": True}, []),
    ],
)
def test_support_from_a_partner_country_goes_by_the_hosts_group(changes: dict[str, Any], expected: list[str]) -> None:
    assert rates("erasmus.individual_support.student_international", outgoing(**changes)) == expected


@pytest.mark.parametrize(("start", "expected"), [(D(2017, 10, 1), "650.00 EUR"), (D(2018, 10, 1), "700.00 EUR")])
def test_support_to_a_partner_country_rose_in_2018(start: D, expected: str) -> None:
    dossier = incoming(**days(start, 120))
    assert rates("erasmus.individual_support.student_international", dossier) == [expected]


@pytest.mark.parametrize(
    ("year", "receiving", "expected"),
    [
        (2017, "unibg.it", "open"),  # Italy was of the first group, and that call has no rates here
        (2019, "unibg.it", "160.00 EUR"),
        (2019, "au.dk", "180.00 EUR"),
        (2019, "uniri.hr", "140.00 EUR"),
        (2024, "uniri.hr", "open"),
    ],
)
def test_support_of_staff_goes_by_the_group_of_that_call(year: int, receiving: str, expected: str) -> None:
    dossier = teacher(receiving=receiving, **days(D(year, 3, 4), 5))
    assert rates("erasmus.individual_support.staff_international", dossier) == [expected]


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (14, [("14", "140.00", "1960.00")]),
        (15, [("14", "140.00", "1960.00"), ("1", "98.00", "98.00")]),
        (60, [("14", "140.00", "1960.00"), ("46", "98.00", "4508.00")]),
        (61, [("14", "140.00", "1960.00"), ("46", "98.00", "4508.00")]),
    ],
)
def test_from_the_fifteenth_to_the_sixtieth_day_staff_have_seventy_percent(
    count: int, expected: list[tuple[str, str, str]]
) -> None:
    dossier = teacher(**days(D(2019, 3, 4), count))
    assert lines_of("erasmus.individual_support.staff_international", dossier) == expected


@pytest.mark.parametrize(
    ("year", "km", "green", "expected"),
    [
        (2017, 99, False, []),
        (2017, 100, False, ["180.00 EUR"]),
        (2018, 99, False, ["20.00 EUR"]),
        (2017, 8000, False, ["1100.00 EUR"]),
        (2019, 8000, False, ["1500.00 EUR"]),
        (2022, 499, False, ["180.00 EUR"]),
        (2022, 499, True, ["210.00 EUR"]),
        (2022, 4000, True, ["820.00 EUR"]),
        (2024, 500, False, ["309.00 EUR"]),
        (2024, 1999, True, ["417.00 EUR"]),
        (2024, 9, False, []),
    ],
)
def test_travel_goes_by_distance_and_year(year: int, km: int, green: bool, expected: list[str]) -> None:
    papers = (paper("green_travel_declaration"),) if green else ()
    dossier = outgoing(documents=papers, **days(D(year, 10, 1), 120))
    assert rates("erasmus.travel_international", dossier, km) == expected


def test_the_bands_of_travel_leave_no_gap_and_never_overlap() -> None:
    for component in (one for one in law_of("erasmus").law.components if one.per == "journey"):
        tables: dict[object, list[m.Rate]] = {}
        for rate in component.rates:
            if rate.km_from is not None:
                tables.setdefault((rate.valid_from, rate.applies), []).append(rate)
        for table in tables.values():
            for lower, upper in pairwise(table):
                assert lower.km_to is not None
                assert lower.km_to < (upper.km_from or 0)


def test_the_programme_country_pays_across_the_border_and_the_sender_within() -> None:
    for component in law_of("erasmus").law.components:
        across = component.id.endswith("_international") or component.id == "erasmus.travel_expensive"
        assert payer(component.id, "erasmus") == ("programme-country" if across else "sending")


@pytest.mark.parametrize(
    ("papers", "kind", "expected"),
    [
        ((), "study", [[], []]),
        ((), "traineeship", [["150.00 EUR"], []]),
        (("fewer_opportunities_confirmation",), "traineeship", [["150.00 EUR"], ["250.00 EUR"]]),
    ],
)
def test_top_ups_add_up_since_2021(papers: tuple[str, ...], kind: str, expected: list[list[str]]) -> None:
    dossier = outgoing(sending="tum.de", kind=kind, documents=tuple(map(paper, papers)), **days(D(2022, 10, 1), 120))
    names = ("traineeship", "fewer_opportunities")
    assert [rates(f"erasmus.top_up.{name}", dossier) for name in names] == expected


def test_the_czech_top_ups_of_2018_exclude_each_other() -> None:
    components = [one for one in law_of("erasmus").law.components if "top_up_2018" in one.id]
    assert {one.exclusive for one in components} == {"erasmus.top_up_2018"}
    dossier = outgoing(sending="cuni.cz", kind="traineeship", receiving="tum.de")
    assert rates("erasmus.individual_support.student", dossier) == ["450.00 EUR"]
    assert rates("erasmus.top_up_2018.traineeship", dossier) == ["150.00 EUR"]


def test_a_student_with_every_paper_may_go() -> None:
    dossier = outgoing(courses=(course(20),))
    assessment = assessed(dossier, on=D(2018, 9, 1))
    assert [one for one in assessment.unmet if one.startswith("erasmus.")] == []
    assert [one for one in assessment.waiting if one.startswith("erasmus.")] == []


@pytest.mark.parametrize(
    ("limit", "last", "expected"),
    [
        ("30 days", D(2019, 3, 30), "met"),  # 30 days
        ("30 days", D(2019, 3, 31), "unmet"),
        ("1 month", D(2019, 3, 30), "met"),  # a month of days is 30 of them
        ("1 month", D(2019, 3, 31), "unmet"),
        ("1 month", D(2019, 4, 14), "unmet"),  # 45
        ("1 month 15 days", D(2019, 4, 14), "met"),
    ],
)
def test_staff_is_counted_in_days_also_where_an_agreement_speaks_of_months(limit: str, last: D, expected: str) -> None:
    under = agreement(term("duration.maximum", limit, "participant == 'staff'"))
    assert outcome("duration.maximum", teacher(start=D(2019, 3, 1), end=last), under=under) == expected
