"""Which of our grades is taken where several compare with the host's."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from attrs import frozen

from mobilnost.recognition.grades.shares import Overlap, Step


@frozen(kw_only=True)
class Compared:
    """The host's grade beside ours: the `middle` of its part, the grades that it meets, and all of ours.

    Each method takes one of ours. Better grades never end below worse ones by any of them.
    """

    middle: Fraction
    met: tuple[Overlap, ...]
    line: tuple[Step, ...]

    def best(self) -> Step:
        """The best that it meets."""
        return self.met[0].step

    def worst(self) -> Step:
        """The worst that it meets."""
        return self.met[-1].step

    def midpoint(self) -> Step:
        """The one in which its middle lies; on the border of two, the better."""
        return next(one.step for one in self.met if self.middle <= one.step.below)

    def largest_overlap(self) -> Step:
        """The one that takes most of it; of two alike, the better."""
        most = max(one.share for one in self.met)
        return next(one.step for one in self.met if one.share == most)

    def weighted(self) -> Step:
        """The one nearest to the mean of those it meets, each weighted by its share; between two, the better."""
        worth = _worth(self.line)
        mean = sum((one.share * worth[one.step] for one in self.met), Fraction(0))
        return min(self.line, key=lambda step: abs(worth[step] - mean))


def _worth(line: Sequence[Step]) -> dict[Step, Fraction]:
    """How far grades are apart: by their numbers where all have one, else by their places in the scale."""
    if all(step.mark.value is not None for step in line):
        return {step: Fraction(step.mark.value or 0) for step in line}
    return {step: step.mark.place or Fraction(0) for step in line}
