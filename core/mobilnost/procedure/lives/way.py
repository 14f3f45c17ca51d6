"""The way of a dossier: which steps its life may take next, what stands against each, and the life after one is taken.

Nothing here knows which steps there are: a procedure says it. Each refusal names every reason at once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from attrs import evolve, field, frozen

from mobilnost.assessment import Assessment
from mobilnost.grammar import Node
from mobilnost.procedure.lives.conditions import conditions
from mobilnost.procedure.lives.life import Life, State, Taken, Withdrawal
from mobilnost.procedure.refusals import Reason, Refused
from mobilnost.rules import Procedure, Step


@frozen(kw_only=True)
class Next:
    """A step that may come now: what stands against it, and the provision by whose waiver it may be passed over."""

    step: Step
    against: tuple[Reason, ...] = ()
    waived: bool = False


@frozen(kw_only=True)
class Way:
    """A life held against its procedure, for one dossier on one day: which steps apply, and which are done."""

    procedure: Procedure
    life: Life
    assessment: Assessment = field(repr=False)
    facts: Mapping[str, Any] = field(repr=False, hash=False)

    @cached_property
    def applying(self) -> tuple[Step, ...]:
        """The steps that apply, or may where it is not known, in an order in which they can be taken."""
        return tuple(one for one in self.procedure.ordered if self._value(one.applies) is not False)

    def waived(self, step: Step) -> bool:
        """Whether a special decision lets the step be passed over."""
        return step.waivable is not None and step.waivable in self.assessment.rulebook.waived

    def awaited(self, step: Step) -> tuple[Step, ...]:
        """The steps that must come before one and have not: in the place of one that does not apply, or that a decision
        waives, those before it.
        """
        known = {one.id for one in self.applying}
        found: dict[str, Step] = {}
        ahead = list(step.after)
        while ahead:
            id = ahead.pop(0)
            before = self.procedure.by_id[id]
            if self.life.when(id) is not None or id in found:
                continue
            if id in known and not self.waived(before):
                found[id] = before
            else:
                ahead.extend(before.after)
        return tuple(found.values())

    def preceding(self, step: Step) -> Iterator[Taken]:
        """Every step taken that comes before one."""
        before = {one.id for one in self.procedure.before(step)}
        return (one for one in self.life.taken if one.step in before)

    def first_day(self, step: Step) -> dt.date | None:
        """The first day on which a step can be taken, where there is one."""
        found: dt.date | None = None if step.not_before is None else self._value(step.not_before)
        return found

    def against(self, step: Step, on: dt.date) -> Iterator[Reason]:
        """Everything that stands against taking a step on a day."""
        yield from self._closed(step)
        if step not in self.applying:
            yield Reason.of("step-does-not-apply", step.citation, step=step.id)
        awaited = tuple(one.id for one in self.awaited(step))
        if awaited:
            yield Reason.of("step-awaited", step.citation, step=step.id, steps=awaited)
        for id in step.unless:
            if self.life.when(id) is not None:
                yield Reason.of("step-ruled-out", step.citation, step=step.id, steps=(id,))
        first = self.first_day(step)
        if first is not None and on < first:
            yield Reason.of("step-too-early", step.citation, step=step.id, day=first)
        for earlier in self.preceding(step):
            if on < earlier.on:
                yield Reason.of("step-before-another", None, step=step.id, steps=(earlier.step,), day=earlier.on)
        yield from conditions(step, self.assessment)

    def _closed(self, step: Step) -> Iterator[Reason]:
        if self.life.state is not State.UNDER_WAY:
            yield Reason.of(f"life-{self.life.state}")
        taken = self.life.when(step.id)
        if taken is not None:
            yield Reason.of("step-taken", None, step=step.id, day=taken)

    def _value(self, node: Node) -> Any:
        return self.assessment.rulebook.value(node, self.facts)


def possible(way: Way) -> tuple[Next, ...]:
    """The steps that may come next in a life that goes on, each with what still stands against it."""
    if way.life.state is not State.UNDER_WAY:
        return ()
    ahead = (one for one in way.applying if way.life.when(one.id) is None and not way.awaited(one))
    on = way.assessment.on
    return tuple(
        Next(step=one, against=tuple(way.against(one, on)), waived=way.waived(one))
        for one in ahead
        if not any(way.life.when(id) is not None for id in one.unless)
    )


def taken(way: Way, step: Step, act: Taken) -> Life:
    """The life with a further step. Raises `Refused` with everything that stands against it."""
    against = tuple(way.against(step, act.on))
    if against:
        raise Refused(against)
    return evolve(way.life, taken=(*way.life.taken, act), ending=step.final)


def undone(way: Way, step: Step) -> Life:
    """The life without a step that was recorded by mistake; what was final goes on again.

    Raises `Refused` where it was not taken, where others were taken after it, or where the dossier was withdrawn.
    """
    life = way.life
    against = []
    if life.withdrawn is not None:
        against.append(Reason.of("life-withdrawn"))
    if life.when(step.id) is None:
        against.append(Reason.of("step-not-taken", None, step=step.id))
    resting = tuple(one.step for one in life.taken if step in way.procedure.before(way.procedure.by_id[one.step]))
    if resting:
        against.append(Reason.of("step-rested-on", None, step=step.id, steps=resting))
    if against:
        raise Refused(against)
    ending = None if step.final else life.ending
    return evolve(life, taken=tuple(one for one in life.taken if one.step != step.id), ending=ending)


def withdrawn(life: Life, on: dt.date, reason: str) -> Life:
    """The life of a dossier that was withdrawn: its place is free. Raises `Refused` where it is over already."""
    if life.state is not State.UNDER_WAY:
        raise Refused([Reason.of(f"life-{life.state}")])
    return evolve(life, withdrawn=Withdrawal(on=on, reason=reason))
