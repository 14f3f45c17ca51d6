"""Čl. 9: the shortest stay, the longest, and all stays of a cycle together."""

import pytest
from pravilnik.cases import (
    D,
    agreement,
    assessed,
    away,
    employee,
    incoming,
    outcome,
    outgoing,
    past,
    term,
)

from mobilnost import Span

MINIMUM, MAXIMUM = "duration.minimum", "duration.maximum"

ERASMUS = [
    # Months of thirty days, a year of three hundred and sixty, both days counted: ninety are three months.
    (D(2018, 10, 1), D(2018, 12, 29), "unmet", "1 October to 29 December is a day short"),
    (D(2018, 10, 1), D(2018, 12, 30), "met", "1 October to 30 December is three months"),
    (D(2018, 10, 1), D(2018, 12, 31), "met", "the 31st counts as the 30th"),
    (D(2018, 12, 1), D(2019, 2, 28), "unmet", "1 December to 28 February is 88 days"),
    (D(2019, 12, 1), D(2020, 2, 29), "unmet", "1 December to 29 February is 89 days"),
    (D(2018, 12, 1), D(2019, 3, 1), "met", "a February that is crossed is full"),
    (D(2019, 2, 1), D(2019, 4, 29), "unmet", "1 February to 29 April is a day short"),
    (D(2019, 2, 1), D(2019, 4, 30), "met", "1 February to 30 April is three months"),
    (D(2018, 11, 15), D(2019, 2, 13), "unmet", "over the end of the year, a day short"),
    (D(2018, 11, 15), D(2019, 2, 14), "met", "over the end of the year, three months"),
]
CEEPUS = [
    # Calendar months, both days counted.
    (D(2019, 3, 1), D(2019, 3, 30), "unmet", "thirty days of March are no month"),
    (D(2019, 3, 1), D(2019, 3, 31), "met", "March is a month"),
    (D(2019, 2, 1), D(2019, 2, 27), "unmet", "February less a day is none"),
    (D(2019, 2, 1), D(2019, 2, 28), "met", "February is a month"),
    (D(2020, 2, 1), D(2020, 2, 28), "unmet", "28 days of a leap February are none"),
    (D(2020, 2, 1), D(2020, 2, 29), "met", "a leap February is a month"),
    (D(2018, 12, 15), D(2019, 1, 13), "unmet", "over the end of the year, a day short"),
    (D(2018, 12, 15), D(2019, 1, 14), "met", "over the end of the year, a month"),
    (D(2019, 1, 31), D(2019, 2, 28), "met", "the last of January to the last of February"),
]


def rows(programme, table):
    return [pytest.param(programme, *row[:3], id=f"{programme}: {row[3]}") for row in table]


@pytest.mark.parametrize("make", [outgoing, incoming], ids=["going", "coming"])
@pytest.mark.parametrize(
    ("programme", "start", "end", "expected"), [*rows("erasmus", ERASMUS), *rows("ceepus", CEEPUS)]
)
def test_the_shortest_stay(make, programme: str, start: D, end: D, expected: str) -> None:
    assert outcome(MINIMUM, make(programme=programme, start=start, end=end)) == expected


def test_a_stay_that_is_too_short_is_shown_with_what_was_asked() -> None:
    finding = assessed(outgoing(end=D(2018, 12, 29))).finding(MINIMUM)
    assert (finding.observed, finding.limit) == (Span(2, 29), Span(3))
    assert (finding.citation.source, finding.citation.at) == ("Pravilnik", "čl. 9 st. 1")
    assert finding.citation.reading is False


@pytest.mark.parametrize(
    ("dossier", "expected"),
    [
        pytest.param(outgoing(programme="bilateral", end=D(2018, 10, 5)), "not_applicable", id="bilateral"),
        pytest.param(outgoing(kind="online", end=D(2018, 10, 5)), "not_applicable", id="online"),
        pytest.param(employee(programme="erasmus"), "not_applicable", id="staff"),
        pytest.param(outgoing(kind="traineeship", end=D(2018, 11, 30)), "unmet", id="traineeships as others"),
    ],
)
def test_whom_the_shortest_stay_binds(dossier, expected: str) -> None:
    assert outcome(MINIMUM, dossier) == expected


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        pytest.param(D(2018, 12, 15), D(2018, 12, 29), "met", id="fifteen days leave ninety"),
        pytest.param(D(2018, 12, 14), D(2018, 12, 29), "unmet", id="sixteen days leave eighty-nine"),
        pytest.param(D(2019, 1, 16), D(2019, 3, 1), "met", id="days after the end take nothing"),
    ],
)
def test_interruptions_are_subtracted(first: D, last: D, expected: str) -> None:
    dossier = outgoing(end=D(2019, 1, 15), interruptions=(away(first, last),))
    assert outcome(MINIMUM, dossier) == expected


def test_what_happened_counts_rather_than_what_was_planned() -> None:
    assert outcome(MINIMUM, outgoing(returned=D(2018, 12, 29))) == "unmet"
    assert outcome(MINIMUM, outgoing(end=D(2018, 12, 31), arrived=D(2018, 10, 2))) == "unmet"


SHORTER = term(MINIMUM, "2 months", applies="direction == 'incoming'", cites="cites")


@pytest.mark.parametrize(("make", "expected"), [(outgoing, "unmet"), (incoming, "met")], ids=["going", "coming"])
def test_the_programmes_own_minimum_prevails_for_those_who_come(make, expected: str) -> None:
    assert outcome(MINIMUM, make(end=D(2018, 11, 30)), programme=SHORTER) == expected


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        pytest.param(D(2019, 2, 28), "met", id="five months are five months"),
        pytest.param(D(2019, 3, 1), "unmet", id="a day more is too long"),
    ],
)
def test_the_agreement_states_the_longest_stay(end: D, expected: str) -> None:
    under = agreement(term(MAXIMUM, "5 months"), programme="ceepus")
    assert outcome(MAXIMUM, outgoing(programme="ceepus", end=end), under=under) == expected


