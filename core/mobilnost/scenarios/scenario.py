"""Scenarios: cases of the law as values. A dossier in its circumstances, and what the law must find of it.

They are the law's own tests, and the examples by which it is explained.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from attrs import field, frozen

from mobilnost.assessment import Verdict
from mobilnost.instruments import Sourced
from mobilnost.law import Authority, Layer, Override
from mobilnost.model import Agreement, Calendar, Call, Decision, Dossier, Phase, Place, Settings

#: What is found of an obligation that nobody owes in the case.
NOT_OWED = "not_owed"


class Concern(StrEnum):
    """What a scenario is about."""

    RULE = "rule"
    DOCUMENT = "document"
    OBLIGATION = "obligation"
    PROVISION = "provision"


@frozen(kw_only=True)
class Subject:
    """The rule, paper, duty or provision that a scenario is about, by its id.

    A paper that is needed on several occasions, or asked for by two authorities, is told apart by `phase` and
    `authority`. Without an authority, that of `nearer` is meant where it asks for such a paper: the law that the case
    lies beside.
    """

    concern: Concern
    id: str
    phase: Phase | None = None
    authority: Authority | None = None
    nearer: Authority | None = None


@frozen(kw_only=True)
class Found:
    """What the law finds of a case, or what it must find: there, what is None is not looked at.

    `finds` is the outcome of a rule or the state of a paper or duty; `value` the figure of a provision, or of the one
    that a rule tests, and `set_by` who set it; `due` the day of a paper or duty, `late` whether its time has passed,
    `lacks` the signatures that are missing; `who` owes a duty, `to` whom, or issues a paper; `refused` the kind of
    problem for which an instrument is refused.
    """

    finds: str | None = None
    value: object = None
    set_by: Layer | None = None
    due: date | None = None
    late: bool | None = None
    lacks: tuple[str, ...] | None = None
    who: str | None = None
    to: str | None = None
    verdict: Verdict | None = None
    refused: str | None = None


@frozen(kw_only=True)
class Scenario:
    """One case: a name, what it is about, the dossier with its instruments, and what must be found on a day.

    `cites` is the passage that it holds; where it is silent, those that its subject cites. `base` names the dossier
    that it starts from and `changes` what is different, by dotted keys, for those who show it. `terms` are what the
    dossier's programme sets in the case, beside what it sets of its own. Holidays are those that the settings list as
    their own; the calendars of countries are not asked.
    """

    name: str
    subject: Subject | None
    cites: str | None = None
    base: str
    changes: Mapping[str, Any] = field(factory=dict, hash=False)
    dossier: Dossier
    on: date
    agreement: Sourced[Agreement] | None = None
    call: Sourced[Call] | None = None
    decision: Sourced[Decision] | None = None
    settings: Settings | None = None
    terms: tuple[Override, ...] = ()
    expected: Found
    place: Place

    @property
    def calendar(self) -> Calendar:
        """The office's working days, by its own list."""
        own = self.settings.holidays if self.settings else None
        return Calendar(holidays=frozenset(own.extra), working=frozenset(own.working)) if own else Calendar()

    def about(self, concern: Concern, id: str) -> bool:
        """Whether it is about a rule, paper, duty or provision."""
        return self.subject is not None and (self.subject.concern, self.subject.id) == (concern, id)
