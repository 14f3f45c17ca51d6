"""What was found in order in some agreements is not looked at again in others, and what is wrong is found all the same."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from pravilnik.cases import lawbook

import mobilnost as m
from mobilnost.analysis import Analyst

HEAD = """\
[agreement]
id = "a"
programme = "erasmus"
level = "university"
parties = ["sum.ba", "{partner}"]
signed = 2018-01-15
valid_from = 2018-02-01
valid_to = 2021-09-30

[[places]]
direction = "{direction}"
kind = "study"
cycles = ["{cycle}"]
persons_per_year = 2
"""
TERM = '\n[[terms]]\nprovision = "duration.maximum"\nvalue = "{} months"\nclause = "čl. 4"\n'
CONDITION = '\n[[conditions]]\nid = "c{}"\nrequires = "{}"\napplies = "{}"\nclause = "čl. 6"\n'
STUDENTS = "participant == 'student'"
#: Each is in order alone, at least where it says so; what is wrong is wrong of some of them together.
AVERAGE = ("grade_average >= 3.5", STUDENTS)
HIGHER = ("grade_average >= 4", STUDENTS)
LOWER = ("grade_average < 3", STUDENTS)
LONG = ("stay >= '7 months'", "participant == 'student' and kind == 'study'")
SECOND = ("year_of_study >= 2", "cycle == 'second'")
ONE_PARTNER = ("year_of_study >= 2", "partner == 'uniri.hr'")
NO_FIRST = ("cycle != 'first'", STUDENTS)
SAID = (
    (),
    (AVERAGE,),
    (HIGHER,),
    (LOWER,),
    (LONG,),
    (AVERAGE, LOWER),
    (AVERAGE, HIGHER),
    (SECOND,),
    (ONE_PARTNER,),
    (NO_FIRST,),
    (NO_FIRST, LONG),
)


def agreement(
    said: tuple[tuple[str, str], ...], months: int | None, direction: str, cycle: str, partner: str = "uniri.hr"
) -> Any:
    text = HEAD.format(partner=partner, direction=direction, cycle=cycle)
    text += TERM.format(months) if months else ""
    conditions = (CONDITION.format(number, *one) for number, one in enumerate(said))
    return m.parse_agreement(text + "".join(conditions), "agreement.toml")


def codes(found: Any) -> set[str]:
    return {one.code for one in found.remarks}


GIVEN = [
    agreement(*one)
    for one in (
        *product(SAID, (None, 10), ("outgoing",), ("first", "second")),
        *product(SAID[:5], (5, 2), ("incoming",), ("second",)),
        *product(SAID[7:9], (None,), ("outgoing",), ("second",), ("uniri.hr", "uni-lj.si")),
    )
]


def test_the_same_is_found_whatever_was_found_in_order_before() -> None:
    alone = [Analyst(lawbook()).agreement(one) for one in GIVEN]
    for order in (range(len(GIVEN)), reversed(range(len(GIVEN)))):
        analyst = Analyst(lawbook())
        for number in order:
            assert analyst.agreement(GIVEN[number]) == alone[number]
    assert any(one.remarks for one in alone)
    assert any(not one.remarks for one in alone)


@pytest.mark.parametrize(
    ("apart", "together", "code"),
    [
        ([((AVERAGE,), None), ((LOWER,), None)], ((AVERAGE, LOWER), None), "conditions-contradict"),
        ([((AVERAGE,), None), ((HIGHER,), None)], ((AVERAGE, HIGHER), None), "condition-implied"),
        ([((LONG,), None), ((), 6)], ((LONG,), 6), "condition-against-law"),
    ],
    ids=["a pair", "one too many", "with a term"],
)
def test_parts_that_are_in_order_alone_are_not_therefore_so_together(
    apart: list[tuple[Any, Any]], together: tuple[Any, Any], code: str
) -> None:
    analyst = Analyst(lawbook())
    for said, months in apart:
        assert code not in codes(analyst.agreement(agreement(said, months, "outgoing", "second")))
    assert code in codes(analyst.agreement(agreement(*together, "outgoing", "second")))


def test_what_is_in_order_at_one_time_is_looked_at_anew_at_another() -> None:
    """All else that such an agreement says was found in order before."""
    analyst, late = Analyst(lawbook()), ("year_of_study >= 2", "first_day >= '2021-09-01'")
    text = HEAD.format(partner="uniri.hr", direction="outgoing", cycle="second") + CONDITION.format(0, *late)
    longer, shorter = (
        m.parse_agreement(text.replace("2021-09-30", end), "a.toml") for end in ("2021-09-30", "2020-09-30")
    )
    for one, found in ((longer, set()), (shorter, {"condition-never-applies"}), (longer, set())):
        assert codes(analyst.agreement(one)) == found


def test_what_is_in_order_with_one_partner_is_looked_at_anew_with_another() -> None:
    analyst = Analyst(lawbook())
    assert codes(analyst.agreement(agreement((ONE_PARTNER,), None, "outgoing", "second"))) == set()
    other = analyst.agreement(agreement((ONE_PARTNER,), None, "outgoing", "second", "uni-lj.si"))
    assert codes(other) == {"condition-never-applies"}
