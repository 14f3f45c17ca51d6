"""When an agreement is in force: its period, less what termination or suspension cuts off."""

from __future__ import annotations

from datetime import date

from mobilnost.model import Agreement
from mobilnost.model.deadlines import moved


def term_of(agreement: Agreement) -> tuple[date, date | None]:
    """The first and the last day on which an agreement is in force; no last day where it is open-ended.

    One that was terminated or suspended before it began has its last day before its first.
    """
    halts = (one for one in (agreement.terminated, agreement.suspended) if one is not None)
    ends = [moved(one.date, -1) for one in halts]
    ends += [agreement.valid_to] if agreement.valid_to else []
    return agreement.valid_from, min(ends, default=None)


def is_in_force(agreement: Agreement, on: date) -> bool:
    """Whether an agreement is in force on a day."""
    begins, ends = term_of(agreement)
    return begins <= on <= (ends or on)
