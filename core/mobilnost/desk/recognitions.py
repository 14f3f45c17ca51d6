"""Recognition at the desk: what the ECTS coordinator decides of what is proposed (čl. 13, čl. 14).

A decision is one transaction: transcript, proposal, deviations with their reasons, by whom, and the step of the life.
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve, frozen

from mobilnost.assessment import Assessment
from mobilnost.desk.desk import Desk
from mobilnost.desk.judging import way_if_any
from mobilnost.desk.proposals import Given, Proposed, account_for, proposed
from mobilnost.desk.recording import StepRefused
from mobilnost.desk.rehearsing import writing
from mobilnost.desk.steps import Act, take
from mobilnost.procedure.lives.life import State
from mobilnost.procedure.refusals import Reason, Refused
from mobilnost.recognition.account import Account
from mobilnost.recognition.deviations import Deviation, decided, objections
from mobilnost.recognition.records import Recognition, lines_of, missing_of
from mobilnost.register.sorts import DOSSIER, LIFE, RECOGNITION
from mobilnost.register.store import Reader, Writer

#: Lives of which there was no stay.
NEVER = (State.WITHDRAWN, State.REFUSED)
#: Who compares, and decides (čl. 14 st. 1).
COORDINATOR = "ects_coordinator"


@frozen(kw_only=True)
class Made:
    """What was decided, and on which proposal.

    `awaits` is why the step of the dossier's life that it is could not be recorded with it; once it can come, it is
    recorded as any other step.
    """

    recognition: Recognition
    proposed: Proposed
    awaits: tuple[Reason, ...] = ()


def decide(
    desk: Desk,
    id: str,
    given: Given,
    deviations: Iterable[Deviation] = (),
    *,
    by: str | None = None,
    reference: str | None = None,
    again: bool = False,
    dry: bool = False,
) -> Made:
    """Records what is recognised: as proposed, but for the deviations. Raises `Refused` and `Unknown`.

    What was decided before is decided anew only where that is meant; the register keeps every decision there was. The
    step of the dossier's life that the decision is, is recorded with it, where it can come already.
    """
    with writing(desk, rehearsed=dry) as writer:
        found = proposed(desk, writer.reader, id, given)
        wanted, name = tuple(deviations), by or desk.actor.name
        against = [Reason(one.phrase, one.citation) for one in objections(found.proposal, wanted, found.grounds)]
        against.extend(_not_theirs(desk, found, name))
        life = writer.reader.find(LIFE, id)
        if life is not None and life.value.state in NEVER:
            against.append(Reason.of(f"life-{life.value.state}"))
        kept = writer.reader.find(RECOGNITION, id)
        if kept is not None and not again:
            against.append(Reason.of("recognition-decided", on=kept.value.on, by=kept.value.by))
        if against:
            raise Refused(against)
        made = _made(desk, found, wanted, name, reference)
        note = ", ".join(one.result for one in made.deviations) or None
        if kept is None:
            writer.add(RECOGNITION, made, note=note)
        else:
            writer.change(RECOGNITION, made, kept.revision, note)
        return Made(recognition=made, proposed=found, awaits=_step_taken(desk, writer, made, found.assessment))


def recognised(reader: Reader, id: str) -> Recognition:
    """What was decided for a dossier. Raises `Refused` where nothing was, the register's `Unknown`, and `Forbidden`."""
    kept = reader.find(RECOGNITION, id)
    if kept is None:
        reader.get(DOSSIER, id)
        raise Refused([Reason.of("recognition-none", dossier=id)])
    found: Recognition = kept.value
    return found


def account_of(made: Recognition, assessment: Assessment) -> Account:
    """The account of what was decided, against what the stay had to bring by the law that the dossier is judged by."""
    return account_for(made.counted, made.courses, assessment)


def _made(
    desk: Desk, found: Proposed, deviations: tuple[Deviation, ...], by: str, reference: str | None
) -> Recognition:
    made = Recognition(
        dossier=found.dossier.mobility.id,
        on=desk.on,
        language=found.grounds.language,
        by=by,
        reference=reference,
        transcript=found.given.transcript,
        courses=found.agreed.courses,
        version=found.agreed.version,
        lines=lines_of(decided(found.proposal, deviations, found.grounds.law)),
        missing=missing_of(found.proposal),
    )
    return evolve(made, automatic=found.automatic and not made.deviations)


def _step_taken(desk: Desk, writer: Writer, made: Recognition, assessment: Assessment) -> tuple[Reason, ...]:
    """Records the step that a decision is, if it was not before, and says what stands against it."""
    way = way_if_any(writer.reader, assessment)
    step = next((one for one in way.procedure.steps if one.recognition), None) if way is not None else None
    if way is None or step is None or way.life.when(step.id) is not None:
        return ()
    try:
        take(desk, writer, way, step, Act(by=made.by, reference=made.reference))
    except StepRefused as error:
        return error.reasons
    return ()


def _not_theirs(desk: Desk, found: Proposed, by: str) -> Iterable[Reason]:
    """The ECTS coordinator of the unit decides, or the university's (čl. 14 st. 1), where the settings name one."""
    known = desk.holders(COORDINATOR, found.dossier.mobility.unit)
    if known and by not in known:
        citation = found.grounds.law.citations.get("coordinator")
        yield Reason.of("role-not-held", citation, role=COORDINATOR, name=by, holders=known)
