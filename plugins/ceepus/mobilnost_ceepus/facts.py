"""The facts of CEEPUS that no other programme has."""

from __future__ import annotations

from decimal import Decimal

from mobilnost import Case, FactDefinition, number

WEEK = 7


def recommendations(case: Case) -> int:
    """How many letters of recommendation the dossier holds; without any, none."""
    return sum(paper.type == "recommendation_letter" for paper in case.dossier.documents)


def teaching_hours(case: Case) -> Decimal | None:
    """The hours taught in the whole stay: as recorded, else, of a stay of up to a week, those of the week."""
    recorded = case.dossier.grant.teaching_hours
    if recorded is not None or case.dossier.staff is None:
        return recorded
    return case.dossier.staff.teaching_hours_per_week if case.calendar_days <= WEEK else None


FACTS: tuple[FactDefinition, ...] = (
    FactDefinition(
        name="ceepus_recommendations",
        type=number("letters"),
        compute=recommendations,
        meaning="letters of recommendation on record",
        required=True,
        source="recommendation_letter",
    ),
    FactDefinition(
        name="ceepus_teaching_hours",
        type=number("hours"),
        compute=teaching_hours,
        meaning="hours taught in the whole stay",
        source="grant.teaching_hours",
    ),
)
