"""Whether a register is what its journal says: the chain unbroken, and every record as its last entry left it."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from attrs import frozen
from sqlalchemy import Connection, func, select

from mobilnost.register import tables
from mobilnost.register.journal import Break, Head, breaks
from mobilnost.register.sorts import digest_of
from mobilnost.register.store import Reader


class Damage(StrEnum):
    """How a register can differ from its journal."""

    TEXT = "text"
    NEWEST = "newest"
    NO_ENTRY = "no-entry"
    LOST = "lost"
    BLOB = "blob"


@frozen(kw_only=True)
class Damaged:
    """A record, or a content, that is not what the journal says of it."""

    kind: str
    id: str
    revision: int | None
    damage: Damage


def flaws(connection: Connection) -> Iterator[Break | Damaged]:
    """Everything that is wrong with a register, in one state of it; none where it is whole."""
    reader = Reader(connection)
    head = reader.head
    yield from breaks(reader.entries(), head if isinstance(head, Head) else Head())
    yield from _texts(connection)
    yield from _newest(connection)
    yield from _blobs(connection)


def _texts(connection: Connection) -> Iterator[Damaged]:
    """Revisions whose text is not what their entry recorded, that no entry recorded, or that are gone."""
    journal, revisions = tables.journal.c, tables.revisions.c
    same = (journal.kind == revisions.kind) & (journal.id == revisions.id) & (journal.revision == revisions.revision)
    rows = select(
        revisions.kind, revisions.id, revisions.revision, revisions.text, journal.digest, journal.number
    ).select_from(tables.revisions.outerjoin(tables.journal, same))
    for row in _each(connection, rows):
        digest = None if row.text is None else digest_of(row.text.encode())
        if row.number is None:
            yield Damaged(kind=row.kind, id=row.id, revision=row.revision, damage=Damage.NO_ENTRY)
        elif digest != row.digest:
            yield Damaged(kind=row.kind, id=row.id, revision=row.revision, damage=Damage.TEXT)
    lost = select(journal.kind, journal.id, journal.revision).select_from(
        tables.journal.outerjoin(tables.revisions, same)
    )
    for row in _each(connection, lost.where(revisions.kind.is_(None))):
        yield Damaged(kind=row.kind, id=row.id, revision=row.revision, damage=Damage.LOST)


def _newest(connection: Connection) -> Iterator[Damaged]:
    """Records that do not stand at the last revision that the journal knows, or stand where nothing is known."""
    journal, records = tables.journal.c, tables.records.c
    last = select(journal.kind, journal.id, func.max(journal.revision).label("revision")).group_by(
        journal.kind, journal.id
    )
    said = last.subquery()
    joined = tables.records.outerjoin(said, (said.c.kind == records.kind) & (said.c.id == records.id))
    rows = select(records.kind, records.id, records.revision, said.c.revision.label("last")).select_from(joined)
    for row in _each(connection, rows):
        if row.revision != row.last:
            yield Damaged(kind=row.kind, id=row.id, revision=row.revision, damage=Damage.NEWEST)


def _blobs(connection: Connection) -> Iterator[Damaged]:
    for row in _each(connection, select(tables.blobs.c.digest, tables.blobs.c.content)):
        if digest_of(row.content) != row.digest:
            yield Damaged(kind="blob", id=row.digest, revision=None, damage=Damage.BLOB)


def _each(connection: Connection, rows: Any) -> Any:
    return connection.execution_options(yield_per=500).execute(rows)
