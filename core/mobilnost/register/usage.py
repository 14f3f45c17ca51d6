"""What stays take of agreements: counted by the database, those that are alike in one row, without their dossiers.

Who has withdrawn or was refused takes nothing. Only of stays with interruptions, which are few, is the dossier read.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from attrs import frozen
from sqlalchemy import ColumnElement, Select, func, or_, select

from mobilnost.model import Cycle, Direction, Kind
from mobilnost.procedure.agreements.stays import Stay
from mobilnost.procedure.lives.life import State
from mobilnost.register import sight, tables
from mobilnost.register.reader import Reader
from mobilnost.register.sorts import DOSSIER

ROWS = tables.dossiers.c
#: How those stand whose stay will not be.
OVER = (State.WITHDRAWN.value, State.REFUSED.value)
ALIKE = (
    ROWS.agreement,
    ROWS.programme,
    ROWS.kind,
    ROWS.direction,
    ROWS.participant,
    ROWS.cycle,
    ROWS.blended,
    ROWS.first_day,
    ROWS.last_day,
    ROWS.procedure,
    ROWS.step,
)


@frozen(kw_only=True)
class Counted:
    """Stays that are alike, and how far they are on their way: the procedure, and the step that was taken last."""

    stay: Stay
    procedure: str | None = None
    step: str | None = None


@frozen(kw_only=True)
class Using:
    """Which stays are counted: of these agreements, as dossiers name them (`None` all), that begin in a period; those
    of the dossiers `besides` are not.
    """

    names: Sequence[str] | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    besides: Sequence[str] = ()


def named(reader: Reader) -> tuple[str, ...]:
    """Everything by which dossiers name agreements: ids, and paths of files."""
    rows = select(ROWS.agreement).where(ROWS.agreement.is_not(None), sight.own(reader.units)).distinct()
    return tuple(reader.connection.scalars(rows.order_by(ROWS.agreement)))


def stays(reader: Reader, using: Using) -> Iterator[Counted]:
    """The stays of agreements that count, those that are alike together; of units that the reader may see."""
    alike = _counting(select(*ALIKE, func.count().label("count")), reader, using)
    for row in reader.connection.execute(alike.where(~ROWS.interrupted).group_by(*ALIKE)):
        yield Counted(stay=_stay(row._mapping), procedure=row.procedure, step=row.step)
    apart = _counting(select(ROWS.id, ROWS.procedure, ROWS.step), reader, using).where(ROWS.interrupted)
    for row in reader.connection.execute(apart).all():
        yield Counted(stay=Stay.of(reader.get(DOSSIER, row.id).value), procedure=row.procedure, step=row.step)


def beyond(reader: Reader, names: Sequence[str], day: dt.date) -> tuple[str, ...]:
    """The ids of dossiers of an agreement whose stay goes on after a day."""
    rows = select(ROWS.id).where(ROWS.agreement.in_(names), ROWS.last_day > day, _alive(), sight.own(reader.units))
    return tuple(reader.connection.scalars(rows.order_by(ROWS.first_day, ROWS.id)))


def _counting(rows: Select[Any], reader: Reader, using: Using) -> Select[Any]:
    rows = rows.where(ROWS.agreement.is_not(None), _alive(), sight.own(reader.units))
    if using.names is not None:
        rows = rows.where(ROWS.agreement.in_(using.names))
    if using.besides:
        rows = rows.where(ROWS.id.not_in(using.besides))
    if using.since is not None:
        rows = rows.where(ROWS.first_day >= using.since)
    if using.until is not None:
        rows = rows.where(ROWS.first_day <= using.until)
    return rows


def _alive() -> ColumnElement[bool]:
    return or_(ROWS.state.is_(None), ROWS.state.not_in(OVER))


def _stay(row: Any) -> Stay:
    return Stay(
        agreement=row["agreement"],
        programme=row["programme"],
        kind=Kind(row["kind"]),
        direction=Direction(row["direction"]),
        participant=row["participant"],
        cycle=Cycle(row["cycle"]) if row["cycle"] else None,
        blended=row["blended"],
        first_day=row["first_day"],
        last_day=row["last_day"],
        count=row["count"],
    )
