"""The one fact that only NorPlus has."""

from __future__ import annotations

from mobilnost import BOOLEAN, Case, FactDefinition

ARCTIC_CIRCLE = 66.5
"""Degrees of latitude from which NorPlus speaks of the far north."""


def far_north(case: Case) -> bool | None:
    """Whether the receiving institution lies in the far north; unknown where nobody has recorded its latitude."""
    host = case.institution(case.dossier.mobility.receiving)
    return None if host is None or host.latitude is None else host.latitude >= ARCTIC_CIRCLE


FACTS = (
    FactDefinition(
        name="norplus_far_north",
        type=BOOLEAN,
        compute=far_north,
        meaning="the host lies north of the polar circle",
        source="institutions",
        supplied_by="international_office",
    ),
)
