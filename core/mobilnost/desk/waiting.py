"""Duties of a dossier that wait for somebody else, with a recorded reason: meanwhile nobody is late (čl. 16)."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from mobilnost.desk.desk import Desk
from mobilnost.desk.judging import assess
from mobilnost.desk.rehearsing import writing
from mobilnost.law import Citation
from mobilnost.model import Dossier, Suspension
from mobilnost.office import Unknown
from mobilnost.papers import DutyState
from mobilnost.procedure.dues.due import Due
from mobilnost.procedure.dues.of_dossiers import EVER, dues_of, may_wait
from mobilnost.procedure.refusals import Reason, Refused
from mobilnost.register.reader import Reader
from mobilnost.register.sorts import DOSSIER

#: Where it stands that a duty of a student may wait.
WAITING = Citation(source="Pravilnik", at="čl. 16 st. 4", reading=True)


def suspend(desk: Desk, dossier: str, duty: str, reason: str, *, dry: bool = False) -> Due:
    """Records that a duty waits since today, and why. Raises `Refused`, and `Unknown` of either kind."""
    with writing(desk, rehearsed=dry) as writer:
        kept = writer.reader.get(DOSSIER, dossier)
        due = _due(desk, writer.reader, dossier, duty)
        reasons = list(_objections(due, desk))
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
        due = _due(desk, writer.reader, dossier, duty)
        left = tuple(one for one in kept.value.suspensions if one.obligation != duty)
        if len(left) == len(kept.value.suspensions):
            raise Refused([Reason.of("due-not-waiting", obligation=duty)])
        writer.change(DOSSIER, evolve(kept.value, suspensions=left), kept.revision)
    return evolve(due, suspended=None, reason=None)


def _due(desk: Desk, reader: Reader, dossier: str, duty: str) -> Due:
    """What is due of a dossier by that name. Raises `Unknown`."""
    dues = {one.duty: one for one in dues_of(assess(evolve(desk, on=EVER), reader, dossier))}
    if duty not in dues:
        raise Unknown("obligation", duty, sorted(dues))
    return dues[duty]


def _objections(due: Due, desk: Desk) -> Iterator[Reason]:
    """What anybody but a student owes waits for nobody; nor does what is done or waits already."""
    if not may_wait(due):
        yield Reason.of("due-never-waits", WAITING, obligation=due.duty, role=due.who)
    if due.state(desk.on) is DutyState.DONE and due.done is not None:
        yield Reason.of("due-done", obligation=due.duty, on=due.done)
    if due.suspended is not None:
        yield Reason.of("due-waits", obligation=due.duty, on=due.suspended)
