"""A mapping: which column of a list fills which key of a dossier, and how its cells are written.

encoding = "windows-1250"              # where the list does not tell; likewise delimiter, sheet, header_row
dates = "day-month"                    # or "month-day"; 2018-10-01 is understood in any case
lists = ","                            # between the entries of one cell
ignored = ["Napomena"]                 # columns that are not read, and need not be mentioned again

[columns]
"Broj" = "mobility.id"
"ISCED" = { to = "student.isced_f", digits = 4 }           # 613 in a cell of numbers is 0613
"Indeks" = { to = "person.id", numbers = "exact" }         # 1001 in a cell of numbers is "1001"
"Ugovor potpisan" = "documents.1.date"                     # the first document

[constants]                            # the same in every row
mobility.programme = "erasmus"
documents.1.type = "learning_agreement"

[words."student.study_status"]         # the list's own words
"redoviti" = "regular"
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path as FilePath
from typing import Any

from attrs import define, field, frozen

from mobilnost.formats.cells import DayOrder, Manner, Numbers
from mobilnost.formats.documents import Loaded, structured
from mobilnost.formats.layouts import Layout
from mobilnost.formats.mistakes import place_in
from mobilnost.formats.scalars import Raw, closest, shown
from mobilnost.formats.targets import DOSSIERS, Record, Target, meant, target_of
from mobilnost.formats.text import format_of, parsed, read_text
from mobilnost.model.codes import Count
from mobilnost.model.problems import InvalidData, Path, Place, Problem


@frozen(kw_only=True)
class Column:
    """What a column fills, and how its cells are written where that differs from the others'."""

    to: str
    numbers: Numbers = Numbers.REFUSED
    digits: Count | None = None
    dates: DayOrder | None = None
    lists: str | None = None


@frozen(kw_only=True)
class ColumnMapping:
    """A mapping as it stands in its file."""

    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    header_row: Count | None = None
    dates: DayOrder = DayOrder.DAY_FIRST
    lists: str = ","
    ignored: tuple[str, ...] = ()
    columns: Mapping[str, str | Column]
    constants: Raw = field(factory=lambda: Raw({}), hash=False)
    words: Raw = field(factory=lambda: Raw({}), hash=False)


@frozen(kw_only=True)
class Filled:
    """A key that a column fills, with the manner of its cells."""

    header: str
    target: Target
    manner: Manner


@frozen(kw_only=True, eq=False)
class Plan:
    """A mapping that has been understood: every key is one, and none is filled twice.

    `constants` are plain data by their keys.
    """

    record: Record
    source: ColumnMapping
    columns: tuple[Filled, ...]
    constants: Mapping[str, object]

    @property
    def headers(self) -> tuple[str, ...]:
        """The columns that are read."""
        return tuple(one.header for one in self.columns)


LAYOUT = Layout(type_=ColumnMapping)


def load_mapping(path: FilePath | str, record: Record = DOSSIERS) -> Plan:
    """The mapping in a file. Raises InvalidData."""
    return parse_mapping(read_text(path), str(path), record)


def parse_mapping(text: str, file: str | None = None, record: Record = DOSSIERS) -> Plan:
    """The mapping in a text; `file` is the name that problems give it. Raises InvalidData."""
    format = format_of(file or "")
    data, lines = parsed(text, file, format)
    value, renames = structured(data, LAYOUT, lambda path: place_in(file, lines, path), format)
    return understood(Loaded(value=value, file=file, lines=lines, renames=renames), record)


def as_named(headers: tuple[str, ...], record: Record = DOSSIERS) -> Plan | None:
    """The mapping of a list whose headers are the keys themselves, as our own export writes them."""
    found = [target_of(one, record) for one in headers]
    columns = tuple(Filled(header=one.key, target=one, manner=Manner()) for one in found if one is not None)
    if not columns or len(columns) < len(headers) or len(set(headers)) < len(headers):
        return None
    source = ColumnMapping(columns={one: one for one in headers})
    return Plan(record=record, source=source, columns=columns, constants={})


