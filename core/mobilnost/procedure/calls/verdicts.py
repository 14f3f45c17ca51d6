"""A decision on a ranking as the register keeps it: what there was to be given, and who got what."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from attrs import frozen


def place_name(agreement: str, entry: int | None) -> str:
    """The name of an entry of places: `agreement#0`; of an agreement that counts none, `agreement#`."""
    return f"{agreement}#{'' if entry is None else entry}"


@frozen(kw_only=True)
class PlaceRoom:
    """What an agreement's places had when they were given: one entry of them, counted from 0; none is not limited."""

    agreement: str
    entry: int | None = None
    persons: Decimal | None = None
    months: Decimal | None = None
    days: Decimal | None = None
    student_semesters: Decimal | None = None


@frozen(kw_only=True)
class Wanting:
    """The places that suit an applicant's stay, by their names (`agreement#0`), the most wanted first.

    The figures are what the stay takes of one.
    """

    dossier: str
    places: tuple[str, ...] = ()
    persons: Decimal
    months: Decimal
    days: Decimal
    student_semesters: Decimal | None


@frozen(kw_only=True)
class Placement:
    """What an applicant got: the agreement, its entry of places and the choice (from 1), or none.

    `reserve` are the agreements that they want more, in whose reserve lists they stand.
    """

    dossier: str
    agreement: str | None = None
    entry: int | None = None
    choice: int | None = None
    reserve: tuple[str, ...] = ()

    @property
    def place(self) -> str | None:
        """The name of the place."""
        return None if self.agreement is None else place_name(self.agreement, self.entry)


@frozen(kw_only=True)
class Verdict:
    """A numbered decision on a ranking (čl. 5 st. 3, čl. 23 st. 2, 3): who decided, by which act, and who got what."""

    number: int
    ranking: int
    on: dt.date
    by: str
    reference: str
    placements: tuple[Placement, ...] = ()
    rooms: tuple[PlaceRoom, ...] = ()
    wanted: tuple[Wanting, ...] = ()


@frozen(kw_only=True)
class Moved:
    """That somebody moved up, from an agreement or from none, to one that they wanted more."""

    dossier: str
    after: str
    before: str | None = None
