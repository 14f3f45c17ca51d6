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
from mobilnost.model import InvalidData, MobilnostError
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
        found = _of_file(file) if file is not None else self.find(name)
        if found is None:
            raise self._missing(name)
        return found

    def find(self, id: str) -> Source | None:
        """Where the dossier of an id comes from; None where there is none for the actor. Raises `InvalidData`."""
        return self._kept(id) or self._filed(id)

    @property
    def all_seen(self) -> bool:
        """Whether the actor sees the dossiers of all units."""
        return self._units is None

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all that the actor sees, in the register and in the office's folder."""
        kept: tuple[str, ...] = ()
        if self._counter.has_register:
            with self._counter.desk.read() as reader:
                kept = reader.ids(DOSSIER)
        return tuple(dict.fromkeys((*kept, *self._filed_ids)))

    @property
    def filed(self) -> tuple[Path, ...]:
        """The files in the office's folder whose dossiers the actor sees."""
        return tuple(one for one in self._office.dossiers.paths if self._seen(one))

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
        yield from map(self._of_register, ids) if ids else map(_of_file, self.filed)

    def _kept(self, id: str) -> Source | None:
        """One of the register, where it is there for the actor."""
        if not self._counter.has_register:
            return None
        with self._counter.desk.read() as reader:
            return self._of_register(id) if reader.texts(DOSSIER, (id,)) else None

    def _filed(self, id: str) -> Source | None:
        """One of the office's folder, where it is there for the actor."""
        if self._units is None:
            found = self._office.dossiers.find(id)
            return None if found is None else _of_file(Path(found.file or ""))
        file = next((one for one in self._office.dossiers.paths if self._seen(one, id)), None)
        return None if file is None else _of_file(file)

    @property
    def _filed_ids(self) -> tuple[str, ...]:
        shelf = self._office.dossiers
        return shelf.ids if self._units is None else tuple(shelf.at(one).value.mobility.id for one in self.filed)

    def _missing(self, name: str) -> MobilnostError:
        """Why there is no dossier of a name for the actor. Raises a usage error for a file that is not there."""
        if self._units is not None:
            return Forbidden(DOSSIER.name, (name,), self._units)
        if Path(name).suffix.lower() in SUFFIXES:
            click.Path(exists=True).convert(name, None, None)
        return Unknown(DOSSIER.name, name, self._filed_ids, others=self.ids)

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
        return self._counter.actor.units if self._counter.has_register else None

    def _of_register(self, id: str) -> Source:
        def load() -> Matter:
            with self._counter.desk.read() as reader:
                return kept_matter(self._counter.desk, reader, id)

        return Source(name=id, load=load)


def _of_file(file: Path) -> Source:
    path = file.resolve()
    return Source(name=file.name, file=path, load=lambda: Matter(dossier=load_dossier(file)))
