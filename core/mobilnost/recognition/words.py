"""What the host says of a result: by its own word, and by the grade; and where the two contradict each other."""

from __future__ import annotations

from enum import StrEnum

from attrs import evolve

from mobilnost.model.transcripts import Result
from mobilnost.recognition.grades import Conversion, Unconverted
from mobilnost.recognition.units import Unit


class Contradiction(StrEnum):
    """How the host's word and its grade contradict each other; the word counts, and both are told."""

    GRADE_FAILS = "grade-fails"
    GRADE_PASSES = "grade-passes"
    GRADED = "graded"


def passed_of(unit: Unit, grade: Conversion | None) -> bool | None:
    """Whether a result was passed, by the host's word or else by its grade; None as long as nobody knows."""
    if unit.in_progress:
        return None
    return unit.passed if unit.passed is not None or grade is None else grade.passed


def believed(grade: Conversion | None, contradiction: Contradiction | None) -> Conversion | None:
    """The grade as it is entered: one that the host's own word contradicts becomes none of ours."""
    if grade is None or grade.converted is None or contradiction is None:
        return grade
    return evolve(grade, converted=None, because=Unconverted.CONTRADICTED)


def contradiction_of(result: Result, grade: Conversion | None) -> Contradiction | None:
    """Where the host's own word and the grade beside it say two things."""
    if grade is None:
        return None
    if result.in_progress:
        return Contradiction.GRADED
    if None in (result.is_passed, grade.passed) or result.is_passed is grade.passed:
        return None
    return Contradiction.GRADE_FAILS if result.is_passed else Contradiction.GRADE_PASSES
