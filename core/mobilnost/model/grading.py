"""How an institution grades: its scales, how often each grade is given, and tables to another scale (čl. 14 st. 2).

A scale belongs to an institution and never to a country: two universities of one town may grade from 1 to 5 and from 5
to 10. What the grades of two scales have in common is nothing but how often they are given.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import cached_property
from itertools import pairwise

from attrs import field, frozen

from mobilnost.model.codes import ID, ISCED_F, NOT_NEGATIVE, TEXT, Amount, Id, IscedF, Text, between
from mobilnost.model.deadlines import AcademicYear
from mobilnost.model.kinds import Cycle
from mobilnost.model.ordered import require_distinct
from mobilnost.model.problems import BadValue

#: More decimals than this no paper prints.
DECIMALS = between(0, 4)


@frozen(kw_only=True)
class Mark:
    """A grade as it was given. `place` counts from the best of its scale, 0, downwards; None stands beside the scale.

    `value` is the number that it is worth in an average.
    """

    label: str
    passing: bool
    place: Fraction | None = None
    value: Decimal | None = None


@frozen(kw_only=True)
class NotGraded:
    """A label that says passed or not, and nothing of how well: `зачёт`, `priznato` (čl. 14 st. 2 t. 2.2)."""

    label: Text = field(validator=TEXT)
    passing: bool


@frozen(kw_only=True)
class GradingScale:
    """The grades of an institution from the best to the worst, as its transcripts print them.

    `lowest_passing` is the last that passes. A grade that is a number is worth that number; `values` say what others
    are worth, honours included (`30L` stands before `30`, and both are worth 30). With `decimals`, numbers between
    the grades are given as well, with at most so many.
    """

    id: Id = field(validator=ID)
    grades: tuple[Text, ...] = field(validator=TEXT)
    lowest_passing: Text = field(validator=TEXT)
    values: Mapping[str, Decimal] = field(factory=dict, converter=dict, hash=False)
    not_graded: tuple[NotGraded, ...] = ()
    decimals: Amount = field(default=0, validator=DECIMALS)
    source: str | None = None

    def __attrs_post_init__(self) -> None:
        if not self.grades:
            raise BadValue("grades", kind="empty", expected="grades")
        require_distinct("grades", (one.casefold() for one in self.grades), key=None)
        beside = {one.casefold() for one in self.grades}
        for index, one in enumerate(self.not_graded):
            if one.label.casefold() in beside:
                raise BadValue("not_graded", index, "label", kind="duplicate", found=one.label)
            beside.add(one.label.casefold())
        if self.lowest_passing not in self.grades:
            raise BadValue("lowest_passing", found=self.lowest_passing, expected=", ".join(self.grades))
        strangers = [label for label in self.values if label not in self.grades]
        if strangers:
            raise BadValue("values", strangers[0], kind="unknown-key", expected=", ".join(self.grades))
        self._require_row()

    def _require_row(self) -> None:
        """What the grades are worth falls, or rises, from the first to the last; never both."""
        known = [(label, value) for label in self.grades if (value := self.worth(label)) is not None]
        if self.decimals and len(known) < len(self.grades):
            bare = next(label for label in self.grades if self.worth(label) is None)
            raise BadValue("values", kind="missing-key", found=bare, expected="decimal")
        falling = len(known) < 2 or known[0][1] >= known[-1][1]
        for (_, better), (label, worse) in pairwise(known):
            if (better < worse) if falling else (better > worse):
                found = f"{label} = {worse}"
                raise BadValue(
                    "grades", kind="wrong-order", found=found, expected=f"{'<=' if falling else '>='} {better}"
                )

    def worth(self, label: str) -> Decimal | None:
        """The number that one of its `grades` is worth; None where it is a word, and `values` do not say."""
        given = self.values.get(label)
        return _number(label) if given is None else given

    @property
    def inverse(self) -> bool:
        """Whether the smallest number is the best, as in Austria and Germany."""
        known = [value for label in self.grades if (value := self.worth(label)) is not None]
        return len(known) > 1 and known[0] < known[-1]

    @cached_property
    def passing(self) -> tuple[str, ...]:
        """The listed grades that pass, from the best."""
        return self.grades[: self.grades.index(self.lowest_passing) + 1]

    def mark(self, label: str) -> Mark | None:
        """The mark that a paper's label means: as listed, in other letter case, or as a number; None where it is none.

        A comma may stand for the point of a decimal.
        """
        text = label.strip()
        exact = text if text in self.grades else self._folded.get(text.casefold())
        if exact is not None:
            return self._listed(exact)
        beside = next((one for one in self.not_graded if one.label.casefold() == text.casefold()), None)
        if beside is not None:
            return Mark(label=beside.label, passing=beside.passing)
        number = _number(text.replace(",", "."))
        return None if number is None else self._numbered(number)

    @cached_property
    def _folded(self) -> Mapping[str, str]:
        return {one.casefold(): one for one in self.grades}

    def _listed(self, label: str) -> Mark:
        place = Fraction(self.grades.index(label))
        return Mark(label=label, passing=label in self.passing, place=place, value=self.worth(label))

    def _numbered(self, number: Decimal) -> Mark | None:
        """The mark of a number: a listed grade that is this number, or one between two of them."""
        same = [label for label in self.grades if _number(label) == number]
        if same:
            return self._listed(same[0])
        if _printed_decimals(number.normalize()) > self.decimals:
            return None
        row = [(index, value) for index, label in enumerate(self.grades) if (value := self.worth(label)) is not None]
        for (index, above), (_, below) in pairwise(row):
            if min(above, below) < number < max(above, below):
                place = index + Fraction(above - number) / Fraction(above - below)
                lowest = self.grades.index(self.lowest_passing)
                return Mark(label=f"{number:f}", passing=place <= lowest, place=place, value=number)
        return None


@frozen(kw_only=True)
class GradeDistribution:
    """How often each grade was given in a reference group, by counts or by percentages: the ECTS Users' Guide's table.

    The group is a field of education and a cycle, over some years; what is absent was not told apart. Failing grades
    may be among them, and do not count.
    """

    scale: Id = field(validator=ID)
    counts: Mapping[str, Amount] | None = field(default=None, hash=False)
    percentages: Mapping[str, Decimal] | None = field(default=None, hash=False)
    isced_f: IscedF | None = field(default=None, validator=ISCED_F)
    cycle: Cycle | None = None
    first_year: AcademicYear | None = None
    last_year: AcademicYear | None = None
    source: str | None = None

    def __attrs_post_init__(self) -> None:
        given = [name for name in ("counts", "percentages") if getattr(self, name) is not None]
        if len(given) != 1:
            raise BadValue(kind="one-of", found=", ".join(given) or None, expected="counts, percentages")
        for label, number in self.shares.items():
            if not number.is_finite() or number < 0:
                raise BadValue(given[0], label, found=str(number), expected=NOT_NEGATIVE.expected)
        if self.percentages is not None:
            self._require_whole(self.percentages)
        if not any(self.shares.values()):
            raise BadValue(given[0], kind="empty", expected="> 0")

    def _require_whole(self, percentages: Mapping[str, Decimal]) -> None:
        """Percentages make 100, but for what rounding explains: half of the last decimal for each."""
        total = sum(percentages.values(), Decimal(0))
        last = max((_printed_decimals(one) for one in percentages.values()), default=0)
        tolerance = len(percentages) * Decimal(5).scaleb(-last - 1)
        if abs(total - 100) > tolerance:
            raise BadValue("percentages", found=f"{total:f}", expected=f"100 ± {tolerance.normalize():f}")

    @property
    def shares(self) -> Mapping[str, Decimal]:
        """How often each label was given, in whatever the table counts."""
        if self.counts is not None:
            return {label: Decimal(count) for label, count in self.counts.items()}
        return self.percentages or {}


@frozen(kw_only=True)
class GradeTable:
    """A fixed table from one scale of the institution to one of ours, as both have agreed."""

    scale: Id = field(validator=ID)
    to: Id = field(validator=ID)
    grades: Mapping[str, str] = field(converter=dict, hash=False)
    source: Text = field(validator=TEXT)


@frozen(kw_only=True)
class Grading:
    """All that is known of how one institution grades. Its first scale is the one that a bare grade is read by."""

    institution: Id = field(validator=ID)
    scales: tuple[GradingScale, ...]
    distributions: tuple[GradeDistribution, ...] = ()
    tables: tuple[GradeTable, ...] = ()

    def __attrs_post_init__(self) -> None:
        if not self.scales:
            raise BadValue("scales", kind="empty", expected="scales")
        require_distinct("scales", (one.id for one in self.scales))
        for index, distribution in enumerate(self.distributions):
            self._require_fit(distribution, index)
        for index, table in enumerate(self.tables):
            scale = self._scale("tables", index, table.scale)
            for label in table.grades:
                if scale.mark(label) is None:
                    raise BadValue("tables", index, "grades", label, found=label, expected=", ".join(scale.grades))

    def _require_fit(self, distribution: GradeDistribution, index: int) -> None:
        """Every label is a grade of the scale, and some that pass were given."""
        scale = self._scale("distributions", index, distribution.scale)
        kind = "counts" if distribution.counts is not None else "percentages"
        passed = False
        for label, number in distribution.shares.items():
            mark = scale.mark(label)
            if mark is None or mark.place is None:
                raise BadValue("distributions", index, kind, label, found=label, expected=", ".join(scale.grades))
            passed = passed or (mark.passing and number > 0)
        if not passed:
            expected = ", ".join(scale.passing)
            raise BadValue("distributions", index, kind, kind="no-passing-grade", expected=expected)

    def _scale(self, list_key: str, index: int, id: str) -> GradingScale:
        found = self.scale(id)
        if found is None:
            raise BadValue(list_key, index, "scale", found=id, expected=", ".join(one.id for one in self.scales))
        return found

    def scale(self, id: str | None = None) -> GradingScale | None:
        """The scale of an id, or without one the first; None where there is none of that id."""
        return self.scales[0] if id is None else next((one for one in self.scales if one.id == id), None)

    def distribution(self, scale: str, isced_f: str | None, cycle: Cycle | None) -> GradeDistribution | None:
        """The distribution whose reference group is nearest: of the cycle, and of the field told most narrowly.

        One of another cycle or another field is none. Of several alike the first of the file speaks.
        """
        fitting = [
            one
            for one in self.distributions
            if one.scale == scale
            and (one.cycle is None or one.cycle is cycle)
            and (one.isced_f is None or (isced_f or "").startswith(one.isced_f))
        ]
        return max(fitting, key=lambda one: (len(one.isced_f or ""), one.cycle is not None), default=None)


def _number(text: str) -> Decimal | None:
    """A plain decimal number, with nothing before or after it; no exponent, no infinity."""
    if not text.isascii() or not text.removeprefix("-").replace(".", "", 1).isdecimal():
        return None
    try:
        return Decimal(text)
    except InvalidOperation:  # longer than any grade
        return None


def _printed_decimals(number: Decimal) -> int:
    """The digits after the point, zeros at the end included."""
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
