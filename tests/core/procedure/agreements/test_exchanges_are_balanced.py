"""The balance of an exchange over its term: what was sent and received, and what is carried on."""

from __future__ import annotations

from decimal import Decimal

import pytest
from agreements import IN, STAYS, agreement, stay
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from mobilnost.model import AcademicYear, Balance, BalanceUnit, Kind, Span
from mobilnost.procedure.agreements.balance import YearBalance, balance
from mobilnost.procedure.agreements.stays import Measures, Semesters, Stay

#: As the Pravilnik is read (čl. 16 st. 1).
OURS = Semesters(semester=Span(4), year=Span(9))
MEASURES = Measures(programmes={}, semesters=OURS)
AUTUMN, SPRING = ("2018-10-01", "2019-01-31"), ("2019-02-15", "2019-06-30")
NEXT = ("2019-10-01", "2020-06-30")


def rows(found: tuple[YearBalance, ...]) -> list[tuple[int, str, str, str]]:
    return [(one.year.first, str(one.sent), str(one.received), str(one.carried)) for one in found]


def test_a_deficit_is_made_up_in_the_next_year() -> None:
    stays = [stay(*AUTUMN, count=2), stay(*SPRING, direction=IN), stay(*NEXT, direction=IN)]
    found = balance(agreement(), stays, MEASURES, AcademicYear(2019))
    assert rows(found) == [
        (2017, "0.00", "0.00", "0.00"),
        (2018, "2.00", "1.00", "-1.00"),
        (2019, "0.00", "2.00", "1.00"),
    ]


def test_what_is_not_carried_is_settled_each_year() -> None:
    terms = agreement(balance=Balance(carried=False), valid_from="2018-08-01")
    found = balance(terms, [stay(*AUTUMN), stay(*NEXT)], MEASURES, AcademicYear(2019))
    assert [(one.brought, one.carried) for one in found] == [(0, -1), (0, -2)]


def test_the_partner_may_have_quarters() -> None:
    terms = agreement(balance=Balance(partner_terms_per_year=3), valid_from="2018-08-01")
    measures = Measures(programmes={}, semesters=OURS, partners=evolve(OURS, terms=3))
    quarter = ("2018-10-01", "2018-12-20")
    found = balance(terms, [stay(*quarter, count=3), stay(*AUTUMN, direction=IN)], measures, AcademicYear(2018))
    # Three quarters there are a year, and so two semesters; one semester here is one.
    assert rows(found) == [(2018, "2.00", "1.00", "-1.00")]


@pytest.mark.parametrize(
    ("terms", "sent"),
    [
        (Balance(), "1.00"),
        (Balance(unit=BalanceUnit.PERSONS), "2"),
        (Balance(unit=BalanceUnit.PERSONS, kinds=(Kind.TEACHING,)), "1"),
        (Balance(unit=BalanceUnit.DAYS, kinds=(Kind.TEACHING,)), "5"),
    ],
)
def test_the_agreement_says_what_is_counted(terms: Balance, sent: str) -> None:
    teacher = stay("2018-10-01", "2018-10-05", kind=Kind.TEACHING, participant="staff", cycle=None)
    one = agreement(balance=terms, valid_from="2018-08-01")
    assert rows(balance(one, [stay(*AUTUMN), teacher], MEASURES, AcademicYear(2018)))[0][1] == sent


def test_years_after_the_one_that_is_asked_for_are_not_told() -> None:
    found = balance(agreement(valid_from="2018-08-01"), [stay(*AUTUMN), stay(*NEXT)], MEASURES, AcademicYear(2018))
    assert rows(found) == [(2018, "1.00", "0.00", "-1.00")]


@given(st.lists(STAYS, max_size=8))
def test_over_the_term_it_is_what_was_received_less_what_was_sent(stays: list[Stay]) -> None:
    found = balance(agreement(balance=Balance(unit=BalanceUnit.PERSONS)), stays, MEASURES, AcademicYear(2021))
    received = sum(one.count for one in stays if one.direction is IN)
    sent = sum(one.count for one in stays) - received
    assert found[-1].carried == Decimal(received - sent)
    assert sum(one.difference for one in found) == found[-1].carried
