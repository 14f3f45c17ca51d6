"""Figures: what a provision comes to under a rulebook, and what it says about one dossier."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import frozen

from mobilnost.grammar import TRUE, Absence, Node, evaluate, waits_for
from mobilnost.law.citations import Origin
from mobilnost.law.provisions import Provision


@frozen(kw_only=True)
class Candidate:
    """A value that somebody lawfully set, where it applies; `also` are equals that say the same."""

    value: object
    origin: Origin
    applies: Node = TRUE
    also: tuple[Origin, ...] = ()


@frozen(kw_only=True)
class Effective:
    """What a provision says about one dossier.

    `winner` is `None` where no layer says anything, or where it is not known yet who does: `missing` then names the
    facts that would settle it.
    """

    value: object
    winner: Candidate | None
    beaten: tuple[Candidate, ...] = ()
    missing: tuple[str, ...] = ()


@frozen(kw_only=True)
class Figure:
    """A provision resolved: its candidates, strongest first.

    `exhaustive` says that one of them applies to every dossier whose facts are known.
    """

    provision: Provision
    candidates: tuple[Candidate, ...]
    exhaustive: bool = False

    @property
    def constant(self) -> bool:
        """Whether the value is the same for every dossier under this rulebook."""
        return not self.candidates or self.candidates[0].applies == TRUE

    @property
    def settled(self) -> object:
        """The value of a constant figure; where nobody says anything there is no limit."""
        return self.candidates[0].value if self.candidates else Absence.NONE

    def effective(self, facts: Mapping[str, Any]) -> Effective:
        """The value for a dossier, with winner and beaten."""
        for index, candidate in enumerate(self.candidates):
            holds = evaluate(candidate.applies, facts, {})
            if holds is None:
                missing = waits_for(candidate.applies, facts, {})
                return Effective(value=None, winner=None, missing=missing)
            if holds:
                weaker = self.candidates[index + 1 :]
                beaten = tuple(one for one in weaker if evaluate(one.applies, facts, {}) is not False)
                return Effective(value=candidate.value, winner=candidate, beaten=beaten)
        return Effective(value=Absence.NONE, winner=None)
