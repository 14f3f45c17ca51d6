"""What is kept of a recognition: the transcript, what was proposed of each result, and what was decided of it, by whom.

The proposal is never overwritten: where the two differ, the coordinator's reason stands between them.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from attrs import field, frozen

from mobilnost.law import Citation
from mobilnost.model import Course
from mobilnost.model.codes import (
    DAY,
    ID,
    LANGUAGE,
    NOT_NEGATIVE,
    POSITIVE,
    TEXT,
    Count,
    Day,
    Id,
    Language,
    Quantity,
    Text,
)
from mobilnost.model.credit_schemes import CreditPrinciple
from mobilnost.model.grading import Method
from mobilnost.model.ordered import require_distinct
from mobilnost.model.transcripts import Transcript
from mobilnost.recognition.account import Counted
from mobilnost.recognition.credits import Converted, Lacking
from mobilnost.recognition.deviations import Decided
from mobilnost.recognition.grades import Unconverted
from mobilnost.recognition.law import Outcome, Record
from mobilnost.recognition.proposal import Entry, Proposal
from mobilnost.recognition.units import unit_of


@frozen(kw_only=True)
class Amount:
    """A figure that a conversion of credits took, by its name."""

    name: Id = field(validator=ID)
    value: Decimal


@frozen(kw_only=True)
class EctsRecord:
    """By which principle the ECTS of a result were found, from which figures (t. 3.6); `said` is the agreement's."""

    principle: CreditPrinciple
    figures: tuple[Amount, ...] = ()
    wanted: CreditPrinciple | None = None
    lacking: Lacking | None = None
    said: str | None = None


@frozen(kw_only=True)
class GradeRecord:
    """The grade in its original form, by which method it was converted, or why it was not (t. 3.3, 3.6)."""

    original: str
    method: Method | None = None
    because: Unconverted | None = None


@frozen(kw_only=True)
class Standing:
    """What a result is recognised as: with how many ECTS, which grade at home, for which course, entered where."""

    outcome: Outcome
    ects: Quantity | None = field(default=None, validator=NOT_NEGATIVE)
    grade: str | None = None
    counts: bool = False
    home_title: str | None = None
    records: tuple[Record, ...] = ()


@frozen(kw_only=True)
class Line:
    """One result: the row of the law that decided on the proposal, the proposal, and the decision.

    `line` is the line of the agreement, from 1. `reason` is why the decision differs from the proposal, or adds to it.
    """

    result: Id = field(validator=ID)
    line: Count | None = field(default=None, validator=POSITIVE)
    rule: Id = field(validator=ID)
    citation: Citation
    ects: EctsRecord
    grade: GradeRecord | None = None
    proposed: Standing
    decided: Standing
    reason: str | None = None

    @property
    def deviates(self) -> bool:
        """Whether the coordinator decided otherwise than was proposed."""
        return self.proposed != self.decided


@frozen(kw_only=True)
class Recognition:
    """What was decided on the results of a dossier: on which day, by whom, against which agreement, line by line.

    `missing` are lines of the agreement that no result is of, from 1. `automatic` says that all of the agreement was
    achieved, and recognised without anybody deciding otherwise (čl. 13 st. 1).
    """

    dossier: Id = field(validator=ID)
    on: Day = field(validator=DAY)
    #: In which names are entered (čl. 14 st. 2 t. 3.2).
    language: Language = field(validator=LANGUAGE)
    by: Text = field(validator=TEXT)
    reference: str | None = None
    transcript: Transcript
    courses: tuple[Course, ...] = ()
    version: Count | None = field(default=None, validator=POSITIVE)
    lines: tuple[Line, ...] = ()
    missing: tuple[Count, ...] = ()
    automatic: bool = False

    def __attrs_post_init__(self) -> None:
        require_distinct("lines", (one.result for one in self.lines), key="result")

    @property
    def deviations(self) -> tuple[Line, ...]:
        """The lines that were decided otherwise than proposed."""
        return tuple(one for one in self.lines if one.deviates)

    @property
    def counted(self) -> tuple[Counted, ...]:
        """What was decided, as the account takes it."""
        return tuple(_counted(one, self.transcript) for one in self.lines)


def _counted(line: Line, transcript: Transcript) -> Counted:
    result, decided = transcript.by_id[line.result], line.decided
    return Counted(
        id=line.result,
        outcome=decided.outcome,
        ects=decided.ects,
        line=None if line.line is None else line.line - 1,
        credits=result.credits,
        pending=unit_of(result, transcript).in_progress,
        # No line of the agreement, and no course of ours that a coordinator would have named.
        work=(line.line, decided.home_title, decided.outcome) == (None, None, Outcome.HOME_COURSE),
    )


def lines_of(decided: Iterable[Decided]) -> tuple[Line, ...]:
    """The lines of what was decided."""
    return tuple(_line(one) for one in decided)


def missing_of(proposal: Proposal) -> tuple[int, ...]:
    """The lines of the agreement without a result, from 1."""
    return tuple(one.line + 1 for one in proposal.missing)


def _line(one: Decided) -> Line:
    entry = one.proposed
    return Line(
        result=entry.id,
        line=None if entry.line is None else entry.line + 1,
        rule=entry.rule.id,
        citation=entry.rule.citation,
        ects=_credits(entry.ects),
        grade=_grade(entry),
        proposed=standing_of(Decided(proposed=entry, records=entry.records, counts=entry.counts)),
        decided=standing_of(one),
        reason=one.deviation.reason if one.deviation else None,
    )


def standing_of(one: Decided) -> Standing:
    """What a result is recognised as; the course of ours is that of a recognised home course or an exam alone."""
    named = one.outcome in (Outcome.HOME_COURSE, Outcome.EXAM_AT_HOME)
    return Standing(
        outcome=one.outcome,
        ects=one.ects,
        grade=one.grade,
        counts=one.counts,
        home_title=one.home_title if named else None,
        records=one.records,
    )


def _credits(found: Converted) -> EctsRecord:
    return EctsRecord(
        principle=found.principle,
        figures=tuple(Amount(name=name, value=value) for name, value in found.figures),
        wanted=found.wanted,
        lacking=found.lacking,
        said=found.said,
    )


def _grade(entry: Entry) -> GradeRecord | None:
    found = entry.grade
    if found is None:
        return None
    return GradeRecord(original=found.original, method=found.method, because=found.because)
