"""What an agreement is on a day, when it ends, and by which day notice must be given."""

from __future__ import annotations

from typing import Any

import pytest
from agreements import agreement, day, halt

from mobilnost.model import Calendar, Span
from mobilnost.procedure.agreements.ending import (
    Cause,
    LastDay,
    State,
    earliest_end,
    ending,
    expiring,
    expiry,
    later,
    lineage,
    notice_by,
    state_on,
    successor_of,
)

FOLLOWING = agreement(id="b", amends="a", valid_from="2020-10-01", valid_to="2024-09-30")


@pytest.mark.parametrize(
    ("said", "on", "state"),
    [
        ({}, "2018-01-31", State.UPCOMING),
        ({}, "2018-02-01", State.IN_FORCE),
        ({}, "2021-09-30", State.IN_FORCE),
        ({}, "2021-10-01", State.EXPIRED),
        ({"valid_to": None}, "2099-01-01", State.IN_FORCE),
        ({"terminated": halt("2020-03-01")}, "2020-02-29", State.IN_FORCE),
        ({"terminated": halt("2020-03-01")}, "2020-03-01", State.TERMINATED),
        ({"terminated": halt("2020-03-01")}, "2022-01-01", State.TERMINATED),
        ({"terminated": halt("2022-03-01")}, "2021-12-01", State.EXPIRED),
        ({"suspended": halt("2020-03-01")}, "2020-02-29", State.IN_FORCE),
        ({"suspended": halt("2020-03-01")}, "2020-03-01", State.SUSPENDED),
        ({"suspended": halt("2020-03-01")}, "2021-10-01", State.EXPIRED),
    ],
)
def test_an_agreement_is_something_on_every_day(said: dict[str, Any], on: str, state: State) -> None:
    assert state_on(agreement(**said), day(on)) is state


@pytest.mark.parametrize(
    ("on", "state"), [("2020-09-30", State.IN_FORCE), ("2020-10-01", State.AMENDED), ("2022-01-01", State.AMENDED)]
)
def test_an_amendment_takes_the_place_of_what_it_amends(on: str, state: State) -> None:
    assert state_on(agreement(), day(on), FOLLOWING) is state


def test_an_amendment_after_the_end_changes_nothing_about_it() -> None:
    late = agreement(id="b", amends="a", valid_from="2022-01-01", valid_to=None)
    assert ending(agreement(), late) == LastDay(day("2021-09-30"), Cause.VALID_TO)


@pytest.mark.parametrize(
    ("days", "holidays", "by"),
    [
        (0, (), "2021-09-30"),
        (30, (), "2021-08-31"),
        # Thirty-two days before is Sunday 29 August: the Friday before it.
        (32, (), "2021-08-27"),
        (32, ("2021-08-27",), "2021-08-26"),
        (365, (), "2020-09-30"),
    ],
)
def test_notice_is_given_before_a_day_without_work(days: int, holidays: tuple[str, ...], by: str) -> None:
    calendar = Calendar(holidays=frozenset(map(day, holidays)))
    assert notice_by(agreement(notice_days=days), calendar) == day(by)


@pytest.mark.parametrize(
    "said", [{}, {"notice_days": 30, "valid_to": None}, {"notice_days": 30, "terminated": halt("2020-03-01")}]
)
def test_there_is_no_day_for_notice_of(said: dict[str, Any]) -> None:
    assert notice_by(agreement(**said), Calendar()) is None


def test_what_is_open_ended_ends_so_long_after_notice() -> None:
    assert earliest_end(agreement(valid_to=None, notice_days=90), day("2020-01-01")) == day("2020-03-31")
    assert earliest_end(agreement(notice_days=90), day("2020-01-01")) is None


def test_nobody_gives_notice_of_what_an_amendment_has_ended() -> None:
    found = expiry(agreement(notice_days=30), [FOLLOWING], Calendar())
    assert (found.notice, found.end) == (None, LastDay(day("2020-09-30"), Cause.AMENDED))


def test_what_ends_or_must_be_given_notice_of_is_found_nearest_first() -> None:
    known = [
        agreement(id="ends", valid_to="2020-06-30"),
        agreement(id="notice", valid_to="2021-03-31", notice_days=365),
        agreement(id="passed", valid_to="2020-12-31", notice_days=365),
        agreement(id="later", valid_to="2022-12-31"),
        agreement(id="open", valid_to=None),
        agreement(id="over", valid_to="2019-12-31"),
    ]
    found = expiring(known, day("2020-01-15"), day("2020-12-31"), Calendar())
    assert [one.agreement.id for one in found] == ["notice", "ends", "passed"]
    assert [one.notice_passed(day("2020-01-15")) for one in found] == [False, False, True]


@pytest.mark.parametrize(("on", "found"), [("2021-09-30", ["a"]), ("2021-10-01", [])])
def test_the_last_day_still_counts(on: str, found: list[str]) -> None:
    ends = expiring([agreement()], day(on), day("2021-12-31"), Calendar())
    assert [one.agreement.id for one in ends] == found


def test_versions_of_one_agreement_are_one_line() -> None:
    first, second, third = agreement(), FOLLOWING, agreement(id="c", amends="b", valid_from="2021-01-01")
    known = [third, first, agreement(id="other"), second]
    assert [one.id for one in lineage(second, known)] == ["a", "b", "c"]
    assert lineage(known[2], known) == (known[2],)


def test_two_that_amend_each_other_end_somewhere() -> None:
    one, other = agreement(amends="b"), agreement(id="b", amends="a")
    assert {each.id for each in lineage(one, [one, other])} == {"a", "b"}


def test_of_two_amendments_the_earlier_comes_first() -> None:
    later_one = agreement(id="c", amends="a", valid_from="2021-01-01")
    assert successor_of(agreement(), [later_one, FOLLOWING]) == FOLLOWING


@pytest.mark.parametrize(
    ("first", "span", "then"),
    [
        ("2020-01-31", Span(1), "2020-02-29"),
        ("2020-08-31", Span(6), "2021-02-28"),
        ("2020-12-15", Span(12), "2021-12-15"),
        ("2020-01-01", Span(0, 90), "2020-03-31"),
        ("2020-12-31", Span(0), "2020-12-31"),
    ],
)
def test_months_and_days_later(first: str, span: Span, then: str) -> None:
    assert later(day(first), span) == day(then)
