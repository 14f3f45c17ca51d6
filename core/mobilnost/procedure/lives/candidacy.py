"""What a call does in the life of a candidate: the application, and by its decision the proposal and the selection.

Which step stands for which act, the procedure says; one that says nothing of an act leaves the life as it is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from attrs import evolve, frozen

from mobilnost.model import CallAct
from mobilnost.procedure.lives.life import Life, State, Taken
from mobilnost.procedure.lives.way import Way, taken, undone
from mobilnost.procedure.refusals import Reason, Refused
from mobilnost.rules import Step


@frozen(kw_only=True)
class Said:
    """Who did something, when, by which act; `basis` is the assessment that it rests on."""

    by: str
    on: dt.date
    reference: str | None = None
    basis: str | None = None


@frozen(kw_only=True)
class Ruling:
    """What a decision says of a candidate: whether there is a place for them, and what the committee proposed.

    `anew` is that they have another place than before, so that a selection rests on something else now.
    """

    place: bool
    decided: Said
    proposed: Said
    anew: bool = False


@frozen(kw_only=True)
class Entry:
    """A life after a step was taken, or taken back."""

    life: Life
    step: Step
    undone: bool = False


def applied(way: Way, said: Said) -> tuple[Entry, ...]:
    """The life of somebody who applies. Raises `Refused` with everything that stands against it."""
    step = way.procedure.standing_for(CallAct.APPLIED)
    against = [Reason.of(f"life-{way.life.state}")] if way.life.state is not State.UNDER_WAY else []
    against += [Reason.of("step-does-not-apply", one.citation, step=one.id) for one in _not_theirs(way)]
    if against:
        raise Refused(against)
    if step is None or way.life.when(step.id) is not None:
        return ()
    return (_taken(way, step, said),)


def ruled(way: Way, ruling: Ruling) -> tuple[Entry, ...]:
    """The life of a candidate after a decision: each entry in the order in which it is recorded.

    What an earlier decision said otherwise is taken back first. Raises `Refused` with everything that stands against
    it: conditions that fail, or later steps that rest on what would be taken back.
    """
    act, other = (CallAct.SELECTED, CallAct.NOT_SELECTED)[:: 1 if ruling.place else -1]
    step = way.procedure.standing_for(act)
    if step is None:
        return ()
    return tuple(_ruled(way, step, way.procedure.standing_for(other), ruling))


def kept_by_call(step: Step) -> bool:
    """Whether only a call's decision says that a candidate took a step."""
    return step.call not in (None, CallAct.APPLIED)


# -- how it is done


def _not_theirs(way: Way) -> Iterator[Step]:
    """The steps by which a call decides, where the procedure has them and they are none of the dossier's."""
    for act in (CallAct.SELECTED, CallAct.NOT_SELECTED):
        step = way.procedure.standing_for(act)
        if step is not None and step not in way.applying:
            yield step


def _ruled(way: Way, step: Step, other: Step | None, ruling: Ruling) -> Iterator[Entry]:
    life = way.life
    if life.when(step.id) is not None and not (ruling.anew and ruling.place):
        return
    for one in (step, other):
        if one is not None and life.when(one.id) is not None:
            life = undone(evolve(way, life=life), one)
            yield Entry(life=life, step=one, undone=True)
    proposal = way.procedure.standing_for(CallAct.PROPOSED) if ruling.place else None
    if proposal in way.applying and proposal is not None and life.when(proposal.id) is None:
        entry = _taken(evolve(way, life=life), proposal, ruling.proposed)
        life = entry.life
        yield entry
    yield _taken(evolve(way, life=life), step, ruling.decided)


def _taken(way: Way, step: Step, said: Said) -> Entry:
    act = Taken(step=step.id, on=said.on, by=said.by, role=step.role, reference=said.reference, basis=said.basis)
    return Entry(life=taken(way, step, act), step=step)
