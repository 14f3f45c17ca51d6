"""A workbook is read as what was computed in it; one that is hostile, locked or broken is refused before it is opened."""

import datetime as dt
import io
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from mobilnost.formats.grids import Spoilt
from mobilnost.formats.sheets import read_sheet
from mobilnost.formats.workbooks import workbook
from mobilnost.model import InvalidData

MORNING = dt.datetime.combine(dt.date(2018, 10, 1), dt.time(8, 30))


def made(*rows: list[Any], **sheets: list[list[Any]]) -> bytes:
    """A workbook as a program of tables writes it."""
    book = Workbook()
    first = book.active
    assert first is not None
    first.title = "Prijave"
    for row in rows:
        first.append(row)
    for name, content in sheets.items():
        sheet = book.create_sheet(name)
        for row in content:
            sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def rewritten(content: bytes, name: str, change: Any) -> bytes:
    """The same workbook with one part changed, or added."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, change(old.read(part)) if part == name else old.read(part))
        if name not in old.namelist():
            new.writestr(name, change(b""))
    return stream.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def refused(content: bytes, **named: Any) -> list[str]:
    with pytest.raises(InvalidData) as caught:
        workbook(content, "list.xlsx", **named)
    return [one.kind for one in caught.value.problems]


def test_cells_are_what_they_were() -> None:
    content = made(
        ["id", "code", "n", "x", "day", "yes", "none", "time"],
        ["0613", "D  BERLIN01", 7, 4.2, dt.date(2018, 10, 1), True, None, MORNING],
    )
    sheet = workbook(content)
    assert sheet.headers == ("id", "code", "n", "x", "day", "yes", "none", "time")
    assert list(sheet.rows[0].cells) == [
        "0613", "D  BERLIN01", 7, Decimal("4.2"), dt.date(2018, 10, 1), True, None, MORNING
    ]  # fmt: skip


def test_a_workbook_is_known_by_its_first_bytes_too(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(made(["id"], ["1"]))
    assert read_sheet(path).headers == ("id",)


def test_a_formula_without_a_value_is_an_error_of_its_cell_and_one_with_a_value_is_that() -> None:
    content = made(["id", "sum"], ["1", "=1+1"], ["2", 5])
    cell = workbook(content).rows[0].cells[1]
    assert isinstance(cell, Spoilt)
    assert cell.kind == "formula-without-value"
    computed = rewritten(
        content, SHEET, lambda xml: xml.replace(b"<v></v>", b"<v>2</v>").replace(b"<v />", b"<v>2</v>")
    )
    assert workbook(computed).rows[0].cells[1] == 2


def test_an_error_of_the_program_of_tables_is_an_error_of_its_cell() -> None:
    assert isinstance(workbook(made(["id"], ["#N/A"])).rows[0].cells[0], Spoilt)


def test_of_several_sheets_one_must_be_named() -> None:
    content = made(["id"], ["1"], Druge=[["id"], ["2"]], Prazna=[])
    assert refused(content) == ["several-sheets"]
    assert workbook(content, name="Druge").rows[0].cells[0] == "2"
    assert refused(content, name="Treće") == ["unknown-sheet"]
    assert workbook(made(["id"], ["1"], Prazna=[])).name == "Prijave"


def test_numbers_of_rows_are_those_of_the_program_of_tables() -> None:
    sheet = workbook(made(["id"], [None], ["1"]))
    assert [row.number for row in sheet.rows] == [3]


def test_what_brings_definitions_of_its_own_is_not_opened() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'
    for name in (SHEET, "xl/sharedStrings.xml", "xl/workbook.xml", "xl/extra.bin", "docProps/core.xml"):
        assert refused(rewritten(made(["id"]), name, lambda _: bomb)) == ["hostile-workbook"], name


def test_what_unpacks_to_far_more_than_it_is_is_not_unpacked() -> None:
    packed = rewritten(made(["id"]), "xl/media/image1.png", lambda _: bytes(50 * 1024 * 1024))
    assert refused(packed) == ["packed-too-tightly"]
    many = rewritten(made(["id"]), "xl/a", lambda _: b"")
    stream = io.BytesIO(many)
    with zipfile.ZipFile(stream, "a") as parts:
        for number in range(2_001):
            parts.writestr(f"xl/{number}", b"")
    assert refused(stream.getvalue()) == ["packed-too-tightly"]


def test_rows_and_columns_far_away_are_refused_and_not_filled_in() -> None:
    row = b'<row r="900000"><c r="A900000"><v>1</v></c></row></sheetData>'
    far = rewritten(made(["id"], ["1"]), SHEET, lambda xml: xml.replace(b"</sheetData>", row))
    assert refused(far) == ["too-many-rows"]
    wide = b'<row r="3"><c r="XFD3"><v>1</v></c></row></sheetData>'
    assert refused(rewritten(made(["id"], ["1"]), SHEET, lambda xml: xml.replace(b"</sheetData>", wide))) == [
        "too-many-columns"
    ]


def damaged(content: bytes, part: str) -> bytes:
    """The archive with some bytes of one part overwritten, as a bad disk or line leaves it."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        start = parts.getinfo(part).header_offset + 30 + len(part)
    return content[:start] + b"\xff" * 20 + content[start + 20 :]