def test_where_nobody_states_one_there_is_no_longest_stay() -> None:
    assert outcome(MAXIMUM, outgoing(end=D(2019, 9, 30))) == "not_applicable"


def test_the_agreement_beats_the_programme() -> None:
    under = agreement(term(MAXIMUM, "4 months"))
    programme = term(MAXIMUM, "12 months", cites="cites")
    effective = assessed(outgoing(), under=under, programme=programme).finding(MAXIMUM).figures[MAXIMUM]
    assert (effective.value, effective.winner.origin.layer) == (Span(4), "agreement")
    assert (effective.beaten[0].value, effective.beaten[0].origin.layer) == (Span(12), "programme")


NINE = past("ceepus", D(2017, 10, 1), D(2018, 6, 30))
NINE_AND_A_DAY = past("ceepus", D(2017, 10, 1), D(2018, 7, 1))
THREE = {"start": D(2018, 10, 1), "end": D(2018, 12, 30)}  # by the Commission's formula


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        pytest.param((), "met", id="a first stay"),
        pytest.param((NINE,), "met", id="twelve months are two semesters"),
        pytest.param((NINE_AND_A_DAY,), "unmet", id="a day more is too long"),
        pytest.param((past("ceepus", D(2017, 10, 1), D(2018, 7, 1), cancelled=True),), "met", id="cancelled"),
        pytest.param((past("ceepus", D(2017, 10, 1), D(2018, 7, 1), zero_grant=True),), "unmet", id="unpaid"),
        pytest.param((past("ceepus", D(2017, 10, 1), D(2018, 7, 1), "second"),), "met", id="another cycle"),
        pytest.param((past("ceepus", D(2017, 10, 1), D(2018, 7, 1), None),), "unknown", id="unknown cycle"),
        pytest.param((past("bilateral", D(2017, 10, 1), D(2018, 7, 1)),), "unmet", id="another programme"),
        pytest.param(
            (past("erasmus", D(2017, 1, 1), D(2017, 6, 30)), past("ceepus", D(2018, 3, 1), D(2018, 5, 31))),
            "met",
            id="each by its own count: six and three",
        ),
    ],
)
def test_two_semesters_on_the_first_cycle(history, expected: str) -> None:
    assert outcome("duration.cycle_total.first", outgoing(**THREE, history=history)) == expected


@pytest.mark.parametrize(
    ("cycle", "semesters", "until", "expected"),
    [
        # Three months now; a past stay began on 1 October 2015 and lasted to the last day of the month given.
        pytest.param("second", 4, D(2016, 6, 30), "met", id="half of a master of two years: 9 + 3 = 12"),
        pytest.param("second", 4, D(2016, 7, 1), "unmet", id="and a day more"),
        pytest.param("second", 3, D(2016, 3, 31), "met", id="half of three semesters: 6 + 3 = 9"),
        pytest.param("second", 3, D(2016, 4, 1), "unmet", id="half of three semesters and a day"),
        pytest.param("second", None, D(2016, 4, 1), "unknown", id="the length of the studies is unknown"),
        pytest.param("third", 6, D(2016, 12, 31), "met", id="half of a doctorate of three years: 15 + 3 = 18"),
        pytest.param("third", 6, D(2017, 1, 1), "unmet", id="half of a doctorate and a day"),
        pytest.param("integrated", 10, D(2017, 12, 31), "met", id="half of five years: 27 + 3 = 30"),
        pytest.param("integrated", 10, D(2018, 1, 1), "unmet", id="half of five years and a day"),
    ],
)
def test_half_of_the_studies_on_the_other_cycles(cycle, semesters, until: D, expected: str) -> None:
    history = (past("ceepus", D(2015, 10, 1), until, cycle),)
    dossier = outgoing(**THREE, cycle=cycle, programme_semesters=semesters, history=history)
    assert outcome(f"duration.cycle_total.{cycle}", dossier) == expected


@pytest.mark.parametrize("cycle", ["first", "second", "third", "integrated"])
def test_each_cycle_has_its_own_limit_alone(cycle: str) -> None:
    assessment = assessed(outgoing(cycle=cycle))
    cycles = ("first", "second", "third", "integrated")
    applied = [one for one in cycles if assessment.finding(f"duration.cycle_total.{one}").outcome != "not_applicable"]
    assert applied == [cycle]


def test_the_office_says_how_long_a_semester_is() -> None:
    dossier = outgoing(**THREE, history=(NINE,))
    rule = "duration.cycle_total.first"
    assert outcome(rule, dossier, settings={"duration.semester": "5 months"}) == "unmet"


def test_the_office_says_which_share_integrated_studies_have() -> None:
    dossier = outgoing(
        **THREE,
        cycle="integrated",
        programme_semesters=10,
        history=(past("ceepus", D(2015, 10, 1), D(2017, 12, 31), "integrated"),),
    )
    rule = "duration.cycle_total.integrated"
    setting = assessed(dossier, settings={"duration.cycle_total.integrated": 1}).finding(rule)
    assert setting.outcome == "met"
    assert setting.figures[rule].winner.origin.layer == "setting"


def test_the_limits_of_the_cycle_bind_those_who_come_too() -> None:
    assert outcome("duration.cycle_total.first", incoming(**THREE, history=(NINE_AND_A_DAY,))) == "unmet"
