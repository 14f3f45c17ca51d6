"""Exact amounts made payable: rounded once, at the end, to the smallest amount that is paid in their currency.

That is the minor unit of ISO 4217, unless a scheme, a call, an agreement or the office has set another: many pay whole
forints, and some francs in twentieths.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from math import floor

from attrs import field, frozen

from mobilnost.model import Money
from mobilnost.model.currencies import minor_units

_HALF = Fraction(1, 2)


@frozen(kw_only=True)
class Rounding:
    """How amounts are rounded. `smallest` are the smallest amounts that somebody has set, by their currencies.

    `refused` are currencies of which none can be taken: it is not above nothing, or there are two.
    """

    smallest: Mapping[str, Decimal] = field(factory=dict, hash=False)
    refused: frozenset[str] = frozenset()

    @classmethod
    def of(cls, said: object) -> Rounding:
        """The rounding that a provision says: a list of amounts."""
        amounts = [one for one in said if isinstance(one, Money)] if isinstance(said, tuple) else []
        currencies = [one.currency for one in amounts]
        refused = {one.currency for one in amounts if one.amount <= 0 or currencies.count(one.currency) > 1}
        smallest = {one.currency: one.amount for one in amounts if one.currency not in refused}
        return cls(smallest=smallest, refused=frozenset(refused))

    def unit(self, currency: str) -> Decimal:
        """The smallest amount of a currency that is paid."""
        own = self.smallest.get(currency)
        return Decimal(1).scaleb(-minor_units(currency)) if own is None else own

    def money(self, amount: Fraction | Decimal, currency: str) -> Money:
        """An exact amount in the smallest ones of its currency; a half of one is rounded up.

        Nothing on the way to it was rounded, so that the same grant is the same however it was put together.
        """
        unit = self.unit(currency)
        return Money(floor(Fraction(amount) / Fraction(unit) + _HALF) * unit, currency)

    def further(self, rate: Fraction, before: Fraction, quantity: Fraction, currency: str) -> Money:
        """What so many units come to after others that were paid before, rounded with them.

        So the parts of a stay together come to what the whole does, and never to a cent more.
        """
        whole, earlier = (self.money(rate * units, currency) for units in (before + quantity, before))
        return Money(whole.amount - earlier.amount, currency)


BY_STANDARD = Rounding()


def rounded(amount: Fraction | Decimal, currency: str) -> Money:
    """An exact amount in the minor units of its currency."""
    return BY_STANDARD.money(amount, currency)
