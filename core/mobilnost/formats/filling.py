"""How the tables of a record are filled from the cells of a row, in two ways that give the same.

`made` makes the record at once, and its text: each cell by the converter's own hook for its attribute, and what a cell
said once is known; whatever is wrong ends it. `data` gathers plain data for the converter, with every cell that cannot
be read, so that all that is wrong in a row can be told.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from operator import itemgetter
from typing import Any, get_args, get_type_hints

import attrs
from attrs import define, evolve, field, frozen

from mobilnost.formats.cells import Sort, plain
from mobilnost.formats.compact import fragment_of
from mobilnost.formats.grids import Cell
from mobilnost.formats.harmless import as_meant
from mobilnost.formats.mapping import Filled
from mobilnost.formats.structure import converter
from mobilnost.formats.targets import Target, bare
from mobilnost.model.problems import BadValue

Made = tuple[Any, str]
"""A value, and what it adds to the text of the table that it stands in; nothing where it is as it is by default."""
#: So many different cells of a column are remembered.
_MOST_KNOWN = 10_000
#: That a cell has not been read yet.
_UNKNOWN: Made = (None, "")


@frozen(kw_only=True, eq=False)
class Leaf:
    """A column at the attribute that it fills: `read` gives plain data, `made` the value; `known` was read before."""

    key: str
    index: int
    target: Target
    read: Callable[[Cell], object]
    made: Callable[[Cell], Made | None]
    known: dict[Any, Made | None] = field(factory=dict)

    def known_or_made(self, cell: Cell) -> Made | None:
        """The value of a cell that is not empty; nothing where it has blanks only."""
        if not isinstance(cell, str):
            return self.made(cell)
        if len(self.known) >= _MOST_KNOWN:
            self.known.clear()
        made = self.known[cell] = None if cell.isspace() else self.made(cell)
        return made


Cells = tuple[tuple[int, str, int, dict[Any, Made | None], Leaf], ...]


@define(eq=False)
class Table:
    """What fills one table: constants, cells, tables in it, and numbered entries of lists.

    `class_` is the class that it becomes, or `dict` for names by language.
    """

    class_: Any
    constants: dict[str, object] = field(factory=dict)
    leaves: list[Leaf] = field(factory=list)
    inner: dict[str, Table] = field(factory=dict)
    lists: dict[str, dict[int, Table]] = field(factory=dict)
    always: bool = False
    #: What the last row made, of a table that is made anew for each.
    last: Made | None = None
    _fixed: dict[str, Made] = field(factory=dict)
    _picked: Callable[[Sequence[Cell]], object] | None = None
    _alike: dict[object, Made | None] = field(factory=dict)
    _said: dict[str, object] = field(factory=dict)
    _told: list[str] = field(factory=list)
    _cells: Cells = ()
    _nested: tuple[tuple[int, str, str, Table], ...] = ()
    _numbered: tuple[tuple[int, str, str, tuple[Table, ...]], ...] = ()

    def constant(self, path: Sequence[str], value: object) -> None:
        """Puts a constant where a path leads. Raises what the converter raises where it cannot stand there."""
        table = self._at(path)
        table.constants[path[-1]] = value

    def column(self, column: Filled, index: int) -> None:
        """Puts a column where its key leads."""
        table, key = self._at(column.target.path), column.target.path[-1]
        read, hook, written = reader_of(column), _hook(table.class_, key), fragment_of(table.class_, key)

        def made(cell: Cell) -> Made:
            value = hook(read(cell))
            return value, written(value)

        table.leaves.append(Leaf(key=key, index=index, target=column.target, read=read, made=made))

    def settle(self, *, always: Sequence[str] = (), texts: bool = False) -> None:
        """Done with columns and constants: which tables are there in any case is noted.

        Where all cells are `texts`, rows that say the same can be known by them; 1 and yes would be alike otherwise.
        """
        self._settle()
        for table in self._tables() if texts else ():
            table._remember()
        self.always = True
        for name in always:
            self.inner.setdefault(name, Table(_part(self.class_, name))).always = True

    def made(self, cells: Sequence[Cell]) -> Made | None:
        """The record that a row makes, and its text; nothing where no cell has anything. Raises what is against it.

        Tables of which many are alike, such as what a student is, are made once for all rows that say the same.
        """
        if self._picked is None:
            self.last = self._anew(cells)
            return self.last
        said = self._picked(cells)
        if said not in self._alike:
            if len(self._alike) >= _MOST_KNOWN:
                self._alike.clear()
            self._alike[said] = self._anew(cells)
        return self._alike[said]

    def _anew(self, cells: Sequence[Cell]) -> Made | None:
        said, told = self._said.copy(), self._told.copy()
        filled = self.always
        for place, key, index, known, leaf in self._cells:
            cell = cells[index]
            if not cell and (cell is None or cell == ""):
                continue
            one = known.get(cell, _UNKNOWN)  # its keys are texts, which equal nothing else
            if one is _UNKNOWN:
                one = leaf.known_or_made(cell)
            if one is not None:
                said[key], told[place] = one
                filled = True
        for place, key, start, table in self._nested:
            one = table.made(cells)
            if one is not None:
                said[key], told[place] = one[0], start + one[1]
                filled = True
        for place, key, start, tables in self._numbered:
            found = [one for table in tables if (one := table.made(cells)) is not None]
            if found:
                said[key] = tuple([value for value, _ in found])
                told[place] = f"{start}[{','.join([text for _, text in found])}]"
                filled = True
        return (self.class_(**said), "{" + ",".join(filter(None, told)) + "}") if filled else None

    def data(self, cells: Sequence[Cell], flaws: list[tuple[Target, BadValue]]) -> dict[str, object] | None:
        """The plain data of the table; nothing where no cell has anything. Cells that cannot be read are noted."""
        data, filled = dict(self.constants), self.always
        for leaf in self.leaves:
            cell = cells[leaf.index]
            if cell is None or (isinstance(cell, str) and not cell.strip()):
                continue
            filled = True
            try:
                data[leaf.key] = leaf.read(cell)
            except BadValue as error:
                flaws.append((leaf.target, error))
        for key, table in self.inner.items():
            if (inner := table.data(cells, flaws)) is not None:
                data[key], filled = inner, True
        for key, numbered in self.lists.items():
            entries = [one for table in numbered.values() if (one := table.data(cells, flaws)) is not None]
            if entries:
                data[key], filled = entries, True
        return data if filled else None

    def present(self, key: str, cells: Sequence[Cell]) -> list[int]:
        """The numbers of the entries of a list that are there in a row."""
        return [number for number, table in self.lists.get(key, {}).items() if table.data(cells, []) is not None]

    # -- how it is put together

    def _at(self, path: Sequence[str]) -> Table:
        """The table that holds the last part of a path."""
        if len(path) == 1:
            return self
        first, second = path[0], path[1]
        part = _part(self.class_, first)
        if second.isdigit():
            numbered = self.lists.setdefault(first, {})
            return numbered.setdefault(int(second), Table(part))._at(path[2:])
        return self.inner.setdefault(first, Table(part))._at(path[1:])

    def _tables(self) -> list[Table]:
        return [*self.inner.values(), *(one for each in self.lists.values() for one in each.values())]

    def _remember(self) -> None:
        """Tables with an id are one of a kind; others are often alike."""
        places = self._places()
        if places and not any(leaf.key == "id" for leaf in self.leaves):
            self._picked = itemgetter(*places)
        for table in self._tables():
            table._remember()

    def _places(self) -> list[int]:
        return [
            *(leaf.index for leaf in self.leaves),
            *(place for table in self._tables() for place in table._places()),
        ]

    def _settle(self) -> bool:
        fixed = [table._settle() for table in self._tables()]
        self.lists = {key: dict(sorted(each.items())) for key, each in self.lists.items()}
        self.always = all(fixed) and not self.leaves
        return self.always

    def fix(self) -> None:
        """Makes the constants the values that they are. Raises what the converter raises."""
        for key, value in self.constants.items():
            made = _hook(self.class_, key)(value)
            self._fixed[key] = (made, fragment_of(self.class_, key)(made))
        for table in self._tables():
            table.fix()
        self._order()

    def _order(self) -> None:
        """Where each attribute stands in the text of the table, which has them in the order of the alphabet."""
        keys = sorted({*self.constants, *(leaf.key for leaf in self.leaves), *self.inner, *self.lists})
        place = {key: number for number, key in enumerate(keys)}
        self._said = {key: made[0] for key, made in self._fixed.items()}
        self._told = [self._fixed[key][1] if key in self._fixed else "" for key in keys]
        self._cells = tuple((place[leaf.key], leaf.key, leaf.index, leaf.known, leaf) for leaf in self.leaves)
        self._nested = tuple((place[key], key, f'"{key}":', table) for key, table in self.inner.items())
        self._numbered = tuple((place[key], key, f'"{key}":', tuple(each.values())) for key, each in self.lists.items())


def reader_of(column: Filled) -> Callable[[Cell], object]:
    """What reads the cells of a column as plain data. It raises BadValue."""
    target, manner = column.target, column.manner
    if target.words:
        own: dict[str, Any] = {word: word for word in target.words}
        manner = evolve(manner, words=own | dict(manner.words))
    simple = target.sort is Sort.TEXT and not manner.words

    def read(cell: Cell) -> object:
        said = as_meant(cell) if simple and isinstance(cell, str) else plain(cell, target.sort, manner)
        return said.strip() if target.code and isinstance(said, str) else said

    return read


def _hook(class_: Any, key: str) -> Callable[[object], object]:
    """How the converter reads an attribute of a class; names by language are texts."""
    type_ = _hints(class_)[key] if attrs.has(class_) else str
    hook = converter().get_structure_hook(type_)
    return lambda value: hook(value, type_)


def _part(class_: Any, key: str) -> Any:
    """The class of a table in a class, or of the entries of a list in it."""
    type_ = bare(_hints(class_)[key])
    if attrs.has(type_):
        return type_
    element = bare(get_args(type_)[0])
    return element if attrs.has(element) else dict


@cache
def _hints(class_: Any) -> dict[str, Any]:
    return get_type_hints(class_, include_extras=True)
