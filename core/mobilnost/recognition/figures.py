"""From the law as it stands for a dossier to what recognition takes of it: how credits convert, and what was due."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from mobilnost.assessment import Assessment
from mobilnost.law import Effective, Layer
from mobilnost.model.credit_schemes import CreditPrinciple
from mobilnost.recognition.account import Due
from mobilnost.recognition.credits import HOURS, PRINCIPLE, YEAR_ECTS, CreditLaw
from mobilnost.rules import Outcome

#: The rule whose figure the stay had to reach (čl. 16 st. 1).
PER_SEMESTER = "study.minimum_ects_per_semester"


def figures_of(assessment: Assessment) -> Mapping[str, Effective]:
    """Every provision of recognition as it stands for a dossier, with who set it and what it beats."""
    figures = assessment.rulebook.figures
    wanted = (key for key in figures if key.startswith("recognition."))
    return {key: figures[key].effective(assessment.facts) for key in wanted}


def credit_law(figures: Mapping[str, Effective]) -> CreditLaw:
    """How credits are converted. What a regulation does not have is as the ECTS Users' Guide has it."""
    usual = CreditLaw()
    principle = figures.get(PRINCIPLE)
    hours, year = _number(figures, HOURS), _number(figures, YEAR_ECTS)
    if principle is None or not isinstance(principle.value, str):
        return CreditLaw(year_ects=year or usual.year_ects, hours_per_ects=hours)
    layer = principle.winner.origin.layer if principle.winner else Layer.REGULATION
    return CreditLaw(
        principle=CreditPrinciple(principle.value),
        year_ects=year or usual.year_ects,
        hours_per_ects=hours,
        binding=layer.rank > Layer.SETTING.rank,
    )


def due_of(assessment: Assessment) -> Due | None:
    """The ECTS that the stay had to bring; None where that is not asked of it, or its law has no such rule."""
    found = next((one for one in assessment.findings if one.id == PER_SEMESTER), None)
    if found is None or found.outcome is Outcome.NOT_APPLICABLE or not isinstance(found.limit, int | Decimal):
        return None
    provisions = tuple(found.figures.items())
    return Due(ects=Decimal(found.limit), citation=found.citation, provisions=provisions)


def _number(figures: Mapping[str, Effective], key: str) -> Decimal | None:
    """A figure as a number; an open one is none."""
    found = figures.get(key)
    return Decimal(found.value) if found is not None and isinstance(found.value, int | Decimal) else None
