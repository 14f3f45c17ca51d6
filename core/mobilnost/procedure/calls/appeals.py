"""Appeals of outgoing candidates to the Rector (čl. 27): in time or not, decided by when, and what they change.

The days are the regulation's own figures, counted from the day after the event and moved on to a working day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from enum import StrEnum

from attrs import evolve, frozen

from mobilnost.law import Citation, Figure
from mobilnost.model import Calendar, Roll
from mobilnost.procedure.calls.rounds import Round
from mobilnost.procedure.refusals import Reason, Refused

FILE_DAYS = "appeal.file_days"
DECIDE_DAYS = "appeal.decide_days"


class Outcome(StrEnum):
    """What the Rector decided; it is final."""

    UPHELD = "upheld"
    REJECTED = "rejected"


@frozen(kw_only=True)
class Appeal:
    """An appeal against the decision on a call. `begins` is the day that the time ran from: delivery, else publication.

    `last` is the last day on which it could be filed, `decide_by` the one by which it is decided. `ranking` is the one
    that an upheld appeal made necessary.
    """

    id: str
    call: str
    dossier: str
    verdict: int
    received: dt.date
    begins: dt.date
    last: dt.date
    decide_by: dt.date
    delivered: dt.date | None = None
    grounds: str | None = None
    outcome: Outcome | None = None
    decided: dt.date | None = None
    by: str | None = None
    reference: str | None = None
    reason: str | None = None
    ranking: int | None = None


@frozen(kw_only=True)
class Filing:
    """What a candidate brought: when it was received, and when the decision had been delivered to them, if it was."""

    dossier: str
    received: dt.date
    delivered: dt.date | None = None
    grounds: str | None = None


@frozen(kw_only=True)
class Settlement:
    """A decision on an appeal: by whom, when, under which reference, why; and the ranking that it made necessary."""

    by: str
    on: dt.date
    reason: str
    reference: str | None = None
    ranking: int | None = None


@frozen(kw_only=True)
class AppealLaw:
    """How many days there are to file and to decide, and where the first stands."""

    file_days: int
    decide_days: int
    citation: Citation


def appeal_law(figures: Mapping[str, Figure]) -> AppealLaw | None:
    """The figures of a rulebook; `None` under a regulation that knows no appeal."""
    file, decide = figures.get(FILE_DAYS), figures.get(DECIDE_DAYS)
    if file is None or decide is None:
        return None
    days, others = file.settled, decide.settled
    if not isinstance(days, int | Decimal) or not isinstance(others, int | Decimal):
        return None
    return AppealLaw(
        file_days=int(days),
        decide_days=int(others),
        citation=file.provision.citation,
    )


def filed(
    round: Round,
    appeals: Iterable[Appeal],
    given: Filing,
    law: AppealLaw,
    calendar: Calendar,
) -> Appeal:
    """The appeal, received in time. Raises `Refused`; of a late one with the days that make it inadmissible."""
    reasons = [*_objections(round, appeals, given)]
    begins = given.delivered or published(round)
    if begins is None:
        reasons.append(Reason.of("neither-delivered-nor-published", law.citation, call=round.call))
    if reasons or begins is None:
        raise Refused(reasons)
    last = calendar.deadline(begins, law.file_days, Roll.NEXT)
    if given.received > last:
        raise Refused([_late(given, begins, last, law)])
    if given.received < begins:
        raise Refused([Reason.of("appeal-too-early", received=given.received, begins=begins)])
    return Appeal(
        id=f"{round.call}/{given.dossier}/{round.verdicts[-1].number}",
        call=round.call,
        dossier=given.dossier,
        verdict=round.verdicts[-1].number,
        received=given.received,
        delivered=given.delivered,
        begins=begins,
        last=last,
        decide_by=calendar.deadline(given.received, law.decide_days, Roll.NEXT),
        grounds=given.grounds,
    )


def _objections(round: Round, appeals: Iterable[Appeal], given: Filing) -> Iterator[Reason]:
    if round.application(given.dossier) is None and given.dossier not in round.nominated:
        yield Reason.of("not-a-candidate", dossier=given.dossier, call=round.call)
    if not round.verdicts:
        yield Reason.of("nothing-decided", call=round.call)
        return
    verdict = round.verdicts[-1]
    if given.delivered is not None and given.delivered < verdict.on:
        yield Reason.of("delivered-before", delivered=given.delivered, decided=verdict.on)
    for one in appeals:
        if (one.call, one.dossier, one.verdict) == (round.call, given.dossier, verdict.number):
            yield Reason.of("appealed-already", appeal=one.id, received=one.received)


def published(round: Round) -> dt.date | None:
    """The day from which the time to appeal runs where nothing was delivered: the last decision's first publication."""
    last = round.verdicts[-1].number if round.verdicts else None
    return min((one.on for one in round.publications if one.verdict == last), default=None)


def _late(given: Filing, begins: dt.date, last: dt.date, law: AppealLaw) -> Reason:
    how = "appeal-late-delivered" if given.delivered else "appeal-late-published"
    return Reason.of(
        how,
        law.citation,
        dossier=given.dossier,
        begins=begins,
        days=law.file_days,
        last=last,
        received=given.received,
    )


def settled(appeal: Appeal, outcome: Outcome, act: Settlement) -> Appeal:
    """The appeal with the Rector's decision, which is final."""
    reasons = []
    if appeal.outcome is not None:
        reasons.append(
            Reason.of("appeal-final", appeal=appeal.id, outcome=appeal.outcome, on=appeal.decided, by=appeal.by)
        )
    if act.on < appeal.received:
        reasons.append(Reason.of("settled-before", on=act.on, received=appeal.received))
    if reasons:
        raise Refused(reasons)
    return evolve(
        appeal,
        outcome=outcome,
        decided=act.on,
        by=act.by,
        reference=act.reference,
        reason=act.reason,
        ranking=act.ranking,
    )
