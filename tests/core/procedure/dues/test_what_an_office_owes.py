"""What is due without any dossier: on which day, of whom, and when it is done."""

from __future__ import annotations

from typing import Any

import pytest
from agreements import agreement, day, halt
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from rulebooks import ON, D, lawbook

import mobilnost as m
from mobilnost.accounts.university import any_book
from mobilnost.law import Citation
from mobilnost.model import BadValue, Calendar, Call, Capacity, Committee, Member, Officer, Selected, Settings, Unit
from mobilnost.model.deadlines import AcademicYear
from mobilnost.procedure.calls.appeals import Appeal
from mobilnost.procedure.dues.due import Due
from mobilnost.procedure.dues.duties import (
    Surroundings,
    agreement_dues,
    appeal_dues,
    appeal_patterns,
    call_dues,
    standing_dues,
    term_dues,
)
from mobilnost.rules import StandingDuty

LAW = m.regulation().law.duties
FIGURES = any_book(m.Lawbook(regulation=m.regulation()), ON).figures
UNITS = (
    Unit(id="fsre", names={"en": "Engineering"}, ects_coordinator="Ana", vice_dean="Marko"),
    Unit(id="alu", names={"en": "Fine Arts"}),
)
SETTINGS = Settings(institution="sum.ba", country="BA", units=UNITS)


def around(*years: int, settings: Settings = SETTINGS, holidays: tuple[D, ...] = (), **more: Any) -> Surroundings:
    calendar = Calendar(holidays=frozenset(holidays))
    span = range(min(years, default=2019), max(years, default=2019) + 1)
    return Surroundings(figures=FIGURES, settings=settings, calendar=calendar, years=span, **more)


def of(duty: str, given: Surroundings) -> list[Due]:
    return [one for one in standing_dues(LAW, given) if one.duty == duty]


PACKAGE = "information_package.due"


@pytest.mark.parametrize(
    ("year", "holidays", "expected"),
    [
        (2019, (), D(2019, 4, 15)),  # a Monday
        (2018, (), D(2018, 4, 16)),  # from a Sunday
        (2023, (), D(2023, 4, 17)),  # from a Saturday
        (2022, (), D(2022, 4, 15)),  # a Friday
        (2022, (D(2022, 4, 15), D(2022, 4, 18)), D(2022, 4, 19)),  # over Good Friday, a weekend and Easter Monday
        (2019, (D(2019, 4, 16),), D(2019, 4, 15)),  # the day after changes nothing
    ],
)
def test_the_information_package_is_due_on_a_working_day_of_each_unit(
    year: int, holidays: tuple[D, ...], expected: D
) -> None:
    found = of(PACKAGE, around(year, holidays=holidays))
    assert [(one.id, one.unit, one.day) for one in found] == [
        (f"{PACKAGE}/{year}/fsre", "fsre", expected),
        (f"{PACKAGE}/{year}/alu", "alu", expected),
    ]
    assert found[0].citation == Citation(source="Pravilnik", at="čl. 20", reading=True)
    assert found[0].subject == f"{year}: hr, en"


def test_nothing_is_owed_before_the_regulation_is_in_force() -> None:
    years = [one.day.year for one in of(PACKAGE, around(2017, 2019, since=D(2018, 4, 17))) if one.day]
    assert years == [2019, 2019]


@given(year=st.integers(2018, 2090), holidays=st.frozensets(st.dates(D(2018, 1, 1), D(2090, 12, 31)), max_size=30))
def test_ids_are_the_same_whatever_moves_the_day(year: int, holidays: frozenset[D]) -> None:
    moved = of(PACKAGE, around(year, holidays=tuple(holidays)))
    assert [one.id for one in moved] == [one.id for one in of(PACKAGE, around(year))]
    assert all(one.day and around(holidays=tuple(holidays)).calendar.is_working(one.day) for one in moved)


def test_a_unit_without_a_coordinator_owes_one_at_once() -> None:
    assert [(one.unit, one.day) for one in of("unit.ects_coordinator", around())] == [("alu", None)]
    assert [(one.unit, one.day) for one in of("unit.vice_dean", around())] == [("alu", None)]


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        ([], [None]),
        ([(None, None)], []),
        ([(None, D(2020, 9, 30))], [D(2020, 9, 30)]),
        ([(None, D(2020, 9, 30)), (D(2020, 10, 1), D(2022, 9, 30))], [D(2022, 9, 30)]),
        ([(None, D(2020, 9, 30)), (D(2020, 10, 1), None)], []),
    ],
)
def test_the_university_names_a_coordinator_before_the_last_one_ends(
    terms: list[tuple[D | None, D | None]], expected: list[D | None]
) -> None:
    officers = tuple(Officer(role="ects_coordinator", name="A", since=since, until=until) for since, until in terms)
    found = of("university.ects_coordinator", around(settings=evolve(SETTINGS, officers=officers)))
    assert [one.day for one in found] == expected


def committee(id: str, appointed: str) -> Committee:
    return Committee(
        id=id,
        participant=Selected.STUDENT,
        appointed=day(appointed),
        members=(Member(name="Ana", capacity=Capacity.TEACHER),),
    )


