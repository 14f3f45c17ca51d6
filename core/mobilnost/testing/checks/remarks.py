"""What the analysis finds in a law: rules that nobody can meet, steps that nobody takes, what is said in vain."""

from __future__ import annotations

from collections.abc import Iterator

from mobilnost.analysis import Remark, Severity
from mobilnost.testing.candidate import Candidate
from mobilnost.testing.lacks import Check, Lack

#: Kinds that say that nobody can meet a rule, or none of two.
UNMEETABLE = frozenset({"condition-unmeetable", "conditions-contradict", "minimum-above-maximum", "term-unmeetable"})
#: Kinds that have a check of their own.
ELSEWHERE = frozenset({"citation-missing", "article-unknown"})


def unmeetable(candidate: Candidate) -> Iterator[Lack]:
    """Rules that no dossier can ever meet, with the parts that exclude each other."""
    for remark in remarks(candidate):
        if remark.code in UNMEETABLE:
            yield _lack(Check.MEETABLE, remark)


def unsound(candidate: Candidate) -> Iterator[Lack]:
    """What is said in vain, or most likely not meant: conditions that never apply, figures that nobody looks at."""
    steps = _steps(candidate)
    for remark in remarks(candidate):
        if remark.code not in UNMEETABLE | ELSEWHERE and remark.subject not in steps:
            yield _lack(Check.SOUND, remark)


def untakeable(candidate: Candidate) -> Iterator[Lack]:
    """Steps of a procedure that nobody can ever take."""
    steps = _steps(candidate)
    for remark in remarks(candidate):
        if remark.code == "condition-never-applies" and remark.subject in steps:
            parts = {"id": remark.subject, "core": remark.core}
            yield Lack(check=Check.STEP, subject=remark.subject, place=remark.place, parts=parts)


def remarks(candidate: Candidate) -> Iterator[Remark]:
    """What is more than worth knowing; of a plugin that adds to others' programmes what is said of its additions."""
    own = None if candidate.programmes or candidate.regulation else _ids(candidate)
    for inspection in candidate.inspections:
        for one in inspection.remarks:
            if one.severity is not Severity.NOTE and (own is None or one.subject in own):
                yield one


def _lack(check: Check, remark: Remark) -> Lack:
    return Lack(check=check, subject=remark.subject, kind="remark", place=remark.place, remark=remark)


def _steps(candidate: Candidate) -> frozenset[str]:
    rules = {one.id for one in candidate.law.rules}
    return frozenset(step.id for one in candidate.law.procedures for step in one.steps) - rules


def _ids(candidate: Candidate) -> frozenset[str]:
    law = candidate.law
    return frozenset(
        (
            *(one.id for one in law.rules),
            *(one.id for one in law.obligations),
            *(one.id for one in law.components),
            *(one.id for one in law.procedures),
            *(one.key for one in law.provisions),
            *(one.type for one in law.documents),
        )
    )
