"""The same dossiers twice: under two rulebooks or on two sets of dates. Who may go, who may not, and for how much."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal

from attrs import frozen

from mobilnost.assessment import Assessment, Verdict
from mobilnost.funding.grants import Grant
from mobilnost.funding.settlement import Settlement, settlement_of
from mobilnost.model import Money


@frozen(kw_only=True)
class Standing:
    """How a dossier stands: what the law says of it, and its grant, if the programme knows any."""

    assessment: Assessment
    settlement: Settlement | None

    @classmethod
    def of(cls, assessment: Assessment) -> Standing:
        """The standing of an assessed dossier."""
        return cls(assessment=assessment, settlement=settlement_of(assessment))

    @property
    def verdict(self) -> Verdict:
        """Whether the person may go."""
        return self.assessment.verdict

    @property
    def payable(self) -> Grant | None:
        """The grant, where the person may go; nobody else is paid."""
        return self.settlement.grant if self.settlement and self.settlement.payable else None

    @property
    def totals(self) -> Mapping[str, Money] | None:
        """What is paid in all, by currencies: nothing where the person may not go; `None` is not known."""
        return self.payable.totals if self.payable else {}

    @property
    def sums(self) -> Mapping[str, Money]:
        """What is known of it."""
        return self.payable.sums if self.payable else {}


@frozen(kw_only=True)
class Turn:
    """One dossier before and after."""

    before: Standing
    after: Standing

    @property
    def id(self) -> str:
        """The dossier's id."""
        return self.before.assessment.dossier.mobility.id

    @property
    def changed(self) -> bool:
        """Whether verdict or money is another."""
        before, after = self.before, self.after
        same_money = before.totals == after.totals and before.sums == after.sums
        return before.verdict is not after.verdict or not same_money

    @property
    def difference(self) -> Mapping[str, Decimal] | None:
        """By how much more is paid after, by currencies; less than nothing is less. Unknown with either total."""
        before, after = self.before.totals, self.after.totals
        if before is None or after is None:
            return None
        currencies = dict.fromkeys((*before, *after))
        return {one: _amount(after, one) - _amount(before, one) for one in currencies}


@frozen(kw_only=True)
class Comparison:
    """All that were compared; `others` is how many are not concerned, `refused` those that cannot be judged."""

    turns: tuple[Turn, ...]
    others: int = 0
    refused: tuple[str, ...] = ()

    @property
    def eligible(self) -> tuple[int, int]:
        """How many may go, before and after."""
        return self._count(lambda one: one.before), self._count(lambda one: one.after)

    @property
    def sums(self) -> tuple[Mapping[str, Money], Mapping[str, Money]]:
        """What is known of the money of all of them, before and after."""
        return total(one.before.sums for one in self.turns), total(one.after.sums for one in self.turns)

    @property
    def are_known(self) -> tuple[bool, bool]:
        """Whether that is all of it, before and after."""
        return (
            all(one.before.totals is not None for one in self.turns),
            all(one.after.totals is not None for one in self.turns),
        )

    def _count(self, side: Callable[[Turn], Standing]) -> int:
        return sum(side(one).verdict is Verdict.ELIGIBLE for one in self.turns)


def total(sums: Iterable[Mapping[str, Money]]) -> Mapping[str, Money]:
    """Several sums together, by currencies."""
    found: dict[str, Money] = {}
    for one in sums:
        for currency, amount in one.items():
            found[currency] = found[currency] + amount if currency in found else amount
    return found


def _amount(totals: Mapping[str, Money], currency: str) -> Decimal:
    return totals[currency].amount if currency in totals else Decimal(0)
