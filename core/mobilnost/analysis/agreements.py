"""What is to be said of an agreement under one law."""

from __future__ import annotations

from mobilnost.analysis.comparing import Within
from mobilnost.analysis.conditions import of_conditions
from mobilnost.analysis.drafts import Unplaced, draft
from mobilnost.analysis.frames import Frames
from mobilnost.analysis.ground import Ground
from mobilnost.analysis.inspection import Inspection
from mobilnost.analysis.places import of_places
from mobilnost.analysis.sieve import Sieve
from mobilnost.analysis.terms import of_terms
from mobilnost.law import Layer
from mobilnost.model import Agreement


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
