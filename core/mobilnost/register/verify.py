"""Whether a register is what its journal says: the chain unbroken, and every record as its last entry left it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from enum import StrEnum
from typing import Any

from attrs import frozen
from sqlalchemy import Connection, func, select, text

from mobilnost.model import InvalidData
from mobilnost.register import tables
from mobilnost.register.derived import strays
from mobilnost.register.journal import Break, breaks
from mobilnost.register.reader import Kept, Reader
from mobilnost.register.sorts import SORTS, Sort, digest_of


class Damage(StrEnum):
    """How a register can differ from its journal."""

    TEXT = "text"
    NEWEST = "newest"
    NO_ENTRY = "no-entry"
    LOST = "lost"
    CONTENT = "content"
    CONTENT_LOST = "content-lost"
    LIST = "list"
    FILE = "file"


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
    yield from _file(connection)
    yield from breaks(reader.entries(), reader.head)
    yield from _texts(connection)
    yield from _newest(connection)
    yield from _contents(connection)
    yield from _lists(connection)


def _file(connection: Connection) -> Iterator[Damaged]:
    """What SQLite itself finds wrong with its file."""
    if connection.dialect.name == "sqlite":
        for row in connection.execute(text("PRAGMA integrity_check(20)")):
            if row[0] != "ok":
                yield Damaged(kind="file", id=" ".join(str(row[0]).split()), revision=None, damage=Damage.FILE)


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


def _contents(connection: Connection) -> Iterator[Damaged]:
    """Contents that are not what their digest says, and those that a record speaks of and nobody has."""
    known = set()
    for row in _each(connection, select(tables.blobs.c.digest, tables.blobs.c.content)):
        known.add(row.digest)
        if digest_of(row.content) != row.digest:
            yield Damaged(kind="content", id=row.digest, revision=None, damage=Damage.CONTENT)
    for sort in SORTS.values():
        for kept in _readable(connection, sort):
            if sort.contents and not known.issuperset(sort.contents(kept.value)):
                yield Damaged(kind=kept.kind, id=kept.id, revision=kept.revision, damage=Damage.CONTENT_LOST)


def _lists(connection: Connection) -> Iterator[Damaged]:
    """Dossiers that the lists show otherwise than they are; where a record cannot be read its text was told."""
    with suppress(InvalidData):
        for id in strays(connection):
            yield Damaged(kind="dossier", id=id, revision=None, damage=Damage.LIST)


def _readable(connection: Connection, sort: Sort) -> Iterator[Kept]:
    """The records of a sort that has contents, as far as they can be read; what cannot is told by its text."""
    reader = Reader(connection)
    for id in reader.ids(sort) if sort.contents else ():
        with suppress(InvalidData):
            yield reader.get(sort, id)


def _each(connection: Connection, rows: Any) -> Any:
    return connection.execute(rows, execution_options={"yield_per": 500})
