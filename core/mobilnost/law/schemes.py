"""Grant schemes as data: what a programme pays, by what unit, out of whose money, when, and what excludes what.

Amounts are dated and sourced; one that no source supports is open (`amount` is `None`).
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum

from attrs import field, frozen

from mobilnost.grammar import TRUE, Node, parse
from mobilnost.law.citations import Citation
from mobilnost.model import Place


class Per(StrEnum):
    """What an amount is paid for. Support in kind has no amount; of the cost of travel a share is paid, in percent."""

    MONTH = "month"
    DAY = "day"
    HOUR = "hour"
    JOURNEY = "journey"
    STAY = "stay"
    TRAVEL_COST = "travel-cost"
    IN_KIND = "in-kind"


class Payer(StrEnum):
    """Out of whose money a component is paid."""

    SENDING = "sending"
    RECEIVING = "receiving"
    PROGRAMME_COUNTRY = "programme-country"
    UNIT = "unit"
    PARTICIPANT = "participant"
    AGREEMENT = "agreement"


@frozen(kw_only=True)
class Rate:
    """An amount of a currency, where and while it applies; distances in km, one way, both ends included.

    `day_from` and `day_to` are the days of the stay that it is paid for, both included: the first fourteen, say.
    """

    amount: Decimal | None
    currency: str | None = None
    applies: Node = field(converter=parse, default=TRUE)
    valid_from: date | None = None
    valid_to: date | None = None
    km_from: int | None = None
    km_to: int | None = None
    day_from: int | None = None
    day_to: int | None = None
    citation: Citation
    reviewed: date | None = None
    place: Place | None = None


@frozen(kw_only=True)
class Taper:
    """The share of the rate, in percent, that is paid for some days of a stay; both ends included."""

    percent: Decimal
    day_from: int = 1
    day_to: int | None = None
    citation: Citation


@frozen(kw_only=True)
class Permit:
    """A switch of the law without which nothing is paid, and for whom it is asked.

    One that the university's own law does not have forbids nothing.
    """

    provision: str
    applies: Node = field(converter=parse, default=TRUE)


@frozen(kw_only=True)
class Component:
    """One line of a grant. Of the components of one `exclusive` group at most one is paid.

    `rate_by` and `payer_by` are keys of provisions: what a call, an agreement or the office says there takes the place
    of the rates here, and settles who pays. With a `taper`, days that it does not name are not paid.
    """

    id: str
    per: Per = field(converter=Per)
    payer: Payer = field(converter=Payer)
    applies: Node = field(converter=parse, default=TRUE)
    exclusive: str | None = None
    citation: Citation
    rates: tuple[Rate, ...] = ()
    rate_by: str | None = None
    payer_by: str | None = None
    taper: tuple[Taper, ...] = ()
    permits: tuple[Permit, ...] = ()
    place: Place | None = None


@frozen(kw_only=True)
class Instalment:
    """A part of a grant that is paid on a day: the day is that of the obligation that there is, by its id.

    `percent_by` is the key of the provision that says how much of the whole it is; without one it is what is left.
    """

    id: str
    obligations: tuple[str, ...]
    percent_by: str | None = None
    citation: Citation
    place: Place | None = None
