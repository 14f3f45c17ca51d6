"""`[[duties]]` of a regulation: what is owed without any dossier, and what is wrong with it, at its line."""

from __future__ import annotations

import pytest

import mobilnost as m
from mobilnost.law import Citation
from mobilnost.model import BadValue
from mobilnost.rules import Each, StandingDuty

HEADER = '[regulation]\nid = "r"\nsource = "Rulebook"\ninstitution = "sum.ba"\ncountry = "BA"\n'
DAY = '[[provisions]]\nkey = "guide.due"\ntype = "month-day"\ncites = "art. 20"\nvalue = "04-15"\n'
DUTY = '[[duties]]\nid = "guide.due"\nwho = "unit"\neach = "unit"\nyearly = "guide.due"\ncites = "art. 20"\nreading = true\n'


def refused(text: str) -> list[tuple[str, int | None]]:
    with pytest.raises(m.InvalidData) as error:
        m.parse_regulation(text)
    return [(one.kind, one.place.line) for one in error.value.problems]


def test_a_duty_is_read_with_its_citation() -> None:
    (duty,) = m.parse_regulation(HEADER + DAY + DUTY).law.duties
    assert (duty.id, duty.who, duty.each, duty.yearly) == ("guide.due", "unit", Each.UNIT, "guide.due")
    assert not duty.passes
    assert duty.citation == Citation(source="Rulebook", at="art. 20", reading=True)


def test_a_day_that_nobody_owes_passes() -> None:
    (duty,) = m.parse_regulation(HEADER + DAY + DUTY + "passes = true\n").law.duties
    assert duty.passes


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ('yearly = "guide.due"\n', "", [("one-of", 11)]),
        ('yearly = "guide.due"\n', 'yearly = "guide.due"\nholder = "rector"\n', [("one-of", 11)]),
        ('yearly = "guide.due"', 'yearly = "guide.day"', [("unknown-provision", 15)]),
        ('each = "unit"', 'each = "faculty"', [("wrong-value", 14)]),
        ('who = "unit"\n', "", [("missing-key", 11)]),
        ("reading = true\n", "reading = true\ndue = 3\n", [("unknown-key", 18)]),
    ],
)
def test_a_wrong_duty_is_told_at_its_line(before: str, after: str, expected: list[tuple[str, int]]) -> None:
    assert before in DUTY
    assert refused(HEADER + DAY + DUTY.replace(before, after)) == expected


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({}, None),
        ({"holder": "rector", "within": "a.b"}, "holder, within"),
        ({"yearly": "a.b", "committee": "staff", "holder": "rector"}, "yearly, holder, committee"),
    ],
)
def test_what_its_day_follows_from_is_one_thing(said: dict[str, str], found: str | None) -> None:
    with pytest.raises(BadValue) as error:
        StandingDuty(id="d", who="unit", each="unit", citation=Citation(source="Rulebook"), **said)
    refused = error.value
    assert (refused.kind, refused.found, refused.expected) == ("one-of", found, "yearly, holder, committee, within")


def test_it_looks_at_the_provisions_that_it_names() -> None:
    said = {"id": "d", "who": "unit", "each": "unit", "citation": Citation(source="Rulebook")}
    assert StandingDuty(**said, yearly="a.b", languages="c.d").keys == ("a.b", "c.d")
    assert StandingDuty(**said, within="a.b").keys == ("a.b",)
    assert StandingDuty(**said, holder="rector").keys == ()


def test_one_duty_stands_once() -> None:
    assert [kind for kind, _ in refused(HEADER + DAY + DUTY + DUTY)] == ["duplicate"]


def test_the_shipped_regulation_names_what_it_cites() -> None:
    duties = {one.id: one.citation.at for one in m.regulation().law.duties}
    assert duties["information_package.due"] == "čl. 20"
    assert duties["unit.ects_coordinator"] == "čl. 4 st. 2"
    assert duties["appeal.decide_days"] == "čl. 27"
