"""Exact amounts made payable: rounded once, at the end, to the smallest unit of their currency."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import cache
from math import floor

from mobilnost.model import Money

_HALF = Fraction(1, 2)


@cache
def minor_units(currency: str) -> int:
    """The decimals that amounts of a currency have, by Babel's data (CLDR): EUR 2, JPY 0."""
    from babel.numbers import get_currency_precision

    return int(get_currency_precision(currency))


def rounded(amount: Fraction | Decimal, currency: str) -> Money:
    """An exact amount in the smallest units of its currency; a half of one is rounded up.

    Nothing on the way to it was rounded, so that the same grant is the same however it was put together.
    """
    places = minor_units(currency)
    units = floor(Fraction(amount) * 10**places + _HALF)
    return Money(Decimal(units).scaleb(-places), currency)
