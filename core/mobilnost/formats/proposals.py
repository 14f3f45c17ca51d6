"""A mapping proposed from the headers of a list, by the names that the fields have in the region.

What is alike but not the same is marked as such, what is not understood is listed, and what a record needs and no
column gives is asked for: somebody reads the proposal before it is used.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

import tomli_w
from attrs import evolve, field, frozen

from mobilnost.formats.cells import DayOrder, Sort
from mobilnost.formats.grids import Cell, Sheet
from mobilnost.formats.targets import Record, Target, target_of, targets
from mobilnost.model.dossiers import Dossier
from mobilnost.model.institutions import Institution

#: How alike two names must be, from 0 to 1.
_ALIKE = 0.82
_LOOKED_AT = 1_000
#: What tells itself need not be named.
_CERTAIN = ("utf-8", "utf-16-le", "utf-16-be")
_MONTH_FIRST = re.compile(r"\s*\d{1,2}\s?[./-]\s?(?:1[3-9]|2\d|3[01])\s?[./-]\s?\d{4}\.?\s*", re.ASCII)
#: What every record needs; what a student or a member of staff needs, once a column speaks of one.
NEEDED: Mapping[type[Any], tuple[str, ...]] = {
    Dossier: (
        *(
            f"mobility.{key}"
            for key in ("id", "programme", "kind", "direction", "sending", "receiving", "start", "end")
        ),
        *(f"person.{key}" for key in ("id", "given_names", "family_name", "citizenships", "status_in_country")),
    ),
    Institution: ("id", "names", "country"),
}
NEEDED_OF = {
    "student": tuple(f"student.{key}" for key in ("cycle", "year_of_study", "study_status")),
    "staff": tuple(f"staff.{key}" for key in ("category", "employment_contract", "employer")),
}


@frozen(kw_only=True)
class Vocabulary:
    """How people call the keys of a record, and the words that may stand there, in whatever language."""

    record: Record
    headers: Mapping[str, tuple[str, ...]]
    words: Mapping[str, Mapping[str, tuple[str, ...]]]


@frozen(kw_only=True)
class Match:
    """A column and the key that it seems to fill; `near` where its name is only alike."""

    header: str
    key: str
    near: bool
    numbers: bool = False


@frozen(kw_only=True)
class Proposal:
    """What is proposed for a list. `words` are the list's own words for values, by key."""

    matches: tuple[Match, ...]
    unmapped: tuple[str, ...]
    needed: tuple[str, ...]
    words: Mapping[str, Mapping[str, str]] = field(factory=dict)
    dates: DayOrder = DayOrder.DAY_FIRST
    encoding: str | None = None
    sheet: str | None = None


def proposed(sheet: Sheet, vocabulary: Vocabulary) -> Proposal:
    """The mapping of a list, as far as its headers and cells show it."""
    record = vocabulary.record
    matches = [_with_numbers(one, sheet, record) for one in _matches(sheet.headers, vocabulary)]
    found = {one.key for one in matches}
    known = {one.header for one in matches}
    return Proposal(
        matches=tuple(matches),
        unmapped=tuple(header for header in sheet.headers if header and header not in known),
        needed=tuple(_needed(found, record)),
        words={one.key: words for one in matches if (words := _words(one, sheet, vocabulary))},
        dates=_order(matches, sheet, record),
        encoding=None if sheet.encoding in _CERTAIN else sheet.encoding,
        sheet=sheet.name,
    )


def toml_of(proposal: Proposal, notes: Mapping[str, str]) -> str:
    """The proposal as the file of a mapping; `notes` are its comments in the reader's language."""
    return "\n".join(_lines(proposal, notes)) + "\n"


def _lines(proposal: Proposal, notes: Mapping[str, str]) -> Iterator[str]:
    yield f"# {notes['beginning']}"
    if proposal.encoding is not None:
        yield f"encoding = {_quoted(proposal.encoding)}"
    if proposal.sheet is not None:
        yield f"sheet = {_quoted(proposal.sheet)}"
    yield from (f'dates = "{proposal.dates.value}"', "", "[columns]")
    for one in proposal.matches:
        told = ", ".join(notes[name] for name in ("near", "numbers") if getattr(one, name))
        value = f'{{ to = "{one.key}", numbers = "exact" }}' if one.numbers else f'"{one.key}"'
        yield f"{_quoted(one.header)} = {value}" + (f"  # {told}" if told else "")
    if proposal.unmapped:
        yield from ("", f"# {notes['unmapped']}")
        yield from (f'# {_quoted(header)} = ""' for header in proposal.unmapped)
    yield from ("", "[constants]")
    if proposal.needed:
        yield f"# {notes['needed']}"
        yield from (f'# {key} = ""' for key in proposal.needed)
    for key, words in proposal.words.items():
        yield from ("", f"[words.{_quoted(key)}]")
        yield from (f'{_quoted(word)} = "{meaning}"' for word, meaning in words.items())


