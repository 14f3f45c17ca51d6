"""What can be asked of a register, in one state of it, by somebody who sees some units or all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from attrs import field, frozen
from sqlalchemy import Connection, Row, Select, exists, literal, or_, select

from mobilnost.register import sight, tables
from mobilnost.register.bulk import among
from mobilnost.register.journal import Action, Entry, Head
from mobilnost.register.refusals import Forbidden, Unknown
from mobilnost.register.sight import Units
from mobilnost.register.sorts import PERSON, Sort

_RECORDS, _REVISIONS = tables.records.c, tables.revisions.c
_NEWEST = tables.records.join(
    tables.revisions,
    (_REVISIONS.kind == _RECORDS.kind) & (_REVISIONS.id == _RECORDS.id) & (_REVISIONS.revision == _RECORDS.revision),
)
_PRESENT = select(_RECORDS.id, _RECORDS.revision, _REVISIONS.text).select_from(_NEWEST)


@frozen(kw_only=True)
class Kept:
    """A record as the register keeps it: its value and the revision of it."""

    kind: str
    id: str
    revision: int
    text: str
    value: Any = field(repr=False)


@frozen
class Reader:
    """What can be asked of a register."""

    connection: Connection
    units: Units = None

    def get(self, sort: Sort, id: str, revision: int | None = None) -> Kept:
        """A record, as it is or as it was at a revision. Raises `Unknown`, or `Forbidden`."""
        found = self._row(sort, id, revision)
        if found is None or found.text is None:
            raise self.missing(sort, id)
        return _kept(sort, found)

    def find(self, sort: Sort, id: str) -> Kept | None:
        """A record as it is, where there is one that may be seen."""
        found = self._row(sort, id, None)
        return None if found is None or found.text is None else _kept(sort, found)

    def missing(self, sort: Sort, id: str) -> Unknown | Forbidden:
        """Why a record is not given: there is none, or, for who sees some units only, none of theirs."""
        if self.units is not None and (sort.dossier_of is not None or sort is PERSON):
            return Forbidden(sort.name, (id,), self.units)
        return Unknown(sort.name, id)

    def ids(self, sort: Sort) -> tuple[str, ...]:
        """The ids of all records of a sort."""
        rows = select(_RECORDS.id).where(_RECORDS.kind == sort.name, ~_RECORDS.removed, sight.seen(self.units))
        return tuple(self.connection.scalars(rows.order_by(_RECORDS.id)))

    def all(self, sort: Sort) -> Iterator[Kept]:
        """All records of a sort, by their ids."""
        return self._each(sort, _PRESENT.where(_RECORDS.kind == sort.name))

    def texts(self, sort: Sort, ids: Sequence[str]) -> Mapping[str, tuple[int, str]]:
        """The revision and the text of each of many records, as far as there are such and they may be seen."""
        wanted = _PRESENT.where(_RECORDS.kind == sort.name, ~_RECORDS.removed, sight.seen(self.units))
        rows = self.connection.execute(wanted.where(among(_RECORDS.id, ids, self.connection))) if ids else ()
        return {row.id: (row.revision, row.text) for row in rows}

    def given(self, sort: Sort, ids: Sequence[str]) -> frozenset[str]:
        """Which of these ids were ever given to a record of a sort, as far as that may be seen."""
        rows = select(_RECORDS.id).where(_RECORDS.kind == sort.name)
        return frozenset(self.connection.scalars(rows.where(among(_RECORDS.id, ids, self.connection))))

    def of_dossier(self, sort: Sort, dossier: str) -> tuple[Kept, ...]:
        """The records of a sort that belong to a dossier, by their ids."""
        return tuple(self._each(sort, _PRESENT.where(_RECORDS.kind == sort.name, _RECORDS.dossier == dossier)))

    def of_both(self, sort: Sort, id: str) -> tuple[Kept, ...]:
        """The records that belong to a dossier and to the record of another id: theirs is `id/dossier`."""
        both = _RECORDS.id == literal(f"{id}/") + _RECORDS.dossier
        return tuple(self._each(sort, _PRESENT.where(_RECORDS.kind == sort.name, both)))

    def of_dossiers(self, sort: Sort, dossiers: Sequence[str]) -> Mapping[str | None, tuple[Kept, ...]]:
        """The same of many dossiers, by the dossiers that have any."""
        found: dict[str | None, list[Kept]] = {}
        wanted = _PRESENT.where(_RECORDS.kind == sort.name, among(_RECORDS.dossier, dossiers, self.connection))
        for one in self._each(sort, wanted):
            found.setdefault(sort.dossier_of(one.value) if sort.dossier_of else None, []).append(one)
        return {dossier: tuple(kept) for dossier, kept in found.items()}

    def revisions(self, sort: Sort, id: str) -> tuple[int, ...]:
        """The revisions that a record has had, from the first to the last; one that removed it is not among them."""
        rows = select(_REVISIONS.revision).where(
            _REVISIONS.kind == sort.name,
            _REVISIONS.id == id,
            _REVISIONS.text.is_not(None),
            sight.of_seen(tables.revisions, self.units),
        )
        return tuple(self.connection.scalars(rows.order_by(_REVISIONS.revision)))

    def content(self, digest: str) -> bytes:
        """A paper, or a file of law, by its SHA-256. Raises `Unknown`."""
        blobs = tables.blobs.c
        rows = select(blobs.content).where(blobs.digest == digest, sight.content_seen(digest, self.units))
        found = self.connection.scalar(rows)
        if found is None:
            raise Unknown("content", digest)
        return bytes(found)

    def entries(self, kind: str | None = None, id: str | None = None, since: int = 0) -> Iterator[Entry]:
        """The journal in its order, or what it says of one sort of records, or of one record after a revision."""
        rows = select(tables.journal).where(sight.of_seen(tables.journal, self.units))
        rows = rows.where(tables.journal.c.revision > since) if since else rows
        for column, value in ((tables.journal.c.kind, kind), (tables.journal.c.id, id)):
            rows = rows if value is None else rows.where(column == value)
        for row in self.streamed(rows.order_by(tables.journal.c.number)):
            yield _entry(row)

    def history(self, about: str) -> Iterator[Entry]:
        """What the journal says of the records with an id, and of everything that belongs to the dossier of that id.

        Of a call, also what belongs to the dossiers of its candidates and to it.
        """
        journal = tables.journal.c
        same = (_RECORDS.kind == journal.kind) & (_RECORDS.id == journal.id)
        own = or_(_RECORDS.dossier == about, _RECORDS.id == literal(f"{about}/") + _RECORDS.dossier)
        belongs = exists(select(_RECORDS.id).where(same, own).correlate(tables.journal))
        rows = select(tables.journal).where(or_(journal.id == about, belongs))
        for row in self.streamed(rows.where(sight.of_seen(tables.journal, self.units)).order_by(journal.number)):
            yield _entry(row)

    def streamed(self, rows: Select[Any]) -> Iterator[Row[Any]]:
        """Rows as they come from the database, without all of them at once."""
        yield from self.connection.execute(rows, execution_options={"yield_per": 1000})

    @property
    def head(self) -> Head:
        """Where the journal ends."""
        row = self.connection.execute(select(tables.head.c.number, tables.head.c.hash)).one_or_none()
        return Head(number=row.number, hash=row.hash) if row else Head()

    def require_all(self) -> None:
        """Raises `Forbidden` for who sees some units only: a whole register is nobody's but the Office's."""
        if self.units is not None:
            raise Forbidden("register", (), self.units)

    def _each(self, sort: Sort, rows: Select[Any]) -> Iterator[Kept]:
        for row in self.streamed(rows.where(~_RECORDS.removed, sight.seen(self.units)).order_by(_RECORDS.id)):
            yield _kept(sort, row)

    def _row(self, sort: Sort, id: str, revision: int | None) -> Row[Any, Any, Any] | None:
        key = (_RECORDS.kind == sort.name, _RECORDS.id == id, sight.seen(self.units))
        if revision is None:
            return self.connection.execute(_PRESENT.where(*key)).one_or_none()
        joined = tables.revisions.join(
            tables.records, (_REVISIONS.kind == _RECORDS.kind) & (_REVISIONS.id == _RECORDS.id)
        )
        rows = select(_REVISIONS.id, _REVISIONS.revision, _REVISIONS.text).select_from(joined)
        return self.connection.execute(rows.where(*key, _REVISIONS.revision == revision)).one_or_none()


def _entry(row: Row[Any]) -> Entry:
    """An entry from its row. What no entry can say was put there by a stranger: the hash will not fit it."""
    said = dict(row._mapping)
    try:
        said |= {"at": datetime.fromisoformat(row.at), "action": Action(row.action)}
    except (TypeError, ValueError):
        said |= {"at": datetime.min.replace(tzinfo=UTC), "action": Action.CHANGE}
    return Entry(**said)


def _kept(sort: Sort, row: Any) -> Kept:
    return Kept(kind=sort.name, id=row.id, revision=row.revision, text=row.text, value=sort.read(row.text).value)
