"""Who acts: the persons that an office names in its settings, with what they hold, and whose dossiers they see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from attrs import frozen

from mobilnost.model import Settings

#: What a unit names of itself, and so the roles that it gives (čl. 4).
UNIT_ROLES = ("ects_coordinator", "vice_dean", "head_of_department", "secretary_of_studies")


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
    for name, holding in _held(settings, on) if settings else ():
        held.setdefault(name, []).append(holding)
    return {name: Actor(name=name, holdings=tuple(dict.fromkeys(each))) for name, each in held.items()}


def _held(settings: Settings, on: dt.date) -> Iterator[tuple[str, Holding]]:
    for unit in settings.units:
        for role in UNIT_ROLES:
            name = getattr(unit, role)
            if name is not None:
                yield name, Holding(role=role, unit=unit.id)
    for officer in settings.officers:
        begun = officer.since is None or officer.since <= on
        if begun and (officer.until is None or on <= officer.until):
            yield officer.name, Holding(role=officer.role, unit=officer.unit)
