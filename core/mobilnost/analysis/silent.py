"""Programmes that a regulation speaks of and nobody has loaded: what is said of them alone is no mistake."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from mobilnost.analysis.entries import entries_of
from mobilnost.grammar import Compare, Fact, Literal, Many, Member, Node, walk
from mobilnost.law import Programme
from mobilnost.lawbook import Lawbook, ProgrammeLaw
from mobilnost.rules import Contribution

PROGRAMME = Fact("programme")


def with_silent(lawbook: Lawbook) -> Lawbook:
    """The lawbook with a programme that says nothing for each that its regulation names and that is not loaded.

    A name that is much like a loaded one is most likely misspelt, and stays a stranger. Where no programme is loaded or
    named there is one without a name, so that the law can be looked at.
    """
    known = lawbook.laws
    absent = [one for one in programmes_named(lawbook.regulation.law) if not get_close_matches(one, known, n=1)]
    codes = absent if absent or known else [""]
    if not codes:
        return lawbook
    return Lawbook(
        regulation=lawbook.regulation,
        programmes=(*known.values(), *(ProgrammeLaw(programme=Programme(code=code)) for code in codes)),
        settings=lawbook.settings,
        settings_place=lawbook.settings_place,
        institutions=lawbook.institutions.values(),
        facts=lawbook.facts,
    )


def programmes_named(law: Contribution) -> tuple[str, ...]:
    """The codes that a law compares the programme with, each once."""
    entries = (node for entry in entries_of(law) for node in entry.nodes)
    values = (value.applies for one in law.provisions for value in one.values)
    return tuple(dict.fromkeys(code for node in (*entries, *values) for code in _named(node)))


def _named(node: Node) -> Iterator[str]:
    for part in walk(node):
        match part:
            case Compare(_, one, Literal(value)) | Compare(_, Literal(value), one) if one == PROGRAMME:
                values: tuple[object, ...] = (value,)
            case Member(one, Many(several), _) if one == PROGRAMME:
                values = several
            case _:
                continue
        yield from (value for value in values if isinstance(value, str))
