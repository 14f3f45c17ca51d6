"""What the layers say of a provision, and what becomes of it: the values of which the account of a search is made."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from attrs import frozen

from mobilnost.grammar import Node
from mobilnost.instruments import Sourced
from mobilnost.law import Candidate, DatedValue, Effective, Figure, Layer, Origin, Permission, Provision
from mobilnost.model import Agreement, Call, Decision, Problem
from mobilnost.statutes import Decider


class Fate(StrEnum):
    """What became of something that was said of a provision.

    `beaten` by a stronger layer, `same` as what an equal says, `refused` by the law, `idle` where its condition is not
    so, `waits` where a fact is missing that its condition needs, `elsewhere` where it concerns another programme or
    edition, `other_time` where it is not in force on the day.
    """

    STANDS = "stands"
    BEATEN = "beaten"
    SAME = "same"
    WAIVES = "waives"
    REFUSED = "refused"
    IDLE = "idle"
    WAITS = "waits"
    ELSEWHERE = "elsewhere"
    OTHER_TIME = "other_time"


@frozen(kw_only=True)
class Said:
    """Something that a layer says of the provision, and its fate.

    `by` is what beat it, or says the same; `permission` what it rests on; `problems` why it was refused; `missing` the
    facts that it waits for; `dated` the entry of the law's own text.
    """

    value: object
    origin: Origin
    applies: Node
    fate: Fate
    by: Candidate | None = None
    permission: Permission | None = None
    problems: tuple[Problem, ...] = ()
    missing: tuple[str, ...] = ()
    dated: DatedValue | None = None


@frozen(kw_only=True)
class Step:
    """One layer of the search: the source that was looked at (none where there is none), who may speak, who did.

    `plugin` names the office's own plugin where that declared the provision in the university's name.
    """

    layer: Layer
    source: str | None
    plugin: str | None = None
    permissions: tuple[Permission, ...]
    said: tuple[Said, ...]


@frozen(kw_only=True)
class ProvisionAccount:
    """The whole search for a provision under one programme, strongest layer first.

    `figure` has the candidates without those that are refused, `effective` what they come to for one dossier, where one
    is given. `deciders` are those who by the law may take the decision that sets it aside.
    """

    figure: Figure
    programme: str
    edition: str | None
    on: date
    steps: tuple[Step, ...]
    effective: Effective | None
    waived: Origin | None
    deciders: tuple[Decider, ...] = ()

    @property
    def provision(self) -> Provision:
        """The provision."""
        return self.figure.provision


@frozen(kw_only=True)
class Instruments:
    """The agreement, call and decision under which a provision is looked for."""

    agreement: Sourced[Agreement] | None = None
    call: Sourced[Call] | None = None
    decision: Sourced[Decision] | None = None

    def source(self, layer: Layer) -> str | None:
        """The id of the instrument that speaks in a layer."""
        given: Mapping[Layer, Sourced[Any] | None] = {
            Layer.DECISION: self.decision,
            Layer.AGREEMENT: self.agreement,
            Layer.CALL: self.call,
        }
        instrument = given.get(layer)
        return None if instrument is None else str(instrument.value.id)
