"""The steps of dossiers' lives, recorded: read, asked whether it may be, written with what it brings about."""

from __future__ import annotations

import datetime as dt

from attrs import evolve, frozen

from mobilnost.assessment import Assessment
from mobilnost.desk.basis import noted
from mobilnost.desk.candidates import Left, leave
from mobilnost.desk.desk import Desk
from mobilnost.desk.judging import assess, way_of
from mobilnost.desk.recording import StepRefused, holders_of, keep, produce, to_come
from mobilnost.desk.rehearsing import writing
from mobilnost.desk.rounds import rounds_with
from mobilnost.office import Unknown
from mobilnost.procedure.calls.rounds import Round
from mobilnost.procedure.lives.candidacy import kept_by_call
from mobilnost.procedure.lives.life import Life, Taken
from mobilnost.procedure.lives.way import Next, Way, possible, taken, undone, withdrawn
from mobilnost.procedure.refusals import Reason
from mobilnost.register.sorts import DOSSIER, LIFE, RECOGNITION
from mobilnost.register.store import Reader, Writer
from mobilnost.rules import Step


@frozen(kw_only=True)
class Ahead:
    """What can come next in a dossier's life; `by` are those who may take each step, where the settings name them."""

    way: Way
    steps: tuple[tuple[Next, tuple[str, ...]], ...]


@frozen(kw_only=True)
class Withdrawn:
    """A life that was ended, and the rounds that its dossier has left."""

    life: Life
    left: tuple[Left, ...] = ()


@frozen(kw_only=True)
class Act:
    """What somebody says was done: by whom, under which reference. Without `by`, by whoever records it."""

    by: str | None = None
    reference: str | None = None
    note: str | None = None


def ahead(desk: Desk, reader: Reader, id: str) -> Ahead:
    """The next steps of a dossier with what stands against each. Raises as `assess` and `way_of` do."""
    return course(desk, reader, assess(desk, reader, id))


def course(desk: Desk, reader: Reader, assessment: Assessment) -> Ahead:
    """The same of a dossier that is judged already. Raises as `way_of` does."""
    way = way_of(reader, assessment)
    found = (
        evolve(one, against=(*_recorded_elsewhere(reader, way, one.step, desk.on), *one.against))
        for one in possible(way)
    )
    return Ahead(way=way, steps=tuple((one, holders_of(desk, way, one.step)) for one in found))


def record(desk: Desk, id: str, name: str, act: Act, *, rehearsed: bool = False) -> Life:
    """Records that a step was taken on the desk's day, with the assessment that it rested on; gives the life then.

    Raises `StepRefused` with every reason, `office.Unknown` where the procedure has no such step, and as `assess`.
    """
    with writing(desk, rehearsed=rehearsed) as writer:
        way = way_of(writer.reader, assess(desk, writer.reader, id))
        return take(desk, writer, way, _named(way, name), act)


def take(desk: Desk, writer: Writer, way: Way, step: Step, act: Act) -> Life:
    """Records a step within a transaction. Raises `StepRefused` with every reason, and has written nothing then."""
    by = act.by or desk.actor.name
    entry = Taken(step=step.id, on=desk.on, by=by, role=step.role, reference=act.reference, note=act.note)
    elsewhere = _recorded_elsewhere(writer.reader, way, step, desk.on)
    against = (*elsewhere, *_unfit(desk, way, step, by), *way.against(step, desk.on))
    if against:
        raise StepRefused(against, way.assessment)
    life = taken(way, step, evolve(entry, basis=noted(desk, writer, way.assessment)))
    produce(desk, writer, life.dossier, step)
    keep(writer, life, step.id)
    return life


def undo(desk: Desk, id: str, name: str, reason: str, *, rehearsed: bool = False) -> Life:
    """Takes back a step that was recorded by mistake; the journal keeps both, with the reason. Raises as `record`.

    Papers that it brought about stay in the dossier.
    """
    with writing(desk, rehearsed=rehearsed) as writer:
        way = way_of(writer.reader, assess(desk, writer.reader, id))
        step = _named(way, name)
        rounds = _candidate_of(writer.reader, way) if step.call is not None else ()
        if rounds:
            raise StepRefused(tuple(_pointing("step-of-call-stays", step, one) for one in rounds), way.assessment)
        life = undone(way, step)
        keep(writer, life, reason)
        return life


def withdraw(desk: Desk, id: str, reason: str, *, rehearsed: bool = False) -> Withdrawn:
    """Withdraws a dossier, with the reason; its place is free again, and goes to the reserve of its call.

    Raises `Refused` where its life is over, and as `candidates.leave`.
    """
    with writing(desk, rehearsed=rehearsed) as writer:
        writer.reader.get(DOSSIER, id)
        left = tuple(leave(desk, writer, one.call, id, reason) for one in rounds_with(writer.reader, id))
        kept = writer.reader.find(LIFE, id)
        life: Life = kept.value if kept else way_of(writer.reader, assess(desk, writer.reader, id)).life
        if not left or kept is None:
            life = withdrawn(life, desk.on, reason)
            keep(writer, life, reason)
        return Withdrawn(life=life, left=left)


def _unfit(desk: Desk, way: Way, step: Step, by: str) -> tuple[Reason, ...]:
    """That who is named holds the step's role, where the settings name holders; and that the day has come."""
    reasons = []
    known = holders_of(desk, way, step)
    if known and by not in known:
        reasons.append(Reason.of("role-not-held", step.citation, role=step.role, name=by, holders=known))
    return (*reasons, *to_come(desk, step))


def _recorded_elsewhere(reader: Reader, way: Way, step: Step, on: dt.date) -> tuple[Reason, ...]:
    """That another act than this one says that the step was taken: a call's decision, or one on recognition."""
    return (*_of_call(reader, way, step), *_of_recognition(reader, way, step, on))


def _of_recognition(reader: Reader, way: Way, step: Step, on: dt.date) -> tuple[Reason, ...]:
    """That what is recognised has not been decided yet, or only after the day."""
    if not step.recognition:
        return ()
    kept = reader.find(RECOGNITION, way.life.dossier)
    if kept is None:
        return (Reason.of("step-of-recognition", step.citation, step=step.id, dossier=way.life.dossier),)
    if on < kept.value.on:
        return (Reason.of("step-too-early", step.citation, step=step.id, day=kept.value.on),)
    return ()


def _of_call(reader: Reader, way: Way, step: Step) -> tuple[Reason, ...]:
    """That a dossier is a candidate of a call, by whose decision alone the step is taken; nominees are not."""
    if not kept_by_call(step):
        return ()
    return tuple(_pointing("step-of-call", step, one) for one in _candidate_of(reader, way))


def _candidate_of(reader: Reader, way: Way) -> tuple[Round, ...]:
    dossier = way.life.dossier
    return tuple(one for one in rounds_with(reader, dossier) if dossier not in one.nominated)


def _pointing(id: str, step: Step, round: Round) -> Reason:
    return Reason.of(id, step.citation, step=step.id, call=round.call)


def _named(way: Way, name: str) -> Step:
    """A step of the procedure. Raises `Unknown`, with the steps that there are for the dossier."""
    step = way.procedure.by_id.get(name)
    if step is None:
        raise Unknown("step", name, [one.id for one in way.applying])
    return step
