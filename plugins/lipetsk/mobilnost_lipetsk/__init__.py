"""The exchange with Lipetsk State University in informatics as a programme of `mobilnost`.

The law itself is law.toml; here it is handed over.
"""

from __future__ import annotations

from collections.abc import Sequence

from mobilnost import Contribution, Programme, hookimpl, load_law

LAW = load_law(__name__)


@hookimpl
def mobilnost_programmes() -> Sequence[Programme]:
    """The exchange itself."""
    return LAW.programmes


@hookimpl
def mobilnost_eligibility(programme: Programme) -> Contribution | None:
    """Since when, with whom, in which field, and the visit in April."""
    return LAW.eligibility(programme)


@hookimpl
def mobilnost_duration(programme: Programme) -> Contribution | None:
    """How long: open, until an agreement says it."""
    return LAW.duration(programme)


@hookimpl
def mobilnost_funding(programme: Programme) -> Contribution | None:
    """Board and lodging by the host."""
    return LAW.funding(programme)


@hookimpl
def mobilnost_documents(programme: Programme) -> Contribution | None:
    """Invitation, visa, registration."""
    return LAW.documents(programme)


@hookimpl
def mobilnost_procedure(programme: Programme) -> Contribution | None:
    """The lead times before arrival, and what is due after it."""
    return LAW.procedure(programme)
