"""Converts a grade, by the method on which the university has decided in advance, and says how it came about.

The ECTS Users' Guide compares how often grades are given, and leaves to each institution whether the best, the worst or
a middle one of the grades that compare is taken. What a conversion proposes, a professor or a board decides.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType

from attrs import frozen

from mobilnost.model.grading import GradeDistribution, GradeTable, Method
from mobilnost.model.scales import GradingScale, Mark
from mobilnost.recognition.grades.compared import Compared
from mobilnost.recognition.grades.formula import by_formula
from mobilnost.recognition.grades.shares import Overlap, Step, overlaps, part_of, steps


class Unconverted(StrEnum):
    """Why a grade stays as it is."""

    UNKNOWN_GRADE = "unknown-grade"
    NOT_GRADED = "not-graded"
    FAILED = "failed"
    CONTRADICTED = "contradicted"
    NOT_DECIDED = "not-decided"
    NOT_WANTED = "not-wanted"
    NO_SCALE = "no-scale"
    NO_HOME_SCALE = "no-home-scale"
    NO_DISTRIBUTION = "no-distribution"
    NO_HOME_DISTRIBUTION = "no-home-distribution"
    NO_TABLE = "no-table"
    NOT_IN_TABLE = "not-in-table"
    NO_NUMBERS = "no-numbers"
    NOT_IN_HOME_SCALE = "not-in-home-scale"


#: How one of the grades that compare is taken, by the methods that look at distributions.
BY_DISTRIBUTIONS: Mapping[Method, Callable[[Compared], Step]] = MappingProxyType(
    {
        Method.BEST: Compared.best,
        Method.WORST: Compared.worst,
        Method.MIDPOINT: Compared.midpoint,
        Method.LARGEST_OVERLAP: Compared.largest_overlap,
        Method.WEIGHTED: Compared.weighted,
    }
)


@frozen(kw_only=True)
class Scales:
    """What a conversion looks at: both scales, and the distributions and the table that are known."""

    theirs: GradingScale | None
    ours: GradingScale | None
    their_distribution: GradeDistribution | None = None
    our_distribution: GradeDistribution | None = None
    table: GradeTable | None = None


@frozen(kw_only=True)
class Conversion:
    """A grade as it was given and as it is at home.

    `converted` is None where it is not converted, `because` says why, and the original is kept as it is. Only a
    converted grade that is a number enters the average (čl. 14 st. 2 t. 2.2). By distributions, `part` is that of the
    original among the host's passing grades, from the best, and `overlaps` are ours that compare.
    """

    original: str
    passed: bool | None
    method: Method | None
    converted: Mark | None = None
    because: Unconverted | None = None
    part: tuple[Fraction, Fraction] | None = None
    overlaps: tuple[Overlap, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether it enters the average."""
        return self.converted is not None and self.converted.value is not None


def convert(label: str, method: Method | None, scales: Scales) -> Conversion:
    """The grade of a paper as one of ours. Where it cannot be converted the original is kept, and it is said why."""
    theirs = scales.theirs
    mark = theirs.mark(label) if theirs is not None else None
    passed = mark.passing if mark is not None else None
    kept = _kept_because(mark, method, scales)
    if kept is not None or mark is None or theirs is None or method is None or scales.ours is None:
        return Conversion(original=label, passed=passed, method=method, because=kept)
    if method in BY_DISTRIBUTIONS:
        return _by_distributions(label, mark, method, scales)
    found = _by_rule(mark, method, scales)
    if isinstance(found, Unconverted):
        return Conversion(original=label, passed=passed, method=method, because=found)
    return Conversion(original=label, passed=passed, method=method, converted=found)


def _kept_because(mark: Mark | None, method: Method | None, scales: Scales) -> Unconverted | None:
    """What stands in the way of converting at all."""
    if scales.theirs is None:
        return Unconverted.NO_SCALE
    if mark is None:
        return Unconverted.UNKNOWN_GRADE
    if not mark.passing:
        return Unconverted.FAILED
    if mark.place is None:
        return Unconverted.NOT_GRADED
    if method is None:
        return Unconverted.NOT_DECIDED
    if method is Method.NONE:
        return Unconverted.NOT_WANTED
    if scales.ours is None:
        return Unconverted.NO_HOME_SCALE
    if method is Method.TABLE:
        return Unconverted.NO_TABLE if scales.table is None else None
    if method in BY_DISTRIBUTIONS and scales.their_distribution is None:
        return Unconverted.NO_DISTRIBUTION
    if method in BY_DISTRIBUTIONS and scales.our_distribution is None:
        return Unconverted.NO_HOME_DISTRIBUTION
    return None


def _by_rule(mark: Mark, method: Method, scales: Scales) -> Mark | Unconverted:
    """What a table, a formula, or the same label on our scale make of a grade, or why they make nothing of it."""
    theirs, ours = scales.theirs, scales.ours
    if theirs is None or ours is None:
        raise ValueError("both scales are needed")
    if method is Method.TABLE:
        home = _in_table(mark, theirs, scales.table)
        return Unconverted.NOT_IN_TABLE if home is None else _of_ours(home, ours)
    if method is Method.SAME:
        return _of_ours(mark.label, ours)
    found = by_formula(mark, theirs, ours, towards_better=method is Method.BAVARIAN_TRUNCATED)
    return Unconverted.NO_NUMBERS if found is None else found


def _of_ours(label: str, ours: GradingScale) -> Mark | Unconverted:
    """The grade with a label that we give to those who pass."""
    found = ours.mark(label)
    return found if found is not None and found.passing else Unconverted.NOT_IN_HOME_SCALE


def _in_table(mark: Mark, theirs: GradingScale, table: GradeTable | None) -> str | None:
    for label, home in (table.grades if table is not None else {}).items():
        row = theirs.mark(label)
        if row is not None and row.label == mark.label:
            return home
    return None


def _by_distributions(label: str, mark: Mark, method: Method, scales: Scales) -> Conversion:
    if scales.theirs is None or scales.ours is None or not scales.their_distribution or not scales.our_distribution:
        raise ValueError("both scales and both distributions are needed")
    above, below = part_of(mark, steps(scales.their_distribution, scales.theirs))
    line = steps(scales.our_distribution, scales.ours)
    compared = Compared(middle=(above + below) / 2, met=overlaps(above, below, line), line=line)
    return Conversion(
        original=label,
        passed=True,
        method=method,
        converted=BY_DISTRIBUTIONS[method](compared).mark,
        part=(above, below),
        overlaps=compared.met,
    )
