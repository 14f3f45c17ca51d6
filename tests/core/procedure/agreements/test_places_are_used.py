"""What a stay takes of an agreement's places, and what is left of them in an academic year."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from agreements import IN, OUT, PLACES, STAYS, YEAR, agreement, day, places, stay
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from mobilnost.law import Counting, Programme
from mobilnost.model import AcademicYear, Cycle, Kind, Span
from mobilnost.procedure.agreements.rooms import UNITS, Need, Room
from mobilnost.procedure.agreements.stays import Measures, Semesters, Stay
from mobilnost.procedure.agreements.usage import use_in

ERASMUS = Programme(
    code="erasmus",
    counting=(Counting(strategy="actual-days", applies="participant == 'staff'"), Counting(strategy="commission-360")),
)
#: As the Pravilnik is read (čl. 16 st. 1).
OURS = Semesters(semester=Span(4), year=Span(9))
MEASURES = Measures(programmes={"erasmus": ERASMUS}, semesters=OURS)


def need(*amounts: str) -> Need:
    return Need(**dict(zip(UNITS, map(Decimal, amounts), strict=True)))


@pytest.mark.parametrize(
    ("one", "taken"),
    [
        (stay("2018-10-01", "2018-12-31"), need("1", "3", "92", "0.75")),
        (stay("2018-10-01", "2019-01-31"), need("1", "4", "123", "1")),
        (stay("2018-10-01", "2019-01-30"), need("1", "4", "122", "1")),
        (stay("2018-10-01", "2019-06-30"), need("1", "9", "273", "2")),
        (stay("2018-10-01", "2019-06-29"), need("1", "8.97", "272", "1")),
        # Half a month, and a day that no month is made of.
        (stay("2018-10-01", "2018-10-15"), need("1", "0.5", "15", "0.13")),
        (stay("2018-10-01", "2018-10-01"), need("1", "0.03", "1", "0.01")),
        (stay("2018-10-01", "2018-12-31", count=3), need("3", "9", "276", "2.25")),
        # Ten days of illness are no part of it.
        (
            stay("2018-10-01", "2018-12-31", interruptions=((day("2018-11-01"), day("2018-11-10")),)),
            need("1", "2.67", "82", "0.67"),
        ),
        # The Commission's months have thirty days each; staff are counted in days.
        (stay("2018-10-01", "2019-02-15", programme="erasmus"), need("1", "4.5", "138", "1")),
        (
            stay("2019-03-04", "2019-03-08", programme="erasmus", kind=Kind.TEACHING, participant="staff", cycle=None),
            need("1", "0.17", "5", "0"),
        ),
    ],
)
def test_a_stay_takes(one: Stay, taken: Need) -> None:
    found = MEASURES.taken([one])
    assert (found.persons, found.months, found.days) == (taken.persons, taken.months, taken.days)
    assert found.student_semesters == taken.student_semesters


@pytest.mark.parametrize(
    ("terms", "length", "worth"),
    [
        (2, Span(3, 29), Fraction(119, 120)),
        (2, Span(4), 1),
        (2, Span(8, 29), 1),
        (2, Span(9), 2),
        # Of three quarters each is worth two thirds of a semester, and the year two.
        (3, Span(2, 20), Fraction(2, 3)),
        (3, Span(5, 10), Fraction(4, 3)),
        (3, Span(9), 2),
        (3, Span(1, 10), Fraction(1, 3)),
    ],
)
def test_a_year_is_two_semesters_whatever_the_terms_of_the_host(terms: int, length: Span, worth: Fraction) -> None:
    assert evolve(OURS, terms=terms).of(length) == worth


def test_where_nobody_says_what_a_semester_is_semesters_are_not_known() -> None:
    taken = Measures(programmes={}).taken([stay("2018-10-01", "2019-01-31")])
    assert (taken.persons, taken.months, taken.days, taken.student_semesters) == (1, 4, 123, None)
    assert Room(persons=Decimal(1), months=Decimal(4)).holds(taken)
    assert not Room(student_semesters=Decimal(9)).holds(taken)
    assert Room(student_semesters=Decimal(9)).less(taken) == Room()


def test_by_the_letter_every_stay_is_a_semester() -> None:
    assert evolve(OURS, semester=Span()).of(Span(0, 5)) == 1


@given(st.integers(0, 14), st.integers(0, 29), st.integers(0, 14), st.integers(0, 29), st.integers(2, 6))
def test_a_longer_stay_is_never_worth_less(one: int, days: int, other: int, more: int, terms: int) -> None:
    shorter, longer = sorted([Span(one, days), Span(other, more)])
    assert evolve(OURS, terms=terms).of(shorter) <= evolve(OURS, terms=terms).of(longer) <= 2


@pytest.mark.parametrize(
    ("first", "last", "year"),
    [
        ("2018-08-01", "2018-12-31", 2018),
        ("2018-07-31", "2018-12-31", 2017),
        # Over the turn of the year it belongs to the one in which it begins.
        ("2019-02-15", "2019-09-30", 2018),
        ("2019-07-31", "2020-06-30", 2018),
    ],
)
def test_a_stay_belongs_to_the_year_in_which_it_begins(first: str, last: str, year: int) -> None:
    given_ = agreement(places=(places(persons_per_year=2),))
    for number in (2017, 2018, 2019):
        used = use_in(given_, AcademicYear(number), [stay(first, last)], MEASURES).entries[0].used.persons
        assert used == (1 if number == year else 0)


def used_by(given_: Any, *stays: Stay) -> list[Decimal]:
    return [one.used.persons for one in use_in(given_, YEAR, stays, MEASURES).entries]


def test_direction_kind_and_cycle_must_be_those_of_the_place() -> None:
    given_ = agreement(
        places=(
            places(persons_per_year=4, cycles=(Cycle.FIRST,)),
            places(IN, persons_per_year=4),
            places(kind=Kind.TRAINEESHIP, persons_per_year=4),
        )
    )
    autumn = ("2018-10-01", "2018-12-31")
    assert used_by(given_, stay(*autumn), stay(*autumn, direction=IN, cycle=Cycle.SECOND)) == [1, 1, 0]
    found = use_in(given_, YEAR, [stay(*autumn, cycle=Cycle.THIRD)], MEASURES)
    assert [(direction, one.persons) for direction, one in found.elsewhere] == [(OUT, Decimal(1))]


def test_a_place_for_some_cycles_is_taken_before_one_for_all() -> None:
    given_ = agreement(places=(places(persons_per_year=1), places(persons_per_year=1, cycles=(Cycle.FIRST,))))
    autumn = ("2018-10-01", "2018-12-31")
    assert used_by(given_, stay(*autumn)) == [0, 1]
    assert used_by(given_, stay(*autumn, count=2)) == [1, 1]
    assert used_by(given_, stay(*autumn, count=3)) == [1, 2]


def test_months_that_are_shared_run_out_before_the_persons_do() -> None:
    given_ = agreement(places=(places(persons_per_year=4, months_per_year=Decimal("7.5")),))
    found = use_in(given_, YEAR, [stay("2018-10-01", "2019-02-15", count=2)], MEASURES).entries[0]
    assert (found.left.persons, found.left.months, found.overdrawn) == (2, Decimal("-1.5"), ("months",))


@given(st.lists(PLACES, max_size=4), st.lists(STAYS, max_size=8))
def test_used_and_left_are_what_there_is_and_nobody_is_lost(entries: list[Any], stays: list[Stay]) -> None:
    found = use_in(agreement(places=tuple(entries)), YEAR, stays, MEASURES)
    for one in found.entries:
        for unit in UNITS:
            room, left = getattr(one.room, unit), getattr(one.left, unit)
            assert (room is None) is (left is None)
            assert room is None or left + getattr(one.used, unit) == room
    persons = sum(one.used.persons for one in found.entries) + sum(need.persons for _, need in found.elsewhere)
    assert persons == sum(one.count for one in stays if one.year == YEAR)


@given(st.lists(PLACES, max_size=3), st.lists(STAYS, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_the_stays_says_nothing(entries: list[Any], stays: list[Stay], chance: Any) -> None:
    given_, mixed = agreement(places=tuple(entries)), list(stays)
    chance.shuffle(mixed)
    assert use_in(given_, YEAR, mixed, MEASURES) == use_in(given_, YEAR, stays, MEASURES)
