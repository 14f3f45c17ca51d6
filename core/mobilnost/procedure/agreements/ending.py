"""Agreements over time: whether one is in force on a day, when it ends, and by when notice must be given. Pure.

An agreement ends with its last day, on the day before it is terminated, or on the day before that which amends it comes
into force. The Pravilnik asks for one in force during the whole stay (čl. 5 st. 2, čl. 22 st. 2), and sets no term of
notice itself: `notice_days` are the agreement's own.
"""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Iterable
from enum import StrEnum

from attrs import frozen

from mobilnost.model import Agreement, Calendar, Roll, Span, moved


class State(StrEnum):
    """What an agreement is on a day."""

    UPCOMING = "upcoming"
    IN_FORCE = "in-force"
    SUSPENDED = "suspended"
    TERMINATED = "terminated"
    AMENDED = "amended"
    EXPIRED = "expired"


class Cause(StrEnum):
    """Why an agreement ends."""

    VALID_TO = "valid-to"
    TERMINATED = "terminated"
    AMENDED = "amended"


@frozen
class LastDay:
    """The last day of an agreement, and why it is the last."""

    day: dt.date
    cause: Cause


def successor_of(agreement: Agreement, others: Iterable[Agreement]) -> Agreement | None:
    """The agreement that amends this one; of several the one that comes into force first."""
    amending = [one for one in others if one.amends == agreement.id and one.id != agreement.id]
    return min(amending, key=lambda one: (one.valid_from, one.id), default=None)


def lineage(agreement: Agreement, others: Iterable[Agreement]) -> tuple[Agreement, ...]:
    """An agreement with all that it amends and all that amend it, oldest first: one exchange in several texts."""
    known = {one.id: one for one in others} | {agreement.id: agreement}
    line = [agreement]
    while line[0].amends in known and known[line[0].amends or ""] not in line:
        line.insert(0, known[line[0].amends or ""])
    while (following := successor_of(line[-1], known.values())) is not None and following not in line:
        line.append(following)
    return tuple(line)


def ending(agreement: Agreement, successor: Agreement | None = None) -> LastDay | None:
    """When an agreement ends, and why; `None` where it is open-ended and nobody has ended it."""
    found = []
    if agreement.valid_to is not None:
        found.append(LastDay(agreement.valid_to, Cause.VALID_TO))
    if agreement.terminated is not None:
        found.append(LastDay(moved(agreement.terminated.date, -1), Cause.TERMINATED))
    if successor is not None:
        found.append(LastDay(moved(successor.valid_from, -1), Cause.AMENDED))
    # Of several causes on one day the agreement's own text is told first.
    return min(found, key=lambda one: one.day, default=None)


def state_on(agreement: Agreement, on: dt.date, successor: Agreement | None = None) -> State:
    """What an agreement is on a day. That it has ended is said before that it is suspended."""
    end = ending(agreement, successor)
    if end is not None and on > end.day:
        return _ENDED[end.cause]
    if on < agreement.valid_from:
        return State.UPCOMING
    if agreement.suspended is not None and agreement.suspended.date <= on:
        return State.SUSPENDED
    return State.IN_FORCE


_ENDED = {Cause.VALID_TO: State.EXPIRED, Cause.TERMINATED: State.TERMINATED, Cause.AMENDED: State.AMENDED}


def notice_by(agreement: Agreement, calendar: Calendar) -> dt.date | None:
    """The last day on which notice may be given before the agreement's own last day.

    'At least so many days before' falls on the working day before where it falls on a day without work. `None` where
    the agreement has no term of notice or no last day of its own, or has been terminated already.
    """
    if agreement.notice_days is None or agreement.valid_to is None or agreement.terminated is not None:
        return None
    return calendar.deadline(agreement.valid_to, -agreement.notice_days, Roll.PREVIOUS)


def earliest_end(agreement: Agreement, on: dt.date) -> dt.date | None:
    """The last day of an open-ended agreement of which notice were given today; `None` without a term of notice."""
    if agreement.valid_to is not None or agreement.notice_days is None:
        return None
    return moved(on, agreement.notice_days)


def later(day: dt.date, span: Span) -> dt.date:
    """The day so many months and then days later; of a month that has no such day, its last."""
    years, month = divmod(day.month - 1 + span.months, 12)
    length = monthrange(day.year + years, month + 1)[1]
    return moved(dt.date(day.year + years, month + 1, min(day.day, length)), span.days)


@frozen(kw_only=True)
class Expiry:
    """What is coming for an agreement: its end and why, the day for notice, and what amends it."""

    agreement: Agreement
    end: LastDay | None
    notice: dt.date | None
    successor: Agreement | None

    def next(self, on: dt.date) -> dt.date | None:
        """The nearest of its days that has not passed."""
        days = [one for one in (self.notice, self.end.day if self.end else None) if one is not None and one >= on]
        return min(days, default=None)

    def notice_passed(self, on: dt.date) -> bool:
        """Whether it is too late for notice."""
        return self.notice is not None and self.notice < on


def expiry(agreement: Agreement, others: Iterable[Agreement], calendar: Calendar) -> Expiry:
    """When an agreement ends, seen beside the office's others."""
    successor = successor_of(agreement, others)
    end = ending(agreement, successor)
    amended = end is not None and end.cause is Cause.AMENDED
    notice = None if amended else notice_by(agreement, calendar)
    return Expiry(agreement=agreement, end=end, notice=notice, successor=successor)


def expiring(agreements: Iterable[Agreement], on: dt.date, until: dt.date, calendar: Calendar) -> tuple[Expiry, ...]:
    """The agreements that end from a day until another, or whose notice must be given meanwhile; the nearest first."""
    known = tuple(agreements)
    amending: dict[str, list[Agreement]] = {}
    for one in known:
        if one.amends is not None:
            amending.setdefault(one.amends, []).append(one)
    found = []
    for one in known:
        each = expiry(one, amending.get(one.id, ()), calendar)
        day = each.next(on)
        if day is not None and day <= until:
            found.append((day, one.id, each))
    return tuple(each for _, _, each in sorted(found, key=lambda entry: entry[:2]))
