"""What is to be said of an agreement under one law."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from attrs import evolve

from mobilnost.analysis.comparing import Within
from mobilnost.analysis.conditions import of_conditions
from mobilnost.analysis.drafts import Unplaced, draft
from mobilnost.analysis.frames import Frames
from mobilnost.analysis.ground import Ground
from mobilnost.analysis.inspection import Inspection
from mobilnost.analysis.places import of_places
from mobilnost.analysis.remarks import Remark
from mobilnost.analysis.sieve import Sieve
from mobilnost.analysis.terms import of_terms
from mobilnost.instruments import Sourced
from mobilnost.law import Layer
from mobilnost.model import Agreement

#: The code of an agreement that amends one which is not there.
AMENDS_UNKNOWN = "agreement-amends-unknown"


def of_agreement(given: Unplaced[Agreement], ground: Ground, frames: Frames) -> Inspection:
    """Its conditions, terms and places, each alone, beside each other, and beside the law."""
    if ground.kept("sieve", lambda: Sieve(ground)).passes(given.value, frames):
        return Inspection()
    drafted = draft([(given, Layer.AGREEMENT)], ground)
    within = Within(ground.lawful, frames)
    said = tuple(of_conditions(drafted, within))
    unmeetable = {one.subject for one in said if one.code == "condition-unmeetable"}
    places = of_places(given, drafted, unmeetable)
    return Inspection(drafted.problems, (*said, *of_terms(drafted, within), *places))


def unknown_amended(given: Sourced[Agreement], known: Iterable[str]) -> tuple[Remark, ...]:
    """That an agreement amends one which nobody has: then nobody knows of places and balances before it."""
    name, names = given.value.amends, tuple(known)
    if name is None or name in names:
        return ()
    parts = {"agreement": name, "suggestion": None}
    remark = Remark(code=AMENDS_UNKNOWN, place=given.place("amends"), subject=given.value.id, parts=parts)
    return (suggesting(remark, names),)


def suggesting(remark: Remark, known: Iterable[str]) -> Remark:
    """The same with the agreement that was probably meant, of those that are known."""
    near = get_close_matches(remark.parts["agreement"], [one for one in known if one != remark.subject], n=1)
    return evolve(remark, parts={**remark.parts, "suggestion": near[0] if near else None})
