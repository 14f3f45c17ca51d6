"""Amounts of money: exact decimals in one currency."""

from decimal import Decimal
from typing import Any, Self

from attrs import Attribute, field, frozen

from mobilnost.model.currencies import CURRENCY
from mobilnost.model.problems import BadValue


def _exact(instance: object, attribute: "Attribute[Any]", value: object) -> None:
    if not isinstance(value, Decimal) or not value.is_finite():
        raise BadValue(attribute.name, found=str(value), expected="decimal")


@frozen
class Money:
    """An amount in a currency of ISO 4217 (`EUR`, `BAM`). Floats are refused: they cannot hold cents."""

    amount: Decimal = field(validator=_exact)
    currency: str = field(validator=CURRENCY)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `850.00 EUR`. Raises ValueError for any other text."""
        number, _, currency = text.partition(" ")
        if not number.removeprefix("-").replace(".", "", 1).isdecimal() or not number.isascii():
            raise ValueError(f"not an amount of money: {text!r}")
        return cls(Decimal(number), currency)

    def __str__(self) -> str:
        return f"{self.amount:f} {self.currency}"

    def __add__(self, other: "Money") -> "Money":
        """The sum; amounts in two currencies have none (ValueError)."""
        if self.currency != other.currency:
            raise ValueError(f"{self.currency} and {other.currency} cannot be added")
        return Money(self.amount + other.amount, self.currency)
