"""The assessment as the JSON that other systems read. Figures are decimal strings with their units, never floats."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from mobilnost.assessment import Assessment, Finding
from mobilnost.grammar import Absence, Type, write_value
from mobilnost.law import Candidate, Citation, Effective, Layer, Origin
from mobilnost.model import Place, Problem, Span
from mobilnost.papers import DocumentState, ObligationState
from mobilnost.rules import Outcome

SCHEMA = 1
#: What has clauses; a regulation, a programme and settings are cited as a whole.
INSTRUMENTS = frozenset({Layer.CALL, Layer.AGREEMENT, Layer.DECISION})

Table = dict[str, Any]
#: What `json` leaves as it is, though it would steer a terminal, and halves of characters, which no file can hold.
_CONTROLS = re.compile(r"[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def json_line(table: Mapping[str, Any], *, ascii: bool = False) -> str:
    """A report on one line; letters are escaped only where nothing but ASCII can be carried."""
    line = json.dumps(table, ensure_ascii=ascii)
    return line if ascii else _CONTROLS.sub(lambda control: f"\\u{ord(control[0]):04x}", line)


def report(assessment: Assessment, message: Callable[[Finding], str]) -> Table:
    """The whole assessment; `message` tells a finding in the reader's language."""
    return {
        "schema": SCHEMA,
        "dossier": assessment.dossier.mobility.id,
        "on": assessment.on.isoformat(),
        "verdict": assessment.verdict.value,
        "findings": [finding(one, message(one)) for one in assessment.findings],
        "grant": None,
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


def finding(given: Finding, message: str) -> Table:
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
        "provisions": [provision(key, one) for key, one in given.figures.items()],
    }


def _limit(given: Finding) -> object:
    """A rule without a comparison requires that something be so."""
    return True if given.comparison is None else given.limit


def citation(given: Citation) -> Table:
    """Where something stands."""
    return {"source": given.source, "at": given.at, "reading": given.reading}


def quantity(value: object, type_: Type | None) -> Table | None:
    """A value with its unit: months and days, or the unit of a number; words have none."""
    if value is None or isinstance(value, Absence):
        return None
    if isinstance(value, Span):
        return span(value)
    unit = type_.unit if type_ and _is_number(value) else None
    return {"value": _plain(value, type_), "unit": unit}


def span(value: Span) -> Table:
    """A length of time: `4 15` months days, or the one of the two that there is."""
    if value.months and value.days:
        return {"value": f"{value.months} {value.days}", "unit": "months days"}
    if value.months:
        return {"value": str(value.months), "unit": "months"}
    return {"value": str(value.days), "unit": "days"}


def provision(key: str, given: Effective) -> Table:
    """What a provision comes to, who set it, and what that beat."""
    winner = given.winner
    return {
        "key": key,
        "value": None if given.value is None else written(given.value),
        "set_by": winner.origin.layer.value if winner else None,
        "source": winner.origin.citation.source if winner else None,
        "clause": _clause(winner.origin) if winner else None,
        "citation": citation(winner.origin.citation) if winner else None,
        "also": [_spoken(one) for one in winner.also] if winner else [],
        "beaten": [_beaten(one) for one in given.beaten],
    }


def _beaten(given: Candidate) -> Table:
    return {"value": written(given.value)} | _spoken(given.origin)


def _spoken(origin: Origin) -> Table:
    return {
        "set_by": origin.layer.value,
        "source": origin.citation.source,
        "clause": _clause(origin),
        "citation": citation(origin.citation),
    }


def _clause(origin: Origin) -> str | None:
    return origin.citation.at or None if origin.layer in INSTRUMENTS else None


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


def written(value: object) -> object:
    """A figure as its provision would be written: `3 months`, `20`, `none`, `open`, a list, true or false."""
    if isinstance(value, Absence):
        return value.value
    if isinstance(value, tuple | frozenset):
        return [_scalar(one) for one in _in_order(value, None)]
    return _scalar(value)


def _plain(value: object, type_: Type | None) -> object:
    if isinstance(value, tuple | frozenset):
        return [_scalar(one) for one in _in_order(value, type_)]
    return _scalar(value)


def _scalar(value: object) -> object:
    return decimal(value) if isinstance(value, Decimal) else write_value(value)


def decimal(value: Decimal) -> str:
    """A decimal in plain digits, without an exponent."""
    return format(value, "f")


def _in_order(values: Iterable[object], type_: Type | None) -> list[object]:
    """Lists in their own order; sets in the order of the words of their type, else of the alphabet."""
    if isinstance(values, tuple):
        return list(values)
    words = type_.values if type_ else ()
    return sorted(values, key=lambda one: (words.index(str(one)) if str(one) in words else len(words), str(one)))


def _is_number(value: object) -> bool:
    if isinstance(value, tuple | frozenset):
        return all(_is_number(one) for one in value)
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None
