"""Transcripts of records: what a host says a student achieved, course by course (čl. 8, čl. 14 st. 2).

It holds what ELMO 1.x and 2.x hold: results within results, credits of several schemes, labels of several scales, and
how often each grade was given. Lists are flat: a result names the one that it is a part of.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from attrs import field, frozen

from mobilnost.model.codes import DAY, ID, ISCED_F, LANGUAGE, TEXT, Day, Id, IscedF, Language, Text
from mobilnost.model.courses import ECTS, Credits
from mobilnost.model.credit_schemes import CreditScheme, Workload
from mobilnost.model.deadlines import AcademicYear
from mobilnost.model.grading import GradeDistribution, Grading
from mobilnost.model.institutions import Names
from mobilnost.model.ordered import require_distinct
from mobilnost.model.problems import BadValue
from mobilnost.model.scales import GradingScale

MOST_RESULTS = 1000
"""More results than that stand in no student's transcript."""


class ResultKind(StrEnum):
    """What a result is of: ELMO's four kinds of learning opportunity, and a traineeship (čl. 13 st. 2)."""

    DEGREE_PROGRAMME = "degree-programme"
    MODULE = "module"
    COURSE = "course"
    CLASS = "class"
    TRAINEESHIP = "traineeship"


@frozen(kw_only=True)
class Learner:
    """Whose transcript it is, as the host writes it."""

    id: Id | None = field(default=None, validator=ID)
    given_names: str
    family_name: str
    birth_date: Day | None = field(default=None, validator=DAY)


@frozen(kw_only=True)
class Result:
    """What was achieved in one course, module or class, or in a traineeship.

    `title` is as the host writes it, `titles` are the same in other languages; `parent` is the result that it is a part
    of. `grade` is the host's label, read by its scale `scale`; `passed` what the host says of it. `all_but_exam` is the
    host's word that everything else was done (čl. 14 st. 2 t. 1.2). `employer` is where a traineeship was done.
    """

    id: Id = field(validator=ID)
    kind: ResultKind = ResultKind.COURSE
    parent: Id | None = field(default=None, validator=ID)
    code: str | None = None
    title: Text = field(validator=TEXT)
    titles: Names = field(factory=dict, hash=False)
    level: str | None = None
    isced_f: IscedF | None = field(default=None, validator=ISCED_F)
    languages: tuple[Language, ...] = field(default=(), validator=LANGUAGE)
    academic_year: AcademicYear | None = None
    term: str | None = None
    date: Day | None = field(default=None, validator=DAY)
    credits: tuple[Credits, ...] = ()
    workload: Workload | None = None
    grade: str | None = None
    scale: Id | None = field(default=None, validator=ID)
    passed: bool | None = None
    all_but_exam: bool | None = None
    employer: str | None = None

    def __attrs_post_init__(self) -> None:
        require_distinct("credits", (one.scheme.lower() for one in self.credits), key="scheme")

    @property
    def ects(self) -> Decimal | None:
        """The ECTS that the host states; None where it states none."""
        return next((one.value for one in self.credits if one.scheme.lower() == ECTS), None)

    @property
    def names(self) -> frozenset[str]:
        """Every title that it has, written alike, to be compared with others."""
        return frozenset(alike(one) for one in (self.title, *self.titles.values()))


@frozen(kw_only=True)
class ResultDistribution:
    """How often each grade was given in one course, as ELMO's `resultDistribution` has it."""

    result: Id = field(validator=ID)
    distribution: GradeDistribution


@frozen(kw_only=True)
class Transcript:
    """A transcript of records, or of work: who issued it, when, for whom, and every result in it.

    `credit_schemes`, `scales` and `distributions` are what the paper itself says of the host's credits and grades;
    those that an office keeps of the institution serve where it says nothing.
    """

    issuer: Id = field(validator=ID)
    issued: Day | None = field(default=None, validator=DAY)
    dossier: Id | None = field(default=None, validator=ID)
    languages: tuple[Language, ...] = field(default=(), validator=LANGUAGE)
    learner: Learner | None = None
    results: tuple[Result, ...] = ()
    credit_schemes: tuple[CreditScheme, ...] = ()
    scales: tuple[GradingScale, ...] = ()
    distributions: tuple[GradeDistribution, ...] = ()
    result_distributions: tuple[ResultDistribution, ...] = ()

    def __attrs_post_init__(self) -> None:
        if len(self.results) > MOST_RESULTS:
            raise BadValue("results", kind="too-many", found=str(len(self.results)), expected=f"<= {MOST_RESULTS}")
        require_distinct("results", (one.id for one in self.results))
        require_distinct("credit_schemes", (one.id for one in self.credit_schemes))
        for index, one in enumerate(self.results):
            self._require_parent(index, one)
        self._require_gradable()

    def _require_gradable(self) -> None:
        """Distributions are of scales that the paper has, and fit them."""
        for name in ("distributions", "result_distributions"):
            if getattr(self, name) and not self.scales:
                raise BadValue("scales", kind="missing-key", expected=name)
        _ = self.grading
        for index, row in enumerate(self.result_distributions):
            self._require_known(("result_distributions", index, "result"), row.result)
            try:
                Grading(institution=self.issuer, scales=self.scales, distributions=(row.distribution,))
            except BadValue as wrong:
                path = ("result_distributions", index, "distribution", *wrong.path[2:])
                raise BadValue(*path, kind=wrong.kind, found=wrong.found, expected=wrong.expected) from wrong

    def _require_parent(self, index: int, result: Result) -> None:
        """A result is a part of one that is there, and never, by whatever way, of itself."""
        if result.parent is None:
            return
        path = ("results", index, "parent")
        self._require_known(path, result.parent)
        if any(one.id == result.id for one in self.above(result)):
            raise BadValue(*path, kind="wrong-order", found=result.parent, expected=f"!= {result.id}")

    def _require_known(self, path: tuple[str | int, ...], id: str) -> None:
        if id not in self.by_id:
            raise BadValue(*path, found=id, expected=", ".join(self.by_id))

    @cached_property
    def by_id(self) -> Mapping[str, Result]:
        """The results by their ids."""
        return {one.id: one for one in self.results}

    @cached_property
    def parts(self) -> Mapping[str | None, tuple[Result, ...]]:
        """The results that are parts of each, by its id; those at the top under None."""
        found: dict[str | None, list[Result]] = {}
        for one in self.results:
            found.setdefault(one.parent, []).append(one)
        return {id: tuple(row) for id, row in found.items()}

    def above(self, result: Result) -> Iterator[Result]:
        """What a result is a part of, from its own parent up; each at most once."""
        seen: set[str] = set()
        parent = result.parent
        while parent is not None and parent not in seen:
            seen.add(parent)
            yield self.by_id[parent]
            parent = self.by_id[parent].parent

    @cached_property
    def grading(self) -> Grading | None:
        """How the host grades, as far as the paper itself says."""
        if not self.scales:
            return None
        return Grading(institution=self.issuer, scales=self.scales, distributions=self.distributions)


def alike(title: str) -> str:
    """A title as titles are compared: whatever its case, its blanks, and a full stop at its end."""
    return " ".join(title.casefold().split()).rstrip(".")
