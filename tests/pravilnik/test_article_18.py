"""Čl. 18: applications by 1 June for winter, by 1 November for summer, both in the year in which studies begin."""

import pytest
from pravilnik.cases import D, assessed, document, incoming, outcome, outgoing, paper, term

WINTER, SUMMER = "incoming.application_deadline.winter", "incoming.application_deadline.summer"
ALL_SAINTS = (D(2018, 11, 1),)
WINTER_2018 = {"start": D(2018, 10, 1), "end": D(2019, 2, 15)}
SUMMER_2018 = {"start": D(2019, 2, 18), "end": D(2019, 6, 30)}
WINTER_2019 = {"start": D(2019, 10, 1), "end": D(2020, 2, 15)}
SUMMER_2020 = {"start": D(2021, 2, 15), "end": D(2021, 6, 30)}


def applied(day: D, **stay):
    return incoming(documents=(paper("student_application_form", day),), **stay)


@pytest.mark.parametrize(
    ("rule", "stay", "day", "holidays", "expected"),
    [
        pytest.param(WINTER, WINTER_2018, D(2018, 6, 1), (), "met", id="winter, on 1 June"),
        pytest.param(WINTER, WINTER_2018, D(2018, 6, 2), (), "unmet", id="winter, on 2 June"),
        pytest.param(WINTER, WINTER_2019, D(2019, 6, 3), (), "met", id="1 June is a Saturday: the Monday"),
        pytest.param(WINTER, WINTER_2019, D(2019, 6, 4), (), "unmet", id="and not the Tuesday"),
        pytest.param(SUMMER, SUMMER_2018, D(2018, 11, 1), (), "met", id="summer, on 1 November before it"),
        pytest.param(SUMMER, SUMMER_2018, D(2018, 11, 2), (), "unmet", id="summer, on 2 November"),
        pytest.param(SUMMER, SUMMER_2018, D(2018, 11, 2), ALL_SAINTS, "met", id="where 1 November is a holiday"),
        pytest.param(SUMMER, SUMMER_2018, D(2018, 11, 3), ALL_SAINTS, "unmet", id="and not two days later"),
        pytest.param(SUMMER, SUMMER_2020, D(2020, 11, 2), (), "met", id="1 November is a Sunday: the Monday"),
    ],
)
def test_the_day_of_the_application(rule: str, stay, day: D, holidays, expected: str) -> None:
    assert outcome(rule, applied(day, **stay), holidays=holidays) == expected


@pytest.mark.parametrize(("stay", "other"), [(WINTER_2018, SUMMER), (SUMMER_2018, WINTER)], ids=["winter", "summer"])
def test_each_semester_has_its_own_day(stay, other: str) -> None:
    assert outcome(other, applied(D(2019, 1, 1), **stay)) == "not_applicable"


@pytest.mark.parametrize(
    ("stay", "due"),
    [
        pytest.param(WINTER_2018, D(2018, 6, 1), id="winter"),
        pytest.param(SUMMER_2018, D(2018, 11, 1), id="summer"),
        pytest.param(WINTER_2018 | {"start": D(2019, 1, 31)}, D(2018, 6, 1), id="a winter from January"),
    ],
)
def test_the_form_is_due_by_then(stay, due: D) -> None:
    assert document("student_application_form", incoming(documents=(), **stay)).due == due


def test_a_form_that_never_came_is_missing_after_that_day() -> None:
    bare = incoming(documents=())
    assert assessed(bare, on=D(2018, 6, 1)).verdict == "eligible"
    assert assessed(bare, on=D(2018, 6, 2)).verdict == "incomplete"


@pytest.mark.parametrize(
    ("deadline", "day", "expected"),
    [
        ("06-15 fixed", D(2018, 6, 15), "met"),
        ("06-15 fixed", D(2018, 6, 16), "unmet"),
        ("06-16 fixed", D(2018, 6, 18), "unmet"),
        ("06-16", D(2018, 6, 18), "met"),
    ],
    ids=["on the programme's day", "after it", "a portal does not wait for Monday", "an office does"],
)
def test_the_programmes_own_deadline_prevails(deadline: str, day: D, expected: str) -> None:
    said = term(WINTER, deadline, applies="direction == 'incoming'", cites="cites")
    assert outcome(WINTER, applied(day, **WINTER_2018), programme=said) == expected


def test_those_who_go_have_no_such_day() -> None:
    late = outgoing(documents=(paper("student_application_form", D(2018, 9, 1)),))
    assert outcome(WINTER, late) == "not_applicable"


def test_which_year_is_meant_is_a_reading() -> None:
    citation = assessed(incoming()).finding(WINTER).citation
    assert (citation.at, citation.reading) == ("čl. 18", True)
