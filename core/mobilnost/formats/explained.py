"""The account of a dossier as the JSON that other systems read: ids and values, and what people are told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from attrs import frozen

from mobilnost.accounts.dossier import DossierAccount, Remedy, Together
from mobilnost.accounts.levers import Change
from mobilnost.accounts.margins import Margin, Margins
from mobilnost.accounts.nearest import Proposal
from mobilnost.accounts.wanting import HandedIn, MissingFact
from mobilnost.assessment import Finding
from mobilnost.formats import report
from mobilnost.formats.report import SCHEMA, Table, citation, decider, written
from mobilnost.grammar import text_of
from mobilnost.law import Permission


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
        "deciders": [decider(one) for one in remedy.deciders],
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
    before, after = (plain(one) for one in (given.before, given.after))
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
        "due": plain(given.due),
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


def permission(given: Permission) -> Table:
    """Who may set a provision, how, on what condition, and by which article."""
    return {
        "layer": given.layer.value,
        "mode": given.mode.value,
        "applies": text_of(given.applies),
        "citation": citation(given.citation) if given.citation else None,
    }


def plain(value: Any) -> object:
    """A value of a dossier; dates and quantities as texts, counts as numbers."""
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    return value.isoformat() if isinstance(value, date) else written(value)
