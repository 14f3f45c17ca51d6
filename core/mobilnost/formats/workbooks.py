"""Lists in workbooks (XLSX): looked at before they are unpacked, and read as what was computed, never computing.

What unpacks to far more than it is, brings definitions of its own (a DTD), or is no workbook at all is refused before
the library that reads workbooks sees it.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any
from xml.etree.ElementTree import ParseError
from xml.parsers import expat

from mobilnost.formats.grids import MAX_CELL, MAX_COLUMNS, MAX_ROWS, Cell, Row, Sheet, Spoilt, headed, refused

MAX_UNPACKED = 512 * 1024 * 1024
MAX_PARTS = 2_000
MAX_RATIO = 200
"""How many times a part may be larger than it is packed; tables of ten thousand like rows reach 40."""
_SMALL = 1024 * 1024
_BOOK = "xl/workbook.xml"
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_CHUNK = 1024 * 1024
_LONGEST = 64
_DOCUMENTS = (".xml", ".rels")
#: The two ways in which parts of a workbook are packed.
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_LOCKED = 1
#: What is raised over an archive that is broken, or of a kind that nobody writes workbooks in: `zipfile` says
#: NotImplementedError of versions, patches and encryptions that it does not know.
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError)
#: What openpyxl raises over parts that are missing, are no XML, or say what they must not.
_NONSENSE = (*_BROKEN, KeyError, IndexError, TypeError, OSError, ParseError)


def workbook(
    content: bytes, file: str | None = None, *, name: str | None = None, header_row: int | None = None
) -> Sheet:
    """The list in the bytes of a workbook: of the sheet of a name, or of the only one that is not empty.

    Raises InvalidData.
    """
    formulas = _inspected(content, file)
    values, shown = _chosen(content, file, name)
    headers, rows = headed(_rows(values, content if formulas else None, shown, file), file, header_row)
    return Sheet(file=file, headers=headers, rows=rows, name=shown)


# -- before it is unpacked


def _inspected(content: bytes, file: str | None) -> bool:
    """Refuses what is no workbook, or a hostile one; and whether there are formulas in it."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            _refuse_bombs(parts, file)
            if _BOOK not in parts.namelist():
                raise refused("not-a-workbook", file)
            formulas = [_formulas(parts, one, file) for one in parts.namelist()]
            return any(formulas)
    except _BROKEN as error:
        raise refused("not-a-workbook", file) from error


def _refuse_bombs(parts: zipfile.ZipFile, file: str | None) -> None:
    """A part never unpacks to more than the folder of the archive says of it, so what that says is enough."""
    found = parts.infolist()
    if len(found) > MAX_PARTS:
        raise refused("packed-too-tightly", file, found=str(len(found)), expected=f"<= {MAX_PARTS}")
    if sum(one.file_size for one in found) > MAX_UNPACKED:
        raise refused("packed-too-tightly", file, expected=f"<= {MAX_UNPACKED}")
    for one in found:
        if one.compress_type not in _PACKED or one.flag_bits & _LOCKED:
            raise refused("not-a-workbook", file, found=one.filename)
        if one.file_size > _SMALL and one.file_size > MAX_RATIO * max(one.compress_size, 1):
            raise refused("packed-too-tightly", file, found=one.filename, expected=f"<= {MAX_RATIO}:1")


class _Begun(Exception):
    """The document has begun: what could be defined before it was not."""


def _formulas(parts: zipfile.ZipFile, name: str, file: str | None) -> bool:
    """Whether a part has formulas; one that defines entities is refused, whatever it is called."""
    with parts.open(name) as stream:
        head = stream.read(_CHUNK)
        if not _is_document(head, name, file):
            return False
        while head:
            if _FORMULA.search(head):
                return True
            further = stream.read(_CHUNK)
            head = head[-_LONGEST:] + further if further else b""
    return False


