"""Every passing grade of the host beside ours: what each becomes, and how the two groups of students lie."""

from __future__ import annotations

from fractions import Fraction

from attrs import frozen

from mobilnost.model import Mark, Method
from mobilnost.recognition.grades.conversion import Conversion, Scales, Unconverted, convert
from mobilnost.recognition.grades.shares import Step, steps


@frozen(kw_only=True)
class Comparison:
    """`theirs` and `ours` are the passing grades that were given, from the best; without a distribution there are none.

    `rows` say of each grade that the host gives to those who pass, listed or found in its distribution, what it
    becomes by the method.
    """

    method: Method | None
    theirs: tuple[Step, ...]
    ours: tuple[Step, ...]
    rows: tuple[Conversion, ...]

    @property
    def hindrance(self) -> Unconverted | None:
        """Why none of the grades is converted, where there is one reason for all of them."""
        reasons = {row.because for row in self.rows}
        return reasons.pop() if len(reasons) == 1 else None


def compare(scales: Scales, method: Method | None) -> Comparison:
    """All passing grades of their scale, converted. Raises ValueError where their scale is not known."""
    theirs = scales.theirs
    if theirs is None:
        raise ValueError("their scale is not known")
    line = steps(scales.their_distribution, theirs) if scales.their_distribution else ()
    home = steps(scales.our_distribution, scales.ours) if scales.our_distribution and scales.ours else ()
    listed = [mark for label in theirs.passing if (mark := theirs.mark(label)) is not None]
    given = {mark.label: mark for mark in (*listed, *(step.mark for step in line))}
    labels = [mark.label for mark in sorted(given.values(), key=_place)]
    rows = tuple(convert(label, method, scales) for label in labels)
    return Comparison(method=method, theirs=line, ours=home, rows=rows)


def _place(mark: Mark) -> Fraction:
    return mark.place or Fraction(0)
