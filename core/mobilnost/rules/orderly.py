"""What may be wrong with a procedure: steps that nobody can take, and names of rules and papers that do not exist."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from mobilnost.model import CallAct, Ending, Place, Problem
from mobilnost.rules.contribution import Contribution
from mobilnost.rules.steps import EVERY, Procedure, Step


def troubles(law: Contribution) -> tuple[Problem, ...]:
    """What is wrong with the procedures of a whole law: the order of each, and names that nothing in the law bears."""
    found = [*(problem for one in law.procedures for problem in disorders(one)), *_strangers(law)]
    return tuple(dict.fromkeys(found))


def disorders(procedure: Procedure) -> Iterator[Problem]:
    """What is wrong with a procedure taken by itself: its steps' order, its end, and which steps stand for a call's."""
    seen: set[str] = set()
    for step in procedure.steps:
        if step.id in seen:
            yield _problem("duplicate", step, step.id)
        seen.add(step.id)
        for id in (*step.after, *step.unless):
            if id not in procedure.by_id:
                yield _unknown("unknown-step", step, id, procedure.by_id)
        yield from _reach(procedure, step)
        yield from _of_call(procedure, step)
    if not any(one.final for one in procedure.steps):
        place = procedure.place or Place(procedure.citation.source, None, procedure.id)
        yield Problem("procedure-endless", place, procedure.id)


def _strangers(law: Contribution) -> Iterator[Problem]:
    """What procedures speak of and nobody has said: rules, papers, and waivers that the law does not know."""
    rules = {one.id for one in law.rules}
    papers = {one.type for one in law.documents} | {type_ for one in law.obligations for type_ in one.evidence}
    lists = {one.key for one in law.provisions if one.type.many}
    waivable = {one.key for one in law.provisions if one.exceptions()}
    for step in _each_step(law):
        for names, known, kind in (
            (step.rules, rules, "unknown-rule"),
            (step.documents, papers | lists | {EVERY}, "unknown-paper"),
            (step.produces, papers, "unknown-paper"),
            ((step.waivable,) if step.waivable else (), waivable, "not-waivable"),
        ):
            yield from (_unknown(kind, step, name, known) for name in names if name not in known)


def _each_step(law: Contribution) -> Iterable[Step]:
    """Every step once: one that several procedures share is written once."""
    found = {(one.place, one.id): one for procedure in law.procedures for one in procedure.steps}
    return found.values()


def _reach(procedure: Procedure, step: Step) -> Iterator[Problem]:
    """Whether a step can ever be taken: not in a circle, nor after the end, nor after what rules it out."""
    before = procedure.before(step)
    if step in before:
        yield _problem("step-circle", step, step.id)
        return
    barred = next((one for one in before if one.final or one.id in step.unless), None)
    if barred is not None:
        yield _problem("step-unreachable", step, step.id, barred.id)


def _of_call(procedure: Procedure, step: Step) -> Iterator[Problem]:
    """Whether a step can stand for what a call does: it alone does, and it ends a life where nobody is selected."""
    if step.call is None:
        return
    first = procedure.standing_for(step.call)
    if first is not None and first.id != step.id:
        yield _problem("step-call-twice", step, step.call, first.id)
    if step.final is not (Ending.REFUSED if step.call is CallAct.NOT_SELECTED else None):
        yield _problem("step-call-ending", step, step.call)


def _problem(kind: str, step: Step, found: str, expected: str | None = None) -> Problem:
    return Problem(kind, _place(step), found, expected)


def _unknown(kind: str, step: Step, name: str, known: Iterable[str]) -> Problem:
    near = get_close_matches(name, list(known))
    return Problem(kind, _place(step), name, suggestion=near[0] if near else None)


def _place(step: Step) -> Place:
    return step.place or Place(step.citation.source, None, step.id)
