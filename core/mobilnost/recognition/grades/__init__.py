"""From a grade of the host's scale to one of ours: by distributions, by a table, by a formula, or not at all."""

from mobilnost.recognition.grades.between import between
from mobilnost.recognition.grades.comparison import Comparison, compare
from mobilnost.recognition.grades.conversion import Conversion, Scales, Unconverted, convert
from mobilnost.recognition.grades.shares import Overlap, Step, overlaps, steps

__all__ = [
    "Comparison",
    "Conversion",
    "Overlap",
    "Scales",
    "Step",
    "Unconverted",
    "between",
    "compare",
    "convert",
    "overlaps",
    "steps",
]
