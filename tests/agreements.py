"""Agreements and stays in a line each, and strategies for them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from mobilnost.model import (
    AcademicYear,
    Agreement,
    AgreementLevel,
    Condition,
    Cycle,
    Direction,
    Halt,
    Kind,
    Places,
    Term,
)
from mobilnost.procedure.agreements.stays import Stay

OUT, IN = Direction.OUTGOING, Direction.INCOMING


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def halt(text: str) -> Halt:
    return Halt(date=day(text), reason="said so")


def agreement(**more: Any) -> Agreement:
    """An agreement of the university with Rijeka for three years; days as texts."""
    said: dict[str, Any] = {
        "id": "a",
        "programme": "bilateral",
        "level": AgreementLevel.UNIVERSITY,
        "parties": ("sum.ba", "uniri.hr"),
        "signed": "2018-01-15",
        "valid_from": "2018-02-01",
        "valid_to": "2021-09-30",
    } | more
    days = ("signed", "valid_from", "valid_to")
    return Agreement(**said | {key: day(said[key]) if isinstance(said[key], str) else said[key] for key in days})


def places(direction: Direction = OUT, kind: Kind = Kind.STUDY, **amounts: Any) -> Places:
    return Places(direction=direction, kind=kind, **amounts)


def stay(first: str, last: str, **more: Any) -> Stay:
    """A student's stay for study."""
    said: dict[str, Any] = {
        "agreement": "a",
        "programme": "bilateral",
        "kind": Kind.STUDY,
        "direction": OUT,
        "participant": "student",
        "cycle": Cycle.FIRST,
    }
    return Stay(**said | {"first_day": day(first), "last_day": day(last)} | more)


#: Days of one academic year and the next.
DAYS = st.dates(dt.date(2018, 8, 1), dt.date(2020, 7, 31))
YEAR = AcademicYear(2018)
KINDS = st.sampled_from([Kind.STUDY, Kind.TRAINEESHIP])
CYCLES = st.sampled_from(Cycle)
STAYS = st.builds(
    lambda first, length, **more: Stay(
        agreement="a", programme="bilateral", first_day=first, last_day=first + dt.timedelta(length), **more
    ),
    first=DAYS,
    length=st.integers(0, 400),
    kind=KINDS,
    direction=st.sampled_from(Direction),
    participant=st.just("student"),
    cycle=CYCLES,
    count=st.integers(1, 3),
)
PLACES = st.builds(
    Places,
    direction=st.sampled_from(Direction),
    kind=KINDS,
    cycles=st.none() | st.lists(CYCLES, min_size=1, max_size=2, unique=True).map(tuple),
    persons_per_year=st.integers(0, 9),
    months_per_year=st.none() | st.decimals(0, 99, places=1).map(Decimal),
    days_per_year=st.none() | st.integers(0, 300),
    student_semesters_per_year=st.none() | st.integers(0, 9),
)
IDS = st.from_regex(r"[a-z]{1,6}", fullmatch=True)
WORDS = st.text(st.characters(codec="utf-8", categories=["L", "N"]), min_size=1, max_size=6)
TERMS = st.builds(
    Term,
    provision=IDS,
    value=st.booleans() | st.integers(0, 99) | st.lists(WORDS, max_size=3).map(tuple),
    clause=WORDS,
    applies=st.none() | WORDS,
)
AGREEMENTS = st.builds(
    agreement,
    id=IDS,
    places=st.lists(PLACES, max_size=4).map(tuple),
    terms=st.lists(TERMS, max_size=4, unique_by=lambda one: one.provision).map(tuple),
    conditions=st.lists(
        st.builds(Condition, id=IDS, requires=WORDS, clause=WORDS, applies=st.none() | WORDS),
        max_size=3,
        unique_by=lambda one: one.id,
    ).map(tuple),
    notice_days=st.none() | st.integers(0, 400),
    renewal=st.none() | WORDS,
    isced_f=st.none() | st.lists(st.from_regex(r"[0-9]{4}", fullmatch=True), max_size=3, unique=True).map(tuple),
)
