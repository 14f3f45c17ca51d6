"""The documents that a scenario is made of, and where each of their parts stands in the file of scenarios."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Generic, Protocol, TypeVar

from attrs import field, frozen

from mobilnost.formats import layouts
from mobilnost.formats.documents import structured
from mobilnost.formats.layouts import Layout, Renames, in_file
from mobilnost.formats.mistakes import place_in
from mobilnost.formats.positions import Lines
from mobilnost.formats.scenario_entries import ScenarioFile
from mobilnost.instruments import Sourced
from mobilnost.law import Authority
from mobilnost.model import Place, Settings
from mobilnost.model.problems import Path

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


@frozen(kw_only=True)
class Layers:
    """Tables of one file, each changed by the next. `header` is the one whose keys may be written without it."""

    file: str | None
    lines: Lines
    tables: tuple[tuple[Path, Mapping[str, Any]], ...]
    header: str | None = None

    def place(self, path: Path) -> Place:
        """Where a path of the document stands: in the last table that says something of it, else in the first."""
        for where, table in reversed(self.tables):
            inside = self._written(path, table)
            if _says(table, inside):
                return place_in(self.file, self.lines, (*where, *inside))
        where, table = self.tables[0]
        return place_in(self.file, self.lines, (*where, *self._written(path, table)))

    def _written(self, path: Path, table: Mapping[str, Any]) -> Path:
        """The path as the table writes it."""
        return path[1:] if path and path[0] == self.header and self.header not in table else path


class Beside(Protocol):
    """What a file of scenarios may name without holding it: what lies in an office."""

    def table(self, sort: str, id: str) -> Mapping[str, Any] | None:
        """A dossier, agreement, call or decision in the keys of its own file, if there is one of that id."""

    def whole(self, sort: str, id: str) -> Sourced[Any] | None:
        """The same as it is, with the places of its own file."""


@frozen(kw_only=True)
class Source:
    """One file of scenarios; `authority` is whose papers are meant where a case does not say."""

    said: ScenarioFile
    file: str | None
    lines: Lines
    authority: Authority | None = None
    beside: Beside | None = None
    _settings: list[tuple[object, Settings]] = field(factory=list, init=False)
    _parts: dict[tuple[object, ...], Any] = field(factory=dict, init=False)

    def place(self, *path: str | int) -> Place:
        """Where something stands in the file."""
        return place_in(self.file, self.lines, path)

    def known(self, sort: str, id: str) -> Mapping[str, Any] | None:
        """A dossier or instrument by its id: of this file, else what lies beside it."""
        own: Mapping[str, Mapping[str, Any]] = getattr(self.said, f"{sort}s")
        if id in own or self.beside is None:
            return own.get(id)
        return self.beside.table(sort, id)

    def layers(self, *tables: tuple[Path, Mapping[str, Any]], header: str | None = None) -> Layers:
        """Tables of this file of which a document is made."""
        return Layers(file=self.file, lines=self.lines, tables=tables, header=header)

    def kept(self, key: tuple[object, ...], make: Callable[[], T]) -> T:
        """What was made of the same parts before, so that cases under one agreement are judged by one rulebook."""
        if key not in self._parts:
            self._parts[key] = make()
        made: T = self._parts[key]
        return made

    def settings(self, data: Mapping[str, Any], layers: Layers) -> Settings:
        """Settings from their data; the same data are the same settings."""
        for known, settings in self._settings:
            if known == data:
                return settings
        made: Settings = structured(data, layouts.SETTINGS, layers.place)[0]
        self._settings.append((data, made))
        return made


@frozen(kw_only=True)
class Part(Generic[T_co]):
    """A document of a case."""

    value: T_co
    layers: Layers
    renames: Renames

    def place(self, *path: str | int) -> Place:
        """Where a part of it stands: in the case if that says it, else in what the case starts from."""
        return self.layers.place(in_file(path, self.renames))


def headed(data: Mapping[str, Any], layout: Layout) -> dict[str, Any]:
    """The keys of a document's header in their table, where they are written without it; unknown ones go there too."""
    header = next(iter(layout.headers))
    outside = {key: value for key, value in data.items() if key in (header, *layout.own_tables)}
    inside = {key: value for key, value in data.items() if key not in outside}
    return outside | {header: {**inside, **outside.get(header, {})}}


def _says(table: Mapping[str, Any], path: Path) -> bool:
    """Whether a table has a value at the beginning of a path: that key, and within a table the next one too."""
    if not path or path[0] not in table:
        return False
    inner = table[str(path[0])]
    return len(path) == 1 or not isinstance(inner, dict) or isinstance(path[1], int) or path[1] in inner
