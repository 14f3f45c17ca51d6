"""Assessing a dossier: verdict, findings, documents and obligations, each with its citation.

A pure function over frozen values. The verdict comes from the compiled rules; findings are built when somebody reads
them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any

from attrs import evolve, field, frozen

from mobilnost.grammar import Absence, Comparison, Type, facts_of
from mobilnost.law import Authority, Citation, Effective, Origin, is_stricter
from mobilnost.model import Calendar, Dossier, InvalidData
from mobilnost.papers import DocumentState, ObligationState, PaperTrail
from mobilnost.rulebook import Rulebook
from mobilnost.rules import OPEN_FIGURE, Outcome, Row, Rule, effective_figures, is_open, missing_of
from mobilnost.waivers import unlawful


class Verdict(StrEnum):
    """Whether the person may go: an unmet rule that no paper can cure forbids it."""

    ELIGIBLE = "eligible"
    INCOMPLETE = "incomplete"
    NOT_ELIGIBLE = "not_eligible"


#: The calendar of an office without holidays.
WEEKENDS_ONLY = Calendar()

#: In the order of the numbers that compiled rules give.
VERDICTS = (Verdict.ELIGIBLE, Verdict.INCOMPLETE, Verdict.NOT_ELIGIBLE)


@frozen(kw_only=True)
class Finding:
    """What one rule says of the dossier, and everything that a reader may ask about it.

    `observed` and `limit` are the two sides of its principal comparison, of type `type`; `figures` are the provisions
    that it looks at, with who set them and what they beat. `binding` marks the stricter of two that speak of the same
    matter. `missing` names the facts that an unknown waits for.
    """

    rule: Rule
    outcome: Outcome
    binding: bool
    observed: Any
    limit: Any
    comparison: Comparison | None
    type: Type | None
    missing: tuple[str, ...]
    because: str | None
    figures: Mapping[str, Effective] = field(hash=False)
    waived_by: Origin | None = None

    @property
    def id(self) -> str:
        """The id of the rule."""
        return self.rule.id

    @property
    def authority(self) -> Authority:
        """Who must be satisfied by it."""
        return self.rule.authority

    @property
    def citation(self) -> Citation:
        """Where the rule stands."""
        return self.rule.citation


@frozen(kw_only=True)
class Assessment:
    """What the law says of a dossier on a day.

    `unmet` and `waiting` are ids of rules. Findings, documents and obligations are found when they are first read.
    """

    dossier: Dossier
    rulebook: Rulebook = field(repr=False)
    on: date
    calendar: Calendar = field(repr=False)
    facts: Mapping[str, Any] = field(repr=False, hash=False)
    judged: Verdict
    unmet: tuple[str, ...]
    waiting: tuple[str, ...]

    @cached_property
    def verdict(self) -> Verdict:
        """`not_eligible` where an unmet rule cannot be cured; `incomplete` where facts or due papers are missing."""
        if self.judged is Verdict.ELIGIBLE and self.papers.wanting:
            return Verdict.INCOMPLETE
        return self.judged

    @cached_property
    def papers(self) -> PaperTrail:
        """Documents and obligations as they stand on the day."""
        return PaperTrail(rulebook=self.rulebook, dossier=self.dossier, facts=self.facts, on=self.on)

    @property
    def documents(self) -> tuple[DocumentState, ...]:
        """Every paper that the law knows for such a mobility, and how it stands."""
        return self.papers.documents

    @property
    def obligations(self) -> tuple[ObligationState, ...]:
        """What must be done, by whom, by when."""
        return self.papers.obligations

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What every rule says, in the order of the law."""
        rules = (rule for rules in self.rulebook.sets for rule in rules.rules)
        rows = self.rulebook.explain(self.facts)
        found = [self._finding(rule, row) for rule, row in zip(rules, rows, strict=True)]
        by_id = {one.id: one for one in found}
        return tuple(evolve(one, binding=_binds(one, self.rulebook, by_id)) for one in found)

    def finding(self, id: str) -> Finding:
        """The finding of one rule. Raises `KeyError`."""
        for one in self.findings:
            if one.id == id:
                return one
        raise KeyError(id)

    def _finding(self, rule: Rule, row: Row) -> Finding:
        id, outcome, _, observed, limit, _ = row
        figures, waits = self.rulebook.figures, outcome is Outcome.UNKNOWN
        shown, comparison, _ = rule.principal
        types = self.rulebook.definitions
        names = facts_of(shown)
        limit_key = rule.limit
        type_ = types[names[0]].type if names else None
        return Finding(
            rule=rule,
            outcome=outcome,
            binding=False,
            observed=observed,
            limit=limit,
            comparison=comparison,
            type=figures[limit_key].provision.type if limit_key else type_,
            missing=missing_of(rule, figures, self.facts) if waits else (),
            because=OPEN_FIGURE if waits and is_open(rule, figures, self.facts) else None,
            figures=effective_figures(rule, figures, self.facts),
            waived_by=self.rulebook.waived.get(id) if outcome is Outcome.WAIVED else None,
        )


def assess(dossier: Dossier, rulebook: Rulebook, *, on: date, calendar: Calendar = WEEKENDS_ONLY) -> Assessment:
    """What a rulebook says of a dossier on a day, by the office's calendar of working days.

    Raises `ValueError` where the rulebook rests on a special decision about another dossier, `InvalidData` where that
    sets something aside which the law lets nobody set aside for such a dossier.
    """
    decision = rulebook.decision
    if decision is not None and decision.dossier != dossier.mobility.id:
        raise ValueError(f"decision {decision.id} is about dossier {decision.dossier}, not {dossier.mobility.id}")
    if against := tuple(unlawful(rulebook, dossier, calendar)):
        raise InvalidData(against)
    facts = rulebook.facts(dossier, calendar)
    code, unmet, waiting = rulebook.judge(facts)
    return Assessment(
        dossier=dossier,
        rulebook=rulebook,
        on=on,
        calendar=calendar,
        facts=facts,
        judged=VERDICTS[code],
        unmet=tuple(unmet),
        waiting=tuple(waiting),
    )


def _binds(finding: Finding, rulebook: Rulebook, by_id: Mapping[str, Finding]) -> bool:
    """Whether it applies, and nothing stricter speaks of the same matter for the other authority.

    `duration.minimum` and `erasmus.duration.minimum` speak of one matter.
    """
    if finding.outcome is Outcome.NOT_APPLICABLE:
        return False
    prefix = f"{rulebook.programme.code}."
    id = finding.id
    other = by_id.get(id.removeprefix(prefix) if id.startswith(prefix) else prefix + id)
    if other is None or other.authority is finding.authority or other.outcome is Outcome.NOT_APPLICABLE:
        return True
    return _holds_against(finding, other, rulebook)


def _holds_against(one: Finding, other: Finding, rulebook: Rulebook) -> bool:
    """Whether its figure asks for at least as much; figures that cannot be compared both bind."""
    mine, theirs = one.figures.get(one.id), other.figures.get(other.id)
    if mine is None or theirs is None:
        return True
    if mine.value is None or theirs.value is None or isinstance(mine.value, Absence):
        return True
    provision = rulebook.figures[one.id].provision
    if provision.type != rulebook.figures[other.id].provision.type:
        return True
    return provision.stricter is None or is_stricter(provision, mine.value, theirs.value)
