"""What the register refuses; nothing was changed.

Conflict    somebody else has changed the record since
Unknown     there is no such record
Taken       the id was given before
Forbidden   it belongs to a dossier of another unit, or there is none
Shared      other units have dossiers of the person too
"""

from __future__ import annotations

from collections.abc import Iterable

from mobilnost.model import MobilnostError
from mobilnost.register.changes import Change
from mobilnost.register.journal import Entry


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

    def __init__(self, kind: str, id: str) -> None:
        self.kind, self.id = kind, id
        super().__init__(f"{kind} {id}")


class Taken(MobilnostError):
    """There are such records already, or there were: ids are never given twice."""

    def __init__(self, kind: str, ids: Iterable[str]) -> None:
        self.kind, self.ids = kind, tuple(ids)
        super().__init__(f"{kind} {', '.join(self.ids)}")


class Forbidden(MobilnostError):
    """Who acts for some units asks for what belongs to none of their dossiers; perhaps there is no such record at all.

    `ids` are the records, none where the whole register was asked for; `units` are those of the actor.
    """

    def __init__(self, kind: str, ids: Iterable[str], units: frozenset[str]) -> None:
        self.kind, self.ids, self.units = kind, tuple(ids), units
        super().__init__(f"{kind} {', '.join(self.ids)}")


class Shared(MobilnostError):
    """Who acts for some units would change a person whom dossiers of others name too: that is left to the Office."""

    def __init__(self, person: str, units: frozenset[str]) -> None:
        self.person, self.units = person, units
        super().__init__(person)
