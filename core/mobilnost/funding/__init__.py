"""What a mobility is paid: a pure function of a dossier and the law, with an account of every step.

    durations     how long the stay is for money: named strategies
    means         the facts, provisions, day and distance that a grant is found by
    rates         which amount is paid: by day, distance, days of the stay, and whoever may set it
    payers        out of whose money
    lines         one component, or one stretch of its days
    grants        all of them together, what excludes what, sums by currencies
    settlement    agreed and actual, paid and owed
    instalments   in which parts and by when
    reclaim       what may be asked back
    rounding      to the smallest amount that is paid in a currency, once

Amounts are decimals and shares are fractions from end to end. What is given are ids and values; `locales.funding` has
the words.
"""

from mobilnost.funding.durations import Duration, Measure, PartMonths, duration
from mobilnost.funding.grants import Grant, grant_for
from mobilnost.funding.instalments import Part
from mobilnost.funding.lines import Line, Omitted
from mobilnost.funding.means import Means
from mobilnost.funding.payers import PaidBy
from mobilnost.funding.rates import Because
from mobilnost.funding.reclaim import Reclaim
from mobilnost.funding.rounding import Rounding, rounded
from mobilnost.funding.settlement import Settled, Settlement, settlement_of

__all__ = [
    "Because",
    "Duration",
    "Grant",
    "Line",
    "Means",
    "Measure",
    "Omitted",
    "PaidBy",
    "Part",
    "PartMonths",
    "Reclaim",
    "Rounding",
    "Settled",
    "Settlement",
    "duration",
    "grant_for",
    "rounded",
    "settlement_of",
]
