"""Lists of an office as rows of cells: CSV and XLSX read, and lists written so that no program runs what is in them.

    sheet = read_sheet(path, encoding=None, name=None)
    sheet.headers, sheet.rows
    write_csv([("id", "unit"), ("2018-0042", "fsre")], path)

Cells of CSV are texts, as they stand there. Cells of XLSX are what the program of tables kept: texts, numbers, days.
A list is read as a whole or not at all.
"""

from __future__ import annotations

import datetime as dt
import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path as FilePath

from mobilnost.formats.grids import Sheet, refused
from mobilnost.formats.harmless import harmless

MAX_BYTES = 64 * 1024 * 1024
"""The largest list that is read; ten thousand dossiers have about three megabytes."""
EXCEL = (".xlsx", ".xlsm")


def read_sheet(
    path: FilePath | str,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    name: str | None = None,
    header_row: int | None = None,
) -> Sheet:
    """The list in a file: XLSX by its name or its first bytes, else CSV. Raises InvalidData."""
    file = FilePath(path)
    content = content_of(file)
    if file.suffix.lower() in EXCEL or content.startswith((b"PK\x03\x04", _OLD)):
        from mobilnost.formats.workbooks import workbook

        _refuse_old(content, str(path))
        return workbook(content, str(path), name=name, header_row=header_row)
    from mobilnost.formats.delimited import delimited

    with undisturbed():
        return delimited(content, str(path), encoding=encoding, delimiter=delimiter, header_row=header_row)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Without the collector: it would go through ten thousand rows again and again, and none of them is garbage."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def content_of(path: FilePath) -> bytes:
    """The bytes of a list. Raises InvalidData (`unreadable`, `not-a-file`, `too-large`)."""
    from mobilnost.formats.text import content

    return content(path, MAX_BYTES)


def write_csv(rows: Iterable[Iterable[object]], path: FilePath | str) -> None:
    """Writes a list, headers first, as programs of tables in the region open it: UTF-8 with a mark, semicolons.

    Cells that such programs would run are made harmless; our own import reads every text back as it was.
    """
    FilePath(path).write_text(csv_text(rows), encoding="utf-8-sig", newline="")


def csv_text(rows: Iterable[Iterable[object]]) -> str:
    """The same as a text, without the mark."""
    import csv
    import io

    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerows([[_text(cell) for cell in row] for row in rows])
    return stream.getvalue()


#: The first bytes of workbooks before 2007, and of those that are locked with a password.
_OLD = b"\xd0\xcf\x11\xe0"


def _refuse_old(content: bytes, file: str) -> None:
    if content.startswith(_OLD):
        raise refused("old-workbook", file)


def _text(cell: object) -> str:
    """A cell as a list has it: a word of an enumeration is a text, a switch `true` or `false`."""
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case int() | Decimal() | dt.date():
            return str(cell)
    return harmless(str(cell))
