"""Recognition as the JSON that other systems read: ids and values; credits are decimal strings, days ISO dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from mobilnost.formats.report import citation, decimal, provision
from mobilnost.model import Credits
from mobilnost.recognition.account import Account, Due
from mobilnost.recognition.credits import Converted
from mobilnost.recognition.grades import Conversion
from mobilnost.recognition.naming import Names, Where, names_of, where_of
from mobilnost.recognition.proposal import Entry, Proposal
from mobilnost.recognition.records import Line, Recognition, Standing

Table = dict[str, Any]


def proposal_table(proposal: Proposal) -> Table:
    """What is proposed for every result, and the lines of the agreement that are missing."""
    missing = [
        {"line": one.line + 1, "title": one.course.host_title, "ects": _number(one.course.ects)}
        for one in proposal.missing
    ]
    return {"entries": [entry_table(one) for one in proposal.entries], "missing": missing}


def entry_table(entry: Entry) -> Table:
    """Everything about one result: what is proposed, why, from which figures, and what is not known."""
    return {
        "result": entry.id,
        "outcome": entry.outcome.value,
        "because": entry.rule.id,
        "citation": citation(entry.rule.citation),
        "discretion": entry.rule.discretion,
        "remark": entry.rule.remark,
        "names": _names(entry.names),
        "where": _where(entry.where),
        "passed": entry.passed,
        "in_progress": entry.in_progress,
        "contradiction": entry.contradiction.value if entry.contradiction else None,
        "line": None if entry.line is None else entry.line + 1,
        "home": {"title": entry.home_title, "ects": _number(entry.home_ects)},
        "overlap_percent": _number(entry.overlap_percent),
        "credits": [_credits(one) for one in entry.original],
        "ects": converted_table(entry.ects),
        "grade": grade_table(entry.grade),
        "enters_average": entry.counts,
        "records": [one.value for one in entry.records],
        "within": list(entry.within),
        "instead": entry.instead,
        "missing": list(entry.waits),
        "provisions": [provision(key, one) for key, one in entry.provisions],
    }


def converted_table(found: Converted) -> Table:
    """ECTS with the principle that gave them, and its figures."""
    return {
        "value": _number(found.value),
        "principle": found.principle.value,
        "figures": {name: decimal(value) for name, value in found.figures},
        "wanted": found.wanted.value if found.wanted else None,
        "lacking": found.lacking.value if found.lacking else None,
        "said": found.said,
    }


def grade_table(found: Conversion | None) -> Table | None:
    """A grade in its original and its converted form, with the method, or why there is none."""
    if found is None:
        return None
    return {
        "original": found.original,
        "converted": found.converted.label if found.converted else None,
        "method": found.method.value if found.method else None,
        "because": found.because.value if found.because else None,
    }


def account_table(account: Account) -> Table:
    """The sums of a stay."""
    lines = [{"line": line + 1, "ects": _number(ects)} for line, ects in account.shortfall.lines]
    return {
        "agreed": _number(account.agreed),
        "totals": {outcome.value: decimal(ects) for outcome, ects in account.totals.items()},
        "recognised": decimal(account.recognised),
        "unknown": list(account.unknown),
        "pending": {"results": list(account.pending), "ects": _number(account.pending_ects)},
        "shortfall": {"ects": _number(account.shortfall.ects), "lines": lines},
        "surplus": decimal(account.surplus),
        "due": _due(account.due),
        "below_due": _number(account.below_due),
        "complete": account.complete,
    }


def recognition_table(made: Recognition) -> Table:
    """What was decided: of every result the proposal and the decision, and the reason between the two."""
    return {
        "decided": {"on": made.on.isoformat(), "by": made.by, "reference": made.reference},
        "transcript": transcript_head(made),
        "agreement": {"version": made.version, "courses": len(made.courses)},
        "automatic": made.automatic,
        "lines": [line_table(one, made) for one in made.lines],
        "missing": list(made.missing),
    }


def transcript_head(made: Recognition) -> Table:
    """Whose transcript it was held against, and of which day."""
    issued = made.transcript.issued
    return {"issuer": made.transcript.issuer, "issued": _day(issued)}


def line_table(line: Line, made: Recognition) -> Table:
    """One result as it was proposed and as it was decided."""
    ects, grade, result = line.ects, line.grade, made.transcript.by_id[line.result]
    return {
        "result": line.result,
        "line": line.line,
        "because": line.rule,
        "citation": citation(line.citation),
        "names": _names(names_of(result, made.transcript, made.language)),
        "where": _where(where_of(result, made.transcript)),
        "credits": [_credits(one) for one in result.credits],
        "principle": ects.principle.value,
        "figures": {one.name: decimal(one.value) for one in ects.figures},
        "said": ects.said,
        "original_grade": grade.original if grade else None,
        "method": grade.method.value if grade and grade.method else None,
        "unconverted": grade.because.value if grade and grade.because else None,
        "proposed": _standing(line.proposed),
        "decided": _standing(line.decided),
        "deviates": line.deviates,
        "reason": line.reason,
    }


def _standing(given: Standing) -> Table:
    return {
        "outcome": given.outcome.value,
        "ects": _number(given.ects),
        "grade": given.grade,
        "enters_average": given.counts,
        "home_title": given.home_title,
        "records": [one.value for one in given.records],
    }


def _names(given: Names) -> Table:
    return {"original": given.original, "home": given.home, "english": given.english}


def _where(given: Where) -> Table:
    return {
        "institution": given.institution,
        "employer": given.employer,
        "start": _day(given.start),
        "date": _day(given.date),
        "academic_year": given.academic_year,
        "term": given.term,
        "term_start": _day(given.term_start),
        "term_end": _day(given.term_end),
    }


def _day(given: dt.date | None) -> str | None:
    return given.isoformat() if given is not None else None


def _due(due: Due | None) -> Table | None:
    if due is None:
        return None
    provisions = [provision(key, one) for key, one in due.provisions]
    return {"ects": decimal(due.ects), "citation": citation(due.citation), "provisions": provisions}


def _credits(given: Credits) -> Mapping[str, str]:
    return {"value": decimal(given.value), "scheme": given.scheme}


def _number(value: Any) -> str | None:
    return None if value is None else decimal(value)
