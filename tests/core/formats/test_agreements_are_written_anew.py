"""The file of a renewed agreement says what it should, and keeps the comments and the order of the old one."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from agreements import AGREEMENTS, agreement, halt, places
from attrs import evolve
from hypothesis import given

from mobilnost.formats import dump_json, dump_toml, parse_agreement
from mobilnost.formats.renewed import agreement_text, renewed_text
from mobilnost.model import Agreement
from mobilnost.procedure.agreements.renewals import renewed

OLD = """\
# Made by hand.

[agreement]
id           = "a"     # as in the archive
programme    = "bilateral"
level        = "university"
parties      = ["sum.ba", "uniri.hr"]
signed       = 2018-01-15
valid_from   = 2018-02-01
valid_to     = 2021-09-30   # three years

# Who may go.
[[places]]
direction = "outgoing"
kind = "study"
persons_per_year = 2
"""


def following(one: Agreement) -> Agreement:
    return renewed(one, until=dt.date(2025, 9, 30), signed=dt.date(2021, 6, 1), id="b")


def test_comments_order_and_spaces_stay() -> None:
    text = renewed_text(OLD, following(parse_agreement(OLD).value))
    assert text.splitlines()[:11] == [
        "# Made by hand.",
        "",
        "[agreement]",
        'id           = "b"     # as in the archive',
        'amends = "a"',
        'programme    = "bilateral"',
        'level        = "university"',
        'parties      = ["sum.ba", "uniri.hr"]',
        "signed       = 2021-06-01",
        "valid_from   = 2021-10-01",
        "valid_to     = 2025-09-30   # three years",
    ]
    assert text.endswith(OLD[OLD.index("\n# Who may go.") :])


@pytest.mark.parametrize(
    "text",
    [
        re.sub(r"^(\w+ {2,}=)", r"agreement.\1", OLD.replace("[agreement]\n", ""), flags=re.MULTILINE),
        OLD.replace('"bilateral"', '"bilateral"\nsuspended = { date = 2020-01-01, reason = "flood = water" }'),
        OLD.replace("\n# Who", '\n[agreement.suspended]\ndate = 2020-01-01\nreason = "flood"\n\n# Who'),
        OLD.replace('parties      = ["sum.ba", "uniri.hr"]', 'parties = [\n  "sum.ba",\n  "uniri.hr",\n]'),
        OLD.replace("\n", "\r\n"),
    ],
)
def test_however_a_file_is_laid_out_the_new_one_says_the_same(text: str) -> None:
    new = following(parse_agreement(text).value)
    assert parse_agreement(renewed_text(text, new)).value == new


def test_json_is_written_as_toml() -> None:
    one = agreement(places=(places(persons_per_year=2),))
    assert parse_agreement(renewed_text(dump_json(one), following(one))).value == following(one)


@given(AGREEMENTS)
def test_whatever_an_agreement_says_its_renewal_says(one: Agreement) -> None:
    new = following(one)
    for text in (dump_toml(one), agreement_text(evolve(one, suspended=halt("2020-01-01")))):
        assert parse_agreement(renewed_text(text, new)).value == new


@given(AGREEMENTS)
def test_a_new_file_reads_back(one: Agreement) -> None:
    assert parse_agreement(agreement_text(one)).value == one


def test_short_lists_stand_on_one_line() -> None:
    assert 'parties = ["sum.ba", "uniri.hr"]' in agreement_text(agreement())
