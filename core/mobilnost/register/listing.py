"""Lists of dossiers: filtered and sorted by the database, without reading the dossiers themselves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, TypeVar

from attrs import fields, frozen
from sqlalchemy import Select, func, select

from mobilnost.register import sight, tables
from mobilnost.register.reader import Reader

Rows = TypeVar("Rows", bound=Select[Any])
ROWS = tables.dossiers.c
#: What a filter may name, each matched exactly.
EXACT = (
    *("programme", "kind", "direction", "participant", "person", "unit", "partner", "agreement", "call"),
    *("procedure", "step", "state"),
)


@frozen(kw_only=True)
class Filter:
    """Which dossiers are meant: every part that is given must fit. A stay fits a period that it touches.

    `text` is part of the dossier's id, of the person's id or name, or of the partner's id, however it is written.
    """

    programme: str | None = None
    kind: str | None = None
    direction: str | None = None
    participant: str | None = None
    person: str | None = None
    unit: str | None = None
    partner: str | None = None
    agreement: str | None = None
    call: str | None = None
    procedure: str | None = None
    step: str | None = None
    state: str | None = None
    text: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None


@frozen(kw_only=True)
class Line:
    """A dossier as a list shows it."""

    id: str
    programme: str
    kind: str
    direction: str
    participant: str
    person: str
    name: str
    unit: str | None
    partner: str
    agreement: str | None
    call: str | None
    first_day: dt.date
    last_day: dt.date
    procedure: str | None
    step: str | None
    state: str | None


_COLUMNS = tuple(ROWS[one.name] for one in fields(Line))


def listed(reader: Reader, which: Filter, most: int | None = None, skip: int = 0) -> Iterator[Line]:
    """The dossiers that a filter means, by their first day and id; at most so many, after so many.

    Of those that the reader may see; so with `counted`.
    """
    rows = _filtered(select(*_COLUMNS), which).where(sight.own(reader.units)).order_by(ROWS.first_day, ROWS.id)
    for row in reader.streamed(rows.limit(most).offset(skip)):
        yield Line(**row._mapping)


def counted(reader: Reader, which: Filter) -> int:
    """How many dossiers a filter means."""
    rows = _filtered(select(func.count()).select_from(tables.dossiers), which).where(sight.own(reader.units))
    return int(reader.connection.execute(rows).scalar_one())


def _filtered(rows: Rows, which: Filter) -> Rows:
    for name in EXACT:
        value = getattr(which, name)
        if value is not None:
            rows = rows.where(ROWS[name] == value)
    if which.text is not None:
        rows = rows.where(ROWS.search.contains(which.text.casefold(), autoescape=True))
    if which.since is not None:
        rows = rows.where(ROWS.last_day >= which.since)
    if which.until is not None:
        rows = rows.where(ROWS.first_day <= which.until)
    return rows
