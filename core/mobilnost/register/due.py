"""What is due, derived from the dossiers and kept beside them, so that lists are answered by the database alone.

`derivations` says of each dossier under which law and files its rows in `duties` were derived; what is written to a
dossier, or to a record of it, takes the row away. So a dossier is fresh that has its row under today's fingerprints.
Nothing of this is in the journal or in an archive: it can always be derived again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from heapq import merge

from attrs import frozen
from sqlalchemy import Connection, and_, delete, func, insert, or_, select, update
from sqlalchemy.sql.elements import ColumnElement

from mobilnost.procedure.dues.due import Due
from mobilnost.procedure.lives.life import State
from mobilnost.register import sight, tables
from mobilnost.register.bulk import among, insert_many
from mobilnost.register.sight import Units

DUTIES, DERIVATIONS, DOSSIERS, KEPT = tables.duties.c, tables.derivations.c, tables.dossiers.c, tables.kept.c
#: A life that goes on, or has not begun.
GOES_ON = or_(DOSSIERS.state.is_(None), DOSSIERS.state == State.UNDER_WAY.value)


@frozen
class Stale:
    """A dossier whose rows are missing, or rest on other law or files; `own` and `law` are what they rest on.

    `state` is that of its life: of one that was withdrawn nothing is due but money that was paid.
    """

    id: str
    state: str | None
    partner: str
    agreement: str | None
    call: str | None
    law: str | None
    own: str | None


@frozen(kw_only=True)
class Derived:
    """What was derived of a dossier: `problem` is why nothing was, `own` the fingerprint of what it rests on.

    That is the files that it names, and what the register keeps of its partner.
    """

    dossier: str
    own: str
    dues: tuple[Due, ...] = ()
    problem: str | None = None


@frozen(kw_only=True)
class Asked:
    """What is asked for: every part that is given must fit. Done things are left out unless `done` asks for them."""

    on: dt.date
    until: dt.date | None = None
    since: dt.date | None = None
    who: str | None = None
    unit: str | None = None
    dossier: str | None = None
    overdue: bool = False
    done: bool = False


#: One row: dossier, duty, unit, who, to, day, done, suspended, reason, source, at, reading.
Line = tuple[
    str | None,
    str,
    str | None,
    str,
    str | None,
    dt.date | None,
    dt.date | None,
    dt.date | None,
    str | None,
    str,
    str,
    bool,
]
LINE = (
    DUTIES.dossier,
    DUTIES.obligation,
    DUTIES.unit,
    DUTIES.who,
    DUTIES.recipient,
    DUTIES.due,
    DUTIES.done,
    DUTIES.suspended,
    DUTIES.reason,
    DUTIES.source,
    DUTIES.at,
    DUTIES.reading,
)


# -- what is stale


def stale(
    connection: Connection,
    law: str,
    files: str,
    units: Units = None,
    *,
    unit: str | None = None,
    dossier: str | None = None,
) -> list[Stale]:
    """The dossiers whose rows are not those of today's law and files, in the order of their ids; of one unit, or one.

    What was derived of a dossier whose life has ended stays as the law of its time had it.
    """
    joined = tables.dossiers.outerjoin(tables.derivations, DERIVATIONS.dossier == DOSSIERS.id)
    named = (DOSSIERS.partner, DOSSIERS.agreement, DOSSIERS.call)
    rows = select(DOSSIERS.id, DOSSIERS.state, *named, DERIVATIONS.law, DERIVATIONS.own)
    rows = rows.select_from(joined).order_by(DOSSIERS.id).where(sight.own(units))
    outdated = or_(DERIVATIONS.law != law, DERIVATIONS.files != files)
    counts = or_(GOES_ON, DERIVATIONS.problem.is_not(None))
    rows = rows.where(or_(DERIVATIONS.dossier.is_(None), and_(outdated, counts)))
    for column, wanted in ((DOSSIERS.unit, unit), (DOSSIERS.id, dossier)):
        rows = rows if wanted is None else rows.where(column == wanted)
    return [Stale(*row) for row in connection.execute(rows)]


def failed(connection: Connection, units: Units = None) -> tuple[str, ...]:
    """The dossiers of which nothing could be derived."""
    joined = tables.derivations.join(tables.dossiers, DOSSIERS.id == DERIVATIONS.dossier)
    rows = select(DOSSIERS.id).select_from(joined).order_by(DOSSIERS.id)
    rows = rows.where(DERIVATIONS.problem.is_not(None), sight.own(units))
    return tuple(connection.scalars(rows))


def confirm(connection: Connection, ids: Sequence[str], files: str) -> None:
    """That the rows of some dossiers are those of today's files as well."""
    same = among(DERIVATIONS.dossier, ids, connection)
    connection.execute(update(tables.derivations).where(same).values(files=files))


