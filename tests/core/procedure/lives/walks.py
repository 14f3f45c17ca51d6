"""Lives told in a few words: a dossier, the steps that were taken, and what comes of the next."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from pravilnik.cases import D, assessed

import mobilnost as m
from mobilnost.procedure.lives.life import Life, Taken
from mobilnost.procedure.lives.way import Way, possible, taken
from mobilnost.procedure.refusals import Refused

Judge = Callable[..., m.Assessment]
#: A day before everything, on which papers are there and nothing has begun.
EARLY = D(2018, 7, 1)


def way(
    dossier: m.Dossier, steps: Iterable[str | tuple[str, D]] = (), on: D = EARLY, judge: Judge = assessed, **more: Any
) -> Way:
    """The way of a dossier after some steps, as they were recorded; what the law says of them is not asked again."""
    assessment = judge(dossier, on=on, **more)
    facts = assessment.rulebook.circumstances(dossier, assessment.calendar)
    procedure = assessment.rulebook.procedure(facts)
    assert procedure is not None
    acts = [(one, D(2018, 5, 1)) if isinstance(one, str) else one for one in steps]
    life = Life(
        dossier=dossier.mobility.id,
        procedure=procedure.id,
        taken=tuple(Taken(step=step, on=day, by="somebody", role=procedure.by_id[step].role) for step, day in acts),
    )
    return Way(procedure=procedure, life=life, assessment=assessment, facts=facts)


def after(way: Way, step: str, on: D | None = None) -> Life:
    """The life after a further step. Raises `Refused`."""
    found = way.procedure.by_id[step]
    act = Taken(step=step, on=on or way.assessment.on, by="somebody", role=found.role)
    return taken(way, found, act)


def against(way: Way, step: str, on: D | None = None) -> list[str]:
    """What stands against a step: the ids of the reasons, with what they are about."""
    try:
        after(way, step, on)
    except Refused as refused:
        return [told(one.phrase.id, dict(one.phrase.parts)) for one in refused.reasons]
    return []


def told(id: str, parts: dict[str, Any]) -> str:
    for name in ("rule", "document", "steps", "day"):
        if name in parts:
            value = parts[name]
            return f"{id}: {', '.join(value) if isinstance(value, tuple) else value}"
    return id


def nexts(way: Way) -> list[str]:
    """The steps that may come next, whatever stands against them."""
    return [one.step.id for one in possible(way)]


def walked(dossier: m.Dossier, steps: Iterable[tuple[str, D]], judge: Judge = assessed, **more: Any) -> Life:
    """A life walked from its beginning, each step judged on its own day. Raises `Refused`."""
    so_far: list[tuple[str, D]] = []
    life = way(dossier, judge=judge, **more).life
    for step, day in steps:
        life = after(way(dossier, so_far, on=day, judge=judge, **more), step)
        so_far.append((step, day))
    return life
