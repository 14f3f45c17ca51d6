"""How an institution grades: its scales, how often each grade is given, tables to another scale (čl. 14 st. 2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from enum import StrEnum

from attrs import field, frozen

from mobilnost.model.codes import ID, ISCED_F, NOT_NEGATIVE, TEXT, Amount, Id, IscedF, Text
from mobilnost.model.credit_schemes import CreditScheme
from mobilnost.model.deadlines import AcademicYear
from mobilnost.model.kinds import Cycle
from mobilnost.model.ordered import repeated, require_distinct, require_none
from mobilnost.model.problems import BadValue
from mobilnost.model.scales import GradingScale, printed_decimals


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
        require_none(
            BadValue(given[0], label, found=str(number), expected=NOT_NEGATIVE.expected)
            for label, number in self.shares.items()
            if not number.is_finite() or number < 0
        )
        if self.percentages is not None:
            self._require_whole(self.percentages)
        if not any(self.shares.values()):
            raise BadValue(given[0], kind="empty", expected="> 0")

    def _require_whole(self, percentages: Mapping[str, Decimal]) -> None:
        """Percentages make 100, but for what rounding explains: half of the last decimal for each."""
        total = sum(percentages.values(), Decimal(0))
        last = max((printed_decimals(one) for one in percentages.values()), default=0)
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
    credit_schemes: tuple[CreditScheme, ...] = ()

    def __attrs_post_init__(self) -> None:
        require_none(self._wrong())

    def _wrong(self) -> Iterator[BadValue]:
        if not self.scales:
            yield BadValue("scales", kind="empty", expected="scales")
        yield from repeated("scales", (one.id for one in self.scales))
        for index, distribution in enumerate(self.distributions):
            yield from (one.at("distributions", index, *one.path) for one in self.misfits(distribution))
        for index, table in enumerate(self.tables):
            yield from (one.at("tables", index, *one.path) for one in self._not_of(table))

    def misfits(self, distribution: GradeDistribution) -> Iterator[BadValue]:
        """Why a distribution is none of the institution: labels that are no grades of its scale, or nobody passed."""
        scale = self.scale(distribution.scale)
        if scale is None:
            yield self._no_scale(distribution.scale)
            return
        kind = "counts" if distribution.counts is not None else "percentages"
        marks = {label: scale.mark(label) for label in distribution.shares}
        strange = [label for label, mark in marks.items() if mark is None or mark.place is None]
        yield from (BadValue(kind, one, found=one, expected=", ".join(scale.grades)) for one in strange)
        passed = (mark is not None and mark.passing and distribution.shares[label] for label, mark in marks.items())
        if not strange and not any(passed):
            yield BadValue(kind, kind="no-passing-grade", expected=", ".join(scale.passing))

    def _not_of(self, table: GradeTable) -> Iterator[BadValue]:
        """The labels of a table that its scale does not have."""
        scale = self.scale(table.scale)
        if scale is None:
            yield self._no_scale(table.scale)
            return
        for label in table.grades:
            if scale.mark(label) is None:
                yield BadValue("grades", label, found=label, expected=", ".join(scale.grades))

    def _no_scale(self, id: str) -> BadValue:
        return BadValue("scale", found=id, expected=", ".join(one.id for one in self.scales))

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


class Method(StrEnum):
    """How grades are converted: five ways by distributions, a table of both institutions, a formula, or not at all.

    `SAME` is for institutions that grade alike: such a grade needs no conversion (čl. 14 st. 2 t. 2.1).
    """

    BEST = "best"
    WORST = "worst"
    MIDPOINT = "midpoint"
    LARGEST_OVERLAP = "largest_overlap"
    WEIGHTED = "weighted"
    TABLE = "table"
    SAME = "same"
    BAVARIAN_ROUNDED = "bavarian_rounded"
    BAVARIAN_TRUNCATED = "bavarian_truncated"
    NONE = "none"


@frozen(kw_only=True)
class PartnerMethod:
    """The method for grades of one institution, where it is another than for all the rest."""

    institution: Id = field(validator=ID)
    method: Method


@frozen(kw_only=True)
class GradeConversion:
    """How the university converts grades, decided in advance as the ECTS Users' Guide asks; None is not decided yet."""

    method: Method | None = None
    partners: tuple[PartnerMethod, ...] = ()

    def __attrs_post_init__(self) -> None:
        require_distinct("partners", (one.institution for one in self.partners), key="institution")

    def method_for(self, institution: str) -> Method | None:
        """The method for the grades of an institution."""
        own = (one.method for one in self.partners if one.institution == institution)
        return next(own, self.method)
