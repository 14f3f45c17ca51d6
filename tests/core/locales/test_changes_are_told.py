"""What would stand in a dossier instead, in each language: days in their case, amounts in their number."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from mobilnost import Host, Lawbook, regulation
from mobilnost.accounts.levers import LEVERS, Change
from mobilnost.locales import LANGUAGES, catalogue
from mobilnost.locales.changes import Changes
from mobilnost.model import CefrLevel

D = dt.date
HOST = Host.discover(strict=True)
BOOK = Lawbook(regulation=regulation(), programmes=HOST.laws).rulebook("ceepus", D(2018, 10, 1))
CASES: list[tuple[str, Any, Any, dict[str, str]]] = [
    (
        "mobility.end",
        D(2018, 12, 29),
        D(2018, 12, 30),
        {
            "en": "a stay until 30 December 2018 (1 day later)",
            "hr": "boravak do 30. prosinca 2018. (1 dan kasnije)",
            "mk": "престој до 30 декември 2018 г. (1 ден подоцна)",
        },
    ),
    (
        "mobility.start",
        D(2019, 3, 24),
        D(2019, 3, 2),
        {
            "en": "a stay from 2 March 2019 (22 days earlier)",
            "hr": "boravak od 2. ožujka 2019. (22 dana ranije)",
            "mk": "престој од 2 март 2019 г. (22 дена порано)",
        },
    ),
    (
        "courses",
        Decimal(18),
        Decimal(20),
        {
            "en": "at least 2 ECTS credits more (20 ECTS credits in all)",
            "hr": "još najmanje 2 ECTS boda (ukupno 20 ECTS bodova)",
            "mk": "уште најмалку 2 ЕКТС-кредити (вкупно 20 ЕКТС-кредити)",
        },
    ),
    (
        "student.grade_average",
        Decimal("3.2"),
        Decimal("3.5"),
        {
            "en": "grade average: at least 3.5",
            "hr": "prosjek ocjena: najmanje 3,5",
            "mk": "просекот на оценките: најмалку 3,5",
        },
    ),
    (
        "student.year_of_study",
        1,
        2,
        {
            "en": "year of study at departure: at least 2",
            "hr": "godina studija pri odlasku: najmanje 2.",
            "mk": "годината на студии при заминувањето: најмалку 2-ра",
        },
    ),
    (
        "student.languages",
        CefrLevel.A2,
        CefrLevel.B1,
        {
            "en": "level in the language of instruction: at least B1",
            "hr": "razina znanja jezika nastave: najmanje B1",
            "mk": "нивото на познавање на јазикот на наставата: најмалку B1",
        },
    ),
    (
        "documents.recommendation_letter",
        0,
        2,
        {
            "en": "letter of recommendation: 2 more",
            "hr": "pismo preporuke: još 2",
            "mk": "препорака: уште 2",
        },
    ),
    (
        "mobility.agreement",
        "a",
        "b",
        {"en": "by another agreement: b", "hr": "po drugom sporazumu: b", "mk": "по друг договор: b"},
    ),
    (
        "mobility.freemover",
        False,
        True,
        {
            "en": "the participant is a freemover",
            "hr": "sudionik je freemover",
            "mk": "учесникот е фримувер",
        },
    ),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("key", "before", "after", "told"), CASES, ids=[one[0] for one in CASES])
def test_a_change_is_told(language: str, key: str, before: object, after: object, told: dict[str, str]) -> None:
    changes = Changes.of(BOOK, catalogue(language, HOST))
    assert changes.tell(Change(key=key, before=before, after=after)) == told[language]


def test_every_lever_can_be_told() -> None:
    changes = Changes.of(BOOK, catalogue("en", HOST))
    values: dict[str, tuple[Any, Any]] = {key: (before, after) for key, before, after, _ in CASES}
    others = {"mobility.call": ("a", "b"), "mobility.network": (False, True)}
    hours = {"staff.teaching_hours_per_week": (Decimal(7), Decimal(8))}
    for key, (before, after) in (values | others | hours).items():
        assert key not in changes.tell(Change(key=key, before=before, after=after))
    assert set(LEVERS) <= {*values, *others, *hours}
