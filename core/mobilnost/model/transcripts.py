"""Transcripts of records: what a host says a student achieved, course by course (čl. 8, čl. 14 st. 2).

It holds what recognition needs of ELMO 1.x and 2.x: results within results and what became of each, the terms, credits
of several schemes, labels of several scales, and how often each grade was given. Lists are flat: a result names the one
that it is a part of.
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
from mobilnost.model.ordered import repeated, require_distinct, require_none, require_order
from mobilnost.model.problems import BadValue
from mobilnost.model.scales import GradingScale

MOST_RESULTS = 1000
"""More results than that stand in no student's transcript."""


class ResultKind(StrEnum):
    """What a result is of: ELMO's four kinds of learning opportunity, and work (čl. 7 st. 2, čl. 13 st. 2)."""

    DEGREE_PROGRAMME = "degree-programme"
    MODULE = "module"
    COURSE = "course"
    CLASS = "class"
    TRAINEESHIP = "traineeship"
    THESIS = "thesis"
    RESEARCH = "research"


class ResultStatus(StrEnum):
    """What became of a course, in ELMO's three words: one in progress has no result yet."""

    PASSED = "passed"
    FAILED = "failed"
    IN_PROGRESS = "in-progress"


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
    of. It began on `start` and has its result since `date`; its term lasted from `term_start` to `term_end`. `grade` is
    the host's label, read by its scale `scale`; `status`, or `passed` alone, is the host's word on it. `all_but_exam`
    is its word that everything else was done (čl. 14 st. 2 t. 1.2). `employer` is where a traineeship was done.
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
    term_start: Day | None = field(default=None, validator=DAY)
    term_end: Day | None = field(default=None, validator=DAY)
    start: Day | None = field(default=None, validator=DAY)
    date: Day | None = field(default=None, validator=DAY)
    credits: tuple[Credits, ...] = ()
    workload: Workload | None = None
    grade: str | None = None
    scale: Id | None = field(default=None, validator=ID)
    passed: bool | None = None
    status: ResultStatus | None = None
    all_but_exam: bool | None = None
    employer: str | None = None

    def __attrs_post_init__(self) -> None:
        require_distinct("credits", (one.scheme.lower() for one in self.credits), key="scheme")
        if self.term_start is not None:
            require_order("term_start", self.term_start, "term_end", self.term_end)
        if self.start is not None:
            require_order("start", self.start, "date", self.date)
        if self.passed is not None and self.status is not None and self.passed is not self.is_passed:
            raise BadValue("passed", found=str(self.passed).lower(), expected=f"status != {self.status.value}")

    @property
    def is_passed(self) -> bool | None:
        """Whether the host says that it was passed; None where it does not say so, or there is no result yet."""
        if self.status is None:
            return self.passed
        return None if self.in_progress else self.status is ResultStatus.PASSED

    @property
    def in_progress(self) -> bool:
        """Whether the host says that it goes on, so that there is no result yet."""
        return self.status is ResultStatus.IN_PROGRESS

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
        require_none(self._wrong())

    def _wrong(self) -> Iterator[BadValue]:
        yield from repeated("results", (one.id for one in self.results))
        yield from repeated("credit_schemes", (one.id for one in self.credit_schemes))
        yield from self._misplaced()
        yield from self._ungradable()

    def _misplaced(self) -> Iterator[BadValue]:
        """Parts of results that are not there, and circles of parts, each once.

        Where an id stands twice, nobody can tell what is a part of what.
        """
        circles = set(self.by_id) if len(self.by_id) < len(self.results) else set()
        for index, one in enumerate(self.results):
            if one.parent is None:
                continue
            path = ("results", index, "parent")
            if one.parent not in self.by_id:
                yield self._unknown(path, one.parent)
            elif one.id not in circles and one.id in (above := {each.id for each in self.above(one)}):
                circles |= above
                yield BadValue(*path, kind="wrong-order", found=one.parent, expected=f"!= {one.id}")

    def _ungradable(self) -> Iterator[BadValue]:
        """Distributions of scales that the paper does not have, or that do not fit them."""
        if not self.scales:
            if self.distributions or self.result_distributions:
                yield BadValue("scales", kind="missing-key", expected="table")
            return
        try:
            grading = self.grading
        except BadValue as wrong:
            yield from (one.at(*one.path) for one in wrong.each)
            grading = None
        for index, row in enumerate(self.result_distributions):
            if row.result not in self.by_id:
                yield self._unknown(("result_distributions", index, "result"), row.result)
            for one in grading.misfits(row.distribution) if grading is not None else ():
                yield one.at("result_distributions", index, "distribution", *one.path)

    def _unknown(self, path: tuple[str | int, ...], id: str) -> BadValue:
        return BadValue(*path, found=id, expected=", ".join(self.by_id))

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
        while parent is not None and parent in self.by_id and parent not in seen:
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
