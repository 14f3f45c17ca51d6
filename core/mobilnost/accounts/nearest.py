"""The nearest change of a dossier that satisfies a rule, found by trying and judging anew.

Programmes count a stay by strategies of their own, and a moved day may bring another edition or academic year: so no
figure is computed backwards. Days are tried outwards from the planned one, other values where the rule's comparison
turns. What is proposed has been judged: the rule is then met, and what else the change does is said with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import chain, pairwise
from typing import Any

from attrs import field, frozen

from mobilnost.accounts.levers import (
    AGREEMENT,
    END,
    LEVER_OF,
    LEVERS,
    OF_AGREEMENT,
    OF_CALL,
    PAPERS,
    START,
    Around,
    Change,
    later_and_earlier,
    other_agreements,
    other_calls,
    papers_on_file,
)
from mobilnost.assessment import Assessment, Verdict
from mobilnost.grammar import Compare, Fact, Node, evaluate, facts_of, walk
from mobilnost.model import BadValue, CefrLevel, Dossier
from mobilnost.rules import FactDefinition, Outcome, Rule, effective_figures, outcome_of

#: So many days before and after the planned ones are tried.
REACH = 366
#: So many further papers of one type are tried.
MOST_PAPERS = 5
#: Values that are tried one by one; others are tried where a comparison turns.
DOMAINS: Mapping[str, Sequence[Any]] = {
    "mobility.freemover": (True, False),
    "mobility.network": (True, False),
    "student.year_of_study": range(1, 13),
    "student.languages": tuple(CefrLevel),
}
#: The least by which other values differ from one another.
STEP = Decimal("0.01")

#: Judges a dossier anew; `None` where it cannot be judged, as where no edition of the programme is in force.
Judge = Callable[[Dossier], Assessment | None]


@frozen(kw_only=True)
class Proposal:
    """A change by which a rule is met; `after` is the whole assessment that the changed dossier has then.

    `breaks` are the rules that are met or not concerned before it and then neither, `past` that it moves a day of a
    stay that is over.
    """

    rule: str
    change: Change
    after: Assessment = field(repr=False, eq=False)
    breaks: tuple[str, ...] = ()
    past: bool = False

    @property
    def verdict(self) -> Verdict:
        """What the dossier comes to when this alone is changed."""
        return self.after.verdict


def outcome(assessment: Assessment, id: str) -> Outcome | None:
    """What a rule says of the dossier; `None` where the dossier is not judged by it."""
    book = assessment.rulebook
    rule = book.rules.get(id)
    return None if rule is None else outcome_of(rule, book.figures, assessment.facts, book.waived)


def proposals(
    assessment: Assessment, failed: Sequence[Rule], judge: Judge, around: Around, *, reach: int = REACH
) -> Mapping[str, tuple[Proposal, ...]]:
    """For each failed rule what would satisfy it, by key, the plainest first.

    Where one change breaks nothing else, those that do are left out.
    """
    trial = Trial(assessment, judge)
    found: dict[str, list[Proposal]] = {rule.id: [] for rule in failed}
    for rule in failed:
        for changes in _of_rule(rule, assessment, around):
            found[rule.id].extend(trial.first(changes, [rule.id]).values())
    for key in (END, START):
        days = later_and_earlier(assessment.dossier, key, assessment.on, reach)
        for id, one in trial.first(days, [rule.id for rule in failed]).items():
            found[id].append(one)
    return {id: _worthwhile(many) for id, many in found.items()}


def breakage(proposal: Proposal) -> int:
    """How many other rules a change breaks."""
    return len(proposal.breaks)


def plainest(assessment: Assessment, rule: Rule, judge: Judge, around: Around) -> Proposal | None:
    """One change that satisfies a rule: the plainest that breaks nothing, else the one that breaks least."""
    trial = Trial(assessment, judge)
    days = (later_and_earlier(assessment.dossier, key, assessment.on, REACH) for key in (END, START))
    found: list[Proposal] = []
    for changes in chain(_of_rule(rule, assessment, around), days):
        for one in trial.first(changes, [rule.id]).values():
            if not one.breaks:
                return one
            found.append(one)
    return min(found, key=breakage, default=None)


@frozen
class Trial:
    """Tries changes of one dossier, and judges it anew with each of them."""

    before: Assessment
    judge: Judge

    def first(self, changes: Iterable[Change], ids: Iterable[str]) -> dict[str, Proposal]:
        """For each rule the first of the changes by which it is met, where one is."""
        waiting = dict.fromkeys(ids)
        found: dict[str, Proposal] = {}
        for change in changes:
            after = self.changed(change)
            for id in tuple(waiting) if after else ():
                if after and id not in after.unmet and outcome(after, id) is Outcome.MET:
                    found[id] = self.proposal(id, change, after)
                    del waiting[id]
            if not waiting:
                break
        return found

    def changed(self, change: Change) -> Assessment | None:
        """The assessment of the dossier with a change, where there can be one."""
        try:
            return self.judge(change.made_in(self.before.dossier))
        except BadValue:
            return None

    def proposal(self, id: str, change: Change, after: Assessment) -> Proposal:
        """The change as a proposal, with all that it does."""
        return Proposal(
            rule=id, change=change, after=after, breaks=broken(self.before, after), past=self.gone_by(change)
        )

    def gone_by(self, change: Change) -> bool:
        """Whether a change moves a day of a stay that is over."""
        return isinstance(change.before, date) and self.before.dossier.mobility.end < self.before.on


def broken(before: Assessment, after: Assessment) -> tuple[str, ...]:
    """The rules that are not met, or no longer known to be, though nothing was wrong with them before."""
    failed = {*before.unmet, *before.waiting}
    return tuple(id for id in (*after.unmet, *after.waiting) if id not in failed)


def _worthwhile(many: list[Proposal]) -> tuple[Proposal, ...]:
    clean = [one for one in many if not one.breaks]
    return tuple(clean or many)


def _of_rule(rule: Rule, assessment: Assessment, around: Around) -> Iterator[Iterator[Change]]:
    """The changes that move the facts a rule requires something of, lever by lever."""
    definitions = assessment.rulebook.definitions
    names = facts_of(rule.requires)
    for name in names:
        if name in LEVER_OF:
            yield _values(rule, name, assessment)
        elif paper := paper_of(definitions[name]):
            yield _papers(assessment.dossier, paper)
    if any(name in OF_AGREEMENT or definitions[name].source == AGREEMENT for name in names):
        named = assessment.rulebook.agreement
        others = other_agreements(assessment.dossier, around)
        yield (one for one in others if named is None or one.after != named.id)
    if OF_CALL.intersection(names):
        yield other_calls(assessment.dossier, around)


def paper_of(definition: FactDefinition) -> str | None:
    """The type of the paper that settles a fact, if a paper does, and not a key of the dossier or another file."""
    source = definition.source
    return None if source is None or "." in source or source in ("institutions", "edition") else source


def _papers(dossier: Dossier, type_: str) -> Iterator[Change]:
    key, count = PAPERS + type_, papers_on_file(dossier, type_)
    return (Change(key=key, before=count, after=count + more) for more in range(1, MOST_PAPERS + 1))


def _values(rule: Rule, name: str, assessment: Assessment) -> Iterator[Change]:
    """Other values of one fact, the nearest first."""
    key = LEVER_OF[name]
    before = LEVERS[key].read(assessment.dossier)
    if before is None:
        return iter(())
    values = DOMAINS.get(key) or turns(rule, name, assessment)
    others = sorted((one for one in values if one != before), key=lambda one: _distance(key, before, one))
    return (Change(key=key, before=before, after=one) for one in others)


def _distance(key: str, before: Any, value: Any) -> Any:
    domain = DOMAINS.get(key)
    return abs(domain.index(value) - domain.index(before)) if domain and before in domain else abs(value - before)


def turns(rule: Rule, name: str, assessment: Assessment) -> tuple[Any, ...]:
    """The values of a fact around which the rule's comparisons turn, and those just beside them."""
    figures = effective_figures(rule, assessment.rulebook.figures, assessment.facts)
    values = {key: one.value for key, one in figures.items()}
    found: set[Decimal] = set()
    for other in _compared_with(rule.requires, name):
        limit = evaluate(other, assessment.facts, values)
        if isinstance(limit, int | Decimal):
            found |= {Decimal(limit), limit + STEP, max(limit - STEP, Decimal())}
    return tuple(found)


def _compared_with(node: Node, name: str) -> Iterator[Node]:
    """What a fact is compared with."""
    for part in walk(node):
        if isinstance(part, Compare):
            for one, other in pairwise((part.left, part.right, part.left)):
                if one == Fact(name) and name not in facts_of(other):
                    yield other
