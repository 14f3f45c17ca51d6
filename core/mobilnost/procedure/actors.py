"""Who acts: the persons that an office names in its settings, with what they hold, and whose dossiers they see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from attrs import frozen

from mobilnost.model import Settings
from mobilnost.procedure.terms import UNIT_ROLES, terms_of

#: Who acts where a step names a body: any of the persons that the unit, or the Office, has named.
BODIES: Mapping[str, tuple[str, ...]] = {
    "unit": ("unit", *UNIT_ROLES),
    "office": ("office", "international_office"),
}


@frozen(kw_only=True)
class Holding:
    """A role that somebody holds: of one unit, or of the whole university."""

    role: str
    unit: str | None = None


@frozen(kw_only=True)
class Actor:
    """Somebody who acts, with what they hold on a day. One whom the settings do not name holds nothing."""

    name: str
    holdings: tuple[Holding, ...] = ()
    #: Where the settings name nobody, whoever acts does so for the Office.
    trusted: bool = False

    @property
    def units(self) -> frozenset[str] | None:
        """Whose dossiers the actor sees and changes: those of some units, or `None` for all."""
        if self.trusted or any(one.unit is None for one in self.holdings):
            return None
        return frozenset(one.unit for one in self.holdings if one.unit is not None)

    def holds(self, role: str, unit: str | None) -> bool:
        """Whether the actor holds a role for a unit; who holds it for the university holds it for each."""
        return self.trusted or any(one.role == role and one.unit in (None, unit) for one in self.holdings)


def actors_of(settings: Settings | None, on: dt.date) -> Mapping[str, Actor]:
    """Everybody whom the settings name, by name, with what they hold on a day."""
    held: dict[str, list[Holding]] = {}
    for term in terms_of(settings) if settings else ():
        if term.runs(on):
            held.setdefault(term.name, []).append(Holding(role=term.role, unit=term.unit))
    return {name: Actor(name=name, holdings=tuple(dict.fromkeys(each))) for name, each in held.items()}


def holders(actors: Mapping[str, Actor], role: str, unit: str | None) -> tuple[str, ...]:
    """The names of those who may act in a role for a unit, in alphabetical order; for no unit, of any.

    None where the settings name nobody: then the role is an outsider's, or the office keeps no list of it.
    """
    roles = BODIES.get(role, (role,))
    return tuple(
        sorted(
            name
            for name, actor in actors.items()
            if any(one.role in roles and (unit is None or one.unit in (None, unit)) for one in actor.holdings)
        )
    )
