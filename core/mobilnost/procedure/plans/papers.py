"""A plan as the dossier's own papers have it, and the other way round.

The assessment reads a dossier's `[[documents]]` and `[[courses]]` and nothing else; so whatever of a plan holds is
written there, and a dossier that came with such papers has a plan already, of which some things are not known.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from attrs import evolve

from mobilnost.model import Document, Dossier
from mobilnost.procedure.plans.law import CHANGE_OF, PlanLaw, Stage, is_signed
from mobilnost.procedure.plans.plan import Content, Plan, Signature, Version


def adopted(dossier: Dossier, type: str) -> Plan | None:
    """The plan that a dossier has by its papers alone, before the register has one; None where there is none.

    Each paper is a version, in the order of their days. Who signed for a role they do not say; what a version said is
    known of the last alone, by the courses of the dossier.
    """
    types = (type, CHANGE_OF.get(type))
    papers = sorted(
        (one for one in dossier.documents if one.type in types),
        key=lambda one: (one.type != type, one.date or dt.date.min),
    )
    plan = Plan(dossier=dossier.mobility.id, type=type)
    for index, paper in enumerate(papers):
        courses = dossier.courses if index + 1 == len(papers) else None
        plan = plan.with_version(Content(courses=courses, languages=paper.languages), None)
        for role in dict.fromkeys(paper.signed_by):
            plan = plan.with_signature(Signature(role=role, on=paper.date))
    return plan if papers else None


def filed(dossier: Dossier, plan: Plan, law: PlanLaw) -> Dossier:
    """The dossier with what the plan has come to: its papers with their signatures, and the courses that hold.

    Until a version is agreed the latest draft is what the dossier knows; a change is known once all have signed it.
    """
    papers = tuple(papers_of(plan, law))
    replaced = {plan.type, CHANGE_OF.get(plan.type), *(one.type for one in papers)}
    place = next((index for index, one in enumerate(dossier.documents) if one.type in replaced), None)
    kept = [one for one in dossier.documents if one.type not in replaced]
    place = len(kept) if place is None else min(place, len(kept))
    holds = law.in_force(plan) or plan.latest
    known = holds.content.courses if holds else None
    courses = dossier.courses if known is None else known
    return evolve(dossier, documents=(*kept[:place], *papers, *kept[place:]), courses=courses)


def papers_of(plan: Plan, law: PlanLaw) -> Iterator[Document]:
    """The papers that a plan comes to: the agreement, each agreed change, and what belongs to the one that holds."""
    holds = law.in_force(plan)
    first = next((one for one in plan.versions if is_signed(one, law.stages)), plan.latest)
    base = first if law.changing else holds or plan.latest
    if base is not None:
        yield from _papers(plan.type, base, law.stages)
    for version in law.changes(plan) if law.changing else ():
        yield _paper(CHANGE_OF[plan.type], version)
    if holds is not None:
        yield from (_paper(part, holds) for part in holds.content.parts)


def _papers(type: str, version: Version, stages: tuple[Stage, ...]) -> Iterator[Document]:
    """One paper for each stage that is signed, as it was then, and one with what was signed since."""
    told: frozenset[str] = frozenset()
    for stage in stages:
        if stage.roles and not version.lacks(stage.roles) and not told >= set(stage.roles):
            told = frozenset(stage.roles)
            signatures = tuple(one for one in version.signatures if one.role in told)
            yield _paper(type, evolve(version, signatures=signatures))
    if not told or frozenset(version.signed_by) > told:
        yield _paper(type, version)


def _paper(type: str, version: Version) -> Document:
    return Document(
        type=type, date=version.last_signed, signed_by=version.signed_by, languages=version.content.languages
    )
