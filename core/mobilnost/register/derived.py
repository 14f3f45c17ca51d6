"""What is made from the records themselves: the rows that the lists of dossiers are read from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from mobilnost.register import tables
from mobilnost.register.reader import Reader
from mobilnost.register.sorts import DOSSIER, SORTS, columns_of

#: How many rows are written at once.
AT_ONCE = 5000


def relisted(connection: Connection) -> None:
    """Makes the lists of dossiers anew from the records."""
    connection.execute(delete(tables.dossiers))
    rows = lists(present(connection))
    for start in range(0, len(rows), AT_ONCE):
        connection.execute(insert(tables.dossiers), rows[start : start + AT_ONCE])


def strays(connection: Connection) -> Iterator[str]:
    """The dossiers whose row in the lists is not what their records say."""
    wanted = {row["id"]: row for row in lists(present(connection))}
    found = {row.id: dict(row._mapping) for row in connection.execute(select(tables.dossiers))}
    yield from sorted(id for id in {*wanted, *found} if wanted.get(id) != found.get(id))


def present(connection: Connection) -> dict[tuple[str, str], Any]:
    """The values of all records that the lists are made from, by sort and id."""
    reader = Reader(connection)
    sorts = [one for one in SORTS.values() if one is DOSSIER or one.columns is not None]
    return {(sort.name, kept.id): kept.value for sort in sorts for kept in reader.all(sort)}


def lists(records: Mapping[tuple[str, str], Any]) -> list[dict[str, Any]]:
    """The rows of `dossiers`, from present records by sort and id: the dossiers, and what others say of them."""
    nothing = dict.fromkeys(("procedure", "step", "state"))
    rows = {id: nothing | columns_of(value) for (kind, id), value in records.items() if kind == DOSSIER.name}
    for (kind, _), value in records.items():
        sort = SORTS[kind]
        dossier = sort.dossier_of(value) if sort.dossier_of else None
        if sort.columns is not None and dossier in rows:
            rows[dossier].update(sort.columns(value))
    return list(rows.values())
