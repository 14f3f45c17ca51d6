"""Transcripts of records as files: TOML and JSON as all documents of an office, and lists with a row for each result.

    [transcript]
    issuer = "uniri.hr"
    issued = 2019-03-11
    languages = ["hr", "en"]

    [learner]
    given_names = "Iva"
    family_name = "Primjer"

    [[results]]
    id = "1"
    title = "Databases"
    titles = { hr = "Baze podataka" }
    credits = [{ value = 6, scheme = "ects" }]
    grade = "A"
    passed = true

    [[credit_schemes]]                      # credits that are not ECTS
    id = "ze"
    full_year = 60
    workload = { hours = 36, minutes = 45 }

In a list the columns are the keys (`result.title`, `result.credits.1.value`, `transcript.issuer`), or a mapping says
what they are. A list holds results alone: scales of grades, distributions and schemes of credits come from the files of
the office then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path as FilePath

from attrs import evolve, field, frozen

from mobilnost.formats.documents import Loaded, structured
from mobilnost.formats.grids import Sheet
from mobilnost.formats.layouts import TRANSCRIPT, Layout
from mobilnost.formats.lists import table_of
from mobilnost.formats.mapping import Plan, as_named, unread
from mobilnost.formats.mistakes import place_in
from mobilnost.formats.positions import Format, Lines
from mobilnost.formats.rows import Bad, Good, Rows
from mobilnost.formats.sheets import EXCEL, read_sheet
from mobilnost.formats.targets import Record, meant, target_of
from mobilnost.formats.text import format_of, parsed, read_text
from mobilnost.languages import LANGUAGES
from mobilnost.model.codes import DAY, ID, LANGUAGE, Day, Id, Language
from mobilnost.model.problems import BadValue, InvalidData, Path, Place, Problem
from mobilnost.model.transcripts import Learner, Result, Transcript

#: Names of files that are lists.
LISTS = (".csv", ".tsv", ".txt", *EXCEL)


@frozen(kw_only=True)
class Head:
    """What stands once on a transcript, and in every row of a list."""

    issuer: Id = field(validator=ID)
    issued: Day | None = field(default=None, validator=DAY)
    dossier: Id | None = field(default=None, validator=ID)
    languages: tuple[Language, ...] = field(default=(), validator=LANGUAGE)


@frozen(kw_only=True)
class Line:
    """A row of a list: one result, and whose transcript it stands on."""

    transcript: Head
    learner: Learner | None = None
    result: Result


@frozen(kw_only=True)
class Read(Loaded[Transcript]):
    """A transcript that was read; `unread` are the columns of its list that a mapping neither reads nor ignores."""

    unread: tuple[str, ...] = ()


LINES = Record(class_=Line, layout=Layout(type_=Line, private=TRANSCRIPT.private), always=("transcript", "result"))


def load_transcript(path: FilePath | str, mapping: Plan | None = None) -> Read:
    """The transcript in a file: a list by its name, with a mapping or headers that are keys; else a document.

    Raises InvalidData with every mistake.
    """
    file = FilePath(path)
    if file.suffix.lower() in LISTS:
        source = mapping.source if mapping is not None else None
        sheet = read_sheet(
            file,
            encoding=source.encoding if source else None,
            delimiter=source.delimiter if source else None,
            name=source.sheet if source else None,
            header_row=source.header_row if source else None,
        )
        return transcript_in(sheet, mapping)
    return parse_transcript(read_text(path), str(path), format_of(path))


def parse_transcript(text: str, file: str | None = None, format: Format = Format.TOML) -> Read:
    """The transcript in a text; `file` is the name that problems give it. Raises InvalidData."""
    data, lines = parsed(text, file, format)
    value, renames = structured(data, TRANSCRIPT, lambda path: place_in(file, lines, path), format)
    return Read(value=value, file=file, lines=lines, renames=renames)


def transcript_in(sheet: Sheet, mapping: Plan | None = None) -> Read:
    """The transcript in a list, a row for each result. Raises InvalidData."""
    plan = mapping or as_named(sheet.headers, LINES)
    if plan is None:
        raise InvalidData(list(_strange(sheet)))
    rows = list(Rows(plan, sheet).read(sheet.rows))
    problems = [problem for row in rows if isinstance(row, Bad) for problem in row.problems]
    good = [row for row in rows if isinstance(row, Good)]
    problems.extend(_strays(good, sheet.file))
    if problems:
        raise InvalidData(problems)
    if not good:
        raise InvalidData([Problem("empty", Place(sheet.file, None, ""), expected="results")])
    columns = {one.target.key: one.header for one in plan.columns}
    head: Line = good[0].value
    results = tuple(row.value.result for row in good)
    try:
        value = Transcript(
            issuer=head.transcript.issuer,
            issued=head.transcript.issued,
            dossier=head.transcript.dossier,
            languages=head.transcript.languages,
            learner=head.learner,
            results=results,
        )
    except BadValue as error:
        found = (
            Problem(one.kind, _place(one.path, good, columns, sheet.file), one.found, one.expected, one.suggestion)
            for one in error.each
        )
        raise InvalidData(sorted(found, key=lambda one: one.place.line or 0)) from error
    return Read(value=value, file=sheet.file, lines=Lines(""), unread=unread(plan, sheet.headers))


def rows_of(transcript: Transcript) -> list[list[object]]:
    """The transcript as a list that is read back as it was: headers, and a row for each result.

    Scales, distributions, schemes of credits and titles in further languages have no columns; a document holds them.
    """
    head = Head(
        issuer=transcript.issuer,
        issued=transcript.issued,
        dossier=transcript.dossier,
        languages=transcript.languages,
    )
    told = (
        evolve(one, titles={code: title for code, title in one.titles.items() if code in LANGUAGES})
        for one in transcript.results
    )
    lines = (Line(transcript=head, learner=transcript.learner, result=one) for one in told)
    return table_of(lines, LINES)


def _strange(sheet: Sheet) -> Iterator[Problem]:
    """Why the headers of a list are no keys: those that are none, and those that stand twice."""
    place = Place(sheet.file, None, "")
    strange = [one for one in dict.fromkeys(sheet.headers) if target_of(one, LINES) is None]
    if strange:
        near = meant(strange[0], LINES) if len(strange) == 1 else None
        expected = "result.id, result.title, transcript.issuer"
        yield Problem("unknown-columns", place, ", ".join(one or "–" for one in strange), expected, near)
    for one in dict.fromkeys(sheet.headers):
        if one not in strange and sheet.headers.count(one) > 1:
            yield Problem("repeated-column", place, one)


def _strays(rows: Iterable[Good], file: str | None) -> Iterator[Problem]:
    """Rows that speak of another transcript than the first."""
    first: Good | None = None
    for row in rows:
        first = first or row
        if (row.value.transcript, row.value.learner) != (first.value.transcript, first.value.learner):
            others = (Place(file, first.number, ""),)
            yield Problem("other-transcript", Place(file, row.number, ""), others=others)


def _place(path: Path, rows: list[Good], columns: dict[str, str], file: str | None) -> Place:
    """Where in the list a part of the transcript stands: the row of a result, and its column."""
    if len(path) < 2 or not isinstance(path[1], int) or path[1] >= len(rows):
        return Place(file, None, "")
    parts = (str(part + 1) if isinstance(part, int) else part for part in path[2:])
    key = ".".join(("result", *parts))
    return Place(file, rows[path[1]].number, columns.get(key, key))
