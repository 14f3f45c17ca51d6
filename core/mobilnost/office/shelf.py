"""A shelf: the files of one sort in an office's folder, found by the id of what they hold.

A file is parsed when something that it mentions is asked for, so that a mistake in one agreement stops nobody who
does not need it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Generic, TypeVar

from attrs import field, frozen

from mobilnost.formats.documents import Loaded
from mobilnost.formats.text import read_text
from mobilnost.model import InvalidData, Place, Problem
from mobilnost.office.names import SUFFIXES, Unknown, file_named

T = TypeVar("T")
HERE = Path()


def files_in(folder: Path) -> tuple[Path, ...]:
    """The documents of a folder in the order of their names; hidden files and other formats are not looked at."""
    if not folder.is_dir():
        return ()
    found = (path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES)
    return tuple(sorted(path for path in found if not path.name.startswith(".") and path.is_file()))


@frozen(eq=False, kw_only=True)
class Shelf(Generic[T]):
    """The files of one `kind` in an office's folder, its `home`: `agreements/*` of the kind `agreement`.

    `load` reads one of them; `id_of` says by which id it is asked for, at which `key`; `clash` is the kind of problem
    that it is when an id stands in two of them. People call it by the same id, or as `name_of` says.
    """

    kind: str
    home: Path | None
    load: Callable[[Path], Loaded[T]]
    id_of: Callable[[T], str]
    key: tuple[str, ...] = ("id",)
    clash: str = "duplicate"
    name_of: Callable[[T], str] | None = None
    _read: dict[Path, Loaded[T] | InvalidData] = field(factory=dict, init=False)

    @cached_property
    def paths(self) -> tuple[Path, ...]:
        """The files, in the order of their names."""
        return () if self.home is None else files_in(self.home / f"{self.kind}s")

    def named(self, name: str, beside: Path = HERE) -> Loaded[T]:
        """What a name means: the file of that path, seen from a folder, else from the office's; or what has that id.

        Raises `Unknown`, and `InvalidData`.
        """
        path = file_named(name, beside, self.home)
        found = self.at(path) if path else self.find(name) or self._called(name)
        if found is None:
            raise Unknown(self.kind, name, self.names)
        return found

    def at(self, path: Path) -> Loaded[T]:
        """What a file holds, read once. Raises `InvalidData`."""
        if path not in self._read:
            try:
                self._read[path] = self.load(path)
            except InvalidData as error:
                self._read[path] = error
        found = self._read[path]
        if isinstance(found, InvalidData):
            raise found
        return found

    def find(self, id: str) -> Loaded[T] | None:
        """What bears an id. Raises `InvalidData` where two files do, or where only a broken file speaks of it."""
        found: list[Loaded[T]] = []
        problems: list[Problem] = []
        for path in self._mentioning(id):
            try:
                loaded = self.at(path)
            except InvalidData as error:
                problems.extend(error.problems)
            else:
                found.extend([loaded] if self.id_of(loaded.value) == id else [])
        if len(found) > 1:
            raise InvalidData([twice(id, [one.place(*self.key) for one in found], self.clash)])
        if problems and not found:
            raise InvalidData(problems)
        return found[0] if found else None

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The ids of all files that can be read."""
        return tuple(self.id_of(one.value) for one in self.readable())

    @property
    def names(self) -> tuple[str, ...]:
        """What people call those that can be read."""
        return self.ids if self.name_of is None else tuple(self.name_of(one.value) for one in self.readable())

    def _called(self, name: str) -> Loaded[T] | None:
        return next((one for one in self.readable() if self.name_of and self.name_of(one.value) == name), None)

    def readable(self) -> Iterator[Loaded[T]]:
        """Everything that can be read."""
        for path in self.paths:
            try:
                yield self.at(path)
            except InvalidData:
                continue

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with any of the files, ids that stand twice included."""
        problems: list[Problem] = []
        for path in self.paths:
            try:
                self.at(path)
            except InvalidData as error:
                problems.extend(error.problems)
        for id in dict.fromkeys(self.ids):
            places = [one.place(*self.key) for one in self.readable() if self.id_of(one.value) == id]
            problems.extend([twice(id, places, self.clash)] if len(places) > 1 else [])
        return tuple(problems)

    def _mentioning(self, id: str) -> Iterator[Path]:
        """The files in which an id may stand; one that cannot be read may hold anything."""
        written = {id, json.dumps(id)[1:-1]}
        for path, text in self._texts.items():
            if text is None or "\\u" in text or "\\U" in text or any(form in text for form in written):
                yield path

    @cached_property
    def _texts(self) -> dict[Path, str | None]:
        return {path: _text(path) for path in self.paths}


def twice(id: str, places: list[Place], kind: str = "duplicate") -> Problem:
    """That an id stands in several places, each of which is named."""
    return Problem(kind, places[0], found=id, others=tuple(places[1:]))


def _text(path: Path) -> str | None:
    try:
        return read_text(path)
    except InvalidData:
        return None
