"""NorPlus, an invented programme of the north, for `mobilnost`."""

from __future__ import annotations

from collections.abc import Sequence

from mobilnost import Contribution, FactDefinition, Programme, hookimpl, load_law
from mobilnost_norplus.facts import FACTS

LAW = load_law(__name__)


@hookimpl
def mobilnost_programmes() -> Sequence[Programme]:
    """NorPlus itself."""
    return LAW.programmes


@hookimpl
def mobilnost_facts() -> Sequence[FactDefinition]:
    """Whether the host lies in the far north."""
    return FACTS


@hookimpl
def mobilnost_eligibility(programme: Programme) -> Contribution | None:
    """The countries that take part, and the deadline of those who come."""
    return LAW.eligibility(programme)


@hookimpl
def mobilnost_duration(programme: Programme) -> Contribution | None:
    """From one month to a year."""
    return LAW.duration(programme)


@hookimpl
def mobilnost_funding(programme: Programme) -> Contribution | None:
    """The monthly rate, and the supplement of the far north."""
    return LAW.funding(programme)


@hookimpl
def mobilnost_documents(programme: Programme) -> Contribution | None:
    """The letter that waives tuition."""
    return LAW.documents(programme)


@hookimpl
def mobilnost_procedure(programme: Programme) -> Contribution | None:
    """The report to the programme's office."""
    return LAW.procedure(programme)
