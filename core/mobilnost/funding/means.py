"""What a grant is found by: a dossier's facts, the rulebook that they are held against, and the day of the rates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any

from attrs import field, frozen

from mobilnost.funding.durations import WHOLE_STAY, Duration, Measure, PartMonths, duration
from mobilnost.funding.rounding import Rounding
from mobilnost.grammar import Node, figures_of, waits_for
from mobilnost.law import Effective
from mobilnost.model import Calendar, Dossier, Point, Span, great_circle_km
from mobilnost.rulebook import Rulebook

#: Provisions of money that any programme may have, behind its own code: `erasmus.grant.part_months`.
COUNT, PART_MONTHS, SHARE, CEILING, TOLERANCE = "counting", "part_months", "share", "ceiling", "tolerance_days"
#: Whether the part of a stay that is paid may not be shorter than the programme's shortest stay; and that stay.
KEEPS_MINIMUM, MINIMUM = "keeps_minimum", "duration.minimum"
#: The smallest amounts that are paid, where they are others than the minor units of their currencies.
SMALLEST = "smallest_amounts"
#: The duty, and its provision, of who does not go to pay back.
REPAY = "repay_days"
#: Those that say how long a stay is for money.
OF_TIME = (COUNT, PART_MONTHS, SHARE, CEILING)
#: What a distance waits for, where it is not known.
DISTANCE = "grant.distance_km"


@frozen(kw_only=True)
class Means:
    """One dossier under one rulebook, as its grant sees them."""

    rulebook: Rulebook = field(repr=False)
    dossier: Dossier
    calendar: Calendar = field(repr=False)

    @cached_property
    def facts(self) -> Mapping[str, Any]:
        """The facts that the grant looks at."""
        return self.rulebook.means(self.dossier, self.calendar)

    # -- conditions and provisions

    def holds(self, node: Node) -> bool | None:
        """Whether a condition holds; `None` is unknown."""
        found: bool | None = self.rulebook.value(node, self.facts)
        return found

    def missing(self, node: Node) -> tuple[str, ...]:
        """The facts that a condition waits for."""
        values = {key: self.rulebook.figures[key].effective(self.facts).value for key in figures_of(node)}
        return waits_for(node, self.facts, values)

    def effective(self, key: str) -> Effective | None:
        """What a provision says of the dossier; none where the law has no such provision."""
        figure = self.rulebook.figures.get(key)
        return None if figure is None else figure.effective(self.facts)

    def own(self, name: str) -> tuple[str, Effective | None]:
        """What the programme's own provision of a name says, with its key."""
        return self._of_programme(f"grant.{name}")

    def _of_programme(self, name: str) -> tuple[str, Effective | None]:
        key = f"{self.rulebook.programme.code}.{name}"
        return key, self.effective(key)

    @cached_property
    def rounding(self) -> Rounding:
        """How amounts are made payable."""
        return Rounding.of(self._said(SMALLEST))

    def rounded_by(self, currency: str) -> Mapping[str, Effective]:
        """The provision by which amounts of a currency are rounded otherwise than by their minor unit."""
        key, said = self.own(SMALLEST)
        concerned = currency in self.rounding.smallest or currency in self.rounding.refused
        return {key: said} if said is not None and concerned else {}

    @property
    def of_time(self) -> Mapping[str, Effective]:
        """The provisions that say how long the stay is for money."""
        found = (self.own(name) for name in OF_TIME)
        return {key: one for key, one in found if one is not None}

    # -- time

    @cached_property
    def measure(self) -> Measure:
        """How the days of the stay become what is paid."""
        mobility, case = self.dossier.mobility, self.rulebook.case(self.dossier, self.calendar)
        edition = self.rulebook.edition.id if self.rulebook.edition else None
        count, part, share, ceiling = (self._said(name) for name in OF_TIME)
        own = case.strategy(mobility.programme, mobility.kind, mobility.blended, case.calendar_days, edition)
        return Measure(
            counting=count if isinstance(count, str) else own,
            part_months=PartMonths(part) if isinstance(part, str) else PartMonths.THIRTIETHS,
            share=Fraction(share) if isinstance(share, str) else WHOLE_STAY,
            ceiling=ceiling if isinstance(ceiling, Span) else None,
        )

    def _said(self, name: str) -> object:
        _, effective = self.own(name)
        return effective.value if effective else None

    @cached_property
    def duration(self) -> Duration:
        """The time of the stay for money."""
        record = self.dossier.grant
        return duration(
            self.measure,
            self.dossier.first_day,
            self.dossier.last_day,
            interruptions=(one.period for one in self.dossier.interruptions),
            zero_grant=record.zero_grant_days,
            travel=record.travel_days,
            since=self.since,
        )

    @property
    def too_short(self) -> Mapping[str, Effective]:
        """The provisions by which the paid part of a stay is too short; none where all of it is paid, or nothing."""
        (switch, keeps), (limit, minimum) = self.own(KEEPS_MINIMUM), self._of_programme(MINIMUM)
        time = self.duration
        if keeps is None or keeps.value is not True or minimum is None or not time.is_partial or time.days == 0:
            return {}
        short = isinstance(minimum.value, Span) and time.funded < minimum.value
        return {switch: keeps, limit: minimum} if short else {}

    @cached_property
    def since(self) -> date:
        """The first day of the stays that this one goes on with: paid ones of its programme and kind, day after day."""
        mobility, first = self.dossier.mobility, self.dossier.first_day
        paid = {
            one.end: one.start
            for one in self.dossier.history
            if one.programme == mobility.programme
            and not one.cancelled
            and not one.zero_grant
            and one.kind in (None, mobility.kind)
        }
        while (before := first - timedelta(days=1)) in paid:
            first = paid[before]
        return first

    @property
    def day(self) -> date:
        """The day by which rates are chosen: the first of the stay, within the edition that the call names."""
        edition, day = self.rulebook.edition, self.since
        if edition is None:
            return day
        return min(max(day, edition.valid_from), edition.valid_to or day)

    # -- distance

    @cached_property
    def distance(self) -> Decimal | None:
        """Kilometres one way: as recorded, else the great circle between the institutions; unknown without either."""
        if self.dossier.grant.distance_km is not None:
            return self.dossier.grant.distance_km
        ends = [self._point(one) for one in (self.dossier.mobility.sending, self.dossier.mobility.receiving)]
        known = [one for one in ends if one is not None]
        return great_circle_km(*known) if len(known) == len(ends) else None

    @property
    def distance_is_given(self) -> bool:
        """Whether somebody recorded the distance."""
        return self.dossier.grant.distance_km is not None

    def _point(self, id: str) -> Point | None:
        known = self.rulebook.case(self.dossier, self.calendar).institution(id)
        if known is None or known.latitude is None or known.longitude is None:
            return None
        return Point(known.latitude, known.longitude)


def whole(distance: Decimal) -> int:
    """The kilometres that a band is found by: whole ones, what is over them does not count (a reading).

    The bands are of whole kilometres, and 99.6 lies between two of them: nobody is as far as 100 who is not.
    """
    return int(distance)
