"""Bilateral agreements of the university and its units as a programme of `mobilnost`.

The law itself is law.toml; here it is handed over, with the one fact that only these agreements have.
"""

from __future__ import annotations

from collections.abc import Sequence

from mobilnost import Contribution, FactDefinition, Programme, hookimpl, load_law
from mobilnost_bilateral.facts import FACTS

LAW = load_law(__name__)


@hookimpl
def mobilnost_programmes() -> Sequence[Programme]:
    """Bilateral exchange itself."""
    return LAW.programmes


@hookimpl
def mobilnost_facts() -> Sequence[FactDefinition]:
    """Whether an agreement is in balance."""
    return FACTS


@hookimpl
def mobilnost_eligibility(programme: Programme) -> Contribution | None:
    """Reciprocity, where an agreement asks for it."""
    return LAW.eligibility(programme)


@hookimpl
def mobilnost_duration(programme: Programme) -> Contribution | None:
    """No shortest stay, unless an agreement names one."""
    return LAW.duration(programme)


@hookimpl
def mobilnost_funding(programme: Programme) -> Contribution | None:
    """Article 25 as data."""
    return LAW.funding(programme)


@hookimpl
def mobilnost_procedure(programme: Programme) -> Contribution | None:
    """When the partner wants to know who comes."""
    return LAW.procedure(programme)