def understood(mapping: Loaded[ColumnMapping], record: Record) -> Plan:
    """The mapping with its keys looked up. Raises InvalidData: `unknown-target`, `mapped-twice`, `wrong-type`."""
    looked = _LookedUp(mapping, record)
    value = mapping.value
    constants = dict(looked.leaves(value.constants, ("constants",)))
    words = dict(looked.leaves(value.words, ("words",), of_words=True))
    columns: list[Filled] = []
    for header, given in value.columns.items():
        rule = given if isinstance(given, Column) else Column(to=given)
        target = looked.target(rule.to, ("columns", header))
        if target is not None:
            columns.append(Filled(header=header, target=target, manner=_manner(value, rule, words.get(rule.to))))
    problems = [*looked.problems, *_twice(columns, constants, mapping)]
    if problems:
        raise InvalidData(problems)
    return Plan(record=record, source=value, columns=tuple(columns), constants=constants)


def _manner(mapping: ColumnMapping, rule: Column, words: object) -> Manner:
    known: dict[str, Any] = dict(words) if isinstance(words, dict) else {}
    folded = {word.strip().casefold(): meaning for word, meaning in known.items()}
    return Manner(
        numbers=rule.numbers,
        digits=rule.digits,
        days=rule.dates or mapping.dates,
        separator=rule.lists or mapping.lists,
        words=folded | known,
    )


@define
class _LookedUp:
    """The keys of a mapping, looked up; what is none is noted."""

    mapping: Loaded[ColumnMapping]
    record: Record
    problems: list[Problem] = field(factory=list)

    def target(self, key: str, path: Path) -> Target | None:
        """What a key means, if anything."""
        found = target_of(key, self.record)
        if found is None:
            place, near = self.mapping.place(*path), meant(key, self.record)
            self.problems.append(Problem("unknown-target", place, shown(key), suggestion=near))
        return found

    def leaves(self, table: Mapping[str, Any], path: Path, of_words: bool = False) -> Iterator[tuple[str, object]]:
        """What is said of each key, written with dots or as tables in tables; `of_words`, words and their meanings."""
        for part, value in table.items():
            here = (*path, part)
            key = ".".join(map(str, here[1:]))
            if target_of(key, self.record) is not None:
                if of_words is not _is_words(value):
                    place = self.mapping.place(*here)
                    self.problems.append(Problem("wrong-type", place, shown(value), "table" if of_words else None))
                yield key, value
            elif isinstance(value, dict) and value and "." not in part:
                yield from self.leaves(value, here, of_words)
            else:
                self.target(key, here)


def _is_words(value: object) -> bool:
    return isinstance(value, dict) and all(map(_is_word, value.values()))


def _is_word(value: object) -> bool:
    return isinstance(value, str | int | bool | Decimal)


def _twice(columns: list[Filled], constants: Mapping[str, object], mapping: Loaded[ColumnMapping]) -> Iterator[Problem]:
    """Keys that two columns fill, or a column and a constant."""
    seen: dict[str, str] = {}
    for one in columns:
        key = one.target.key
        if key in seen or key in constants:
            yield Problem("mapped-twice", mapping.place("columns", one.header), key)
        seen[key] = one.header


def unread(plan: Plan, headers: tuple[str, ...]) -> tuple[str, ...]:
    """The columns of a list that the mapping neither reads nor ignores."""
    known = {*plan.headers, *plan.source.ignored}
    return tuple(header for header in headers if header and header not in known)


def positions(plan: Plan, headers: tuple[str, ...], file: str | None) -> tuple[int, ...]:
    """In which place of a row each column stands. Raises InvalidData: `unknown-column`, `repeated-column`."""
    problems = []
    for one in plan.headers:
        if headers.count(one) != 1:
            kind = "repeated-column" if one in headers else "unknown-column"
            near = None if one in headers else closest(one, list(headers))
            problems.append(Problem(kind, Place(file, None, ""), shown(one), suggestion=near))
    if problems:
        raise InvalidData(problems)
    return tuple(map(headers.index, plan.headers))
