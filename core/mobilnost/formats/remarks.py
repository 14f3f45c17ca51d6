"""What the analysis finds, as the JSON that other systems read: one object for each finding."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mobilnost.analysis import Remark, Severity
from mobilnost.formats.report import SCHEMA, Table, citation, place, problem, written
from mobilnost.grammar import text_of
from mobilnost.model import Problem


def remark_table(given: Remark, message: str, mend: str) -> Table:
    """A remark; `message` and `mend` in the reader's language, `core` in the language of conditions."""
    return {
        "schema": SCHEMA,
        "code": given.code,
        "severity": given.severity.value,
        **place(given.place),
        "subject": given.subject,
        "message": message,
        "mend": mend,
        "witness": _facts(given.witness),
        "core": [text_of(one) for one in given.core],
        "citation": None if given.citation is None else citation(given.citation),
        "others": [place(one) for one in given.others],
        "editions": list(given.editions),
    }


def problem_table(given: Problem, message: str) -> Table:
    """What makes a file unusable, in the same form; its code is its kind."""
    said = problem(given)
    code = said.pop("kind")
    return {
        "schema": SCHEMA,
        "code": code,
        "severity": Severity.ERROR.value,
        **said,
        "message": message,
        "mend": None,
        "witness": None,
        "core": [],
    }


def _facts(witness: Mapping[str, Any] | None) -> Table | None:
    if witness is None:
        return None
    known = {name: value for name, value in witness.items() if value is not None and not name.startswith("@")}
    return {name: written(value) for name, value in known.items()}
