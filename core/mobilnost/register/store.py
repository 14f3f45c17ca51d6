"""The register: records with their revisions, and the journal of everything that was done to them.

Every write is one transaction with its entries in the journal. A change names the revision that it was made from; of
two who change the same, the second is told field by field what the first did, and nothing is lost.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from attrs import define, field, fields, frozen
from sqlalchemy import Connection, Engine, Row, Table, delete, insert, select, update

from mobilnost.formats.positions import Format
from mobilnost.model import MobilnostError
from mobilnost.register import tables
from mobilnost.register.changes import Change, changes
from mobilnost.register.connection import reading, writing
from mobilnost.register.journal import Action, Entry, Head, after, sealed
from mobilnost.register.sorts import DOSSIER, Sort, columns_of, data_of, digest_of

#: How many ids are asked for in one question.
MOST_AT_ONCE = 500


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

    `theirs` are the fields that they changed, `mine` those of the change that is refused; `by` are their entries.
    """

    def __init__(
        self, kind: str, id: str, revision: int, theirs: list[Change], mine: list[Change], by: list[Entry]
    ) -> None:
        super().__init__(f"{kind} {id}: revision {revision}")
        self.kind, self.id, self.revision = kind, id, revision
        self.theirs, self.mine, self.by = theirs, mine, by


class Unknown(MobilnostError):
    """There is no such record."""


class Taken(MobilnostError):
    """There are such records already, or there were: ids are never given twice."""

    def __init__(self, kind: str, ids: tuple[str, ...]) -> None:
        super().__init__(f"{kind} {', '.join(ids)}")
        self.kind, self.ids = kind, ids


@frozen
class Register:
    """A register in a database. Times and names come from the caller, who knows the clock and the people."""

    engine: Engine

    @contextmanager
    def read(self, units: frozenset[str] | None = None) -> Iterator[Reader]:
        """One state of the register, for somebody who sees the dossiers of some units, or (`None`) of all."""
        with reading(self.engine) as connection:
            yield Reader(connection, units)

    @contextmanager
    def write(self, actor: str, at: datetime, units: frozenset[str] | None = None) -> Iterator[Writer]:
        """One transaction by one person at one time; nothing of it is kept when anything in it is raised."""
        with writing(self.engine) as connection:
            yield Writer(connection, actor, at, units)


