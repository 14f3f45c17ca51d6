"""What is proposed to be recognised of a stay: every result once, with everything that is entered of it.

A pure function of the transcript, the last valid agreement and the law. It decides nothing: the ECTS coordinator does.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Protocol

from attrs import field, frozen

from mobilnost.law import Citation, Effective
from mobilnost.model import Course
from mobilnost.model.courses import Credits
from mobilnost.model.credit_schemes import CreditScheme
from mobilnost.model.scales import GradingScale
from mobilnost.model.transcripts import Result, ResultKind, Transcript, alike
from mobilnost.recognition.account import Counted
from mobilnost.recognition.credits import (
    BEFORE,
    LOOKED_AT,
    PRINCIPLE,
    Converted,
    CreditLaw,
    Question,
    converted,
    question,
)
from mobilnost.recognition.grades import Conversion
from mobilnost.recognition.law import Outcome, OutcomeRule, RecognitionLaw, Record, used
from mobilnost.recognition.matching import Matched, matched
from mobilnost.recognition.naming import Names, Where, names_of, where_of
from mobilnost.recognition.units import Unit
from mobilnost.recognition.words import Contradiction, believed, contradiction_of, passed_of

#: Results of a stay that is agreed on in place of courses (čl. 7 st. 2).
RESEARCH = (ResultKind.THESIS, ResultKind.RESEARCH)


class Grader(Protocol):
    """Whoever converts grades: by the scales, distributions and method that both institutions have."""

    def __call__(self, result: Result) -> Conversion | None:
        """The grade of a result at home; None where the result has none."""


@frozen(kw_only=True)
class Grounds:
    """What a proposal rests on besides the transcript: the agreement's courses, the law, and who converts grades.

    `figures` are the provisions as they stand for the dossier. `links` are lines of the agreement that the office gives
    to results, from 0. `passed_at_home` are titles of courses that the student has passed already, written `alike`.
    `traineeship` and `research` say what the stay was for, the latter of a thesis too. `language` is ours, in which
    names are entered, and `home_scale` has our grades.
    """

    courses: tuple[Course, ...]
    law: RecognitionLaw
    grader: Grader
    figures: Mapping[str, Effective] = field(factory=dict, hash=False)
    credits: CreditLaw = field(factory=CreditLaw)
    schemes: Mapping[str, CreditScheme] = field(factory=dict, hash=False)
    links: Mapping[str, int] = field(factory=dict, hash=False)
    passed_at_home: frozenset[str] = frozenset()
    traineeship: bool = False
    research: bool = False
    language: str = "hr"
    home_scale: GradingScale | None = None


@frozen(kw_only=True)
class Entry:
    """One result and what is proposed for it.

    `rule` is the row of the law that decided, `provisions` those it looked at, `waits` the facts that would have to be
    known to rule out an earlier row. `line` is the line of the agreement, from 0. `original` are the credits as the
    host states them. `within` are parts that are recognised with it; `instead` is the attempt that counts in its place.
    `in_progress` says that there is no result yet, and `contradiction` how the host's word and its grade differ.
    """

    id: str
    outcome: Outcome
    rule: OutcomeRule
    names: Names
    where: Where
    original: tuple[Credits, ...]
    ects: Converted
    grade: Conversion | None
    passed: bool | None
    in_progress: bool = False
    contradiction: Contradiction | None = None
    line: int | None = None
    home_title: str | None = None
    home_ects: Decimal | None = None
    overlap_percent: Decimal | None = None
    within: tuple[str, ...] = ()
    instead: str | None = None
    waits: tuple[str, ...] = ()
    provisions: tuple[tuple[str, Effective], ...] = ()
    facts: Mapping[str, Any] = field(factory=dict, hash=False, repr=False)

    @property
    def records(self) -> tuple[Record, ...]:
        """Where it is entered."""
        return self.rule.records

    @property
    def counts(self) -> bool:
        """Whether its grade enters the average: the outcome allows it, and it was converted (t. 2.2)."""
        return self.rule.average and self.grade is not None and self.grade.counts


@frozen(kw_only=True)
class Missing:
    """A line of the agreement that no result of the transcript is of."""

    line: int
    course: Course


@frozen(kw_only=True)
class Proposal:
    """What is proposed: an entry for each result that counts, and the lines of the agreement that are missing."""

    entries: tuple[Entry, ...]
    missing: tuple[Missing, ...]
    citations: Mapping[str, Citation] = field(factory=dict, hash=False, repr=False)

    @property
    def counted(self) -> tuple[Counted, ...]:
        """What is proposed, as the account takes it."""
        return tuple(
            Counted(
                id=one.id,
                outcome=one.outcome,
                ects=one.ects.value,
                line=one.line,
                credits=one.original,
                pending=one.in_progress,
                work=one.line is None and one.outcome is Outcome.HOME_COURSE,
            )
            for one in self.entries
        )

    def entry(self, id: str) -> Entry | None:
        """The entry of a result."""
        return next((one for one in self.entries if one.id == id), None)


def propose(transcript: Transcript, grounds: Grounds) -> Proposal:
    """What is to be recognised of a transcript."""
    pairs = matched(
        transcript, grounds.courses, grounds.links, lambda unit: passed_of(unit, grounds.grader(unit.result))
    )
    entries = tuple(_entry(unit, transcript, grounds, pairs) for unit in pairs.units)
    there = {one.line for one in entries}
    lost = (Missing(line=line, course=one) for line, one in enumerate(grounds.courses) if line not in there)
    return Proposal(entries=entries, missing=tuple(lost), citations=grounds.law.citations)


def _entry(unit: Unit, transcript: Transcript, grounds: Grounds, pairs: Matched) -> Entry:
    result = unit.result
    line = pairs.lines.get(result.id)
    agreed = grounds.courses[line] if line is not None else None
    grade = grounds.grader(result)
    passed, contradiction = passed_of(unit, grade), contradiction_of(result, grade)
    facts = _facts(result, passed, agreed, grounds)
    facts |= {"superseded": result.id in pairs.attempts, "in_progress": unit.in_progress}
    rule, waits = grounds.law.outcome(facts, grounds.figures)
    asked = question(result, agreed, grounds.schemes, grounds.credits)
    ects = converted(asked)
    return Entry(
        id=result.id,
        outcome=rule.outcome,
        rule=rule,
        names=names_of(result, transcript, grounds.language),
        where=where_of(result, transcript),
        original=result.credits,
        ects=ects,
        grade=believed(grade, contradiction),
        passed=passed,
        in_progress=unit.in_progress,
        contradiction=contradiction,
        line=line,
        home_title=agreed.home_title if agreed else None,
        home_ects=agreed.home_ects if agreed else None,
        overlap_percent=agreed.overlap_percent if agreed else None,
        within=tuple(one.id for one in unit.within),
        instead=pairs.attempts.get(result.id),
        waits=waits,
        provisions=(*used(rule.applies, grounds.figures), *_of_credits(asked, ects, grounds)),
        facts=facts,
    )


def _of_credits(asked: Question, found: Converted, grounds: Grounds) -> tuple[tuple[str, Effective], ...]:
    """The provisions that a conversion of credits rests on; the institution's own principle is none."""
    if found.principle in BEFORE:
        return ()
    own = asked.law.principle is not grounds.credits.principle
    keys = (*(() if own else (PRINCIPLE,)), *LOOKED_AT.get(found.principle, ()))
    return tuple((key, grounds.figures[key]) for key in keys if key in grounds.figures)


def _facts(result: Result, passed: bool | None, agreed: Course | None, grounds: Grounds) -> dict[str, Any]:
    """What is so about one result, by the names of `law.FACTS`."""
    home = agreed.home_title if agreed is not None else None
    said = agreed.already_passed if agreed is not None else None
    names = result.names | ({alike(home)} if home is not None else frozenset())
    traineeship = grounds.traineeship or result.kind is ResultKind.TRAINEESHIP
    work = grounds.research and agreed is None and (not grounds.courses or result.kind in RESEARCH)
    if said is None and (traineeship or work):
        said = False  # it is no course, and so equals none (čl. 12 st. 2)
    return {
        "passed": passed,
        "agreed": agreed is not None,
        "home_named": home is not None,
        "overlap_percent": agreed.overlap_percent if agreed is not None else None,
        "already_passed": True if names & grounds.passed_at_home else said,
        "all_but_exam": result.all_but_exam,
        "traineeship": traineeship,
        "agreed_work": work,
    }
