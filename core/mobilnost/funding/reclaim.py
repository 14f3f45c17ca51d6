"""What may be asked back where the papers of the return are late (čl. 16 st. 6): as the agreement has it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from attrs import field, frozen

from mobilnost.assessment import Assessment
from mobilnost.funding.rounding import Rounding
from mobilnost.law import Effective
from mobilnost.model import Money
from mobilnost.papers import DutyState

#: The provision that says how much is asked back, and the duty whose lateness gives rise to it.
KEY, DUTY = "grant.reclaim", "return.documents_days"
ALL, NOTHING = "all", "none"
_PERCENT = re.compile(r"(\d{1,3}(?:\.\d{1,4})?) ?(?:%|percent)", re.ASCII)


@frozen(kw_only=True)
class Reclaim:
    """What may be asked back of what was paid, by currencies: at least and at most, on request.

    `figure` is the provision with whoever set it.
    """

    figure: Effective
    least: Mapping[str, Money] = field(hash=False)
    most: Mapping[str, Money] = field(hash=False)


def reclaim_of(assessment: Assessment, paid: Mapping[str, Decimal], rounding: Rounding) -> Reclaim | None:
    """What may be asked back on the day of an assessment; none where no paper of the return is late."""
    figure = assessment.rulebook.figures.get(KEY)
    late = any(one.id == DUTY and one.state is DutyState.OVERDUE for one in assessment.obligations)
    if figure is None or not late:
        return None
    means = assessment.rulebook.means(assessment.dossier, assessment.calendar)
    effective = figure.effective(means)
    least, most = shares_of(effective.value)
    return Reclaim(figure=effective, least=_of(paid, least, rounding), most=_of(paid, most, rounding))


def shares_of(said: object) -> tuple[Fraction, Fraction]:
    """The least and the largest share that a clause lets ask back: `all`, `none`, `50 %`; else from nothing to all."""
    if said == ALL:
        return Fraction(1), Fraction(1)
    if said == NOTHING:
        return Fraction(0), Fraction(0)
    match = _PERCENT.fullmatch(said) if isinstance(said, str) else None
    if match is None or Fraction(match[1]) > 100:
        return Fraction(0), Fraction(1)
    return Fraction(match[1]) / 100, Fraction(match[1]) / 100


def _of(paid: Mapping[str, Decimal], share: Fraction, rounding: Rounding) -> dict[str, Money]:
    return {
        currency: rounding.money(Fraction(max(amount, Decimal(0))) * share, currency)
        for currency, amount in paid.items()
    }
