"""Erasmus+ (KA103 and KA107 of 2014-2020, KA131 and KA171 of 2021-2027) as a programme of `mobilnost`.

The law itself is law.toml; here it is handed over, with the few facts that only Erasmus+ has.
"""

from __future__ import annotations

from collections.abc import Sequence

from mobilnost import Contribution, FactDefinition, Programme, hookimpl, load_law
from mobilnost_erasmus.facts import FACTS

LAW = load_law(__name__)


@hookimpl
def mobilnost_programmes() -> Sequence[Programme]:
    """Erasmus+ itself."""
    return LAW.programmes


@hookimpl
def mobilnost_facts() -> Sequence[FactDefinition]:
    """Programme countries, groups of hosts, and the papers that the rules of money look at."""
    return FACTS


@hookimpl
def mobilnost_eligibility(programme: Programme) -> Contribution | None:
    """Who may go, and what Erasmus+ sets of the university's provisions."""
    return LAW.eligibility(programme)


@hookimpl
def mobilnost_duration(programme: Programme) -> Contribution | None:
    """How long a stay may be."""
    return LAW.duration(programme)


@hookimpl
def mobilnost_funding(programme: Programme) -> Contribution | None:
    """Travel, individual support, top-ups."""
    return LAW.funding(programme)


@hookimpl
def mobilnost_documents(programme: Programme) -> Contribution | None:
    """The papers before, during and after."""
    return LAW.documents(programme)


@hookimpl
def mobilnost_procedure(programme: Programme) -> Contribution | None:
    """Payments and the host's transcript."""
    return LAW.procedure(programme)
