"""The assessment as the JSON that other systems read. Figures are decimal strings with their units, never floats."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from mobilnost.assessment import Assessment, Finding
from mobilnost.formats.grants import settlement_table
from mobilnost.formats.values import Table, citation, decider, decimal, layer_of, provision, quantity, span, written
from mobilnost.funding import settlement_of
from mobilnost.model import Place, Problem
from mobilnost.papers import DocumentState, ObligationState
from mobilnost.rules import Outcome

__all__ = [
    "SCHEMA",
    "Table",
    "citation",
    "decider",
    "decimal",
    "document",
    "finding",
    "json_line",
    "layer_of",
    "obligation",
    "place",
    "problem",
    "provision",
    "quantity",
    "refusal",
    "report",
    "span",
    "written",
]

SCHEMA = 1
#: What `json` leaves as it is, though it would steer a terminal, and halves of characters, which no file can hold.
_CONTROLS = re.compile(r"[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def json_line(table: Mapping[str, Any], *, ascii: bool = False) -> str:
    """A report on one line; letters are escaped only where nothing but ASCII can be carried."""
    line = json.dumps(table, ensure_ascii=ascii)
    return line if ascii else _CONTROLS.sub(lambda control: f"\\u{ord(control[0]):04x}", line)


#: An office without plugins of its own.
NO_PLUGINS: Mapping[str, str] = MappingProxyType({})


def report(assessment: Assessment, message: Callable[[Finding], str], plugins: Mapping[str, str] = NO_PLUGINS) -> Table:
    """The whole assessment; `message` tells a finding in the reader's language.

    `plugins` are those of the office that declare a provision in the university's name, by its key.
    """
    granted = settlement_of(assessment)
    return {
        "schema": SCHEMA,
        "dossier": assessment.dossier.mobility.id,
        "on": assessment.on.isoformat(),
        "verdict": assessment.verdict.value,
        "findings": [finding(one, message(one), plugins) for one in assessment.findings],
        "grant": settlement_table(granted) if granted else None,
        "documents": [document(one) for one in assessment.documents],
        "obligations": [obligation(one) for one in assessment.obligations],
    }


def refusal(file: str | None, problems: Iterable[Problem], message: Callable[[Problem], str]) -> Table:
    """Why a file cannot be judged; `message` tells a problem in the reader's language."""
    return {
        "schema": SCHEMA,
        "file": file,
        "problems": [problem(one) | {"message": message(one)} for one in problems],
    }


def finding(given: Finding, message: str, plugins: Mapping[str, str] = NO_PLUGINS) -> Table:
    """What one rule says. What does not apply shows no values."""
    applies = given.outcome is not Outcome.NOT_APPLICABLE
    return {
        "rule": given.id,
        "topic": given.rule.topic.value,
        "authority": given.authority.value,
        "binding": given.binding,
        "outcome": given.outcome.value,
        "missing": list(given.missing),
        "because": given.because,
        "citation": citation(given.citation),
        "required": quantity(_limit(given), given.type) if applies else None,
        "actual": quantity(given.observed, given.type) if applies else None,
        "message": message,
        "note": given.rule.note,
        "provisions": [provision(key, one, plugins.get(key)) for key, one in given.figures.items()],
    }


def _limit(given: Finding) -> object:
    """A rule without a comparison requires that something be so."""
    return True if given.comparison is None else given.limit


def document(given: DocumentState) -> Table:
    """A required paper and how it stands."""
    return {
        "type": given.type,
        "phase": given.phase.value,
        "state": given.state.value,
        "missing_signatures": list(given.missing_signatures),
        "missing_languages": list(given.missing_languages),
        "due": _day(given.due),
        "overdue": given.overdue,
        "citation": citation(given.citation),
    }


def obligation(given: ObligationState) -> Table:
    """A duty, by when, and how it stands; `note` says why it is suspended."""
    return {
        "id": given.id,
        "who": given.who,
        "to": given.to,
        "due": _day(given.due),
        "state": given.state.value,
        "note": given.reason,
        "citation": citation(given.citation),
    }


def problem(given: Problem) -> Table:
    """One mistake in a file."""
    return {
        "kind": given.kind,
        **place(given.place),
        "column": given.place.column,
        "found": _text(given.found),
        "expected": _text(given.expected),
        "suggestion": given.suggestion,
        "article": given.article,
        "others": [place(one) for one in given.others],
    }


def _text(said: object) -> str | None:
    return None if said is None else str(said)


def place(given: Place) -> Table:
    """Where in a file something stands."""
    return {"file": given.file, "line": given.line, "key": given.key}


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None
