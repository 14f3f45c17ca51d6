"""From a grade of the host's scale to one of ours: by distributions, by a table, by a formula, or not at all."""

from mobilnost.recognition.grades.conversion import Conversion, Method, Scales, convert
from mobilnost.recognition.grades.shares import Overlap, Step, overlaps, steps

__all__ = ["Conversion", "Method", "Overlap", "Scales", "Step", "convert", "overlaps", "steps"]
