"""A ranking as the register keeps it: every list with its order, explained by candidate and criterion."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from attrs import frozen

from mobilnost.model import Selection


@frozen(kw_only=True)
class Scored:
    """What one criterion gave: the points, their weight and product, and the value of the fact that they come from."""

    criterion: str
    points: Decimal
    weight: Decimal
    weighted: Decimal
    fact: str | None = None
    value: str | None = None
    at: str = ""


@frozen(kw_only=True)
class Deciding:
    """The value of a fact that decides between equal points; absent where nobody knows it."""

    fact: str
    value: str | None = None


@frozen(kw_only=True)
class Ranked:
    """Where an applicant stands in one list, and why; without a rank where no tier admits them."""

    dossier: str
    total: Decimal
    rank: int | None = None
    tier: str | None = None
    scores: tuple[Scored, ...] = ()
    ties: tuple[Deciding, ...] = ()


@frozen(kw_only=True)
class RankedList:
    """One order of applicants: that of an `agreement` with rules of its own (čl. 5 st. 3), or (`None`) the call's.

    `selection` is what it was ranked by, as it then stood; `None` where nobody had stated any.
    """

    source: str
    agreement: str | None = None
    selection: Selection | None = None
    ranked: tuple[Ranked, ...] = ()

    @property
    def order(self) -> tuple[str, ...]:
        """Those who are ranked, the first one first."""
        return tuple(one.dossier for one in self.ranked if one.rank is not None)

    def tied(self, with_: Ranked) -> tuple[str, ...]:
        """The others of the same rank: those whom nothing tells apart from somebody."""
        if with_.rank is None:
            return ()
        same = (one.dossier for one in self.ranked if one.rank == with_.rank)
        return tuple(name for name in same if name != with_.dossier)


@frozen(kw_only=True)
class Barred:
    """That an applicant cannot have the places of an agreement: the rules that forbid it."""

    dossier: str
    agreement: str
    rules: tuple[str, ...]


@frozen(kw_only=True)
class Used:
    """The revision of a dossier that a ranking was made from."""

    dossier: str
    revision: int


@frozen(kw_only=True)
class Upheld:
    """The appeal that made a ranking necessary, by its id, and whose it is."""

    dossier: str
    id: str


@frozen(kw_only=True)
class Ranking:
    """A numbered ranking by a committee; `appeal` is the one that made it necessary."""

    number: int
    on: dt.date
    committee: str
    lists: tuple[RankedList, ...] = ()
    barred: tuple[Barred, ...] = ()
    used: tuple[Used, ...] = ()
    appeal: Upheld | None = None

    def bars(self, dossier: str, agreement: str) -> bool:
        """Whether the law keeps an applicant from an agreement."""
        return any((one.dossier, one.agreement) == (dossier, agreement) for one in self.barred)

    def list_for(self, agreement: str) -> RankedList:
        """The list that the places of an agreement go by."""
        own = (one for one in self.lists if one.agreement == agreement)
        return next(own, next(one for one in self.lists if one.agreement is None))
