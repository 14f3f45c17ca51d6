"""The one fact of CEEPUS that no other programme has."""

from __future__ import annotations

from mobilnost import Case, FactDefinition, number


def recommendations(case: Case) -> int:
    """How many letters of recommendation the dossier holds; without any, none."""
    return sum(paper.type == "recommendation_letter" for paper in case.dossier.documents)


FACTS: tuple[FactDefinition, ...] = (
    FactDefinition(
        name="ceepus_recommendations",
        type=number("letters"),
        compute=recommendations,
        meaning="letters of recommendation on record",
        required=True,
        source="recommendation_letter",
    ),
)
