"""What who acts may write: those of some units what is of their dossiers, and of what is everybody's not all.

On PostgreSQL the database says the same (`migrations/policies_0001`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from mobilnost.register import sight
from mobilnost.register.refusals import Forbidden, Shared
from mobilnost.register.sight import Units
from mobilnost.register.sorts import DOSSIER, PERSON, Sort

#: How many ids are asked for in one question.
MOST_AT_ONCE = 500


def require_own(
    connection: Connection, units: Units, sort: Sort, values: Sequence[Any] = (), belongs: Sequence[str | None] = ()
) -> None:
    """That records are of the units, where they are of any, and of a sort that is not the Office's. Raises `Forbidden`.

    `belongs` are the dossiers that they belong to.
    """
    if units is None:
        return
    if sort.office:
        raise Forbidden("register", (), units)
    if sort is DOSSIER:
        strange = [sort.id_of(one) for one in values if one.mobility.unit not in units]
        if strange:
            raise Forbidden(sort.name, strange, units)
    else:
        require_dossiers(connection, units, sort, [one for one in belongs if one is not None])


def require_dossiers(connection: Connection, units: frozenset[str], sort: Sort, dossiers: list[str]) -> None:
    """That dossiers are of some units. Raises `Forbidden`."""
    for start in range(0, len(dossiers), MOST_AT_ONCE):
        some = dossiers[start : start + MOST_AT_ONCE]
        strange = set(some) - sight.dossiers_of(connection, units, some)
        if strange:
            raise Forbidden(sort.name, sorted(strange), units)


def require_unshared(connection: Connection, units: Units, sort: Sort, id: str) -> None:
    """That a person, if it is one, is named by dossiers of the units alone. Raises `Shared`."""
    if units is not None and sort is PERSON and sight.shared(connection, units, [id]):
        raise Shared(id, units)
