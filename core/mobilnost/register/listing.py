"""Lists of dossiers: filtered and sorted by the database, without reading the dossiers themselves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, TypeVar

from attrs import fields, frozen
from sqlalchemy import Connection, Select, func, select

from mobilnost.register import tables

Rows = TypeVar("Rows", bound=Select[Any])
ROWS = tables.dossiers.c
#: What a filter may name, each matched exactly.
EXACT = ("programme", "kind", "direction", "participant", "person", "unit", "partner", "agreement", "call")


@frozen(kw_only=True)
class Filter:
    """Which dossiers are meant: every part that is given must fit. A stay fits a period that it touches."""

    programme: str | None = None
    kind: str | None = None
    direction: str | None = None
    participant: str | None = None
    person: str | None = None
    unit: str | None = None
    partner: str | None = None
    agreement: str | None = None
    call: str | None = None
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
    unit: str | None
    partner: str
    agreement: str | None
    call: str | None
    first_day: dt.date
    last_day: dt.date


_COLUMNS = tuple(ROWS[one.name] for one in fields(Line))


def listed(connection: Connection, which: Filter, most: int | None = None, skip: int = 0) -> Iterator[Line]:
    """The dossiers that a filter means, by their first day and id; at most so many, after so many."""
    rows = _filtered(select(*_COLUMNS), which).order_by(ROWS.first_day, ROWS.id).limit(most).offset(skip)
    for row in connection.execution_options(yield_per=1000).execute(rows):
        yield Line(**row._mapping)


def counted(connection: Connection, which: Filter) -> int:
    """How many dossiers a filter means."""
    return int(connection.execute(_filtered(select(func.count()).select_from(tables.dossiers), which)).scalar_one())


def _filtered(rows: Rows, which: Filter) -> Rows:
    for name in EXACT:
        value = getattr(which, name)
        if value is not None:
            rows = rows.where(ROWS[name] == value)
    if which.since is not None:
        rows = rows.where(ROWS.last_day >= which.since)
    if which.until is not None:
        rows = rows.where(ROWS.first_day <= which.until)
    return rows
