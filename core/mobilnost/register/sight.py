"""Who sees what: those of some units see their dossiers, what belongs to these, and what belongs to no dossier.

A person is seen where a dossier names them. On PostgreSQL the database says the same (`migrations/policies_0001`).
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, exists, func, or_, select, true

from mobilnost.register import tables
from mobilnost.register.bulk import among

#: `None` is who sees all.
Units = frozenset[str] | None
PERSON = "person"
_DOSSIERS, _RECORDS = tables.dossiers.c, tables.records.c


def own(units: Units, unit: ColumnElement[Any] = _DOSSIERS.unit) -> ColumnElement[bool]:
    """That a row is of one of the units."""
    return true() if units is None else unit.in_(sorted(units))


def own_dossiers(units: frozenset[str]) -> Any:
    """The ids of the dossiers of some units."""
    return select(_DOSSIERS.id).where(own(units))


def seen(units: Units) -> ColumnElement[bool]:
    """That a row of `records` may be seen."""
    if units is None:
        return true()
    persons = select(_DOSSIERS.person).where(own(units))
    return or_(
        _RECORDS.dossier.in_(own_dossiers(units)),
        and_(_RECORDS.kind == PERSON, _RECORDS.id.in_(persons)),
        and_(_RECORDS.dossier.is_(None), _RECORDS.kind != PERSON),
    )


def of_seen(table: Table, units: Units) -> ColumnElement[bool]:
    """That the record that a row of the journal, or of the revisions, is about may be seen."""
    if units is None:
        return true()
    same = (_RECORDS.kind == table.c.kind) & (_RECORDS.id == table.c.id)
    return exists(select(_RECORDS.id).where(same, seen(units)).correlate(table))


def content_seen(digest: str, units: Units) -> ColumnElement[bool]:
    """That a content may be seen: a paper of an own dossier, or what is everybody's."""
    if units is None:
        return true()
    owners = tables.owners.c
    rows = select(owners.digest).where(
        owners.digest == digest, or_(owners.dossier == "", owners.dossier.in_(own_dossiers(units)))
    )
    return exists(rows)


def dossiers_of(connection: Connection, units: frozenset[str], ids: list[str]) -> set[str]:
    """Which of these dossiers are of some units."""
    return set(connection.scalars(own_dossiers(units).where(_DOSSIERS.id.in_(ids))))


def shared(connection: Connection, units: frozenset[str], persons: list[str]) -> frozenset[str]:
    """Which of these persons, whom dossiers of the units name, are named by others' dossiers too.

    On PostgreSQL, where nobody sees those, a function of the database tells.
    """
    others = or_(_DOSSIERS.unit.is_(None), _DOSSIERS.unit.not_in(sorted(units)))
    if connection.dialect.name == "postgresql":
        others = func.mobilnost_shared(_DOSSIERS.person)
    rows = select(_DOSSIERS.person).distinct().where(among(_DOSSIERS.person, persons, connection), others)
    return frozenset(connection.scalars(rows))
