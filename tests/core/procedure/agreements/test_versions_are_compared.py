"""Two versions of an agreement are compared field by field, each thing with what it is in the other."""

from __future__ import annotations

import datetime as dt
import random
from decimal import Decimal
from typing import Any

import pytest
from agreements import AGREEMENTS, IN, agreement, day, halt, places
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from mobilnost.model import Agreement, Balance, Condition, Cycle, Kind, Term
from mobilnost.procedure.agreements.renewals import fresh_id, renewed
from mobilnost.procedure.agreements.versions import OWN, Change, Part, changes
from mobilnost.procedure.refusals import Refused

LONGEST = Term(provision="duration.maximum", value="10 months", clause="čl. 4")
PAPERS = Term(provision="return.documents", value=("one", "two"), clause="čl. 5")
AVERAGE = Condition(id="average", requires="grade_average >= 3.5", clause="čl. 6")
STUDY = places(persons_per_year=2, cycles=(Cycle.FIRST, Cycle.SECOND))
FULL = agreement(places=(STUDY, places(IN, persons_per_year=2)), terms=(LONGEST, PAPERS), conditions=(AVERAGE,))


def told(found: tuple[Change, ...]) -> list[tuple[str, str, str, Any, Any]]:
    return [(one.part.value, one.name, one.key, one.before, one.after) for one in found]


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"renewal": "each year"}, ("agreement", "", "renewal", None, "each year")),
        ({"valid_to": None}, ("agreement", "", "valid_to", day("2021-09-30"), None)),
        ({"terminated": halt("2020-01-01")}, ("agreement", "", "terminated", None, halt("2020-01-01"))),
        ({"balance": Balance()}, ("agreement", "", "balance", None, Balance())),
        (
            {"parties": ("uniri.hr", "sum.ba", "unizg.hr")},
            ("agreement", "", "parties", ("sum.ba", "uniri.hr"), ("uniri.hr", "sum.ba", "unizg.hr")),
        ),
        (
            {"places": (evolve(STUDY, persons_per_year=3), FULL.places[1])},
            ("places", "", "persons_per_year", 2, 3),
        ),
        (
            {"places": (FULL.places[1], evolve(STUDY, cycles=(Cycle.FIRST,)))},
            ("places", "", "cycles", (Cycle.FIRST, Cycle.SECOND), (Cycle.FIRST,)),
        ),
        ({"places": (STUDY,)}, ("places", "", "", FULL.places[1], None)),
        (
            {"terms": (PAPERS, evolve(LONGEST, value="6 months"))},
            ("terms", "duration.maximum", "value", "10 months", "6 months"),
        ),
        ({"terms": (LONGEST,)}, ("terms", "return.documents", "", PAPERS, None)),
        (
            {"conditions": (evolve(AVERAGE, requires="grade_average >= 4"),)},
            ("conditions", "average", "requires", "grade_average >= 3.5", "grade_average >= 4"),
        ),
        ({"conditions": ()}, ("conditions", "average", "", AVERAGE, None)),
    ],
)
def test_one_change_is_one_difference(changed: dict[str, Any], found: tuple[Any, ...]) -> None:
    assert told(changes(FULL, evolve(FULL, **changed))) == [found]


@pytest.mark.parametrize(
    "changed",
    [
        {"parties": ("uniri.hr", "sum.ba")},
        {"places": tuple(reversed(FULL.places))},
        {"places": (evolve(STUDY, cycles=(Cycle.SECOND, Cycle.FIRST)), FULL.places[1])},
        {"terms": (evolve(PAPERS, value=("two", "one")), LONGEST)},
    ],
)
def test_the_order_of_a_list_is_no_difference(changed: dict[str, Any]) -> None:
    assert changes(FULL, evolve(FULL, **changed)) == ()


def test_a_term_of_one_provision_for_others_is_set_against_its_own() -> None:
    staff = evolve(LONGEST, applies="participant == 'staff'", value="1 month")
    before = evolve(FULL, terms=(LONGEST, staff))
    after = evolve(FULL, terms=(evolve(staff, value="2 months"), LONGEST))
    assert told(changes(before, after)) == [("terms", "duration.maximum", "value", "1 month", "2 months")]


