"""What the law says of a plan of a dossier: who signs it and each change to it, and by when a change must be made.

Nothing of it stands here: the signatories are those of the papers that the regulation and the programme ask for, and
what forbids a change is found by judging the dossier as it would be with that change.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from attrs import evolve, frozen

from mobilnost.assessment import Assessment, Finding, assess
from mobilnost.law import Citation
from mobilnost.model import Document, Phase
from mobilnost.procedure.plans.plan import Content, Plan, Version
from mobilnost.rules import Outcome
from mobilnost.rules.agreement_facts import CHANGES, LEARNING

#: The paper of a change, by the plan that it changes (čl. 12 st. 6, čl. 17 st. 2); other plans have none.
CHANGE_OF: Mapping[str, str] = dict(zip(LEARNING, CHANGES, strict=True))
#: The fact by which a rule speaks of changes.
CHANGE_DAY = "change_day"


class Standing(StrEnum):
    """How a version stands: it holds, it waits for signatures, it held until another did, or it never did."""

    IN_FORCE = "in_force"
    OPEN = "open"
    REPLACED = "replaced"
    DROPPED = "dropped"


@frozen(kw_only=True)
class Stage:
    """Who must have signed by a phase of the stay, and where that stands.

    A teaching plan is signed by the superior before the stay, and by the host after it (čl. 2 st. 19).
    """

    phase: Phase
    roles: tuple[str, ...]
    citations: tuple[Citation, ...]


@frozen(kw_only=True)
class PlanLaw:
    """The law of a plan for one dossier, on a day.

    `stages` are whom it needs, by phase, each with those before it; `changing` whom a change to it needs. `nearest` is
    where the law speaks of such a plan, though not for this dossier. `against` are the rules that a change whose last
    signature is of this day would break.
    """

    type: str
    day: dt.date
    stages: tuple[Stage, ...]
    changing: tuple[Stage, ...] = ()
    nearest: Citation | None = None
    against: tuple[Finding, ...] = ()
    #: The rules that speak of changes, met or not, and thereby until when one may be made.
    windows: tuple[Finding, ...] = ()

    @property
    def roles(self) -> tuple[str, ...]:
        """Everybody who signs it sooner or later."""
        return self.stages[-1].roles if self.stages else ()

    @property
    def last_day(self) -> dt.date | None:
        """The last day on which a change may be signed, where a rule gives one: the earliest of several."""
        days = [one.limit for one in self.windows]
        return min((day for day in days if isinstance(day, dt.date)), default=None)

    def needed(self, plan: Plan, version: Version) -> tuple[Stage, ...]:
        """Whose signatures a version of a plan needs: those of a change, where one before it is in force."""
        changes = self.changing and self.force_before(plan, version.number) is not None
        return self.changing if changes else self.stages

    def force_before(self, plan: Plan, number: int) -> Version | None:
        """The version that was agreed last before a given one: it has the signatures of its first stage."""
        found: Version | None = None
        for version in plan.versions[: number - 1]:
            stages = self.changing if found is not None and self.changing else self.stages
            if is_signed(version, stages):
                found = version
        return found

    def in_force(self, plan: Plan) -> Version | None:
        """The version that holds: the latest that everybody has signed who must before it does."""
        return self.force_before(plan, len(plan.versions) + 1)

    def standing(self, plan: Plan, version: Version) -> Standing:
        """How a version of a plan stands."""
        if version == self.in_force(plan):
            return Standing.IN_FORCE
        if is_signed(version, self.needed(plan, version)):
            return Standing.REPLACED
        return Standing.OPEN if version == plan.latest else Standing.DROPPED

    def changes(self, plan: Plan) -> tuple[Version, ...]:
        """The agreed changes: every agreed version after the first."""
        agreed = [one for one in plan.versions if is_signed(one, self.needed(plan, one))]
        return tuple(agreed[1:])


def is_signed(version: Version, stages: tuple[Stage, ...]) -> bool:
    """Whether everybody of the first stage has signed; where nobody must, nothing is agreed."""
    return bool(stages) and bool(stages[0].roles) and not version.lacks(stages[0].roles)


def law_of(assessment: Assessment, type: str) -> PlanLaw:
    """The law of a plan for an assessed dossier, on the day of the assessment."""
    day, change = assessment.on, CHANGE_OF.get(type)
    papers = [one for one in assessment.papers.requirements if one.type == type]
    nearest = papers[0].citation if papers else None
    stages = _stages(assessment, type)
    if change is None:
        return PlanLaw(type=type, day=day, stages=stages, nearest=nearest)
    supposed = supposing(assessment, documents=(*_others(assessment, CHANGES), Document(type=change, date=day)))
    windows = tuple(one for one in supposed.findings if CHANGE_DAY in one.rule.facts and _speaks(one))
    return PlanLaw(
        type=type,
        day=day,
        stages=stages,
        changing=_stages(supposed, change),
        nearest=nearest,
        windows=windows,
        against=tuple(one for one in windows if one.outcome is Outcome.UNMET),
    )


def supposing(assessment: Assessment, **changes: Any) -> Assessment:
    """The same dossier judged as if something in it were otherwise, such as its `documents`."""
    dossier = evolve(assessment.dossier, **changes)
    return assess(dossier, assessment.rulebook, on=assessment.on, calendar=assessment.calendar)


def broken_by(assessment: Assessment, content: Content) -> tuple[Assessment, tuple[Finding, ...]]:
    """The dossier judged as if a version with this content held, and the rules that it would break then.

    So čl. 7 st. 2 asks for ECTS that the courses of a change may no longer have.
    """
    supposed = supposing(assessment, courses=content.courses) if content.courses is not None else assessment
    return supposed, tuple(one for one in supposed.findings if one.id in set(supposed.unmet) - set(assessment.unmet))


def _others(assessment: Assessment, types: tuple[str, ...]) -> tuple[Document, ...]:
    return tuple(one for one in assessment.dossier.documents if one.type not in types)


def _speaks(finding: Finding) -> bool:
    return finding.outcome in (Outcome.MET, Outcome.UNMET)


def _stages(assessment: Assessment, type: str) -> tuple[Stage, ...]:
    """Whom the law asks to sign a paper, phase by phase; where two laws ask, whoever either of them names."""
    wanted = [one for one in assessment.papers.applying if one.type == type and one.signatories]
    stages: list[Stage] = []
    roles: dict[str, None] = {}
    for phase in Phase:
        now = [one for one in wanted if one.phase is phase]
        roles |= dict.fromkeys(role for one in now for role in one.signatories)
        if now:
            citations = dict.fromkeys(one.citation for one in now)
            stages.append(Stage(phase=phase, roles=tuple(roles), citations=tuple(citations)))
    return tuple(stages)
