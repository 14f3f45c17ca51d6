"""The hooks by which programmes come into the house. All are called once, when programmes load, never per dossier.

Every hook but the first two gets the programme, so an office's own plugin can add to a programme that it did not write:
its rules then speak for the university. A hook that has nothing to say returns `None`.
"""

from __future__ import annotations

from collections.abc import Sequence

import pluggy

from mobilnost.law import Programme
from mobilnost.rules import Contribution, FactDefinition

#: The name of the plugin system and of the entry points' group.
GROUP = "mobilnost"

hookspec = pluggy.HookspecMarker(GROUP)
hookimpl = pluggy.HookimplMarker(GROUP)


@hookspec
def mobilnost_programmes() -> Sequence[Programme] | None:
    """The programmes that a plugin brings: code, names, dated editions, kinds of mobility, counting strategies.

    ```python
    @hookimpl
    def mobilnost_programmes():
        return [Programme(code="norplus", names={"en": "NorPlus"})]
    ```
    """


@hookspec
def mobilnost_facts() -> Sequence[FactDefinition] | None:
    """Facts of the plugin's own, with their computation; they serve the programmes it brings or adds to.

    ```python
    @hookimpl
    def mobilnost_facts():
        return [FactDefinition(name="norplus_island", type=BOOLEAN, meaning="on an island", compute=on_island)]
    ```
    """


@hookspec
def mobilnost_eligibility(programme: Programme) -> Contribution | None:
    """Rules and provisions on who may go or come, and what the programme sets of the university's provisions.

    ```python
    @hookimpl
    def mobilnost_eligibility(programme):
        return LAW.eligibility(programme)
    ```
    """


@hookspec
def mobilnost_duration(programme: Programme) -> Contribution | None:
    """Rules and provisions on how long a stay may be.

    ```python
    @hookimpl
    def mobilnost_duration(programme):
        return LAW.duration(programme)
    ```
    """


@hookspec
def mobilnost_funding(programme: Programme) -> Contribution | None:
    """Grant schemes: components with their rates and who pays, and rules and provisions on money.

    ```python
    @hookimpl
    def mobilnost_funding(programme):
        return LAW.funding(programme)
    ```
    """


@hookspec
def mobilnost_documents(programme: Programme) -> Contribution | None:
    """Required papers: type, phase, issuer, signatories, languages, and when they are needed.

    ```python
    @hookimpl
    def mobilnost_documents(programme):
        return LAW.documents(programme)
    ```
    """


@hookspec
def mobilnost_procedure(programme: Programme) -> Contribution | None:
    """The steps of a dossier's life, obligations with their deadlines, and rules of the procedure.

    ```python
    @hookimpl
    def mobilnost_procedure(programme):
        return LAW.procedure(programme)
    ```
    """


#: The hooks that get the programme, in the order in which they are asked.
TOPICAL = (
    "mobilnost_eligibility",
    "mobilnost_duration",
    "mobilnost_funding",
    "mobilnost_documents",
    "mobilnost_procedure",
)
