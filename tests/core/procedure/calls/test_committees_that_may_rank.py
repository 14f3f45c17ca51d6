"""Whether a committee may rank: made up as the shipped regulation says, within its mandate, for these candidates."""

from __future__ import annotations

from datetime import date

import pytest

from mobilnost import Lawbook, regulation
from mobilnost.host import Host
from mobilnost.model import Capacity, Committee, Member, Selected
from mobilnost.procedure.calls.committees import CommitteeLaw, committee_law, last_day_of_mandate, objections

STUDENT, STAFF = Selected.STUDENT, Selected.STAFF
AREAS = ("social", "biotechnical", "humanities", "technical", "educational", "arts")
BOOK = Lawbook(regulation=regulation(), programmes=Host.discover(strict=True).laws)
FIGURES = BOOK.rulebook("erasmus", date(2018, 10, 1)).figures
APPOINTED = date(2018, 2, 1)


def law(participant: Selected) -> CommitteeLaw:
    found = committee_law(participant, FIGURES)
    assert found is not None
    return found


def member(name: str, seat: str) -> Member:
    capacity, _, area = seat.partition("/")
    return Member(name=name, capacity=Capacity(capacity), area=area or None)


def committee(participant: Selected, *seats: str, appointed: date = APPOINTED) -> Committee:
    members = tuple(member(f"m{number}", seat) for number, seat in enumerate(seats))
    return Committee(id="c", participant=participant, appointed=appointed, members=members)


OF_STUDENTS = ("teacher", "office", "student")
OF_STAFF = (*(f"teacher/{area}" for area in AREAS), "rectorate")


def found(given: Committee, participant: Selected, on: date = date(2018, 4, 17)) -> list[str]:
    return [one.phrase.id for one in objections(given, participant, law(participant), on)]


@pytest.mark.parametrize(
    ("participant", "seats", "wrong"),
    [
        (STUDENT, OF_STUDENTS, []),
        (STUDENT, ("teacher/social", "office", "student"), []),
        (STUDENT, ("teacher", "office"), ["committee-lacks"]),
        (STUDENT, ("teacher", "teacher", "student"), ["committee-lacks", "committee-surplus"]),
        (STUDENT, (*OF_STUDENTS, "teacher"), ["committee-surplus"]),
        (STUDENT, (*OF_STUDENTS, "rectorate"), ["committee-surplus"]),
        (STUDENT, (), ["committee-lacks"]),
        (STAFF, OF_STAFF, []),
        (STAFF, OF_STAFF[:-1], ["committee-lacks"]),
        (STAFF, ("teacher/social", *OF_STAFF[:-1]), ["committee-lacks", "committee-surplus"]),
        # čl. 23 st. 5 names six areas; a seventh has no seat.
        (STAFF, (*OF_STAFF, "teacher/natural"), ["committee-surplus"]),
        (STAFF, ("teacher", *OF_STAFF[1:]), ["committee-lacks", "committee-surplus"]),
    ],
    ids=lambda value: ", ".join(value) if isinstance(value, tuple) else None,
)
def test_the_composition_is_that_of_the_regulation(
    participant: Selected, seats: tuple[str, ...], wrong: list[str]
) -> None:
    assert found(committee(participant, *seats), participant) == wrong


@pytest.mark.parametrize(
    ("on", "wrong"),
    [
        (date(2018, 1, 31), ["committee-not-yet"]),
        (date(2018, 2, 1), []),
        (date(2019, 1, 31), []),
        (date(2019, 2, 1), ["committee-expired"]),
    ],
)
def test_a_mandate_lasts_a_year_with_its_first_day(on: date, wrong: list[str]) -> None:
    assert found(committee(STUDENT, *OF_STUDENTS), STUDENT, on) == wrong


@pytest.mark.parametrize(
    ("appointed", "last"),
    [
        (date(2018, 2, 1), date(2019, 1, 31)),
        (date(2016, 2, 29), date(2017, 2, 28)),
        (date(2018, 12, 31), date(2019, 12, 30)),
    ],
)
def test_the_last_day_is_the_one_before_the_same_day_of_the_next_year(appointed: date, last: date) -> None:
    assert last_day_of_mandate(appointed, law(STUDENT).mandate) == last


def test_a_committee_for_students_ranks_no_staff_and_every_reason_cites_its_article() -> None:
    (reason,) = objections(committee(STUDENT, *OF_STUDENTS), STAFF, law(STAFF), APPOINTED)
    assert reason.phrase.id == "committee-for-others"
    late = objections(committee(STUDENT, "teacher", "rectorate"), STUDENT, law(STUDENT), date(2020, 1, 1))
    cited = [(one.phrase.id, one.citation.at if one.citation else None) for one in late]
    assert cited == [
        ("committee-expired", "čl. 5 st. 4"),
        ("committee-lacks", "čl. 5 st. 5"),
        ("committee-surplus", "čl. 5 st. 5"),
    ]
