"""Who holds which role, of which unit, since when and until when, as an office's settings say. Pure."""

from __future__ import annotations

import datetime as dt

from attrs import frozen

from mobilnost.model import Settings

#: What a unit names of itself, and so the roles that it gives (čl. 4).
UNIT_ROLES = ("ects_coordinator", "vice_dean", "head_of_department", "secretary_of_studies")


@frozen(kw_only=True)
class Term:
    """That somebody holds a role, of a unit or of the university, since a day and until another; both may be open."""

    role: str
    name: str
    unit: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None

    def runs(self, on: dt.date) -> bool:
        """Whether they hold it on a day."""
        return (self.since or on) <= on <= (self.until or on)


def terms_of(settings: Settings) -> tuple[Term, ...]:
    """Everybody whom the settings name. What a unit says of itself has no end."""
    own = (
        Term(role=role, name=name, unit=unit.id)
        for unit in settings.units
        for role in UNIT_ROLES
        if (name := getattr(unit, role)) is not None
    )
    officers = (
        Term(role=one.role, name=one.name, unit=one.unit, since=one.since, until=one.until) for one in settings.officers
    )
    return (*own, *officers)