@frozen
class Reader:
    """What can be asked of a register."""

    connection: Connection
    units: frozenset[str] | None = None

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
    units: frozenset[str] | None = None
    head: Head = field(init=False)

    def __attrs_post_init__(self) -> None:
        # The row of the head stays locked until the transaction ends, so that entries follow one another.
        row = self.connection.execute(select(tables.head).with_for_update()).one()
        self.head = Head(number=row.number, hash=row.hash)

    @property
    def reader(self) -> Reader:
        """What can be asked within the transaction."""
        return Reader(self.connection, self.units)

    def add(self, sort: Sort, *values: Any, note: str | None = None) -> None:
        """New records, each at revision 1. Raises `Taken` where an id has ever been given, or is given twice."""
        ids = [sort.id_of(value) for value in values]
        self._require_free(sort, ids)
        texts = [sort.text_of(value) for value in values]
        digests = [digest_of(text.encode()) for text in texts]
        named = [{"kind": sort.name, "id": id, "revision": 1} for id in ids]
        rows = zip(named, texts, digests, strict=True)
        self._many(tables.revisions, [one | {"text": text, "digest": digest} for one, text, digest in rows])
        self._many(tables.records, [one | {"removed": False} for one in named])
        if sort is DOSSIER:
            self._many(tables.dossiers, [columns_of(value) for value in values])
        known = zip(ids, digests, strict=True)
        self._enter(*(self._entry(Action.ADD, sort, id, 0, digest, note) for id, digest in known))

    def change(self, sort: Sort, value: Any, base: int, note: str | None = None) -> int:
        """A record as it is from now on, made from revision `base`; gives the new revision.

        Raises `Conflict` where somebody else has changed it since, and `Unknown` where there is none. What changes
        nothing is no change, and leaves the revision as it is.
        """
        id = sort.id_of(value)
        newest = self._present(sort, id)
        if newest.revision != base:
            raise self._conflict(sort, id, value, base)
        if sort.text_of(value) == newest.text:
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

    def _newest(self, sort: Sort, id: str) -> Row[Any, Any, Any] | None:
        records, revisions = tables.records, tables.revisions
        joined = records.join(
            revisions,
            (revisions.c.kind == records.c.kind)
            & (revisions.c.id == records.c.id)
            & (revisions.c.revision == records.c.revision),
        )
        rows = select(records.c.revision, records.c.removed, revisions.c.text).select_from(joined)
        return self.connection.execute(rows.where(records.c.kind == sort.name, records.c.id == id)).one_or_none()

    def _present(self, sort: Sort, id: str) -> Row[Any, Any, Any]:
        found = self._newest(sort, id)
        if found is None or found.removed:
            raise Unknown(f"{sort.name} {id}")
        return found

    def _require_free(self, sort: Sort, ids: list[str]) -> None:
        """No id is given twice, not even one whose record was removed."""
        records = tables.records.c
        taken = {id for id, times in Counter(ids).items() if times > 1}
        for start in range(0, len(ids), MOST_AT_ONCE):
            some = ids[start : start + MOST_AT_ONCE]
            rows = select(records.id).where(records.kind == sort.name, records.id.in_(some))
            taken.update(self.connection.scalars(rows))
        if taken:
            raise Taken(sort.name, tuple(sorted(taken)))

    def _many(self, table: Table, rows: list[dict[str, Any]]) -> None:
        if rows:
            self.connection.execute(insert(table), rows)

    def _record(self, sort: Sort, id: str, value: Any, base: int, action: Action, note: str | None) -> int:
        """A further revision of a record: what it is from now on, or that it is none any more."""
        text = None if value is None else sort.text_of(value)
        digest = None if text is None else digest_of(text.encode())
        revision, records = base + 1, tables.records
        key = {"kind": sort.name, "id": id, "revision": revision}
        self._many(tables.revisions, [key | {"text": text, "digest": digest}])
        now = {"revision": revision, "removed": value is None}
        self.connection.execute(update(records).where(records.c.kind == sort.name, records.c.id == id).values(now))
        if sort is DOSSIER:
            self.connection.execute(delete(tables.dossiers).where(tables.dossiers.c.id == id))
            self._many(tables.dossiers, [] if value is None else [columns_of(value)])
        self._enter(self._entry(action, sort, id, base, digest, note))
        return revision

    def _entry(self, action: Action, sort: Sort, id: str, base: int, digest: str | None, note: str | None) -> Entry:
        return Entry(
            number=0,
            at=self.at,
            actor=self.actor,
            action=action,
            kind=sort.name,
            id=id,
            before=base,
            revision=base + 1,
            digest=digest,
            note=note,
        )

    def _enter(self, *entries: Entry) -> None:
        """Writes entries at the end of the journal."""
        rows = []
        for entry in entries:
            written = sealed(entry, self.head)
            rows.append(row_of(written))
            self.head = after(written)
        self._many(tables.journal, rows)
        self.connection.execute(update(tables.head).values(number=self.head.number, hash=self.head.hash))

    def _conflict(self, sort: Sort, id: str, value: Any, base: int) -> Conflict:
        """What the others changed since a revision, beside what was to be changed."""
        was = self.reader.get(sort, id, base)
        now = self.reader.get(sort, id)
        mine = [] if value is None else list(changes(data_of(was.text), data_of(sort.text_of(value))))
        theirs = list(changes(data_of(was.text), data_of(now.text)))
        by = [one for one in self.reader.entries(sort.name, id) if one.revision > base]
        return Conflict(sort.name, id, now.revision, theirs, mine, by)


def row_of(entry: Entry) -> dict[str, Any]:
    """An entry as a row of the journal."""
    return {name: getattr(entry, name) for name in _ENTRY} | {"at": entry.at.isoformat(), "action": entry.action.value}


_ENTRY = tuple(one.name for one in fields(Entry))


def _entry(row: Row[Any]) -> Entry:
    said = dict(row._mapping)
    said |= {"at": datetime.fromisoformat(row.at), "action": Action(row.action)}
    return Entry(**said)
