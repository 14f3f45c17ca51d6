"""What is due of one dossier: its obligations, and its papers whose day is set. Pure.

A paper that shows an obligation done is not listed beside it, unless it was handed in without a signature or a language
that it needs; one that two laws ask for is listed once, by the nearer day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from mobilnost.assessment import Assessment
from mobilnost.model import Document, Suspension
from mobilnost.papers import DutyState, PaperState
from mobilnost.procedure.dues.due import LONG_AGO, Due
from mobilnost.rules import Obligation

#: The ids of papers that are due begin so; those of obligations are the law's own.
PAPER = "paper."
#: The day on which to assess a dossier for everything that is recorded in it, whatever its date.
EVER = dt.date.max


def dues_of(assessment: Assessment) -> tuple[Due, ...]:
    """Everything with a day that a dossier gives rise to, from its assessment on the day `EVER`."""
    owed = {one.id: one for one in assessment.rulebook.obligations}
    found: dict[str, Due] = {}
    for due in (*_obligations(assessment, owed), *_papers(assessment, owed)):
        known = found.get(due.duty)
        if known is None or (due.day or EVER) < (known.day or EVER):
            found[due.duty] = due
    return tuple(found.values())


def _obligations(assessment: Assessment, owed: dict[str, Obligation]) -> Iterator[Due]:
    dossier = assessment.dossier
    for one in assessment.obligations:
        waits = _waits(dossier.suspensions, one.id) if owed[one.id].may_wait else None
        yield Due(
            id=due_id(dossier.mobility.id, one.id),
            duty=one.id,
            who=one.who,
            to=one.to,
            day=one.due,
            citation=one.citation,
            authority=one.authority,
            dossier=dossier.mobility.id,
            unit=dossier.mobility.unit,
            done=_first(dossier.documents, owed[one.id].evidence),
            suspended=waits.date if waits else None,
            reason=waits.reason if waits else None,
        )


def _papers(assessment: Assessment, owed: dict[str, Obligation]) -> Iterator[Due]:
    dossier = assessment.dossier
    shown = {type_: one.state for one in assessment.obligations for type_ in owed[one.id].evidence}
    for one in assessment.documents:
        there = one.state is PaperState.PRESENT
        told = one.type in shown and (there or shown[one.type] is not DutyState.DONE)
        if one.due is None or one.state is PaperState.NOT_REQUIRED or told:
            continue
        yield Due(
            id=due_id(dossier.mobility.id, PAPER + one.type),
            duty=PAPER + one.type,
            who=one.issuer or dossier.participant,
            day=one.due,
            citation=one.citation,
            authority=one.authority,
            dossier=dossier.mobility.id,
            unit=dossier.mobility.unit,
            done=_last(dossier.documents, one.type) if there else None,
        )


def due_id(dossier: str, duty: str) -> str:
    """The id of what is due of a dossier."""
    return f"{dossier}/{duty}"


def _waits(suspensions: Iterable[Suspension], obligation: str) -> Suspension | None:
    """The earliest recorded reason why a duty waits."""
    return min((one for one in suspensions if one.obligation == obligation), key=lambda one: one.date, default=None)


def _first(documents: Iterable[Document], types: Iterable[str]) -> dt.date | None:
    """The day of the first of these papers."""
    wanted = frozenset(types)
    return min((one.date or LONG_AGO for one in documents if one.type in wanted), default=None)


def _last(documents: Iterable[Document], type_: str) -> dt.date | None:
    """The day of the latest version of a paper, which is the one that counts."""
    return max((one.date or LONG_AGO for one in documents if one.type == type_), default=None)
