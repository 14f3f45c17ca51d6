"""The one fact of bilateral agreements that no other programme has: whether their places are in balance."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from mobilnost import BOOLEAN, Case, FactDefinition

FIGURES = ("persons_per_year", "months_per_year", "days_per_year", "student_semesters_per_year")


def reciprocal(case: Case) -> bool | None:
    """Whether the agreement gives as many places of the mobility's kind in one direction as in the other.

    Each figure that an agreement can state is compared with itself. Unknown without an agreement, or where it
    states no places at all.
    """
    if case.agreement is None or not case.agreement.places:
        return None
    kind = case.dossier.mobility.kind
    places = [one for one in case.agreement.places if one.kind == kind]
    out = [one for one in places if one.direction == "outgoing"]
    back = [one for one in places if one.direction == "incoming"]
    return all(_sum(out, figure) == _sum(back, figure) for figure in FIGURES)


def _sum(places: Iterable[object], figure: str) -> Decimal:
    return sum((Decimal(getattr(one, figure) or 0) for one in places), Decimal())


FACTS: tuple[FactDefinition, ...] = (
    FactDefinition(
        name="bilateral_reciprocal",
        type=BOOLEAN,
        compute=reciprocal,
        meaning="the agreement has as many places of this kind in either direction",
        source="mobility.agreement",
        supplied_by="international_office",
    ),
)
