"""How a law file writes grant schemes: components with their rates, and instalments."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from attrs import frozen


@frozen(kw_only=True)
class RateEntry:
    """`[[components.rates]]`"""

    amount: Decimal | str
    currency: str | None = None
    applies: str | None = None
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    km_from: int | None = None
    km_to: int | None = None
    day_from: int | None = None
    day_to: int | None = None
    cites: str | None = None
    reading: bool = False
    source: str | None = None
    reviewed: dt.date | None = None


@frozen(kw_only=True)
class TaperEntry:
    """`taper = [...]`"""

    percent: Decimal
    day_from: int = 1
    day_to: int | None = None
    cites: str | None = None
    reading: bool = False
    source: str | None = None


@frozen(kw_only=True)
class PermitEntry:
    """`permits = [...]`"""

    provision: str
    applies: str | None = None


@frozen(kw_only=True)
class ComponentEntry:
    """`[[components]]`"""

    id: str
    per: str
    payer: str
    applies: str | None = None
    exclusive: str | None = None
    cites: str
    reading: bool = False
    source: str | None = None
    rates: tuple[RateEntry, ...] = ()
    rate_by: str | None = None
    payer_by: str | None = None
    taper: tuple[TaperEntry, ...] = ()
    permits: tuple[PermitEntry, ...] = ()


@frozen(kw_only=True)
class InstalmentEntry:
    """`[[instalments]]`"""

    id: str
    obligations: tuple[str, ...]
    percent_by: str | None = None
    cites: str
    reading: bool = False
    source: str | None = None
