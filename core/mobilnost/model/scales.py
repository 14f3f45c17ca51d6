"""Grading scales: the grades of an institution, and the marks that its papers print (čl. 14 st. 2).

A scale belongs to an institution and never to a country: two universities of one town may grade from 1 to 5 and from 5
to 10. What the grades of two scales have in common is nothing but how often they are given.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import cached_property
from itertools import pairwise

from attrs import field, frozen

from mobilnost.model.codes import ID, TEXT, Amount, Id, Text, between
from mobilnost.model.ordered import repeated, require_none
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
        require_none(self._wrong())
        self._require_row()

    def _wrong(self) -> Iterator[BadValue]:
        """Labels that stand twice, and those that are no grades of the scale."""
        if not self.grades:
            yield BadValue("grades", kind="empty", expected="grades")
            return
        yield from repeated("grades", (one.casefold() for one in self.grades), key=None)
        beside = {one.casefold() for one in self.grades}
        for index, one in enumerate(self.not_graded):
            if one.label.casefold() in beside:
                yield BadValue("not_graded", index, "label", kind="duplicate", found=one.label)
            beside.add(one.label.casefold())
        if self.lowest_passing not in self.grades:
            yield BadValue("lowest_passing", found=self.lowest_passing, expected=", ".join(self.grades))
        for label in self.values:
            if label not in self.grades:
                yield BadValue("values", label, kind="unknown-key", expected=", ".join(self.grades))

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
                    "grades", kind="grades-mixed", found=found, expected=f"{'<=' if falling else '>='} {better}"
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
        if printed_decimals(number.normalize()) > self.decimals:
            return None
        row = [(index, value) for index, label in enumerate(self.grades) if (value := self.worth(label)) is not None]
        for (index, above), (_, below) in pairwise(row):
            if min(above, below) < number < max(above, below):
                place = index + Fraction(above - number) / Fraction(above - below)
                lowest = self.grades.index(self.lowest_passing)
                return Mark(label=f"{number:f}", passing=place <= lowest, place=place, value=number)
        return None


def _number(text: str) -> Decimal | None:
    """A plain decimal number, with nothing before or after it; no exponent, no infinity."""
    if not text.isascii() or not text.removeprefix("-").replace(".", "", 1).isdecimal():
        return None
    try:
        return Decimal(text)
    except InvalidOperation:  # longer than any grade
        return None


def printed_decimals(number: Decimal) -> int:
    """The digits after the point, zeros at the end included."""
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
