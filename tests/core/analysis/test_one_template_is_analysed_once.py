"""Agreements from one template share what is found of them, and nothing else does: whatever tells two apart counts."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from pravilnik.cases import lawbook

import mobilnost as m
from mobilnost.analysis import Analyst

CLEAN = """\
[agreement]
id = "{id}"
programme = "erasmus"
level = "university"
parties = ["sum.ba", "{partner}"]
signed = 2018-01-15
valid_from = 2018-02-01
valid_to = {until}

[[places]]
direction = "outgoing"
kind = "{kind}"
cycles = ["{cycle}"]
persons_per_year = {persons}

[[terms]]
provision = "duration.maximum"
value = "{longest}"
clause = "čl. 4"

[[conditions]]
id = "average"
applies = "participant == 'student' and {whom}"
requires = "{asked}"
clause = "čl. 6"
"""
SAID: dict[str, Any] = {
    "id": "a",
    "partner": "uniri.hr",
    "until": dt.date(2021, 9, 30),
    "kind": "study",
    "cycle": "second",
    "persons": 2,
    "longest": "10 months",
    "whom": "direction == 'outgoing'",
    "asked": "grade_average >= 3.5",
}
#: What makes the same text another one, of which something is to be said.
OTHERWISE = [
    ({"persons": 0}, "place-empty"),
    ({"longest": "2 months"}, "minimum-above-maximum"),
    ({"asked": "grade_average >= 3 and grade_average < 3"}, "condition-unmeetable"),
    ({"whom": "cycle == 'first'"}, "condition-never-applies"),
    ({"cycle": "first", "whom": "cycle == 'second'"}, "condition-never-applies"),
]


def agreement(**otherwise: Any) -> Any:
    return m.parse_agreement(CLEAN.format(**SAID | otherwise), "agreement.toml")


def test_another_name_partner_period_or_number_of_places_is_the_same_template() -> None:
    analyst = Analyst(lawbook())
    for otherwise in ({}, {"id": "b"}, {"partner": "uni-lj.si"}, {"until": dt.date(2020, 9, 30)}, {"persons": 7}):
        found = analyst.agreement(agreement(**otherwise))
        assert (found.problems, found.remarks) == ((), ())
    assert len(analyst._clean) <= 2


@pytest.mark.parametrize(("otherwise", "code"), OTHERWISE, ids=[str(row[0]) for row in OTHERWISE])
def test_what_differs_is_analysed_anew(otherwise: dict[str, Any], code: str) -> None:
    analyst = Analyst(lawbook())
    analyst.agreement(agreement())
    found = analyst.agreement(agreement(**otherwise))
    assert code in {one.code for one in found.remarks}
    assert found == Analyst(lawbook()).agreement(agreement(**otherwise))


def test_a_mistake_is_found_in_every_agreement_of_its_template() -> None:
    analyst = Analyst(lawbook())
    places = [
        {str(one.place) for one in analyst.agreement(agreement(id=id, longest="2 months")).remarks} for id in ("a", "b")
    ]
    assert places[0]
    assert places[0] == places[1]


def test_a_condition_on_the_partner_tells_partners_apart() -> None:
    analyst = Analyst(lawbook())
    asked = "partner == 'uniri.hr'"
    first = analyst.agreement(agreement(whom=asked))
    other = analyst.agreement(agreement(whom=asked, partner="uni-lj.si"))
    assert [one.code for one in first.remarks] == []
    assert [one.code for one in other.remarks] == ["condition-never-applies"]
