"""Rows of a list as dossiers, or other records, by a mapping: through the same strict converter as a file.

A table of a dossier that may be absent (`staff`, the second of `courses`) is there in a row when one of its cells is
not empty; its constants alone do not make it, unless nothing of it comes from the list at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from attrs import evolve, field, frozen

from mobilnost.formats.documents import structured
from mobilnost.formats.filling import Table
from mobilnost.formats.grids import Cell, Row, Sheet
from mobilnost.formats.mapping import Plan, positions
from mobilnost.formats.mistakes import Mistake
from mobilnost.formats.structure import UNREADABLE, converter
from mobilnost.formats.targets import Target
from mobilnost.model.problems import BadValue, InvalidData, Path, Place, Problem, dotted


@frozen(kw_only=True)
class Bad:
    """A row that makes no record, and everything that is wrong with it; the key of each place is the column."""

    number: int
    problems: tuple[Problem, ...]


@frozen(kw_only=True)
class Good:
    """A row and the record that it makes; `text` is the record's own, and `part` that of its part, where known."""

    number: int
    value: Any = field(repr=False)
    text: str | None = field(default=None, repr=False)
    part: str | None = field(default=None, repr=False)


class Rows:
    """The rows of one list, read by one mapping. Raises InvalidData where the two do not fit."""

    def __init__(self, plan: Plan, sheet: Sheet) -> None:
        places = positions(plan, sheet.headers, sheet.file)
        self._width, self._file = len(sheet.headers), sheet.file
        self._columns = {one.target.path: one for one in plan.columns}
        self._layout, self._class = plan.record.layout, plan.record.class_
        self._root = Table(self._class)
        for key, value in plan.constants.items():
            self._root.constant(key.split("."), value)
        for index, one in zip(places, plan.columns, strict=True):
            self._root.column(one, index)
        self._root.settle(always=plan.record.always, texts=sheet.encoding is not None)
        self._part = self._root.inner.get(plan.record.part or "")
        self._fast = self._fixed()

    def _fixed(self) -> bool:
        """Whether the constants are what they should be; where they are not, every row tells it."""
        try:
            self._root.fix()
        except UNREADABLE:
            return False
        return True

    def read(self, rows: Iterable[Row]) -> Iterator[Good | Bad]:
        """Each row as its record, or with what is wrong with it."""
        for row in rows:
            yield self.one(row)

    def one(self, row: Row) -> Good | Bad:
        """A row as its record, or with what is wrong with it."""
        cells = row.cells
        if len(cells) != self._width:
            cells = list(cells)
            while len(cells) > self._width and cells[-1] in (None, ""):
                cells.pop()
            if len(cells) > self._width:
                return self._ragged(row, len(cells))
            cells += [None] * (self._width - len(cells))
        try:
            made = self._root.made(cells) if self._fast else None
            if made is not None:
                part = self._part.last if self._part else None
                return Good(number=row.number, value=made[0], text=made[1], part=part and part[1])
        except (*UNREADABLE, TypeError):
            pass  # what is wrong is found in the other way, all of it
        return self._slowly(row.number, cells)

    def _slowly(self, number: int, cells: Sequence[Cell]) -> Good | Bad:
        flaws: list[tuple[Target, BadValue]] = []
        data = self._root.data(cells, flaws) or {}
        problems = tuple(self._problems(number, data, flaws, cells))
        return (
            Bad(number=number, problems=problems)
            if problems
            else Good(number=number, value=converter().structure(data, self._class))
        )

    # -- what is wrong

    def _ragged(self, row: Row, width: int) -> Bad:
        place = Place(self._file, row.number, "")
        problem = Problem("too-many-cells", place, str(width), f"<= {self._width}")
        return Bad(number=row.number, problems=(problem,))

    def _problems(
        self, number: int, data: dict[str, Any], flaws: list[tuple[Target, BadValue]], cells: Sequence[Cell]
    ) -> Iterator[Problem]:
        """What is wrong with cells, and with what the others make; a key whose cell is wrong is not missing too."""
        told: set[Place] = set()
        for target, error in flaws:
            path = self._path_of(target, cells)
            mistake = Mistake(error.kind, path, error.found, error.expected, error.suggestion)
            told.add(self._place(number, path, cells))
            yield self._unquoted(mistake).at(self._place(number, path, cells))
        try:
            structured(data, self._layout, lambda path: self._place(number, path, cells))
        except InvalidData as error:
            for problem in error.problems:
                if problem.place not in told and not (flaws and problem.kind == "one-of"):
                    yield problem

    def _unquoted(self, mistake: Mistake) -> Mistake:
        return evolve(mistake, found=None) if mistake.path in self._layout.private else mistake

    def _place(self, number: int, path: Path, cells: Sequence[Cell]) -> Place:
        """The row, and the column that fills the path, or the nearest that encloses it; else the key."""
        for length in range(len(path), 0, -1):
            column = self._columns.get(self._numbered(path[:length], cells))
            if column is not None:
                return Place(self._file, number, column.header)
        return Place(self._file, number, dotted(path))

    def _numbered(self, path: Path, cells: Sequence[Cell]) -> tuple[str, ...]:
        """A path of a record as a key of the mapping: entries of lists by their numbers there."""
        table: Table | None = self._root
        key: list[str] = []
        for index, part in enumerate(path):
            if isinstance(part, int) and table is not None:
                name = str(path[index - 1])
                there = table.present(name, cells)
                number = there[part] if part < len(there) else part + 1
                table = table.lists.get(name, {}).get(number)
                key.append(str(number))
            else:
                key.append(str(part))
                table = table and table.inner.get(str(part), table)
        return tuple(key)

    def _path_of(self, target: Target, cells: Sequence[Cell]) -> Path:
        """The path in the record of what a column fills."""
        table = self._root
        path: list[str | int] = []
        for index, part in enumerate(target.path):
            if part.isdigit():
                name, number = target.path[index - 1], int(part)
                path.append(table.present(name, cells).index(number))
                table = table.lists[name][number]
            else:
                path.append(part)
                table = table.inner.get(part, table)
        return tuple(path)
