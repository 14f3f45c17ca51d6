"""Accounts as the JSON that other systems read: ids and values, and beside them what people are told."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, Protocol

from attrs import frozen

from mobilnost.accounts.dossier import DossierAccount, Remedy, Together
from mobilnost.accounts.law import LawAccount
from mobilnost.accounts.layers import ProvisionAccount, Said, Step
from mobilnost.accounts.levers import Change
from mobilnost.accounts.margins import Margin, Margins
from mobilnost.accounts.nearest import Proposal
from mobilnost.accounts.rule import FactAccount, RuleAccount
from mobilnost.accounts.wanting import HandedIn, MissingFact
from mobilnost.assessment import Finding
from mobilnost.formats import report
from mobilnost.formats.report import SCHEMA, Table, citation, written
from mobilnost.grammar import Node, text_of
from mobilnost.law import Candidate, Figure, Origin, Permission, Provision
from mobilnost.model import Problem
from mobilnost.rules import Rule
from mobilnost.scenarios import Trial


@frozen(kw_only=True)
class DossierTelling:
    """What people are told of findings, proposals and changes."""

    finding: Callable[[Finding], str]
    proposal: Callable[[Proposal], str]
    change: Callable[[Change], str]


def dossier_table(account: DossierAccount, tell: DossierTelling) -> Table:
    """The account of a dossier."""
    assessment = account.assessment
    return {
        "schema": SCHEMA,
        "explains": "dossier",
        "dossier": assessment.dossier.mobility.id,
        "on": assessment.on.isoformat(),
        "verdict": assessment.verdict.value,
        "deciding": [report.finding(one, tell.finding(one)) for one in account.deciding],
        "remedies": [_remedy(one, tell) for one in account.remedies],
        "together": _together(account.together, tell) if account.together else None,
        "missing": [_missing(one) for one in account.missing],
        "documents": [report.document(one) | {"from": one.issuer} for one in account.papers],
        "handed_in": _handed_in(account.handed_in) if account.handed_in else None,
        "obligations": [report.obligation(one) for one in account.duties],
        "margins": _margins(account.margins, tell) if account.margins else None,
    }


def _remedy(remedy: Remedy, tell: DossierTelling) -> Table:
    return {
        "rule": remedy.finding.id,
        "message": tell.finding(remedy.finding),
        "curable": remedy.finding.rule.curable,
        "proposals": [_proposal(one, tell) for one in remedy.proposals],
        "needs": remedy.needs.value if remedy.needs else None,
        "may_set": [{"provision": key} | permission(one) for key, one in remedy.setters],
        "waivable": remedy.waiver is not None,
    }


def _proposal(given: Proposal, tell: DossierTelling) -> Table:
    return change(given.change, tell.change(given.change)) | {
        "verdict": given.verdict.value,
        "breaks": list(given.breaks),
        "past": given.past,
        "message": tell.proposal(given),
    }


def change(given: Change, message: str) -> Table:
    """A key of the dossier, what stands there, and what would."""
    before, after = (_value(one) for one in (given.before, given.after))
    return {"key": given.key, "before": before, "after": after, "message": message}


def _together(given: Together, tell: DossierTelling) -> Table:
    return {
        "changes": [change(one, tell.change(one)) for one in given.changes],
        "verdict": given.verdict.value,
        "unmet": list(given.left),
    }


def _missing(given: MissingFact) -> Table:
    return {
        "fact": given.name,
        "source": given.source,
        "from": given.who,
        "due": _value(given.due),
        "rules": [one.id for one in given.findings],
        "on_record": list(given.known),
    }


def _handed_in(given: HandedIn) -> Table:
    return {
        "documents": [one.type for one in given.documents],
        "verdict": given.after.verdict.value,
        "breaks": list(given.breaks),
    }


def _margins(given: Margins, tell: DossierTelling) -> Table:
    return {
        "earliest_end": _margin(given.earliest_end),
        "latest_end": _margin(given.latest_end),
        "just_met": [report.finding(one, tell.finding(one)) for one in given.just_met],
    }


def _margin(given: Margin | None) -> Table | None:
    return None if given is None else {"day": given.day.isoformat(), "rules": list(given.rules)}


class LawTelling(Protocol):
    """Who tells the law in the reader's language."""

    def rule(self, rule: Rule) -> str:
        """What a rule requires."""

    def scope(self, node: Node) -> str:
        """Whom a condition picks out."""

    def provision(self, key: str) -> str:
        """The name of a provision."""

    def figure(self, figure: Figure) -> str:
        """What a provision comes to."""


