"""What a list is, whether it was read from CSV or from a workbook: cells, rows with their numbers, headers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from attrs import field, frozen

from mobilnost.model.problems import InvalidData, Place, Problem

MAX_ROWS = 200_000
MAX_COLUMNS = 512
MAX_CELL = 32_767
"""As many signs as a cell of a program of tables holds."""
_NOTHING = (None, "")


class Spoilt(NamedTuple):
    """A cell that has no value: a formula that nobody has computed, or an error of the program of tables."""

    kind: str
    found: str


Cell = str | int | Decimal | bool | dt.date | dt.datetime | dt.time | dt.timedelta | Spoilt | None
"""What stands in a cell; `None` where nothing does."""


class Row(NamedTuple):
    """A row with its number, as programs of tables show it: the first one is 1."""

    number: int
    cells: Sequence[Cell]


@frozen(kw_only=True)
class Sheet:
    """A list: its headers, and its rows below them, blank ones left out.

    `encoding` and `delimiter` are those of a CSV, `name` that of a sheet in a workbook.
    """

    file: str | None
    headers: tuple[str, ...]
    rows: tuple[Row, ...] = field(repr=False)
    name: str | None = None
    encoding: str | None = None
    delimiter: str | None = None


def headed(
    rows: Iterable[Row], file: str | None, header_row: int | None = None
) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    """The headers, from the row that has them or else the first that is not blank, and what stands below them."""
    wanted = (row for row in rows if any(row.cells) or any(cell not in _NOTHING for cell in row.cells))
    first = next((row for row in wanted if header_row is None or row.number >= header_row), None)
    if first is None or header_row not in (None, first.number):
        raise refused("no-header", file, line=header_row)
    cells = list(first.cells)
    while cells and cells[-1] in _NOTHING:
        cells.pop()
    return tuple("" if one is None else " ".join(str(one).split()) for one in cells), tuple(wanted)


def refused(
    kind: str,
    file: str | None,
    *,
    line: int | None = None,
    key: str = "",
    found: str | None = None,
    expected: str | None = None,
    suggestion: str | None = None,
) -> InvalidData:
    """That a list cannot be read, and why."""
    return InvalidData([Problem(kind, Place(file, line, key), found, expected, suggestion)])
