"""In which parts a grant is paid, and by when: the days are those of the duties that the law has anyway.

How much of it a part is, a provision says: a share in percent, `rest`, or `none`, and then there is no such part. Its
values hang on conditions as those of all provisions do, and so does the plan: stays of one month, say, in three
quarters and the rest. A part without a provision is always there, and is the rest.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from attrs import field, frozen

from mobilnost.assessment import Assessment
from mobilnost.funding.grants import Grant
from mobilnost.funding.means import Means
from mobilnost.grammar import Absence
from mobilnost.law import Effective, Instalment
from mobilnost.model import Money
from mobilnost.papers import ObligationState

HUNDRED = 100
#: What a provision says of the part that is left when the others have been paid.
REST = "rest"


@frozen(kw_only=True)
class Part:
    """One instalment: how much by currencies, and the duty that dates it, once there is one.

    `amounts` are `None` where they are not known: the whole is not, or nobody has said how much of it this is.
    """

    instalment: Instalment
    amounts: Mapping[str, Money] | None = field(hash=False)
    duty: ObligationState | None
    provisions: Mapping[str, Effective] = field(factory=dict, hash=False)

    @property
    def missing(self) -> tuple[str, ...]:
        """The facts that would have to be known to tell how much it is, or whether there is such a part."""
        return tuple(dict.fromkeys(fact for one in self.provisions.values() for fact in one.missing))


@frozen(kw_only=True)
class Instalments:
    """The parts in which a grant is paid: shares of what was agreed, and at the end what is left of what is paid.

    Where the stay was shorter and more than the rest was paid before, nothing is left; what is owed back is the
    balance of the settlement.
    """

    assessment: Assessment
    means: Means
    agreed: Grant
    grant: Grant

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The parts in the order of the law; none of a grant without money."""
        if not self.grant.granted:
            return ()
        return tuple(self._part(one) for one in self._there)

    @cached_property
    def _there(self) -> tuple[Instalment, ...]:
        """The parts that this grant has: those of which no provision says that there are none."""
        given = self.means.rulebook.instalments
        return tuple(one for one in given if self._said(one) is not Absence.NONE)

    def _said(self, instalment: Instalment) -> object:
        """How much of the whole a part is; nothing known where its provision is open, or waits for a fact."""
        if instalment.percent_by is None:
            return REST
        return next((one.value for one in self._provisions(instalment).values()), None)

    def _part(self, instalment: Instalment) -> Part:
        provisions = self._provisions(instalment)
        return Part(
            instalment=instalment,
            amounts=self._rest() if self._said(instalment) == REST else self._share(instalment),
            duty=next((one for one in self.assessment.obligations if one.id in instalment.obligations), None),
            provisions=provisions,
        )

    def _provisions(self, instalment: Instalment) -> dict[str, Effective]:
        said = self.means.effective(instalment.percent_by) if instalment.percent_by else None
        return {instalment.percent_by: said} if instalment.percent_by and said else {}

    def _share(self, instalment: Instalment) -> dict[str, Money] | None:
        """A share of what was agreed."""
        percent, totals = self._said(instalment), self.agreed.totals
        if totals is None or not isinstance(percent, int | Decimal):
            return None
        return {
            currency: self.means.rounding.money(Fraction(whole.amount) * Fraction(percent) / HUNDRED, currency)
            for currency, whole in totals.items()
        }

    def _rest(self) -> dict[str, Money] | None:
        """What is left when the other parts have been paid."""
        shares = [self._share(one) for one in self._there if self._said(one) != REST]
        known = [one for one in shares if one is not None]
        totals = self.grant.totals
        if totals is None or len(known) < len(shares):
            return None
        return {
            currency: self.means.rounding.money(max(whole.amount - _sum(known, currency), Decimal(0)), currency)
            for currency, whole in totals.items()
        }


def _sum(shares: list[dict[str, Money]], currency: str) -> Decimal:
    return sum((one[currency].amount for one in shares if currency in one), Decimal(0))
