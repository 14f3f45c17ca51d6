"""Steps of lives, written: what is kept of a step that was taken, what it brings about, and why one was refused."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve

from mobilnost.assessment import Assessment
from mobilnost.desk.desk import Desk
from mobilnost.model import Document
from mobilnost.procedure.lives.life import Life
from mobilnost.procedure.lives.way import Way
from mobilnost.procedure.refusals import Reason, Refused
from mobilnost.register.sorts import DOSSIER, LIFE
from mobilnost.register.store import Writer
from mobilnost.rules import Step


class StepRefused(Refused):
    """A step may not be taken; `assessment` has the findings that stand against it."""

    def __init__(self, reasons: tuple[Reason, ...], assessment: Assessment) -> None:
        super().__init__(reasons)
        self.assessment = assessment


class StepsRefused(Refused):
    """Steps of several dossiers may not be taken, and none of them was; `each` says why, dossier by dossier."""

    def __init__(self, each: Iterable[StepRefused]) -> None:
        self.each = tuple(each)
        super().__init__(reason for one in self.each for reason in one.reasons)


def holders_of(desk: Desk, way: Way, step: Step) -> tuple[str, ...]:
    """Who may take a step of a dossier, where the settings name them."""
    return desk.holders(step.role, way.assessment.dossier.mobility.unit)


def to_come(desk: Desk, step: Step) -> tuple[Reason, ...]:
    """That the day of a step has not come: nothing is recorded ahead."""
    ahead = desk.on > desk.at.date()
    return (Reason.of("step-to-come", None, step=step.id, day=desk.on),) if ahead else ()


def keep(writer: Writer, life: Life, note: str) -> None:
    """Keeps a life as it is now; the journal has the note."""
    kept = writer.reader.find(LIFE, life.dossier)
    if kept is None:
        writer.add(LIFE, life, note=note)
    else:
        writer.change(LIFE, life, kept.revision, note=note)


def produce(desk: Desk, writer: Writer, dossier: str, step: Step) -> None:
    """Enters the papers that a step brings about in the dossier, where they are not there already."""
    if not step.produces:
        return
    kept = writer.reader.get(DOSSIER, dossier)
    there = {one.type for one in kept.value.documents}
    made = tuple(Document(type=one, date=desk.on) for one in step.produces if one not in there)
    if made:
        whole = evolve(kept.value, documents=(*kept.value.documents, *made))
        writer.change(DOSSIER, whole, kept.revision, note=step.id)
