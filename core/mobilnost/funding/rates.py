"""Which amount is paid for a component: by the day, the distance, the facts, and whoever may set it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from enum import StrEnum

from attrs import evolve, field, frozen

from mobilnost.funding.means import DISTANCE, Means, whole
from mobilnost.grammar import Absence
from mobilnost.law import Citation, Component, Effective, Per, Rate, Taper
from mobilnost.model import Money

HUNDRED = Decimal(100)


class Because(StrEnum):
    """Why there is no amount, or nothing is paid."""

    OPEN = "open"
    UNKNOWN = "unknown"
    NO_RATE = "no_rate"
    NO_HOURS = "no_hours"
    NO_ROUNDING = "no_rounding"
    NOT_PERMITTED = "not_permitted"
    EXCLUSIVE = "exclusive"
    UNDECIDED = "undecided"
    CONTINUES = "continues"
    NO_TIME = "no_time"
    NOT_GONE = "not_gone"


@frozen(kw_only=True)
class Found:
    """An amount for some days of the stay, or why it is not known; `days` are numbers, both included.

    `full` is the amount before the share of a taper. `provisions` are those that set it.
    """

    amount: Decimal | None
    currency: str | None
    citation: Citation
    full: Decimal | None = None
    taper: Taper | None = None
    days: tuple[int, int | None] = (1, None)
    rate: Rate | None = None
    because: Because | None = None
    missing: tuple[str, ...] = ()
    provisions: Mapping[str, Effective] = field(factory=dict, hash=False)


def found_for(component: Component, means: Means) -> tuple[Found, ...]:
    """What a component pays for a dossier: an amount for each stretch of days that has one of its own."""
    set_by = means.effective(component.rate_by) if component.rate_by else None
    if component.rate_by and set_by is not None and set_by.value is not Absence.NONE:
        found: tuple[Found, ...] = (_said(component, component.rate_by, set_by, means),)
    else:
        found = tuple(_from_table(component, means))
    return tuple(tapered for one in found for tapered in _tapered(component, one))


def _said(component: Component, key: str, set_by: Effective, means: Means) -> Found:
    """What a call, an agreement or the office says; it is cited where it says it."""
    cost = means.dossier.grant.travel_cost if component.per is Per.TRAVEL_COST else None
    money, cited = set_by.value, set_by.winner.origin.citation if set_by.winner else component.citation
    if isinstance(money, Money):
        return Found(amount=money.amount, currency=money.currency, citation=cited, provisions={key: set_by})
    if cost is not None and isinstance(money, int | Decimal):
        return Found(amount=Decimal(money), currency=cost.currency, citation=cited, provisions={key: set_by})
    return Found(
        amount=None,
        currency=None,
        citation=cited,
        because=Because.UNKNOWN if set_by.missing else Because.OPEN,
        missing=set_by.missing,
        provisions={key: set_by},
    )


def _from_table(component: Component, means: Means) -> Iterator[Found]:
    """The rates of the day that apply; where none does for certain, what is not known."""
    dated = [one for one in component.rates if _in_force(one, means)]
    answers = [(one, _applies(one, means)) for one in dated]
    certain = [one for one, holds in answers if holds]
    waiting = [one for one, holds in answers if holds is None]
    yield from (_found(one) for one in _first_of_each(certain))
    if not certain and waiting:
        missing = tuple(dict.fromkeys(fact for one in waiting for fact in _missing(one, means)))
        yield Found(
            amount=None,
            currency=_one_currency(waiting),
            citation=component.citation,
            because=Because.UNKNOWN,
            missing=missing,
        )


def _in_force(rate: Rate, means: Means) -> bool:
    return (rate.valid_from or means.day) <= means.day <= (rate.valid_to or means.day)


def _applies(rate: Rate, means: Means) -> bool | None:
    """Whether a rate is this dossier's: by its condition, and by its distance."""
    holds = means.holds(rate.applies)
    if holds is False or (rate.km_from is None and rate.km_to is None):
        return holds
    if means.distance is None:
        return None
    km = whole(means.distance)
    within = (rate.km_from or 0) <= km <= (km if rate.km_to is None else rate.km_to)
    return holds if within else False


def _missing(rate: Rate, means: Means) -> Iterator[str]:
    if means.holds(rate.applies) is None:
        yield from means.missing(rate.applies)
    elif means.distance is None:
        yield DISTANCE


def _first_of_each(rates: Iterable[Rate]) -> Iterator[Rate]:
    """Rates for stretches of days that do not overlap; of several for the same days the first of the law."""
    taken: list[Rate] = []
    for rate in rates:
        if not any(_overlap(rate, one) for one in taken):
            taken.append(rate)
    yield from sorted(taken, key=lambda one: one.day_from or 1)


def _overlap(one: Rate, other: Rate) -> bool:
    return not (_ends_before(one, other) or _ends_before(other, one))


def _ends_before(one: Rate, other: Rate) -> bool:
    return one.day_to is not None and one.day_to < (other.day_from or 1)


def _found(rate: Rate) -> Found:
    return Found(
        amount=rate.amount,
        full=rate.amount,
        currency=rate.currency,
        citation=rate.citation,
        days=(rate.day_from or 1, rate.day_to),
        rate=rate,
        because=Because.OPEN if rate.amount is None else None,
    )


def _one_currency(rates: Iterable[Rate]) -> str | None:
    currencies = {one.currency for one in rates}
    return currencies.pop() if len(currencies) == 1 else None


def _tapered(component: Component, found: Found) -> Iterator[Found]:
    """An amount with its share for each stretch of days of a taper; days that no share is named for are not paid."""
    if not component.taper:
        yield evolve(found, full=found.amount)
    for taper in component.taper:
        days = _common(found.days, (taper.day_from, taper.day_to))
        if days is not None:
            amount = None if found.amount is None else found.amount * taper.percent / HUNDRED
            yield evolve(found, amount=amount, full=found.amount, taper=taper, days=days)


def _common(one: tuple[int, int | None], other: tuple[int, int | None]) -> tuple[int, int | None] | None:
    """The days that two stretches have in common."""
    first = max(one[0], other[0])
    ends = [end for end in (one[1], other[1]) if end is not None]
    last = min(ends) if ends else None
    return None if last is not None and last < first else (first, last)
