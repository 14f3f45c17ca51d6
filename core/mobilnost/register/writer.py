"""What can be done to a register: records added, changed and removed, contents kept, each with its journal entry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from attrs import define, field
from sqlalchemy import Connection, Table, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from mobilnost.model import MobilnostError
from mobilnost.register import rights, tables
from mobilnost.register.bulk import Row, insert_many
from mobilnost.register.conflicts import conflict
from mobilnost.register.connection import insert_new
from mobilnost.register.journal import Action, Entry, Head, after, many_sealed, row_of, sealed
from mobilnost.register.reader import Kept, Reader
from mobilnost.register.refusals import Taken
from mobilnost.register.sight import Units
from mobilnost.register.sorts import DOSSIER, Sort, columns_of, digest_of


class _Met(Exception):
    """A record with the id of a new one is there, hidden from who adds it."""


@define
class Writer:
    """What can be done to a register, by one person at one time, in one transaction."""

    connection: Connection
    actor: str
    at: datetime
    units: Units = None
    head: Head = field(init=False)

    def __attrs_post_init__(self) -> None:
        # The row of the head stays locked until the transaction ends, so that entries follow one another.
        row = self.connection.execute(select(tables.head).with_for_update()).one()
        self.head = Head(number=row.number, hash=row.hash)

    @property
    def reader(self) -> Reader:
        """What can be asked within the transaction."""
        return Reader(self.connection, self.units)

    def add(self, sort: Sort, *values: Any, note: str | None = None, texts: Sequence[str | None] | None = None) -> None:
        """New records, each at revision 1; `texts` are theirs, where somebody has them already.

        Raises `Taken` where an id has ever been given, or is given twice, and `Forbidden` where a dossier is not one
        of the actor's units.
        """
        ids = [sort.id_of(value) for value in values]
        belongs = [sort.dossier_of(value) if sort.dossier_of else None for value in values]
        rights.require_own(self.connection, self.units, sort, values, belongs)
        if self._given(sort, ids):
            raise self._taken(sort, values, belongs)
        known = texts or [None] * len(values)
        told = [text or sort.text_of(value) for value, text in zip(values, known, strict=True)]
        digests = [digest_of(text.encode()) for text in told]
        with self._whole(sort, values, belongs):
            self._insert(sort, values, belongs, zip(ids, told, digests, strict=True))
        self._derive(sort, values, belongs)
        if values:
            like = self._entry(Action.ADD, sort, ids[0], 0, digests[0], note)
            entries, self.head = many_sealed(like, zip(ids, digests, strict=True), self.head)
            self._end(entries)

    def change(self, sort: Sort, value: Any, base: int, note: str | None = None) -> int:
        """A record as it is from now on, made from revision `base`; gives the new revision.

        Raises `Conflict` where somebody else has changed it since, and `Unknown` where there is none, `Forbidden`, or
        `Shared`. What changes nothing is no change, and leaves the revision as it is.
        """
        id = sort.id_of(value)
        newest = self._present(sort, id)
        belongs = [sort.dossier_of(value) if sort.dossier_of else None]
        rights.require_own(self.connection, self.units, sort, [value], belongs)
        same = sort.text_of(value) == newest.text
        if not same:
            rights.require_unshared(self.connection, self.units, sort, id)
        if newest.revision != base:
            raise conflict(self.reader, sort, id, value, base)
        if same:
            return base
        return self._record(sort, id, value, base, Action.CHANGE, note)

    def remove(self, sort: Sort, id: str, base: int, note: str | None = None) -> int:
        """Takes a record out of the lists; its revisions and its entries stay."""
        newest = self._present(sort, id)
        rights.require_own(self.connection, self.units, sort)
        rights.require_unshared(self.connection, self.units, sort, id)
        if newest.revision != base:
            raise conflict(self.reader, sort, id, None, base)
        revision = self._record(sort, id, None, base, Action.REMOVE, note)
        if sort.dossier_of is not None and sort is not DOSSIER:
            self._forget(sort, newest.value)
        return revision

    def keep(self, content: bytes, dossier: str | None = None) -> str:
        """Keeps a content once, whoever brings it, and gives the digest by which it is asked for.

        What is kept for a dossier is read by who sees that dossier, what is kept for none by everybody. Raises
        `Forbidden`.
        """
        if dossier is not None and self.units is not None:
            rights.require_dossiers(self.connection, self.units, DOSSIER, [dossier])
        digest = digest_of(content)
        row = {"digest": digest, "size": len(content), "content": content}
        self.connection.execute(insert_new(tables.blobs, self.connection), row)
        self.connection.execute(
            insert_new(tables.owners, self.connection), {"digest": digest, "dossier": dossier or ""}
        )
        return digest

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """What is done within is done whole or, where it is refused, not at all; the transaction goes on either way."""
        head = self.head
        try:
            with self.connection.begin_nested():
                yield
        except MobilnostError:
            self.head = head
            raise

    # -- how it is done

    @contextmanager
    def _whole(self, sort: Sort, values: Sequence[Any], belongs: Sequence[str | None]) -> Iterator[None]:
        """Several rows or none: who sees some units only may meet the ids of others, whose rows are hidden.

        Raises `Taken`.
        """
        if self.units is None:
            yield
            return
        try:
            with self.connection.begin_nested():
                yield
        except (IntegrityError, _Met) as error:
            raise self._taken(sort, values, belongs) from error

    def _taken(self, sort: Sort, values: Sequence[Any], belongs: Sequence[str | None]) -> Taken:
        """That ids were given before, with all of them; of hidden records this is found out by trying, one by one."""
        ids = [sort.id_of(value) for value in values]
        found = self._given(sort, ids)
        if self.units is not None:
            with self.connection.begin_nested() as trial:
                rows = zip(values, _rows(sort, ids, belongs), strict=True)
                found |= {row["id"] for value, row in rows if not self._is_new(sort, value, row)}
                trial.rollback()
        return Taken(sort.name, sorted(found))

    def _given(self, sort: Sort, ids: Sequence[str]) -> frozenset[str]:
        """The ids that are given twice, or that the actor can see were given before, if only to what was removed."""
        twice = (id for id, times in Counter(ids).items() if times > 1)
        return self.reader.given(sort, ids) | frozenset(twice)

    def _is_new(self, sort: Sort, value: Any, row: Row) -> bool:
        """Whether a record can be put in beside all others, the hidden ones included."""
        if sort is DOSSIER:
            added = insert_many(self.connection, insert_new(tables.dossiers, self.connection), [columns_of(value)])
            return bool(added) and bool(self._added([row]))
        return bool(self._added([row]))

    def _insert(
        self, sort: Sort, values: Sequence[Any], belongs: list[str | None], texts: Iterable[tuple[str, str, str]]
    ) -> None:
        """The rows of new records, in the order in which the policies of PostgreSQL allow them."""
        written = list(texts)
        if sort is DOSSIER:
            self._many(tables.dossiers, [columns_of(value) for value in values])
        rows = _rows(sort, [id for id, _, _ in written], belongs)
        if rows and self._added(rows) != len(rows):
            raise _Met
        self._many(
            tables.revisions,
            [
                {"kind": sort.name, "id": id, "revision": 1, "text": text, "digest": digest}
                for id, text, digest in written
            ],
        )

    def _added(self, rows: list[Row]) -> int:
        """How many records were new; those of others, which the actor does not see, keep their ids."""
        return insert_many(self.connection, insert_new(tables.records, self.connection), rows)

    def _present(self, sort: Sort, id: str) -> Kept:
        found = self.reader.find(sort, id)
        if found is None:
            raise self.reader.missing(sort, id)
        return found

    def _many(self, table: Table, rows: list[dict[str, Any]]) -> None:
        insert_many(self.connection, insert(table), rows)

    def _record(self, sort: Sort, id: str, value: Any, base: int, action: Action, note: str | None) -> int:
        """A further revision of a record: what it is from now on, or that it is none any more."""
        text = None if value is None else sort.text_of(value)
        digest = None if text is None else digest_of(text.encode())
        revision, records, dossiers = base + 1, tables.records, tables.dossiers
        key = {"kind": sort.name, "id": id, "revision": revision}
        self._many(tables.revisions, [key | {"text": text, "digest": digest}])
        now: dict[str, Any] = {"revision": revision, "removed": value is None}
        belongs = None if value is None or sort.dossier_of is None else sort.dossier_of(value)
        if value is not None:
            now["dossier"] = belongs
        if sort is DOSSIER and value is not None:
            self.connection.execute(update(dossiers).where(dossiers.c.id == id).values(columns_of(value)))
        self.connection.execute(update(records).where(records.c.kind == sort.name, records.c.id == id).values(now))
        self._enter(self._entry(action, sort, id, base, digest, note))
        if value is not None:
            self._derive(sort, [value], [belongs])
            self._stale([belongs])
        elif sort is DOSSIER:
            # Last, for with it goes what says whose the record is.
            self.connection.execute(delete(dossiers).where(dossiers.c.id == id))
        return revision

    def _derive(self, sort: Sort, values: Sequence[Any], belongs: list[str | None]) -> None:
        """What a record says of its dossier stands on the row of that dossier."""
        dossiers = tables.dossiers
        if sort is DOSSIER:
            return
        if sort.columns is not None:
            for value, dossier in zip(values, belongs, strict=True):
                changed = update(dossiers).where(dossiers.c.id == dossier)
                self.connection.execute(changed.values(**sort.columns(value)))
        self._stale(belongs)

    def _forget(self, sort: Sort, value: Any) -> None:
        """What a record that was removed said of its dossier holds no longer."""
        dossier = sort.dossier_of(value) if sort.dossier_of else None
        if sort.columns is not None:
            changed = update(tables.dossiers).where(tables.dossiers.c.id == dossier)
            self.connection.execute(changed.values(**dict.fromkeys(sort.columns(value))))
        self._stale([dossier])

    def _stale(self, belongs: list[str | None]) -> None:
        """Duties that were derived of what a dossier was no longer count."""
        derivations = tables.derivations
        for dossier in {one for one in belongs if one is not None}:
            self.connection.execute(delete(derivations).where(derivations.c.dossier == dossier))

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
        self._end(rows)

    def _end(self, rows: list[dict[str, Any]]) -> None:
        """Writes rows of the journal, and where it ends now."""
        self._many(tables.journal, rows)
        self.connection.execute(update(tables.head).values(number=self.head.number, hash=self.head.hash))


def _rows(sort: Sort, ids: Sequence[str], belongs: Sequence[str | None]) -> list[Row]:
    """The rows of `records` of new records."""
    return [
        {"kind": sort.name, "id": id, "revision": 1, "removed": False, "dossier": dossier}
        for id, dossier in zip(ids, belongs, strict=True)
    ]
