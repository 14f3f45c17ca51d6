"""The life of a call, as the register keeps it: who applied, what the committee said, who stands where, who got what.

A `Round` is a value; what may be done to it stands in `applying`, `lists` and `placing`. Rankings and decisions are
numbered and never overwritten: an appeal makes a further one, and the earlier ones stay readable.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum

from attrs import frozen

from mobilnost.model import Selected
from mobilnost.procedure.calls.rankings import Ranking
from mobilnost.procedure.calls.verdicts import Moved, Placement, Verdict
from mobilnost.procedure.refusals import Reason


class Stage(StrEnum):
    """How far a round has come."""

    OPEN = "open"
    CLOSED = "closed"
    RANKED = "ranked"
    DECIDED = "decided"
    PUBLISHED = "published"


@frozen(kw_only=True)
class Application:
    """Who applied when, for the places of which agreements, the most wanted first."""

    dossier: str
    person: str
    on: dt.date
    choices: tuple[str, ...]


@frozen(kw_only=True)
class Extension:
    """That applications are taken longer than the call's file says, until when, and why."""

    until: dt.date
    on: dt.date
    reason: str


@frozen(kw_only=True)
class Points:
    """What the committee gave an applicant by one criterion, before weighing; who recorded it, and when."""

    dossier: str
    criterion: str
    points: Decimal
    by: str
    on: dt.date


@frozen(kw_only=True)
class TieBreak:
    """The order in which the committee puts those whom nothing else tells apart, and why."""

    order: tuple[str, ...]
    reason: str
    by: str
    on: dt.date


@frozen(kw_only=True)
class Withdrawal:
    """Who withdrew, when and why, and who moved up."""

    dossier: str
    on: dt.date
    reason: str
    moves: tuple[Moved, ...] = ()


@frozen(kw_only=True)
class Nomination:
    """An employee of the Rectorate, nominated outside the procedure by special decision (čl. 23, after st. 3)."""

    dossier: str
    agreement: str
    decision: str
    reference: str
    on: dt.date


@frozen(kw_only=True)
class Publication:
    """The day on which a decision was published."""

    verdict: int
    on: dt.date


@frozen(kw_only=True)
class Round:
    """One call from its opening on. `call` is the id of its file, which says by what it is run."""

    call: str
    participant: Selected
    opened: dt.date
    closed: dt.date | None = None
    extensions: tuple[Extension, ...] = ()
    applications: tuple[Application, ...] = ()
    points: tuple[Points, ...] = ()
    tie_breaks: tuple[TieBreak, ...] = ()
    rankings: tuple[Ranking, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    current: tuple[Placement, ...] = ()
    publications: tuple[Publication, ...] = ()
    withdrawals: tuple[Withdrawal, ...] = ()
    nominations: tuple[Nomination, ...] = ()

    @property
    def stage(self) -> Stage:
        """How far it has come; a new ranking after an appeal waits for its decision."""
        if self.verdicts and self.verdicts[-1].ranking == self.rankings[-1].number:
            published = self.publications and self.publications[-1].verdict == self.verdicts[-1].number
            return Stage.PUBLISHED if published else Stage.DECIDED
        if self.rankings:
            return Stage.RANKED
        return Stage.CLOSED if self.closed else Stage.OPEN

    @property
    def withdrawn(self) -> frozenset[str]:
        """The dossiers that have withdrawn."""
        return frozenset(one.dossier for one in self.withdrawals)

    @property
    def candidates(self) -> tuple[Application, ...]:
        """The applications that stand."""
        return tuple(one for one in self.applications if one.dossier not in self.withdrawn)

    @property
    def nominated(self) -> frozenset[str]:
        """The dossiers that were nominated outside the procedure."""
        return frozenset(one.dossier for one in self.nominations if one.dossier not in self.withdrawn)

    def stands(self, dossier: str) -> bool:
        """Whether a dossier is a candidate, or was nominated."""
        applied = any(one.dossier == dossier for one in self.applications)
        return dossier in self.nominated or (applied and dossier not in self.withdrawn)

    def application(self, dossier: str) -> Application | None:
        """The application of a dossier, withdrawn or not."""
        return next((one for one in self.applications if one.dossier == dossier), None)

    def placement(self, dossier: str) -> Placement | None:
        """What a dossier has now."""
        return next((one for one in self.current if one.dossier == dossier), None)

    def given(self, dossier: str) -> dict[str, Decimal]:
        """The committee's points for a dossier, by criterion; the latest record counts."""
        return {one.criterion: one.points for one in self.points if one.dossier == dossier}


def decided_already(round: Round) -> Iterator[Reason]:
    """That a decision was made: what it rests on is not touched any more, but by an appeal."""
    if round.verdicts:
        last = round.verdicts[-1]
        yield Reason.of("round-decided", call=round.call, on=last.on, reference=last.reference)