def test_a_field_within_a_field_is_named() -> None:
    before, after = (evolve(FULL, balance=Balance(partner_terms_per_year=number)) for number in (2, 3))
    assert told(changes(before, after)) == [("agreement", "", "balance.partner_terms_per_year", 2, 3)]


@given(AGREEMENTS)
def test_nothing_differs_from_itself(one: Agreement) -> None:
    assert changes(one, one) == ()


@given(AGREEMENTS, st.randoms(use_true_random=False))
def test_nothing_differs_from_itself_in_another_order(one: Agreement, chance: random.Random) -> None:
    mixed = {key: chance.sample(getattr(one, key), len(getattr(one, key))) for key in ("places", "terms", "conditions")}
    assert changes(one, evolve(one, **{key: tuple(value) for key, value in mixed.items()})) == ()


@given(AGREEMENTS, AGREEMENTS)
def test_what_one_adds_the_other_removes(one: Agreement, other: Agreement) -> None:
    there, back = changes(one, other), changes(other, one)
    assert len(there) == len(back)
    assert not there or one != other


@given(AGREEMENTS)
def test_a_renewal_changes_its_days_and_its_id_alone(one: Agreement) -> None:
    following = renewed(one, until=dt.date(2025, 9, 30), signed=dt.date(2021, 6, 1), taken={one.id})
    found = changes(one, following)
    assert {(change.part, change.key) for change in found} == {(Part.HEAD, key) for key in OWN}
    assert (following.amends, following.valid_from) == (one.id, dt.date(2021, 10, 1))


@pytest.mark.parametrize(
    ("stem", "taken", "id"),
    [
        ("sum-uniri-2018", (), "sum-uniri-2021"),
        ("sum-uniri", (), "sum-uniri-2021"),
        ("sum-uniri-2018", ("sum-uniri-2021",), "sum-uniri-2021-2"),
        ("sum-uniri-2018", ("sum-uniri-2021", "sum-uniri-2021-2"), "sum-uniri-2021-3"),
        ("room-101", (), "room-101-2021"),
    ],
)
def test_an_id_is_made_that_nobody_bears(stem: str, taken: tuple[str, ...], id: str) -> None:
    assert fresh_id(stem, 2021, taken) == id


@pytest.mark.parametrize(
    ("one", "more", "reasons"),
    [
        (agreement(terminated=halt("2020-01-01")), {}, ["agreement-terminated"]),
        (agreement(valid_to=None), {}, ["agreement-without-end"]),
        (agreement(), {"successor": agreement(id="b", amends="a")}, ["agreement-amended"]),
        (agreement(), {"until": day("2021-09-30")}, ["agreement-until-before"]),
        (agreement(), {"since": day("2018-02-01")}, ["agreement-from-before"]),
        (agreement(), {"signed": day("2017-01-01")}, ["agreement-signed-before"]),
        (agreement(), {"id": "b", "taken": ("b",)}, ["agreement-id-taken"]),
        (
            agreement(terminated=halt("2020-01-01")),
            {"id": "b", "taken": ("b",)},
            ["agreement-terminated", "agreement-id-taken"],
        ),
    ],
)
def test_every_reason_against_a_renewal_is_told(one: Agreement, more: dict[str, Any], reasons: list[str]) -> None:
    said = {"until": day("2025-09-30"), "signed": day("2021-06-01")} | more
    with pytest.raises(Refused) as refused:
        renewed(one, **said)
    assert [reason.phrase.id for reason in refused.value.reasons] == reasons


def test_a_suspension_is_not_taken_over() -> None:
    following = renewed(agreement(suspended=halt("2020-01-01")), until=day("2025-01-01"), signed=day("2021-06-01"))
    assert following.suspended is None


def test_amounts_are_compared_as_numbers() -> None:
    one = evolve(FULL, places=(places(kind=Kind.TEACHING, months_per_year=Decimal("2.0")),))
    assert changes(one, evolve(one, places=(places(kind=Kind.TEACHING, months_per_year=Decimal("2.00")),))) == ()
