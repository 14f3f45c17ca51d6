"""The register: records with their revisions, and the journal of everything that was done to them.

Every write is one transaction with its entries in the journal. A change names the revision that it was made from; of two
who change the same, the second is told field by field what the first did, and nothing is lost.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from attrs import asdict, define, field, frozen
from sqlalchemy import Connection, Engine, Row, delete, insert, select, update

from mobilnost.formats.positions import Format
from mobilnost.model import MobilnostError
from mobilnost.register import tables
from mobilnost.register.changes import Change, changes
from mobilnost.register.connection import reading, writing
from mobilnost.register.journal import Action, Entry, Head, after, sealed
from mobilnost.register.sorts import DOSSIER, Sort, columns_of, data_of, digest_of, text_of


@frozen(kw_only=True)
class Kept:
    """A record as the register keeps it: its value and the revision of it."""

    kind: str
    id: str
    revision: int
    text: str
    value: Any = field(repr=False)


class Conflict(MobilnostError):
    """Somebody else has changed the record since the revision that a change was made from.

    `theirs` are the fields that they changed, `mine` those of the change that is refused; `by` who they are, newest last.
    """

    def __init__(self, kind: str, id: str, revision: int, theirs: list[Change], mine: list[Change], by: list[Entry]) -> None:
        super().__init__(f"{kind} {id}: revision {revision}")
        self.kind, self.id, self.revision = kind, id, revision
        self.theirs, self.mine, self.by = theirs, mine, by


class Unknown(MobilnostError):
    """There is no such record."""


class Taken(MobilnostError):
    """There is such a record already, or there was one: ids are never given twice."""


@frozen
class Register:
    """A register in a database. Times and names come from the caller, who knows the clock and the people."""

    engine: Engine

    @contextmanager
    def read(self) -> Iterator[Reader]:
        """One state of the register."""
        with reading(self.engine) as connection:
            yield Reader(connection)

    @contextmanager
    def write(self, actor: str, at: datetime) -> Iterator[Writer]:
        """One transaction by one person at one time; nothing of it is kept when anything in it is raised."""
        with writing(self.engine) as connection:
            yield Writer(connection, actor, at)


@frozen
class Reader:
    """What can be asked of a register."""

    connection: Connection

    def get(self, sort: Sort, id: str, revision: int | None = None) -> Kept:
        """A record, as it is or as it was at a revision. Raises `Unknown`."""
        found = self._row(sort.name, id, revision)
        if found is None or found.text is None:
            raise Unknown(f"{sort.name} {id}")
        return self._kept(sort, found)

    def ids(self, sort: Sort) -> tuple[str, ...]:
        """The ids of all records of a sort."""
        rows = select(tables.records.c.id).where(tables.records.c.kind == sort.name, ~tables.records.c.removed)
        return tuple(self.connection.scalars(rows.order_by(tables.records.c.id)))

    def entries(self, kind: str | None = None, id: str | None = None) -> Iterator[Entry]:
        """The journal in its order, or what it says of one record."""
        rows = select(tables.journal).order_by(tables.journal.c.number)
        if kind is not None:
            rows = rows.where(tables.journal.c.kind == kind, tables.journal.c.id == id)
        for row in self.connection.execution_options(yield_per=1000).execute(rows):
            yield _entry(row)

    @property
    def head(self) -> Head:
        """Where the journal ends."""
        row = self.connection.execute(select(tables.head.c.number, tables.head.c.hash)).one_or_none()
        return Head(number=row.number, hash=row.hash) if row else Head()

    def _row(self, kind: str, id: str, revision: int | None) -> Row[Any] | None:
        records, revisions = tables.records.c, tables.revisions.c
        rows = select(tables.revisions).where(revisions.kind == kind, revisions.id == id)
        if revision is None:
            newest = select(records.revision).where(records.kind == kind, records.id == id).scalar_subquery()
            rows = rows.where(revisions.revision == newest)
        else:
            rows = rows.where(revisions.revision == revision)
        return self.connection.execute(rows).one_or_none()

    def _kept(self, sort: Sort, row: Row[Any]) -> Kept:
        value = sort.read(row.text, None, Format.JSON).value
        return Kept(kind=sort.name, id=row.id, revision=row.revision, text=row.text, value=value)


@define
class Writer:
    """What can be done to a register, by one person at one time, in one transaction."""

    connection: Connection
    actor: str
    at: datetime
    head: Head = field(init=False)

    def __attrs_post_init__(self) -> None:
        # The row of the head stays locked until the transaction ends, so that entries follow one another.
        row = self.connection.execute(select(tables.head).with_for_update()).one()
        self.head = Head(number=row.number, hash=row.hash)

    @property
    def reader(self) -> Reader:
        """What can be asked within the transaction."""
        return Reader(self.connection)

    def add(self, sort: Sort, value: Any, note: str | None = None) -> int:
        """A new record; its revision is 1. Raises `Taken` where the id has ever been given."""
        id = sort.id_of(value)
        if self._newest(sort, id) is not None:
            raise Taken(f"{sort.name} {id}")
        return self._record(sort, id, value, 0, Action.ADD, note)

    def change(self, sort: Sort, value: Any, base: int, note: str | None = None) -> int:
        """A record as it is from now on, made from revision `base`; gives the new revision.

        Raises `Conflict` where somebody else has changed it since, and `Unknown` where there is none. What changes
        nothing is no change, and leaves the revision as it is.
        """
        id = sort.id_of(value)
        newest = self._present(sort, id)
        if newest.revision != base:
            raise self._conflict(sort, id, value, base)
        if text_of(value) == newest.text:
            return base
        return self._record(sort, id, value, base, Action.CHANGE, note)

    def remove(self, sort: Sort, id: str, base: int, note: str | None = None) -> int:
        """Takes a record out of the lists; its revisions and its entries stay."""
        newest = self._present(sort, id)
        if newest.revision != base:
            raise self._conflict(sort, id, None, base)
        return self._record(sort, id, None, base, Action.REMOVE, note)

    def keep(self, content: bytes) -> str:
        """Keeps a content once, whoever brings it, and gives the digest by which it is asked for."""
        digest = digest_of(content)
        known = self.connection.scalar(select(tables.blobs.c.digest).where(tables.blobs.c.digest == digest))
        if known is None:
            row = {"digest": digest, "size": len(content), "content": content}
            self.connection.execute(insert(tables.blobs).values(row))
        return digest

    # -- how it is done

    def _newest(self, sort: Sort, id: str) -> Row[Any] | None:
        records, revisions = tables.records, tables.revisions
        joined = records.join(
            revisions,
            (revisions.c.kind == records.c.kind)
            & (revisions.c.id == records.c.id)
            & (revisions.c.revision == records.c.revision),
        )
        rows = select(records.c.revision, records.c.removed, revisions.c.text).select_from(joined)
        return self.connection.execute(rows.where(records.c.kind == sort.name, records.c.id == id)).one_or_none()

    def _present(self, sort: Sort, id: str) -> Row[Any]:
        found = self._newest(sort, id)
        if found is None or found.removed:
            raise Unknown(f"{sort.name} {id}")
        return found

    def _record(self, sort: Sort, id: str, value: Any, base: int, action: Action, note: str | None) -> int:
        revision = base + 1
        text = None if value is None else text_of(value)
        digest = None if text is None else digest_of(text.encode())
        key = {"kind": sort.name, "id": id}
        execute = self.connection.execute
        execute(insert(tables.revisions).values(**key, revision=revision, text=text, digest=digest))
        now = {"revision": revision, "removed": value is None}
        if action is Action.ADD:
            execute(insert(tables.records).values(**key, **now))
        else:
            columns = tables.records.c
            execute(update(tables.records).where(columns.kind == sort.name, columns.id == id).values(now))
        if sort is DOSSIER:
            execute(delete(tables.dossiers).where(tables.dossiers.c.id == id))
            if value is not None:
                execute(insert(tables.dossiers).values(columns_of(value)))
        self._enter(Entry(
            number=0, at=self.at, actor=self.actor, action=action, kind=sort.name, id=id,
            before=base, revision=revision, digest=digest, note=note,
        ))
        return revision

    def _enter(self, entry: Entry) -> None:
        """Writes an entry at the end of the journal."""
        entry = sealed(entry, self.head)
        row = asdict(entry) | {"at": entry.at.isoformat(), "action": entry.action.value}
        self.connection.execute(insert(tables.journal).values(row))
        self.head = after(entry)
        self.connection.execute(update(tables.head).values(number=self.head.number, hash=self.head.hash))

    def _conflict(self, sort: Sort, id: str, value: Any, base: int) -> Conflict:
        """What the others changed since a revision, beside what was to be changed."""
        was = self.reader.get(sort, id, base)
        now = self.reader.get(sort, id)
        mine = [] if value is None else list(changes(data_of(was.text), data_of(text_of(value))))
        theirs = list(changes(data_of(was.text), data_of(now.text)))
        by = [one for one in self.reader.entries(sort.name, id) if one.revision > base]
        return Conflict(sort.name, id, now.revision, theirs, mine, by)


def _entry(row: Row[Any]) -> Entry:
    said = dict(row._mapping)
    said |= {"at": datetime.fromisoformat(row.at), "action": Action(row.action)}
    return Entry(**said)