def put(connection: Connection, derived: Sequence[Derived], law: str, files: str) -> None:
    """Rows of dossiers in place of those that they had."""
    ids = [one.dossier for one in derived]
    connection.execute(delete(tables.duties).where(among(DUTIES.dossier, ids, connection)))
    connection.execute(delete(tables.derivations).where(among(DERIVATIONS.dossier, ids, connection)))
    heads = [
        {"dossier": one.dossier, "law": law, "files": files, "own": one.own, "problem": one.problem} for one in derived
    ]
    insert_many(connection, insert(tables.derivations), heads)
    insert_many(connection, insert(tables.duties), [_row(due) for one in derived for due in one.dues])


def _row(due: Due) -> dict[str, object]:
    return {
        "dossier": due.dossier,
        "obligation": due.duty,
        "unit": due.unit,
        "who": due.who,
        "recipient": due.to,
        "due": due.day,
        "done": due.done,
        "suspended": due.suspended,
        "reason": due.reason,
        "authority": due.authority.value,
        "source": due.citation.source,
        "at": due.citation.at,
        "reading": due.citation.reading,
    }


def touched(connection: Connection, since: int) -> frozenset[str]:
    """The dossiers that somebody has written to, themselves or a record of theirs, after an entry of the journal."""
    records, journal = tables.records.c, tables.journal.c
    joined = tables.journal.join(tables.records, (records.kind == journal.kind) & (records.id == journal.id))
    rows = select(records.dossier).select_from(joined).where(journal.number > since, records.dossier.is_not(None))
    return frozenset(connection.scalars(rows.distinct()))


# -- what is due


def lines(connection: Connection, asked: Asked, units: Units = None) -> Iterator[Line]:
    """What is due of dossiers: what has no day, unless days are asked for; then by day, dossier and duty."""
    if asked.since is None and asked.until is None and not asked.overdue:
        yield from _each(connection, asked, units, DUTIES.due.is_(None))
    yield from _each(connection, asked, units, DUTIES.due.is_not(None))


def _each(connection: Connection, asked: Asked, units: Units, dated: ColumnElement[bool]) -> Iterator[Line]:
    """What is not done has an index of its own; what was done later than the day asked for is seldom there at all."""
    wanted = (dated, *_conditions(asked, units))
    if asked.done:
        yield from _rows(connection, *wanted)
        return
    later = list(_rows(connection, DUTIES.done > asked.on, *wanted))
    not_done = _rows(connection, DUTIES.done.is_(None), *wanted)
    yield from merge(later, not_done, key=_order) if later else not_done


def _rows(connection: Connection, *wanted: ColumnElement[bool]) -> Iterator[Line]:
    rows = select(*LINE).where(*wanted).order_by(DUTIES.due, DUTIES.dossier, DUTIES.obligation)
    for some in connection.execution_options(yield_per=2000).execute(rows).partitions():
        yield from some


def _order(line: Line) -> dt.date:
    return line[5] or dt.date.min


def _conditions(asked: Asked, units: Units = None) -> Iterator[ColumnElement[bool]]:
    if asked.until is not None:
        yield DUTIES.due <= asked.until
    if asked.since is not None:
        yield DUTIES.due >= asked.since
    if asked.who is not None:
        yield DUTIES.who == asked.who
    if asked.unit is not None:
        yield DUTIES.unit == asked.unit
    if asked.dossier is not None:
        yield DUTIES.dossier == asked.dossier
    if asked.overdue:
        yield and_(DUTIES.due < asked.on, or_(DUTIES.suspended.is_(None), DUTIES.suspended > asked.on))
    if units is not None:
        yield sight.own(units, DUTIES.unit)


def names_of(connection: Connection, ids: Iterable[str], units: Units = None) -> dict[str, str]:
    """The names of those who travel, by their dossiers."""
    rows = select(DOSSIERS.id, DOSSIERS.name).where(sight.own(units), among(DOSSIERS.id, [*ids], connection))
    return {row.id: row.name for row in connection.execute(rows)}


def units_of(connection: Connection, ids: Iterable[str]) -> dict[str, str | None]:
    """The units of dossiers."""
    rows = select(DOSSIERS.id, DOSSIERS.unit).where(among(DOSSIERS.id, [*ids], connection))
    return {row.id: row.unit for row in connection.execute(rows)}


# -- what belongs to no dossier


def kept(connection: Connection, name: str, fingerprint: str) -> str | None:
    """A derived text, if it is the one of a fingerprint."""
    rows = select(KEPT.text).where(KEPT.name == name, KEPT.fingerprint == fingerprint)
    return connection.scalar(rows)


def keep(connection: Connection, name: str, fingerprint: str, text: str) -> None:
    """Keeps a derived text in place of the one of that name."""
    connection.execute(delete(tables.kept).where(KEPT.name == name))
    connection.execute(insert(tables.kept).values(name=name, fingerprint=fingerprint, text=text))


def written(connection: Connection, kinds: Iterable[str]) -> int:
    """The number of the last entry about records of some kinds: it grows with each that is written."""
    journal = tables.journal.c
    return connection.scalar(select(func.max(journal.number)).where(journal.kind.in_(sorted(kinds)))) or 0
