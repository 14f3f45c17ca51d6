"""What holds an eligible dossier: how far its last day could move, and what is met by nothing to spare."""

from __future__ import annotations

from datetime import date, timedelta

from attrs import frozen

from mobilnost.accounts.levers import END, Change
from mobilnost.accounts.nearest import REACH, Judge, Trial, broken
from mobilnost.assessment import Assessment, Finding
from mobilnost.grammar import Comparison
from mobilnost.model import Span
from mobilnost.rules import Outcome


@frozen(kw_only=True)
class Margin:
    """The last day that a stay may end on, or the first, and the rules that stand beyond it."""

    day: date
    rules: tuple[str, ...]


@frozen(kw_only=True)
class Margins:
    """The days between which the stay may end with nothing else changed, and what else is met with nothing to spare.

    A side is `None` where no rule stands within reach, or where the stay is over.
    """

    earliest_end: Margin | None
    latest_end: Margin | None
    just_met: tuple[Finding, ...]


def margins_of(assessment: Assessment, judge: Judge, *, reach: int = REACH) -> Margins:
    """What holds an eligible dossier, by judging it anew with each other last day until a rule fails."""
    mobility = assessment.dossier.mobility
    over = mobility.returned is not None or mobility.end < assessment.on
    trial = Trial(assessment, judge)
    ends = [None, None] if over else [_margin(trial, step, reach) for step in (-1, 1)]
    told = {id for one in ends if one and one.day == mobility.end for id in one.rules}
    return Margins(
        earliest_end=ends[0],
        latest_end=ends[1],
        just_met=tuple(one for one in assessment.findings if just_met(one) and one.id not in told),
    )


def _margin(trial: Trial, step: int, reach: int) -> Margin | None:
    planned = trial.before.dossier.mobility.end
    for distance in range(1, min(reach, (date.max - planned).days) + 1):
        day = planned + step * timedelta(days=distance)
        after = trial.changed(Change(key=END, before=planned, after=day))
        failed = broken(trial.before, after) if after else ()
        if failed or after is None:
            last = day - step * timedelta(days=1)
            return Margin(day=last, rules=failed) if failed else None
    return None


def just_met(finding: Finding) -> bool:
    """Whether an amount is exactly what a rule asks for or allows."""
    if finding.outcome is not Outcome.MET or finding.comparison not in (Comparison.AT_LEAST, Comparison.AT_MOST):
        return False
    amount = isinstance(finding.observed, int | Span) or hasattr(finding.observed, "quantize")
    return amount and bool(finding.observed == finding.limit)
