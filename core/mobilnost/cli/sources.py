"""Where a dossier that the command line names comes from: a file, else the register, else the office's folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import click
from attrs import field, frozen

from mobilnost.cli.check import dossiers_in
from mobilnost.desk.matters import Matter, kept_matter
from mobilnost.formats import load_dossier
from mobilnost.model import InvalidData
from mobilnost.office import Unknown, file_named
from mobilnost.office.names import SUFFIXES
from mobilnost.register.listing import Filter, listed
from mobilnost.register.refusals import Forbidden
from mobilnost.register.sorts import DOSSIER

if TYPE_CHECKING:
    from mobilnost.cli.counter import Counter
    from mobilnost.register.sight import Units


@frozen(kw_only=True)
class Source:
    """Where one dossier comes from: the file or, of one that the register keeps, the id. `load` reads it."""

    name: str
    file: Path | None = None
    load: Callable[[], Matter] = field(eq=False)

    @property
    def kept(self) -> bool:
        """Whether it is one of the register."""
        return self.file is None


class Sources:
    """Finds dossiers by their names for who acts at a counter.

    A name is that of a file, or the id of a dossier that the register keeps and the actor sees, or of one in the
    office's folder. Who acts is asked for only where there is a register; such a one sees of the folder too no more
    than the dossiers of the units of theirs.
    """

    def __init__(self, counter: Counter) -> None:
        self._counter = counter
        self._office = counter.office

    def named(self, name: str) -> Source:
        """Where the dossier of a name comes from.

        Raises `Unknown` or `Forbidden` where there is none for the actor, a usage error where a file is not there, and
        `InvalidData`.
        """
        file = file_named(name, Path(), self._office.folder)
        if file is None:
            return self._kept(name) or self._filed(name)
        return _of_file(file)

    def within(self, names: tuple[str, ...]) -> tuple[Source, ...]:
        """Those of names, each once, where a name may be a folder too; with no names, all that the actor sees.

        These are the dossiers of the register, or, where it has none of theirs, those of the office's folder.
        """
        return tuple(dict.fromkeys(self._each(names) if names else self._all()))

    # -- how it is done

    def _each(self, names: tuple[str, ...]) -> Iterator[Source]:
        for name in names:
            path = Path(name)
            if path.exists():
                yield from map(_of_file, dossiers_in(path))
            else:
                yield self.named(name)

    def _all(self) -> Iterator[Source]:
        ids: list[str] = []
        if self._counter.has_register:
            with self._counter.desk.read() as reader:
                ids = [one.id for one in listed(reader, Filter())]
        if ids:
            yield from map(self._of_register, ids)
        else:
            yield from (_of_file(one) for one in self._office.dossiers.paths if self._seen(one))

    def _kept(self, id: str) -> Source | None:
        """One of the register, where it is there for the actor."""
        if not self._counter.has_register:
            return None
        with self._counter.desk.read() as reader:
            return self._of_register(id) if reader.texts(DOSSIER, (id,)) else None

    def _filed(self, id: str) -> Source:
        """One of the office's folder."""
        if self._units is not None:
            file = next((one for one in self._office.dossiers.paths if self._seen(one, id)), None)
            if file is None:
                raise Forbidden(DOSSIER.name, (id,), self._units)
            return _of_file(file)
        try:
            found = self._office.dossiers.named(id)
        except Unknown as error:
            if Path(id).suffix.lower() in SUFFIXES:
                click.Path(exists=True).convert(id, None, None)
            raise error
        return _of_file(Path(found.file or ""))

    def _seen(self, file: Path, id: str | None = None) -> bool:
        """Whether the actor sees the dossier in a file; and whether it bears an id, where one is asked for."""
        if self._units is None:
            return True
        try:
            mobility = self._office.dossiers.at(file).value.mobility
        except InvalidData:
            return False
        return mobility.unit in self._units and id in (None, mobility.id)

    @cached_property
    def _units(self) -> Units:
        return self._counter.desk.actor.units if self._counter.has_register else None

    def _of_register(self, id: str) -> Source:
        def load() -> Matter:
            with self._counter.desk.read() as reader:
                return kept_matter(self._counter.desk, reader, id)

        return Source(name=id, load=load)


def _of_file(file: Path) -> Source:
    path = file.resolve()
    return Source(name=file.name, file=path, load=lambda: Matter(dossier=load_dossier(file)))
