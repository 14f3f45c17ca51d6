"""What is due: who owes what to whom, until when, why, and how it stands on a day. Pure.

A due thing keeps what was recorded and not how it stands, so that one and the same answers for every day: done from a
day on, waiting from a day on, else open until its day has passed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from attrs import evolve, field, frozen

from mobilnost.law import Authority, Citation
from mobilnost.model import Id, Text
from mobilnost.model.codes import TEXT
from mobilnost.papers import DutyState

#: When something was done that is there, though nobody has written the day.
LONG_AGO = dt.date.min


@frozen(kw_only=True)
class Due:
    """One thing that somebody owes. `id` stays the same whatever happens to it: neither day nor state is in it.

    `duty` is what the law calls it; `dossier`, `unit` and `subject` (an agreement, a committee, a year) say of what it
    is. Without a day it is owed at once. `done` and `suspended` are the days since which it is so.
    """

    id: str
    duty: str
    who: str
    to: str | None = None
    day: dt.date | None
    citation: Citation
    authority: Authority = Authority.UNIVERSITY
    dossier: str | None = None
    unit: str | None = None
    subject: str | None = None
    done: dt.date | None = None
    suspended: dt.date | None = None
    reason: str | None = None

    def state(self, on: dt.date) -> DutyState:
        """How it stands on a day. What waits for somebody else is never overdue (čl. 16, a reading)."""
        if self.done is not None and self.done <= on:
            return DutyState.DONE
        if self.suspended is not None and self.suspended <= on:
            return DutyState.SUSPENDED
        late = self.day is not None and self.day < on
        return DutyState.OVERDUE if late else DutyState.OPEN


@frozen(kw_only=True)
class Fulfilled:
    """The record that something was done that leaves no paper in any dossier. `id` is that of what was due.

    Without a day the record was taken back: it is not done.
    """

    id: Text = field(validator=TEXT)
    duty: Id
    on: dt.date | None = None
    note: str | None = None


def settled(dues: Iterable[Due], fulfilled: Iterable[Fulfilled]) -> tuple[Due, ...]:
    """The same with what was recorded as done."""
    days = {one.id: one.on for one in fulfilled}
    return tuple(evolve(one, done=days[one.id]) if one.id in days else one for one in dues)


def in_order(dues: Iterable[Due]) -> list[Due]:
    """By their days, what is owed at once first; then by ids, so that the order is always the same."""
    return sorted(dues, key=lambda one: (one.day or dt.date.min, one.dossier or "", one.id))
