"""The life of a grant: what was agreed, what the stay came to, what is paid of it, and what is paid or owed back.

Agreed is the stay from `start` to `end`, or to the end of the last amendment that was signed while the stay lasted. The
stay itself lasted from `arrived` to `returned`, less its interruptions. A longer one is paid as agreed: the grant is
not raised once the stay is over. A shorter one is paid as it was, save for a difference that the programme ignores.
Who does not go at all is paid nothing, and pays back what was paid before.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum

from attrs import evolve, field, frozen

from mobilnost.assessment import Assessment, Verdict
from mobilnost.funding.grants import Grant, grant_for, nothing_of
from mobilnost.funding.instalments import Instalments, Part
from mobilnost.funding.means import REPAY, TOLERANCE, Means
from mobilnost.funding.rates import Because
from mobilnost.funding.reclaim import Reclaim, reclaim_of
from mobilnost.law import Effective
from mobilnost.model import Dossier, Money
from mobilnost.papers import ObligationState


class Settled(StrEnum):
    """Which of the two stays is paid, and why."""

    AS_AGREED = "as_agreed"
    SHORTER = "shorter"
    WITHIN_TOLERANCE = "within_tolerance"
    LONGER = "longer"
    NOT_GONE = "not_gone"


@frozen(kw_only=True)
class Settlement:
    """A grant with its life.

    `grant` is what is paid: `agreed`, or `actual` where the stay was shorter. `late_amendments` are the days of those
    that were signed after the stay, and count for nothing. `paid` is what went to the participant less what came back,
    by currencies; `repayment` is the duty of who does not go to pay it back. `payable` is false where the person may
    not go at all; the figures then say what it would be.
    """

    grant: Grant
    agreed: Grant
    actual: Grant
    settled: Settled
    agreed_end: date
    late_amendments: tuple[date, ...]
    tolerance: Mapping[str, Effective] = field(hash=False)
    paid: Mapping[str, Decimal] = field(hash=False)
    payable: bool
    instalments: tuple[Part, ...] = ()
    reclaim: Reclaim | None = None
    repayment: ObligationState | None = None

    @property
    def difference(self) -> int:
        """By how many paid days the stay was longer than agreed; less than nothing where it was shorter."""
        return self.actual.duration.days - self.agreed.duration.days

    @property
    def balance(self) -> Mapping[str, Decimal] | None:
        """What is still to be paid, by currencies; less than nothing is to be paid back. Unknown with the total."""
        totals = self.grant.totals
        if totals is None:
            return None
        currencies = dict.fromkeys((*totals, *self.paid))
        return {one: self._total(totals, one) - self.paid.get(one, Decimal(0)) for one in currencies}

    @staticmethod
    def _total(totals: Mapping[str, Money], currency: str) -> Decimal:
        return totals[currency].amount if currency in totals else Decimal(0)


def settlement_of(assessment: Assessment) -> Settlement | None:
    """The grant of an assessed dossier and its life so far; none under a programme that knows no grants."""
    book, dossier = assessment.rulebook, assessment.dossier
    if not book.components:
        return None
    end, late = agreed_end(dossier)
    dossier = as_it_is(dossier, end)
    planned = as_agreed(dossier, end)
    actual_means = Means(rulebook=book, dossier=dossier, calendar=assessment.calendar)
    agreed_means = evolve(actual_means, dossier=planned)
    actual = grant_for(actual_means)
    agreed = actual if planned == dossier else grant_for(agreed_means)
    tolerance_key, tolerance = actual_means.own(TOLERANCE)
    if dossier.grant.cancelled is not None:
        actual = nothing_of(agreed, Because.NOT_GONE)
    settled = _settled(dossier, agreed, actual, tolerance)
    grant = actual if settled in (Settled.SHORTER, Settled.NOT_GONE) else agreed
    paid = _paid(dossier)
    return Settlement(
        grant=grant,
        agreed=agreed,
        actual=actual,
        settled=settled,
        agreed_end=end,
        late_amendments=late,
        tolerance={tolerance_key: tolerance} if tolerance else {},
        paid=paid,
        payable=assessment.verdict is not Verdict.NOT_ELIGIBLE,
        instalments=Instalments(assessment=assessment, means=actual_means, agreed=agreed, grant=grant).parts,
        reclaim=None if settled is Settled.NOT_GONE else reclaim_of(assessment, paid, actual_means.rounding),
        repayment=_repayment(assessment, actual_means.own(REPAY)[0]) if settled is Settled.NOT_GONE else None,
    )


def agreed_end(dossier: Dossier) -> tuple[date, tuple[date, ...]]:
    """The last day of the stay that the grant is for, and the days of amendments that came too late."""
    mobility = dossier.mobility
    last = mobility.returned or max((mobility.end, *(one.end for one in dossier.grant.amendments)))
    made = sorted(dossier.grant.amendments, key=lambda one: one.date)
    lawful = [one for one in made if one.date <= last]
    return (lawful[-1].end if lawful else mobility.end), tuple(one.date for one in made if one.date > last)


def as_it_is(dossier: Dossier, end: date) -> Dossier:
    """The dossier with its stay as far as it is known: until somebody has returned, it lasts to the agreed end."""
    mobility = dossier.mobility
    return dossier if mobility.returned else evolve(dossier, mobility=evolve(mobility, end=end))


def as_agreed(dossier: Dossier, end: date) -> Dossier:
    """The dossier with the stay as it was agreed: nothing has happened yet."""
    mobility = dossier.mobility
    if (mobility.arrived, mobility.returned, mobility.end) == (None, None, end) and not dossier.interruptions:
        return dossier
    return evolve(dossier, mobility=evolve(mobility, arrived=None, returned=None, end=end), interruptions=())


def _settled(dossier: Dossier, agreed: Grant, actual: Grant, tolerance: Effective | None) -> Settled:
    if dossier.grant.cancelled is not None:
        return Settled.NOT_GONE
    more = actual.duration.days - agreed.duration.days
    if more > 0:
        return Settled.LONGER
    if more == 0:
        return Settled.AS_AGREED
    ignored = tolerance.value if tolerance and isinstance(tolerance.value, int | Decimal) else 0
    return Settled.WITHIN_TOLERANCE if -more <= ignored else Settled.SHORTER


def _repayment(assessment: Assessment, id: str) -> ObligationState | None:
    return next((one for one in assessment.obligations if one.id == id), None)


def _paid(dossier: Dossier) -> dict[str, Decimal]:
    """What went to the participant less what came back, by currencies."""
    found: dict[str, Decimal] = {}
    for one in dossier.grant.payments:
        amount = -one.amount.amount if one.back else one.amount.amount
        found[one.amount.currency] = found.get(one.amount.currency, Decimal(0)) + amount
    return found
