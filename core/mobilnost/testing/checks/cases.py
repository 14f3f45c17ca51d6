"""Whether the cases of a law find what they say, and show every rule at both of its sides."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from mobilnost.grammar import Absence, Figure
from mobilnost.law import Provision
from mobilnost.model import Problem
from mobilnost.rules import Contribution, Outcome, Rule
from mobilnost.scenarios import Concern, Trial
from mobilnost.testing.candidate import Candidate
from mobilnost.testing.lacks import Check, Lack, of_problem


def lacks(candidate: Candidate) -> Iterator[Lack]:
    """Files of cases that cannot be read, and cases that do not find what they say."""
    yield from (one for one in candidate.refused if one.check is Check.SCENARIO)
    for trial in candidate.trials:
        yield from of_trial(trial)


def of_trial(trial: Trial) -> Iterator[Lack]:
    """What a judged case does not find, each difference by itself; nothing where it holds."""
    scenario = trial.scenario
    if trial.holds:
        return
    if trial.problems and scenario.expected.refused is None:
        yield from (_of_case(trial, problem) for problem in trial.problems)
        return
    for name, wanted, found in trial.differences:
        parts = {"name": scenario.name, "what": name, "wanted": wanted, "found": found}
        kind, decisive = "differs", trial.decisive if name == "verdict" else ()
        if decisive:
            kind, parts["decisive"] = "decided", decisive
        yield Lack(check=Check.SCENARIO, subject=scenario.name, kind=kind, place=scenario.place, parts=parts)


def _of_case(trial: Trial, problem: Problem) -> Lack:
    """What keeps a case from being judged; the gap bears the name of the case."""
    return evolve(of_problem(problem, check=Check.SCENARIO), subject=trial.scenario.name)


def unshown(candidate: Candidate) -> Iterator[Lack]:
    """Rules of which no case shows that they are met, or that they are not."""
    found: dict[str, set[str | None]] = {}
    for trial in candidate.trials:
        subject = trial.scenario.subject
        if trial.holds and subject is not None and subject.concern is Concern.RULE:
            found.setdefault(subject.id, set()).add(trial.found.finds)
    for rule in candidate.law.rules:
        for outcome in sides_of(rule, candidate.law):
            if outcome.value not in found.get(rule.id, ()):
                parts = {"id": rule.id, "outcome": outcome.value}
                yield Lack(check=Check.CASES, subject=rule.id, place=rule.place, parts=parts)


def sides_of(rule: Rule, law: Contribution) -> tuple[Outcome, ...]:
    """What can be found of a rule: of one that stands on an open figure nothing but that, of a switch that is off for
    all, until its owner changes it, that it is unmet.
    """
    own = [one for one in law.provisions if one.key == rule.id]
    if any(_is_open(one) for one in own):
        return (Outcome.UNKNOWN,)
    switched = isinstance(rule.requires, Figure) and any(not one.permissions for one in own)
    return (Outcome.UNMET,) if switched else (Outcome.MET, Outcome.UNMET)


def _is_open(provision: Provision) -> bool:
    """Whether no source supports a figure, and nobody may set one."""
    fixed = not provision.permissions and not provision.setting
    return fixed and all(one.value is Absence.OPEN for one in provision.values)
