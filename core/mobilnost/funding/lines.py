"""The lines of a grant: one component each, or one stretch of days of it, with everything that it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from attrs import field, frozen

from mobilnost.funding.means import Means
from mobilnost.funding.payers import PaidBy, paid_by
from mobilnost.funding.rates import HUNDRED, Because, Found, found_for
from mobilnost.law import Citation, Component, Effective, Per
from mobilnost.model import Money

#: What hours of teaching wait for, where they are not known.
HOURS = "grant.teaching_hours"
ONCE = Fraction(1)
#: What is paid once for a stay, in however many parts it is recorded.
ONCE_FOR_ALL = (Per.JOURNEY, Per.STAY, Per.TRAVEL_COST)


@frozen(kw_only=True)
class Line:
    """What a component comes to: so many of its units at an amount each, out of somebody's money.

    `amount` is `None` where it is not known, and `because` says why; support in kind has neither quantity nor amount.
    `days` are the numbers of the stay's paid days that the line is for. Of the cost of travel the quantity is the cost,
    and the rate a percentage. `km` is the distance that it was found by, `rounded_by` the provision that sets another
    smallest amount than the currency's minor unit.
    """

    component: Component
    payer: PaidBy
    citation: Citation
    found: Found | None = None
    quantity: Fraction | None = None
    amount: Money | None = None
    days: tuple[int, int] | None = None
    km: Decimal | None = None
    because: Because | None = None
    missing: tuple[str, ...] = ()
    rounded_by: Mapping[str, Effective] = field(factory=dict, hash=False)

    @property
    def in_kind(self) -> bool:
        """Whether it is given and not paid."""
        return self.component.per is Per.IN_KIND

    @property
    def is_granted(self) -> bool:
        """Whether it is money of the grant: neither in kind nor the participant's own cost."""
        return not self.in_kind and not self.payer.is_participant

    @property
    def currency(self) -> str | None:
        """Its currency, where there is one."""
        return self.found.currency if self.found else None

    @property
    def provisions(self) -> Mapping[str, Effective]:
        """The provisions that it rests on."""
        return {**(self.found.provisions if self.found else {}), **self.payer.provisions, **self.rounded_by}


@frozen(kw_only=True)
class Omitted:
    """A component that concerns the dossier, and of which nothing is paid: why, and in favour of which other."""

    component: Component
    because: Because
    by: str | None = None
    missing: tuple[str, ...] = ()
    provisions: Mapping[str, Effective] = field(factory=dict, hash=False)

    @property
    def citation(self) -> Citation:
        """Where what forbids it stands, else where the component does."""
        winners = [one.winner for one in self.provisions.values() if one.winner]
        return winners[0].origin.citation if winners else self.component.citation


def lines_of(component: Component, means: Means) -> Iterator[Line | Omitted]:
    """What a component comes to for a dossier that it concerns.

    Nothing at all where its amount is for others to set, and nobody has, or where no cost of travel is recorded.
    """
    if component.per is Per.TRAVEL_COST and means.dossier.grant.travel_cost is None:
        return
    forbidden = _forbidden(component, means)
    if forbidden:
        yield Omitted(component=component, because=Because.NOT_PERMITTED, provisions=forbidden)
        return
    if component.per is Per.IN_KIND:
        yield Line(component=component, payer=paid_by(component, means), citation=component.citation)
        return
    if component.per in ONCE_FOR_ALL and means.duration.continues:
        yield Omitted(component=component, because=Because.CONTINUES)
        return
    found = found_for(component, means)
    lines = [line for one in found for line in _line(component, one, means)]
    yield from lines
    if not lines and (found or component.rates):
        yield Omitted(component=component, because=Because.NO_TIME if found else Because.NO_RATE)


def _forbidden(component: Component, means: Means) -> dict[str, Effective]:
    """The switches of the law that forbid it."""
    asked = (one.provision for one in component.permits if means.holds(one.applies))
    answers = {key: means.effective(key) for key in asked}
    return {key: one for key, one in answers.items() if one is not None and one.value is False}


def _line(component: Component, found: Found, means: Means) -> Iterator[Line]:
    quantity, days = _quantity(component.per, found, means)
    if quantity == 0 and component.per in (Per.MONTH, Per.DAY):
        return
    because, missing = found.because, found.missing
    if quantity is None and because is None:
        because, missing = Because.NO_HOURS, (HOURS,)
    if found.currency in means.rounding.refused and because is None:
        because = Because.NO_ROUNDING
    amount = None
    if because is None and quantity is not None and found.amount is not None and found.currency is not None:
        share = HUNDRED if component.per is Per.TRAVEL_COST else 1
        before = _before(component.per, found, means, days)
        amount = means.rounding.further(Fraction(found.amount) / Fraction(share), before, quantity, found.currency)
    by_distance = found.rate is not None and (found.rate.km_from is not None or found.rate.km_to is not None)
    yield Line(
        component=component,
        payer=paid_by(component, means),
        citation=found.citation,
        found=found,
        quantity=quantity,
        amount=amount,
        days=days,
        km=means.distance if by_distance else None,
        because=because,
        missing=missing,
        rounded_by=means.rounded_by(found.currency) if found.currency else {},
    )


def _before(per: Per, found: Found, means: Means, days: tuple[int, int] | None) -> Fraction:
    """How many of the same units were paid of the stays that this one goes on with."""
    if per is Per.MONTH:
        return means.duration.months_before
    return Fraction(days[0] - found.days[0]) if days is not None else Fraction(0)


def _quantity(per: Per, found: Found, means: Means) -> tuple[Fraction | None, tuple[int, int] | None]:
    """How many units are paid, and for which of the paid days."""
    time = means.duration
    match per:
        case Per.MONTH:
            return time.months, None
        case Per.DAY:
            first, last = time.first_paid, time.first_paid + time.days - 1
            start, end = max(first, found.days[0]), last if found.days[1] is None else min(last, found.days[1])
            return (Fraction(0), None) if end < start else (Fraction(end - start + 1), (start, end))
        case Per.HOUR:
            hours = means.dossier.grant.teaching_hours
            return (None if hours is None else Fraction(hours)), None
        case Per.TRAVEL_COST:
            cost = means.dossier.grant.travel_cost
            return (None if cost is None else Fraction(cost.amount)), None
        case _:
            return ONCE, None