def test_a_committee_is_followed_by_another_before_its_mandate_ends() -> None:
    duty = "selection.student.committee"
    assert [(one.id, one.day) for one in of(duty, around())] == [(duty, None)]
    one = evolve(SETTINGS, committees=(committee("2018", "2018-03-01"),))
    assert [(due.id, due.day, due.done) for due in of(duty, around(settings=one))] == [
        (f"{duty}/2018", D(2019, 2, 28), None)
    ]
    two = evolve(SETTINGS, committees=(committee("2019", "2019-02-15"), committee("2018", "2018-03-01")))
    assert [(due.id, due.day, due.done) for due in of(duty, around(settings=two))] == [
        (f"{duty}/2018", D(2019, 2, 28), D(2019, 2, 15)),
        (f"{duty}/2019", D(2020, 2, 14), None),
    ]


@pytest.mark.parametrize(
    ("published", "holidays", "last"),
    [
        ("2018-03-05", (), "2018-03-13"),
        ("2018-03-09", (), "2018-03-19"),
        ("2018-03-05", (D(2018, 3, 13),), "2018-03-14"),
    ],
)
def test_appeals_are_open_eight_days_from_publication(published: str, holidays: tuple[D, ...], last: str) -> None:
    given = around(holidays=holidays, published={"erasmus-2018": day(published)})
    (one,) = of("appeal.file_days", given)
    assert (one.day, one.subject, one.who) == (day(last), "erasmus-2018", "candidate")
    assert one.state(day(last)) == "open"
    assert one.state(day(last) + D.resolution) == "done", "nobody is late who does not appeal"


def test_an_appeal_is_decided_by_its_day() -> None:
    appeal = Appeal(
        id="c/d/1",
        call="c",
        dossier="d",
        verdict=1,
        received=D(2018, 3, 6),
        begins=D(2018, 3, 5),
        last=D(2018, 3, 13),
        decide_by=D(2018, 3, 14),
    )
    (one,) = appeal_dues(appeal_patterns(LAW), [appeal], {"d": "fsre"})
    assert (one.id, one.who, one.day, one.unit, one.done) == (
        "appeal.decide_days/c/d/1",
        "rector",
        D(2018, 3, 14),
        "fsre",
        None,
    )
    (done,) = appeal_dues(appeal_patterns(LAW), [evolve(appeal, decided=D(2018, 3, 12))], {})
    assert (done.id, done.done) == (one.id, D(2018, 3, 12))


def test_officers_are_followed_by_others() -> None:
    first = Officer(role="vice_rector", name="A", since=D(2016, 10, 1), until=D(2020, 9, 30))
    second = evolve(first, name="B", since=D(2020, 10, 1), until=None)
    (alone,) = term_dues(evolve(SETTINGS, officers=(first,)), LAW)
    assert (alone.id, alone.day, alone.done) == ("officer.until/vice_rector/2016-10-01", D(2020, 9, 30), None)
    (followed,) = term_dues(evolve(SETTINGS, officers=(first, second)), LAW)
    assert (followed.id, followed.done) == (alone.id, D(2020, 10, 1))


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, [("agreement.ends/a", D(2021, 9, 30))]),
        # Thirty-two days before is a Sunday: the Friday before it.
        ({"notice_days": 32}, [("agreement.notice/a", D(2021, 8, 27)), ("agreement.ends/a", D(2021, 9, 30))]),
        ({"valid_to": None}, []),
        ({"terminated": halt("2020-03-01")}, []),
    ],
)
def test_an_agreement_that_runs_out_has_its_days(said: dict[str, Any], expected: list[tuple[str, D]]) -> None:
    found = agreement_dues([agreement(**said)], Calendar())
    assert [(one.id, one.day) for one in found] == expected


@pytest.mark.parametrize("starts", ["2020-10-01", "2021-10-01"])
def test_an_agreement_is_settled_when_another_that_follows_it_is_signed(starts: str) -> None:
    following = agreement(id="b", amends="a", signed="2020-06-01", valid_from=starts, valid_to=None)
    (found,) = agreement_dues([agreement(), following], Calendar())
    assert (found.id, found.day, found.done) == ("agreement.ends/a", D(2021, 9, 30), D(2020, 6, 1))


def test_a_call_opens_and_closes_and_nobody_is_late_with_it() -> None:
    call = Call(
        id="c", programme="erasmus", academic_year=AcademicYear(2018), opens=D(2018, 2, 1), closes=D(2018, 3, 1)
    )
    assert [one.day for one in call_dues([call], {})] == [D(2018, 2, 1), D(2018, 3, 1)]
    opens, closes = call_dues([call], {"c": D(2018, 3, 15)})
    assert (opens.state(D(2018, 2, 1)), opens.state(D(2018, 2, 2))) == ("open", "done")
    assert closes.day == D(2018, 3, 15)


@pytest.mark.parametrize("said", [{}, {"yearly": "a", "holder": "b"}, {"within": "a", "committee": "student"}])
def test_a_standing_duty_has_one_occasion(said: dict[str, str]) -> None:
    with pytest.raises(BadValue):
        StandingDuty(id="d", who="unit", each="unit", citation=Citation(source="Pravilnik"), **said)


def test_another_regulation_may_have_no_such_duties() -> None:
    assert not list(standing_dues(lawbook("").regulation.law.duties, around()))
