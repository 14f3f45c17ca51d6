"""The modified Bavarian formula: a grade keeps its distance between the best grade and the lowest that passes.

`x = 1 + 3 · (Nmax − Nd) / (Nmax − Nmin)` for the German scale, on which the best is 1 and the lowest pass 4; for
another home scale its own two ends stand in their place. Source: sobi.uni-passau.de, which cuts decimals off.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from mobilnost.model.scales import GradingScale, Mark


def by_formula(mark: Mark, theirs: GradingScale, ours: GradingScale, *, towards_better: bool) -> Mark | None:
    """Our grade at the same distance; None where grades are no numbers.

    On a scale with decimals it is rounded, on others the nearest listed grade, and the better where two are as near.
    `towards_better` takes the better always, as those universities do that cut off decimals.
    """
    best, lowest = theirs.worth(theirs.grades[0]), theirs.worth(theirs.lowest_passing)
    top, bottom = ours.worth(ours.grades[0]), ours.worth(ours.lowest_passing)
    if mark.value is None or best is None or lowest is None or top is None or bottom is None or best == lowest:
        return None
    distance = Fraction(best - mark.value) / Fraction(best - lowest)
    exact = Fraction(top) + distance * Fraction(bottom - top)
    if ours.decimals:
        return ours.mark(f"{_to_decimals(exact, ours, towards_better=towards_better):f}")
    return _listed(exact, ours, towards_better=towards_better)


def _to_decimals(exact: Fraction, ours: GradingScale, *, towards_better: bool) -> Decimal:
    """The number with as many decimals as our scale gives; a half is rounded up, as everywhere in arithmetic."""
    scaled = exact * 10**ours.decimals
    whole = floor(scaled + Fraction(1, 2)) if not towards_better else floor(scaled) if ours.inverse else ceil(scaled)
    return Decimal(whole).scaleb(-ours.decimals)


def _listed(exact: Fraction, ours: GradingScale, *, towards_better: bool) -> Mark | None:
    """The listed grade that passes and is nearest, or next in the better direction; a number before an honour."""
    sign = 1 if ours.inverse else -1
    rows = [(sign * Fraction(value), label) for label in ours.passing if (value := ours.worth(label)) is not None]
    wanted = sign * exact
    if towards_better:
        rows = [row for row in rows if row[0] <= wanted]
        chosen = max((number for number, _ in rows), default=None)
    else:
        least = min((abs(number - wanted) for number, _ in rows), default=None)
        chosen = min((number for number, _ in rows if abs(number - wanted) == least), default=None)
    same = [label for number, label in rows if number == chosen]
    return ours.mark(same[-1]) if same else None
