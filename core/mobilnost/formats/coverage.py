"""The account of what is covered, for other programs: a table for each passage or source, and one for each failure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from mobilnost.accounts.coverage import Failure, PassageAccount, Realiser
from mobilnost.accounts.sources import SourceAccount
from mobilnost.grammar import Absence
from mobilnost.scenarios import Scenario, Trial


def passage_table(account: PassageAccount, at: str, reasons: dict[str, str]) -> dict[str, Any]:
    """A passage of a regulation, as that cites it; `reasons` are told in the reader's language."""
    return {
        "schema": 1,
        "sort": "passage",
        "at": at,
        "article": account.passage.article,
        "covered": account.covered,
        "held": account.held,
        "realised": _realisers(account.realised),
        "people": [{"id": id, "reason": told} for id, told in reasons.items()],
        "scenarios": _scenarios(account.scenarios),
    }


def source_table(account: SourceAccount) -> dict[str, Any]:
    """A source of a programme."""
    source = account.source
    return {
        "schema": 1,
        "sort": "source",
        "name": source.name,
        "address": source.address,
        "about": source.about,
        "dated": source.dated,
        "confidence": source.confidence.value,
        "places": [
            {"at": one.at, "realised": _realisers(one.realised), "scenarios": _scenarios(one.scenarios)}
            for one in account.places
        ],
    }


def failure_table(failure: Failure, message: str) -> dict[str, Any]:
    """What is missing."""
    place = failure.place
    return {
        "schema": 1,
        "sort": "failure",
        "gap": failure.gap.value,
        "id": failure.id,
        "found": failure.found,
        "file": place.file if place else None,
        "line": place.line if place else None,
        "message": message,
    }


def trial_table(trial: Trial, told: Iterable[str]) -> dict[str, Any]:
    """A judged case; `told` is in words what does not hold of it. Values stand as the file writes them."""
    (case,) = _scenarios([trial.scenario])
    return {
        "schema": 1,
        **case,
        "holds": trial.holds,
        "differences": [
            {"what": what, "wanted": written(wanted), "found": written(found)}
            for what, wanted, found in trial.differences
        ],
        "problems": [one.kind for one in trial.problems] if not trial.holds else [],
        "messages": list(told),
    }


def written(value: object) -> Any:
    """A value as the file of cases has it; nothing where there is none."""
    match value:
        case bool() | int() | None:
            return value
        case Absence():
            return str(value.value)
        case tuple():
            return [written(one) for one in value]
    return str(value)


def _realisers(realised: Iterable[Realiser]) -> list[dict[str, str]]:
    return [{"sort": one.sort.value, "id": one.id} for one in realised]


def _scenarios(scenarios: Iterable[Scenario]) -> list[dict[str, Any]]:
    return [
        {
            "name": one.name,
            "concern": one.subject.concern.value if one.subject else None,
            "subject": one.subject.id if one.subject else None,
            "file": one.place.file,
            "line": one.place.line,
        }
        for one in scenarios
    ]