def packed(content: bytes, method: int) -> bytes:
    """The same parts packed in another way."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", method) as new:
        for part in old.namelist():
            new.writestr(part, old.read(part))
    return stream.getvalue()


def locked(content: bytes) -> bytes:
    """An archive whose first part wants a password."""
    at = content.index(b"PK\x01\x02") + 8
    return content[:at] + bytes([content[at] | 1]) + content[at + 1 :]


def test_a_workbook_packed_as_none_is_is_refused_before_it_is_unpacked() -> None:
    content = made(["id"], ["1"])
    for method in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        assert refused(packed(content, method)) == ["not-a-workbook"]
    assert refused(locked(content)) == ["not-a-workbook"]
    assert workbook(packed(content, zipfile.ZIP_STORED)).rows[0].cells == ["1"]


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml"])
def test_a_part_that_is_damaged_refuses_the_workbook(part: str) -> None:
    assert refused(damaged(made(["id"], ["1"]), part)) == ["not-a-workbook"]


def test_a_workbook_that_names_no_part_as_the_book_is_none() -> None:
    types = "[Content_Types].xml"
    content = rewritten(made(["id"]), types, lambda xml: xml.replace(b"spreadsheetml.sheet.main+xml", b"else"))
    assert refused(content) == ["not-a-workbook"]


def test_links_to_other_files_and_macros_are_not_read() -> None:
    content = rewritten(made(["id", "n"], ["1", "='[1]Other'!A1"]), "xl/vbaProject.bin", lambda _: b"\xd0\xcf\x11\xe0")
    external = b'<externalLink xmlns="x"><externalBook r:id="rId1" xmlns:r="y"/></externalLink>'
    content = rewritten(content, "xl/externalLinks/externalLink1.xml", lambda _: external)
    cell = workbook(content).rows[0].cells[1]
    assert isinstance(cell, Spoilt)
    assert cell.kind == "formula-without-value"


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04 nothing of a workbook",
        b"",
        rewritten(made(["id"]), SHEET, lambda xml: xml[: len(xml) // 2]),
        rewritten(made(["id"]), SHEET, lambda xml: xml.decode().replace("utf-8", "utf-16").encode("utf-16")),
        rewritten(made(["id"]), "xl/workbook.xml", lambda _: b"<x/>"),
        made(["id"])[:-40],
    ],
    ids=["no archive", "empty", "cut", "utf-16", "other", "cut archive"],
)
def test_what_is_no_workbook_is_refused(content: bytes) -> None:
    assert refused(content)[0] in ("not-a-workbook", "no-header")


def test_workbooks_before_2007_and_locked_ones_are_named_as_such(tmp_path: Path) -> None:
    path = tmp_path / "list.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512))
    with pytest.raises(InvalidData) as caught:
        read_sheet(path)
    assert [one.kind for one in caught.value.problems] == ["old-workbook"]


@pytest.mark.parametrize("kind", ["missing", "folder"])
def test_what_cannot_be_opened_is_told(tmp_path: Path, kind: str) -> None:
    path = tmp_path if kind == "folder" else tmp_path / "list.csv"
    with pytest.raises(InvalidData) as caught:
        read_sheet(path)
    assert [one.kind for one in caught.value.problems] == ["not-a-file" if kind == "folder" else "unreadable"]


def test_nothing_is_printed_of_a_style_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    content = made(["id"], ["c-1"])
    odd = rewritten(content, "xl/styles.xml", lambda styles: styles.replace(b'xfId="0"', b'xfId="9999"'))
    assert odd != content
    assert refused(odd) == ["not-a-workbook"]
    assert capsys.readouterr() == ("", "")
