"""Workbooks as a program of tables writes them, for tests that read them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from openpyxl import Workbook


def write_book(rows: Iterable[Iterable[Any]], path: Path) -> None:
    """A workbook of one sheet, whose texts are marked as texts, so that leading zeros stay."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for number, row in enumerate(rows, 1):
        for place, value in enumerate(row, 1):
            cell = sheet.cell(number, place, value)
            if isinstance(value, str):
                cell.data_type, cell.number_format = "s", "@"
    book.save(path)