def law_table(
    account: LawAccount, tell: LawTelling, problem: Callable[[Problem], str], examples: Iterable[Trial] = ()
) -> Table:
    """What bears an id under one programme; `problem` tells why something was refused."""
    edition = account.book.edition
    return {
        "schema": SCHEMA,
        "explains": account.id,
        "programme": account.programme,
        "edition": edition.id if edition else None,
        "rule": _rule(account.rule, tell, examples) if account.rule else None,
        "provision": _searched(account.provision, tell, problem) if account.provision else None,
    }


def _rule(account: RuleAccount, tell: LawTelling, examples: Iterable[Trial]) -> Table:
    rule = account.rule
    return {
        "id": rule.id,
        "topic": rule.topic.value,
        "authority": rule.authority.value,
        "layer": rule.layer.value,
        "citation": citation(rule.citation),
        "place": report.place(rule.place) if rule.place else None,
        "applies": text_of(rule.applies),
        "requires": text_of(rule.requires),
        "curable": rule.curable,
        "message": tell.rule(rule),
        "concerns": tell.scope(rule.applies),
        "provisions": [_provision(one.provision, tell, one.figure) for one in account.figures],
        "facts": [_fact(one) for one in account.facts],
        "counterpart": account.counterpart.id if account.counterpart else None,
        "documents": [one.type for one in account.documents],
        "obligations": [one.id for one in account.obligations],
        "waivable": account.waiver is not None,
        "examples": [_example(one) for one in examples],
    }


def _fact(given: FactAccount) -> Table:
    definition = given.definition
    return {
        "name": definition.name,
        "required": definition.required,
        "keys": list(given.keys),
        "document": given.paper,
        "source": definition.source,
    }


def _example(given: Trial) -> Table:
    scenario = given.scenario
    return {
        "name": scenario.name,
        "base": scenario.base,
        "changes": {key: _value(one) for key, one in scenario.changes.items()},
        "found": given.found.finds,
    }


def _provision(given: Provision, tell: LawTelling, figure: Figure) -> Table:
    return {
        "key": given.key,
        "name": tell.provision(given.key),
        "citation": citation(given.citation),
        "message": tell.figure(figure),
        "candidates": [_candidate(one) for one in figure.candidates],
        "may_set": [permission(one) for one in given.permissions],
        "setting": given.setting,
    }


def _candidate(given: Candidate) -> Table:
    origins = [_origin(one) for one in (given.origin, *given.also)]
    return {"value": written(given.value), "applies": text_of(given.applies), "set_by": origins}


def _searched(account: ProvisionAccount, tell: LawTelling, problem: Callable[[Problem], str]) -> Table:
    key, effective = account.provision.key, account.effective
    return _provision(account.provision, tell, account.figure) | {
        "on": account.on.isoformat(),
        "layers": [_step(one, problem) for one in account.steps],
        "effective": None if effective is None else report.provision(key, effective),
        "waived_by": _origin(account.waived) if account.waived else None,
    }


def _step(given: Step, problem: Callable[[Problem], str]) -> Table:
    return {
        "layer": given.layer.value,
        "source": given.source,
        "may_set": [permission(one) for one in given.permissions],
        "said": [_said(one, problem) for one in given.said],
    }


def _said(given: Said, problem: Callable[[Problem], str]) -> Table:
    return {
        "value": None if given.value is None else written(given.value),
        "applies": text_of(given.applies),
        "outcome": given.fate.value,
        "by": _candidate(given.by) if given.by else None,
        "missing": list(given.missing),
        "problems": [report.problem(one) | {"message": problem(one)} for one in given.problems],
        "valid_from": _value(given.dated.valid_from) if given.dated else None,
        "valid_to": _value(given.dated.valid_to) if given.dated else None,
    } | _origin(given.origin)


def _origin(given: Origin) -> Table:
    return {
        "layer": given.layer.value,
        "citation": citation(given.citation),
        "place": report.place(given.place) if given.place else None,
    }


def permission(given: Permission) -> Table:
    """Who may set a provision, how, on what condition, and by which article."""
    return {
        "layer": given.layer.value,
        "mode": given.mode.value,
        "applies": text_of(given.applies),
        "citation": citation(given.citation) if given.citation else None,
    }


def _value(value: Any) -> object:
    """A value of a dossier; dates and quantities as texts, counts as numbers."""
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    return value.isoformat() if isinstance(value, date) else written(value)
