"""The workload's law in this framework: the regulation of `workload.toml`, five programmes, and agreements as given.

`lawbook` makes it; `rulebooks` resolves every programme with every agreement. What an agreement may not set under a
programme is left out of its terms, since the framework refuses unlawful terms where the workload passes over them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import mobilnost as m
from mobilnost.model import Agreement, AgreementLevel, Term

PROGRAMMES = ("ERASMUS", "CEEPUS", "BILATERAL", "SWISS", "FREEMOVER")
KINDS = ("STUDY", "TRAINEESHIP", "THESIS")
CITIZENSHIPS = ("HOME", "EU", "THIRD_RESIDENT", "THIRD")
DAY = dt.date(2026, 9, 1)

#: What an agreement may set under each programme, by the names of the workload.
OVERRIDABLE = {
    "ERASMUS": ("max_days", "ects_min", "lang"),
    "CEEPUS": ("ects_min", "la_required", "lang"),
    "BILATERAL": ("min_days", "max_days", "ects_min", "la_required", "lang"),
    "SWISS": ("min_days", "max_days", "la_required"),
    "FREEMOVER": (),
}
KEYS = {
    "min_days": "duration.minimum",
    "max_days": "duration.maximum",
    "ects_min": "credits.minimum",
    "la_required": "learning_agreement.required",
    "lang": "language.minimum",
}
TYPES = {
    "programme": m.choice(*PROGRAMMES),
    "kind": m.choice(*KINDS),
    "cycle": m.number(),
    "year": m.number(),
    "citizenship": m.choice(*CITIZENSHIPS),
    "lang": m.number(),
    "days": m.number("days"),
    "months_used": m.number(),
    "prog_months": m.number(),
    "ects": m.number("ects"),
    "days_late": m.number("days"),
    **dict.fromkeys(("la", "insurance", "liability", "permit", "acceptance", "nomination", "waiver"), m.BOOLEAN),
}


class Given:
    """A value that stands in no file."""

    def __init__(self, value: Any) -> None:
        self.value = value

    def place(self, *path: str | int) -> m.Place:
        return m.Place(None, None, ".".join(map(str, path)))


def lawbook(*, optional: bool = False) -> m.Lawbook:
    """The workload's lawbook; with `optional`, every fact may be unknown."""
    regulation = m.load_regulation(Path(__file__).with_name("workload.toml"))
    facts = [
        m.FactDefinition(name=name, type=type_, compute=lambda _: None, meaning=name, required=not optional)
        for name, type_ in TYPES.items()
    ]
    laws = [m.ProgrammeLaw(programme=m.Programme(code=code)) for code in PROGRAMMES]
    return m.Lawbook(regulation=regulation, programmes=laws, facts=facts)


def agreement(programme: str, given: Mapping[str, Any]) -> Given:
    """An agreement of the workload, with the terms that its programme lets it set."""
    said = {KEYS[name]: given[name] for name in OVERRIDABLE[programme] if given[name] is not None}
    said |= {"agreement.in_force": True, "agreement.cycles": tuple(given["cycles"])}
    return Given(
        Agreement(
            id=f"IIA-{given['id']}",
            programme=programme,
            level=AgreementLevel.UNIVERSITY,
            parties=("home", "partner"),
            signed=DAY,
            valid_from=DAY,
            terms=tuple(Term(provision=key, value=value, clause="art. 3") for key, value in said.items()),
        )
    )


def rulebooks(book: m.Lawbook, agreements: Iterable[Mapping[str, Any]]) -> dict[tuple[str, int], m.Rulebook]:
    """The rulebook of every programme with every agreement; one that is void or of another programme is none."""
    found = {(code, -1): book.rulebook(code, DAY) for code in PROGRAMMES}
    for one in agreements:
        own = one["programme"] if one["active"] else None
        for code in PROGRAMMES:
            given = agreement(code, one) if code == own else None
            found[code, one["id"]] = book.rulebook(code, DAY, agreement=given) if given else found[code, -1]
    return found