def _quoted(text: str) -> str:
    return tomli_w.dumps({"key": text}).partition(" = ")[2].rstrip("\n")


def _matches(headers: tuple[str, ...], vocabulary: Vocabulary) -> Iterator[Match]:
    """Names that are the same first, then those that are alike; each column and each key once."""
    known = {_plain(name): key for key, names in vocabulary.headers.items() for name in names}
    exact = {
        header: key
        for header in dict.fromkeys(headers)
        if (key := _named(header, known, vocabulary.record)) is not None
    }
    first: dict[str, str] = {}
    for header, key in exact.items():
        first.setdefault(key, header)
    taken, free = set(first), {name: key for name, key in known.items() if key not in first}
    for header in dict.fromkeys(headers):
        key = exact.get(header)
        if key is not None and first[key] == header:
            yield Match(header=header, key=key, near=False)
        elif key is None and header:
            near = next(iter(get_close_matches(_plain(header), list(free), n=1, cutoff=_ALIKE)), None)
            if near is not None and free[near] not in taken:
                taken.add(free[near])
                yield Match(header=header, key=free[near], near=True)


def _named(header: str, known: Mapping[str, str], record: Record) -> str | None:
    return header if target_of(header, record) is not None else known.get(_plain(header))


def _plain(name: str) -> str:
    """A name without capitals, accents and punctuation, as people write headers in a hurry."""
    bare = "".join(sign for sign in unicodedata.normalize("NFD", name) if not unicodedata.combining(sign))
    return " ".join(re.findall(r"\w+", bare.casefold().replace("đ", "d").replace("_", " ")))


def _cells(header: str, sheet: Sheet) -> Iterable[Cell]:
    place = sheet.headers.index(header)
    return (row.cells[place] for row in sheet.rows[:_LOOKED_AT] if place < len(row.cells))


def _with_numbers(match: Match, sheet: Sheet, record: Record) -> Match:
    """The match, and whether its texts are kept as numbers, which have no leading zeros."""
    text = _target(match, record).sort is Sort.TEXT
    return evolve(match, numbers=text and any(type(cell) is int for cell in _cells(match.header, sheet)))


def _target(match: Match, record: Record) -> Target:
    found = target_of(match.key, record)
    return targets(record)[match.key] if found is None else found


def _words(match: Match, sheet: Sheet, vocabulary: Vocabulary) -> dict[str, str]:
    """The words of a column that mean one of the few that may stand there."""
    target, found = _target(match, vocabulary.record), {}
    names = {_plain(name): word for word, each in vocabulary.words.get(match.key, {}).items() for name in each}
    for cell in dict.fromkeys(_cells(match.header, sheet)):
        if isinstance(cell, str) and cell.strip().casefold() not in target.words and _plain(cell) in names:
            found[cell.strip()] = names[_plain(cell)]
    return found


def _order(matches: Iterable[Match], sheet: Sheet, record: Record) -> DayOrder:
    """Month first where a second number is greater than 12; the day is first in the whole region."""
    dates = [one.header for one in matches if _target(one, record).sort is Sort.DATE]
    cells = (cell for header in dates for cell in _cells(header, sheet))
    american = any(isinstance(cell, str) and _MONTH_FIRST.fullmatch(cell) for cell in cells)
    return DayOrder.MONTH_FIRST if american else DayOrder.DAY_FIRST


def _needed(found: set[str], record: Record) -> Iterator[str]:
    said = {key.partition(".")[0] for key in found}
    yield from (key for key in NEEDED[record.class_] if key not in found | said)
    for part, keys in NEEDED_OF.items():
        if any(key.startswith(f"{part}.") for key in found):
            yield from (key for key in keys if key not in found)
