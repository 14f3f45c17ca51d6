"""Duties of a dossier that wait for somebody else, with a recorded reason: meanwhile nobody is late.

Which may wait the law says of each (`may_wait`); the papers after the stay may, by čl. 16 st. 4.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from mobilnost.assessment import Assessment
from mobilnost.desk.desk import Desk
from mobilnost.desk.judging import assess
from mobilnost.desk.rehearsing import writing
from mobilnost.model import Dossier, Suspension
from mobilnost.office import Unknown
from mobilnost.papers import DutyState
from mobilnost.procedure.dues.due import Due
from mobilnost.procedure.dues.of_dossiers import EVER, dues_of
from mobilnost.procedure.refusals import Reason, Refused
from mobilnost.register.reader import Reader
from mobilnost.register.sorts import DOSSIER
from mobilnost.rulebook import Rulebook


def suspend(desk: Desk, dossier: str, duty: str, reason: str, *, dry: bool = False) -> Due:
    """Records that a duty waits since the day of the desk, and why. Raises `Refused`, and `Unknown` of either kind."""
    with writing(desk, rehearsed=dry) as writer:
        kept = writer.reader.get(DOSSIER, dossier)
        assessment = _assessed(desk, writer.reader, dossier)
        due = _due(assessment, duty)
        reasons = list(_objections(due, assessment.rulebook, desk))
        if reasons:
            raise Refused(reasons)
        suspended = Suspension(obligation=duty, date=desk.on, reason=reason)
        value: Dossier = evolve(kept.value, suspensions=(*kept.value.suspensions, suspended))
        writer.change(DOSSIER, value, kept.revision, note=reason)
    return evolve(due, suspended=desk.on, reason=reason)


def resume(desk: Desk, dossier: str, duty: str, *, dry: bool = False) -> Due:
    """Takes back that a duty waits: its day counts again. Raises as `suspend` does."""
    with writing(desk, rehearsed=dry) as writer:
        kept = writer.reader.get(DOSSIER, dossier)
        due = _due(_assessed(desk, writer.reader, dossier), duty)
        left = tuple(one for one in kept.value.suspensions if one.obligation != duty)
        if len(left) == len(kept.value.suspensions):
            raise Refused([Reason.of("due-not-waiting", obligation=duty)])
        writer.change(DOSSIER, evolve(kept.value, suspensions=left), kept.revision)
    return evolve(due, suspended=None, reason=None)


def _assessed(desk: Desk, reader: Reader, dossier: str) -> Assessment:
    return assess(evolve(desk, on=EVER), reader, dossier)


def _due(assessment: Assessment, duty: str) -> Due:
    """What is due of a dossier by that name. Raises `Unknown`."""
    dues = {one.duty: one for one in dues_of(assessment)}
    if duty not in dues:
        raise Unknown("obligation", duty, sorted(dues))
    return dues[duty]


def _objections(due: Due, rulebook: Rulebook, desk: Desk) -> Iterator[Reason]:
    """What the law does not let wait waits for nobody; nor does what is done or waits already."""
    waiting = tuple(one.id for one in rulebook.obligations if one.may_wait is not None)
    if due.duty not in waiting:
        yield Reason.of("due-never-waits", due.citation, obligation=due.duty, obligations=waiting)
    if due.state(desk.on) is DutyState.DONE and due.done is not None:
        yield Reason.of("due-done", obligation=due.duty, on=due.done)
    if due.suspended is not None:
        yield Reason.of("due-waits", obligation=due.duty, on=due.suspended)
