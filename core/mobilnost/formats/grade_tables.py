"""A comparison of two institutions' grades for programs: percentages as decimal strings, exact to a hundredth."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from mobilnost.recognition.grades import Comparison, Conversion, Step


def grade_table(theirs: str, ours: str, scale: str, comparison: Comparison) -> dict[str, Any]:
    """One object: both distributions, and what each of their passing grades becomes."""
    return {
        "schema": 1,
        "institution": theirs,
        "scale": scale,
        "home": ours,
        "method": comparison.method,
        "theirs": [_step(one) for one in comparison.theirs],
        "ours": [_step(one) for one in comparison.ours],
        "grades": [_row(one) for one in comparison.rows],
    }


def percentage(share: Fraction) -> str:
    """A part of the whole in percent, rounded to a hundredth."""
    return f"{Decimal(round(share * 10_000)).scaleb(-2):f}"


def _step(step: Step) -> dict[str, str]:
    return {"grade": step.mark.label, "above": percentage(step.above), "share": percentage(step.share)}


def _row(row: Conversion) -> dict[str, Any]:
    return {
        "grade": row.original,
        "becomes": row.converted.label if row.converted else None,
        "because": row.because,
        "in_average": row.counts,
        "compares": [{"grade": one.step.mark.label, "share": percentage(one.share)} for one in row.overlaps],
    }
