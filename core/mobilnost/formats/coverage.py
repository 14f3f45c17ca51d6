"""The account of what is covered, for other programs: a table for each passage or source, and one for each failure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from mobilnost.accounts.coverage import Failure, PassageAccount, Realiser
from mobilnost.accounts.sources import SourceAccount
from mobilnost.scenarios import Scenario


def passage_table(account: PassageAccount, reasons: dict[str, str]) -> dict[str, Any]:
    """A passage of a regulation; `reasons` are told in the reader's language."""
    return {
        "schema": 1,
        "sort": "passage",
        "at": str(account.passage),
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