def _is_document(head: bytes, name: str, file: str | None) -> bool:
    """Whether a part is XML. Raises InvalidData where it brings definitions, or is not what its name says."""
    parser = expat.ParserCreate()

    def defined(*_: object) -> None:
        raise refused("hostile-workbook", file, found=name)

    def begun(*_: object) -> None:
        raise _Begun

    parser.StartDoctypeDeclHandler, parser.StartElementHandler = defined, begun
    try:
        parser.Parse(head, len(head) < _CHUNK)
    except _Begun:
        # In an encoding of two bytes nothing would be found; no program of tables writes it.
        if b"\0" in head[:_LONGEST]:
            raise refused("not-a-workbook", file, found=name) from None
        return True
    except expat.ExpatError as error:
        if name.endswith(_DOCUMENTS):
            raise refused("not-a-workbook", file, found=name) from error
    return False


# -- what stands in it


def _chosen(content: bytes, file: str | None, name: str | None) -> tuple[Any, str]:
    book = _opened(content, file, computed=True)
    sheets = {sheet.title: sheet for sheet in book.worksheets}
    if name is not None:
        if name not in sheets:
            raise refused("unknown-sheet", file, found=name, expected=", ".join(sheets))
        return sheets[name], name
    filled = [title for title, sheet in sheets.items() if sheet.sheet_state == "visible" and _any(sheet, file)]
    if len(filled) > 1:
        raise refused("several-sheets", file, expected=", ".join(filled))
    title = next(iter([*filled, *sheets]), None)
    if title is None:
        raise refused("no-header", file)
    return sheets[title], title


def _opened(content: bytes, file: str | None, *, computed: bool) -> Any:
    from openpyxl import load_workbook

    try:
        # It prints of styles that are not there, and what a command prints is read by other programs.
        with contextlib.redirect_stdout(None):
            return load_workbook(io.BytesIO(content), read_only=True, data_only=computed, keep_links=False)
    except _NONSENSE as error:
        raise refused("not-a-workbook", file) from error


def _read(sheet: Any, file: str | None) -> Iterator[Sequence[Any]]:
    """The rows of a sheet, which are read as they are asked for."""
    try:
        sheet.reset_dimensions()
        yield from sheet.iter_rows()
    except _NONSENSE as error:
        raise refused("not-a-workbook", file) from error


def _any(sheet: Any, file: str | None) -> bool:
    first = zip(range(MAX_ROWS), _read(sheet, file), strict=False)
    return any(cell.value is not None for _, row in first for cell in row)


def _rows(sheet: Any, formulas: bytes | None, name: str, file: str | None) -> Iterator[Row]:
    """The rows; where there are formulas, beside the same ones with them, to know which have no value."""
    beside = None if formulas is None else _read(_opened(formulas, file, computed=False)[name], file)
    for number, row in enumerate(_read(sheet, file), 1):
        if number > MAX_ROWS:
            raise refused("too-many-rows", file, expected=f"<= {MAX_ROWS}")
        cells = [_cell(cell, number, file) for cell in row]
        for place, cell in enumerate(next(beside) if beside else ()):
            if cell.data_type == "f" and cells[place] is None:
                cells[place] = Spoilt("formula-without-value", str(cell.value))
        while cells and cells[-1] is None:
            cells.pop()
        if len(cells) > MAX_COLUMNS:
            raise refused("too-many-columns", file, line=number, expected=f"<= {MAX_COLUMNS}")
        yield Row(number, cells)


def _cell(cell: Any, number: int, file: str | None) -> Cell:
    """A cell as it was kept; numbers as they are written, and a day that has no time of day as a day."""
    value = cell.value
    match value:
        case str():
            if cell.data_type == "e":
                return Spoilt("error-in-cell", value)
            if len(value) > MAX_CELL:
                raise refused("cell-too-long", file, line=number, expected=f"<= {MAX_CELL}")
            return value or None
        case float():
            return int(value) if value.is_integer() and abs(value) < 2**53 else Decimal(repr(value))
        case dt.datetime() if value.time() == dt.time():
            return value.date()
    kept: Cell = value
    return kept
