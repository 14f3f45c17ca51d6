"""How the passing grades of a reference group lie one behind the other, from the best to the worst.

Every grade takes the part of the line from 0 to 1 that its share of all passing grades is; exact fractions, so that
two grades touch or overlap and never nearly do. Source: ECTS Users' Guide 2015, grade distribution tables.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from attrs import frozen

from mobilnost.model.grading import GradeDistribution
from mobilnost.model.scales import GradingScale, Mark


@frozen(kw_only=True)
class Step:
    """One grade's part of the line: of all who passed, `above` did better, and `below` is where the next begins."""

    mark: Mark
    above: Fraction
    below: Fraction

    @property
    def share(self) -> Fraction:
        """The part of all who passed that was given this grade."""
        return self.below - self.above

    @property
    def middle(self) -> Fraction:
        """The middle of its part."""
        return (self.above + self.below) / 2


@frozen(kw_only=True)
class Overlap:
    """A grade of ours whose part meets that of the host's grade, and how much of the latter it takes (0 to 1)."""

    step: Step
    share: Fraction


def steps(distribution: GradeDistribution, scale: GradingScale) -> tuple[Step, ...]:
    """The passing grades that were given, from the best; what failed is left out, and the rest makes the whole.

    Raises ValueError where a label is no grade of the scale, or none of those given passes.
    """
    given: dict[str, tuple[Mark, Fraction]] = {}
    for label, number in distribution.shares.items():
        mark = scale.mark(label)
        if mark is None or mark.place is None:
            raise ValueError(f"{label!r} is no grade of the scale {scale.id}")
        if mark.passing and number:
            before = given.get(mark.label, (mark, Fraction(0)))[1]
            given[mark.label] = (mark, before + Fraction(number))
    whole = sum((number for _, number in given.values()), Fraction(0))
    if not whole:
        raise ValueError("no passing grade was given")
    line: list[Step] = []
    for mark, share in sorted(given.values(), key=lambda one: one[0].place or 0):
        above = line[-1].below if line else Fraction(0)
        line.append(Step(mark=mark, above=above, below=above + share / whole))
    return tuple(line)


def part_of(mark: Mark, line: Sequence[Step]) -> tuple[Fraction, Fraction]:
    """Where on the line a mark stands; one that was never given is the point between its neighbours."""
    point = Fraction(0)
    for step in line:
        if step.mark.place == mark.place:
            return step.above, step.below
        if (step.mark.place or 0) < (mark.place or 0):
            point = step.below
    return point, point


def overlaps(above: Fraction, below: Fraction, line: Sequence[Step]) -> tuple[Overlap, ...]:
    """The steps of a line that a part of it meets, from the best.

    Steps that only touch it do not count; a point on the border of two meets both of them, each with a half.
    """
    if above == below:
        met = [step for step in line if step.above <= above <= step.below]
        return tuple(Overlap(step=step, share=Fraction(1, len(met))) for step in met)
    found = []
    for step in line:
        common = min(below, step.below) - max(above, step.above)
        if common > 0:
            found.append(Overlap(step=step, share=common / (below - above)))
    return tuple(found)
