"""Whatever is wrong with a law file is told at its line, all of it at once; and nothing of a good one is lost."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

import mobilnost as m
from mobilnost.law import Mode
from mobilnost.model import Span

REGULATION = """\
[regulation]
id = "r"
source = "Pravilnik"
institution = "sum.ba"
country = "BA"
"""
PROGRAMME = """\
[programme]
code = "p"
source = "Guide"
"""
PROVISION = """
[[provisions]]
key = "a.b"
type = "span"
cites = "čl. 1"
value = "3 months"
"""
RULE = """
[[rules]]
id = "a.b"
topic = "duration"
cites = "čl. 1"
requires = "stay >= a.b"
"""
PAPER = """
[[documents]]
type = "la"
phase = "before"
cites = "čl. 1"
due = "day_before(first_day, 1)"
"""
DUTY = """
[[obligations]]
id = "a.b"
who = "student"
cites = "čl. 1"
due = "day_after(last_day, 3)"
"""
TERM = """
[[terms]]
provision = "a.b"
value = "4 months"
cites = "p. 3"
mode = "tighten"
"""
COMPONENT = """
[[components]]
id = "travel"
per = "month"
payer = "sending"
cites = "p. 4"
rates = [{ amount = "180.00", currency = "EUR" }]
"""
COUNTING = """
[[counting]]
strategy = "commission-360"
applies = "cycle == 'first'"
"""
WHOLE = PROGRAMME + PROVISION + RULE + PAPER + DUTY + TERM + COMPONENT + COUNTING


def refused(text: str) -> list[tuple[str, str]]:
    """The kind of each problem, and the text of the line that it points to."""
    parse = m.parse_programme if "[programme]" in text else m.parse_regulation
    with pytest.raises(m.InvalidData) as caught:
        parse(text, "law.toml")
    assert all(one.place.file == "law.toml" for one in caught.value.problems)
    return [(one.kind, text.splitlines()[(one.place.line or 0) - 1]) for one in caught.value.problems]


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ('type = "span"', 'type = "spam"', "wrong-value"),
        ('value = "3 months"', 'value = "3 moons"', "wrong-value"),
        ('value = "3 months"', "value = 3", "wrong-value"),
        ('topic = "duration"', 'topic = "lunch"', "wrong-value"),
        ('requires = "stay >= a.b"', 'requires = "stay / 2"', "expression-not-allowed"),
        ('requires = "stay >= a.b"', 'requires = "stay >="', "expression-syntax"),
        ('phase = "before"', 'phase = "never"', "wrong-value"),
        ('due = "day_before(first_day, 1)"', 'due = "soon(first_day)"', "unknown-function"),
        ('due = "day_after(last_day, 3)"', 'due = "day_after(last_day)"', "wrong-arguments"),
        ('mode = "tighten"', 'mode = "loosen"', "wrong-value"),
        ('per = "month"', 'per = "moon"', "wrong-value"),
        ('payer = "sending"', 'payer = "nobody"', "wrong-value"),
        ('strategy = "commission-360"', 'strategy = "moons"', "wrong-value"),
        ("applies = \"cycle == 'first'\"", 'applies = "cycle = 1"', "expression-syntax"),
        ('who = "student"', 'whom = "student"', "unknown-key"),
    ],
)
def test_a_wrong_entry_is_told_at_its_line(before: str, after: str, kind: str) -> None:
    assert WHOLE.count(before) == 1
    ((found, line),) = refused(WHOLE.replace(before, after))
    assert found == kind
    assert line == after or line.startswith("[[")


@pytest.mark.parametrize("amount", ["-1.00", "much", "NaN", "Infinity", ""])
def test_an_amount_is_money_or_open(amount: str) -> None:
    assert [kind for kind, _ in refused(WHOLE.replace("180.00", amount))] == ["wrong-value"]
    assert m.parse_programme(WHOLE.replace("180.00", "open")).law.components[0].rates[0].amount is None


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ('stricter = "harder"', "wrong-value"),
        ('may_set = [{ layer = "king" }]', "wrong-value"),
        ('may_set = [{ layer = "call", mode = "bend" }]', "wrong-value"),
        ('may_set = [{ layer = "call", applies = "1 +" }]', "expression-syntax"),
        ('words = { always = "3 moons" }', "wrong-value"),
        ('values = [{ value = "3 months" }]', "one-of"),
        ("reading = 1", "wrong-type"),
        ("sets = true", "unknown-key"),
    ],
)
def test_a_wrong_line_of_a_provision_is_told(line: str, kind: str) -> None:
    found = refused(REGULATION + PROVISION + line)
    assert [one for one, _ in found] == [kind]


def test_every_mistake_of_a_file_is_told_at_once() -> None:
    text = (
        WHOLE.replace('topic = "duration"', 'topic = "lunch"').replace("stay >= a.b", "stay >=")
        .replace('per = "month"', 'per = "moon"').replace('"180.00"', '"much"')
        .replace('mode = "tighten"', 'mode = "bend"').replace('"3 months"', '"3 moons"')
    )  # fmt: skip
    kinds = sorted(kind for kind, _ in refused(text))
    assert kinds == ["expression-syntax", *["wrong-value"] * 5]


@pytest.mark.parametrize("entry", [PROVISION, RULE, COMPONENT])
def test_one_key_stands_once(entry: str) -> None:
    assert [kind for kind, _ in refused(REGULATION + entry + entry)] == ["duplicate"]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (REGULATION + TERM, "terms"),
        (REGULATION + COUNTING, "counting"),
        (REGULATION + '[[editions]]\nid = "e"\nvalid_from = 2018-01-01\n', "editions"),
        (REGULATION + '[[closures]]\ncountry = "RU"\nsince = 2022-03-01\nreason = "war"\n', "closures"),
    ],
)
def test_what_belongs_into_the_other_kind_of_file_is_refused_and_not_passed_over(text: str, key: str) -> None:
    with pytest.raises(m.InvalidData) as caught:
        m.parse_regulation(text, "law.toml")
    assert [(one.kind, one.found) for one in caught.value.problems] == [("unknown-key", key)]


@pytest.mark.parametrize("parse", [m.parse_programme, m.parse_regulation])
def test_a_file_without_its_header_is_refused(parse: Any) -> None:
    with pytest.raises(m.InvalidData) as caught:
        parse(PROVISION, "law.toml")
    assert [one.kind for one in caught.value.problems] == ["missing-key"]


def test_a_good_file_is_read_whole() -> None:
    law = m.parse_programme(WHOLE, "law.toml").law
    (provision,), (rule,), (paper,), (duty,), (term,), (component,) = (
        law.provisions, law.rules, law.documents, law.obligations, law.overrides, law.components,
    )  # fmt: skip
    assert provision.values[0].value == Span(3)
    assert rule.figures == ("a.b",)
    assert rule.place == m.Place("law.toml", WHOLE.splitlines().index("[[rules]]") + 1, "rules[0]")
    assert (duty.who, term.mode, term.origin.layer) == ("student", Mode.TIGHTEN, "programme")
    assert paper.due is not None
    assert component.rates[0].amount == Decimal("180.00")
    assert {one.citation.source for one in (provision, rule, paper, duty, component)} == {"Guide"}


def test_the_topics_hand_over_all_of_the_law_and_each_piece_once() -> None:
    file = m.parse_programme(WHOLE)
    programme = file.programmes[0]
    parts = [getattr(file, topic)(programme) for topic in m.Topic]
    assert m.Contribution.joined(parts) == file.law
    assert all(getattr(file, topic)(m.Programme(code="another")) is None for topic in m.Topic)


def test_values_are_dated_cited_and_conditional_each_for_itself() -> None:
    values = """
[[provisions]]
key = "a.c"
type = "number"
unit = "days"
cites = "čl. 2"
reading = true
[[provisions.values]]
value = 3
applies = "cycle == 'first'"
valid_to = 2018-12-31
[[provisions.values]]
value = "open"
valid_from = 2019-01-01
cites = "čl. 3"
reading = false
reviewed = 2020-01-01
"""
    first, second = m.parse_regulation(REGULATION + values).law.provisions[0].values
    assert (first.value, second.value) == (3, m.Absence.OPEN)
    assert (first.citation, second.citation) == (
        m.Citation(source="Pravilnik", at="čl. 2", reading=True),
        m.Citation(source="Pravilnik", at="čl. 3"),
    )
    days = [dt.date(2018, 12, 31), dt.date(2019, 1, 1)]
    assert [(first.valid_on(day), second.valid_on(day)) for day in days] == [(True, False), (False, True)]


def test_a_provision_without_a_value_sets_no_limit() -> None:
    text = REGULATION + PROVISION.replace('value = "3 months"', "")
    assert m.parse_regulation(text).law.provisions[0].values[0].value is m.Absence.NONE
