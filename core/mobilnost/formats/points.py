"""Points of a committee from a list: a row for each candidate, its columns the criteria; or a row for each of them.

    dossier;motivation_letter;cv              dossier;criterion;points
    2018-001;2;5                              2018-001;motivation_letter;2

An empty cell says nothing. The list is read as a whole or not at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from attrs import frozen

from mobilnost.formats.cells import Manner, number
from mobilnost.formats.grids import Cell, Row, Sheet
from mobilnost.formats.scalars import closest
from mobilnost.formats.sheets import read_sheet
from mobilnost.model import BadValue, InvalidData, Place, Problem

DOSSIER, CRITERION, POINTS = "dossier", "criterion", "points"


@frozen
class Given:
    """What a committee gave a candidate by a criterion."""

    dossier: str
    criterion: str
    points: Decimal


def read_points(path: Path) -> tuple[Given, ...]:
    """The points in a list, CSV or XLSX. Raises `InvalidData` with every row that cannot be read."""
    sheet = read_sheet(path)
    headers = tuple(one.strip() for one in sheet.headers)
    if DOSSIER not in headers:
        near = closest(DOSSIER, list(headers))
        raise InvalidData([Problem("missing-column", Place(str(path), 1, ""), found=DOSSIER, suggestion=near)])
    problems: list[Problem] = []
    found = [one for row in sheet.rows for one in _row(sheet, headers, row, problems)]
    seen: set[tuple[str, str]] = set()
    for one in found:
        key = (one.dossier, one.criterion)
        if key in seen:
            problems.append(Problem("duplicate", Place(str(path), None, one.criterion), found=one.dossier))
        seen.add(key)
    if problems:
        raise InvalidData(problems)
    return tuple(found)


def _row(sheet: Sheet, headers: tuple[str, ...], row: Row, problems: list[Problem]) -> Iterator[Given]:
    cells = dict(zip(headers, row.cells, strict=False))
    dossier = _text(cells.get(DOSSIER))
    if not dossier:
        problems.append(Problem("missing-key", Place(sheet.file, row.number, DOSSIER)))
        return
    if {CRITERION, POINTS} <= cells.keys():
        pairs = [(_text(cells[CRITERION]), cells[POINTS])]
    else:
        pairs = [(name, cell) for name, cell in cells.items() if name and name != DOSSIER]
    for criterion, cell in pairs:
        if _text(cell):
            try:
                yield Given(dossier, criterion, number(cell, Manner()))
            except BadValue as error:
                place = Place(sheet.file, row.number, criterion)
                problems.append(Problem(error.kind, place, error.found, error.expected))


def _text(cell: Cell) -> str:
    return "" if cell is None else str(cell).strip()
