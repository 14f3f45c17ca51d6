"""CEEPUS III and IV as a programme of `mobilnost`.

The law itself is law.toml; here it is handed over, with the one fact that only CEEPUS has.
"""

from __future__ import annotations

from collections.abc import Sequence

from mobilnost import Contribution, FactDefinition, Programme, hookimpl, load_law
from mobilnost_ceepus.facts import FACTS

LAW = load_law(__name__)


@hookimpl
def mobilnost_programmes() -> Sequence[Programme]:
    """CEEPUS itself."""
    return LAW.programmes


@hookimpl
def mobilnost_facts() -> Sequence[FactDefinition]:
    """How many recommendations a freemover has."""
    return FACTS


@hookimpl
def mobilnost_eligibility(programme: Programme) -> Contribution | None:
    """Who may go, and what CEEPUS sets of the university's provisions."""
    return LAW.eligibility(programme)


@hookimpl
def mobilnost_duration(programme: Programme) -> Contribution | None:
    """How long students, teachers and excursions stay."""
    return LAW.duration(programme)


@hookimpl
def mobilnost_funding(programme: Programme) -> Contribution | None:
    """Stipends and support in kind, by host country."""
    return LAW.funding(programme)


@hookimpl
def mobilnost_documents(programme: Programme) -> Contribution | None:
    """The award, the papers of freemovers, and the two closing documents."""
    return LAW.documents(programme)


@hookimpl
def mobilnost_procedure(programme: Programme) -> Contribution | None:
    """Deadlines of the portal and the duties after the stay."""
    return LAW.procedure(programme)
