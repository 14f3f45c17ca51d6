"""Grant schemes as data: what a programme pays, by what unit, out of whose money, and what excludes what.

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
    """What an amount is paid for. Support in kind has no amount."""

    MONTH = "month"
    DAY = "day"
    HOUR = "hour"
    JOURNEY = "journey"
    STAY = "stay"
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
    """An amount of a currency, where and while it applies; distances in km, one way, both ends included."""

    amount: Decimal | None
    currency: str | None = None
    applies: Node = field(converter=parse, default=TRUE)
    valid_from: date | None = None
    valid_to: date | None = None
    km_from: int | None = None
    km_to: int | None = None
    citation: Citation
    reviewed: date | None = None


@frozen(kw_only=True)
class Component:
    """One line of a grant. Of the components of one `exclusive` group at most one is paid."""

    id: str
    per: Per = field(converter=Per)
    payer: Payer = field(converter=Payer)
    applies: Node = field(converter=parse, default=TRUE)
    exclusive: str | None = None
    citation: Citation
    rates: tuple[Rate, ...] = ()
    place: Place | None = None
