"""Whether a plan may get a new version: what it says differs, and a change to what was agreed has its reasons in time.

A new version has no signatures; those of the one before stay with that one, which holds until the new one is signed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from attrs import frozen

from mobilnost.law import Citation
from mobilnost.procedure.plans.differences import PlanDifference, differences
from mobilnost.procedure.plans.law import PlanLaw
from mobilnost.procedure.plans.plan import ADDING, REMOVING, ChangeReason, Content, Plan, Signature
from mobilnost.procedure.refusals import Reason, Refused


@frozen(kw_only=True)
class Draft:
    """What a version is to say, from which day, and why it differs; `because` says it in words."""

    content: Content
    day: dt.date
    reasons: tuple[ChangeReason, ...] = ()
    because: str | None = None


def drafted(plan: Plan, draft: Draft, law: PlanLaw) -> tuple[Plan, tuple[Signature, ...]]:
    """The plan with a further version, and the signatures that do not hold for it. Raises `Refused`."""
    against = tuple(objections(plan, draft, law))
    if against:
        raise Refused(against)
    fallen = plan.latest.signatures if plan.latest else ()
    return plan.with_version(draft.content, draft.day, draft.reasons, draft.because), fallen


def objections(plan: Plan, draft: Draft, law: PlanLaw) -> Iterator[Reason]:
    """Everything that stands against a new version."""
    latest, agreed = plan.latest, law.in_force(plan)
    if not law.stages:
        yield Reason.of("plan-nobody-asks", law.nearest, document=plan.type)
    if latest is None:
        return
    if latest.content == draft.content:
        yield Reason.of("plan-same", version=latest.number)
    if latest.drafted is not None and draft.day < latest.drafted:
        yield Reason.of("plan-before-last", version=latest.number, day=latest.drafted)
    if agreed is not None and law.changing:
        yield from _without_reason(differences(agreed.content, draft.content), draft, law)
        yield from too_late(law)


def too_late(law: PlanLaw) -> Iterator[Reason]:
    """The rules that a change signed on this day would break, with their days (čl. 12 st. 6, čl. 17 st. 2)."""
    for finding in law.against:
        citation = finding.citation
        if isinstance(finding.limit, dt.date):
            yield Reason.of("plan-change-late", citation, document=law.type, last=finding.limit, day=law.day)
        else:
            yield Reason.of("plan-change-forbidden", citation, document=law.type)


def _without_reason(difference: PlanDifference, draft: Draft, law: PlanLaw) -> Iterator[Reason]:
    """A change has a coded reason: what is taken out one for that, what is added one for that."""
    citation = change_citation(law)
    reasons = frozenset(draft.reasons)
    if not reasons:
        yield Reason.of("plan-no-reason", citation, reasons=_codes(ChangeReason))
    if reasons and difference.removed and not reasons & REMOVING:
        yield Reason.of("plan-no-reason-removed", reasons=_codes(REMOVING), courses=_titles(difference.removed))
    if reasons and difference.added and not reasons & ADDING:
        yield Reason.of("plan-no-reason-added", reasons=_codes(ADDING), courses=_titles(difference.added))
    if ChangeReason.OTHER in reasons and not (draft.because or "").strip():
        yield Reason.of("plan-other-untold")


def change_citation(law: PlanLaw) -> Citation | None:
    """Where the law says how such a plan is changed."""
    return law.changing[0].citations[0] if law.changing else None


def _codes(reasons: Iterable[ChangeReason]) -> tuple[str, ...]:
    """Codes as they are given, in the order of the form."""
    wanted = set(reasons)
    return tuple(one.value for one in ChangeReason if one in wanted)


def _titles(courses: Iterable[object]) -> tuple[str, ...]:
    return tuple(str(getattr(one, "host_title", "")) for one in courses)
