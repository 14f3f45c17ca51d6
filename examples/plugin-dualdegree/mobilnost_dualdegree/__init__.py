"""Dual Degree, for `mobilnost`.

The law stands in law.toml, its cases in scenarios.toml, its words in locales/. Each hook hands over the part of the law
that it is asked for; one whose part the programme does not have may be taken out.
"""

from __future__ import annotations

from collections.abc import Sequence

from mobilnost import Contribution, FactDefinition, Programme, hookimpl, load_law

from mobilnost_dualdegree.facts import FACTS

LAW = load_law(__name__)


@hookimpl
def mobilnost_programmes() -> Sequence[Programme]:
    """The programme itself: its names, its kinds of mobility, how it counts."""
    return LAW.programmes


@hookimpl
def mobilnost_facts() -> Sequence[FactDefinition]:
    """Whose student somebody is, and in which semester of study a stay begins and ends."""
    return FACTS


@hookimpl
def mobilnost_eligibility(programme: Programme) -> Contribution | None:
    """Who may take part."""
    return LAW.eligibility(programme)


@hookimpl
def mobilnost_duration(programme: Programme) -> Contribution | None:
    """How long a stay may be."""
    return LAW.duration(programme)


@hookimpl
def mobilnost_funding(programme: Programme) -> Contribution | None:
    """What is paid, and by whom."""
    return LAW.funding(programme)


@hookimpl
def mobilnost_documents(programme: Programme) -> Contribution | None:
    """The papers that are asked for."""
    return LAW.documents(programme)


@hookimpl
def mobilnost_procedure(programme: Programme) -> Contribution | None:
    """Who owes what by which day."""
    return LAW.procedure(programme)
