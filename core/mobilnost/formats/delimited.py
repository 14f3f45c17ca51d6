"""Lists written as CSV, as programs of tables in the region write it: with semicolons, commas or tabs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from mobilnost.formats.encodings import decoded
from mobilnost.formats.grids import MAX_CELL, MAX_COLUMNS, MAX_ROWS, Row, Sheet, headed, refused

DELIMITERS = (";", ",", "\t")
#: By so many rows is judged with which sign a list is written.
_JUDGED = 200
_NAMED = "sep="


def delimited(
    content: bytes,
    file: str | None = None,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    header_row: int | None = None,
) -> Sheet:
    """The list in the bytes of a CSV. Raises InvalidData with the first thing that keeps it from being read."""
    text, found = decoded(content, file, encoding)
    text, skipped, named = _named(text)
    sign = delimiter or named or _judged(text, file)
    rows = (Row(number + skipped, cells) for number, cells in _rows(text, sign, file))
    headers, kept = headed(rows, file, header_row)
    return Sheet(file=file, headers=headers, rows=kept, encoding=found, delimiter=sign)


def _named(text: str) -> tuple[str, int, str | None]:
    """The text without the line `sep=;` by which Excel is told the delimiter, and how many lines that were."""
    line, end, rest = text.partition("\n")
    line = line.rstrip("\r")
    if end and line.lower().startswith(_NAMED) and len(line) == len(_NAMED) + 1:
        return rest, 1, line[-1]
    return text, 0, None


def _judged(text: str, file: str | None) -> str:
    """The sign that divides every row into as many cells as the headers; where several do, the one of most cells."""
    widths = {sign: _width(text, sign) for sign in DELIMITERS}
    fitting = [sign for sign in DELIMITERS if widths[sign] > 1]
    most = max(widths.values())
    if not fitting:
        widths = {sign: _first(text, sign) for sign in DELIMITERS}
        fitting, most = list(DELIMITERS), max(widths.values())
    best = [sign for sign in fitting if widths[sign] == most]
    if len(best) > 1 and most > 1:
        raise refused("ambiguous-delimiter", file, expected=", ".join(map(repr, best)))
    return best[0]


def _width(text: str, sign: str) -> int:
    """Into how many cells a sign divides each of the first rows; 0 where they differ."""
    try:
        widths = {len(cells) for cells in _some(text, sign) if cells}
    except csv.Error:
        return 0
    return widths.pop() if len(widths) == 1 else 0


def _first(text: str, sign: str) -> int:
    """Into how many cells a sign divides the headers."""
    try:
        return len(next((cells for cells in _some(text, sign) if cells), []))
    except csv.Error:
        return 0


def _some(text: str, sign: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
    for _, cells in zip(range(_JUDGED), reader, strict=False):
        yield cells


def _rows(text: str, sign: str, file: str | None) -> Iterator[tuple[int, list[str]]]:
    """The rows, numbered as programs of tables do: a cell of several lines is still in one row."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, 1):
            if number > MAX_ROWS:
                raise refused("too-many-rows", file, expected=f"<= {MAX_ROWS}")
            if len(cells) > MAX_COLUMNS:
                raise refused("too-many-columns", file, line=number, expected=f"<= {MAX_COLUMNS}")
            if len("".join(cells)) > MAX_CELL and max(map(len, cells)) > MAX_CELL:
                raise refused("cell-too-long", file, line=number, expected=f"<= {MAX_CELL}")
            yield number, cells
    except csv.Error as error:
        kind = "cell-too-long" if "field larger" in str(error) else "malformed-csv"
        raise refused(kind, file, line=number + 1, found=None) from error
