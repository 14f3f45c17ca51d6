"""Finds special decisions by their names for who acts: those of the register, and those in the office's folder."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from mobilnost.formats import Loaded
from mobilnost.model import Decision
from mobilnost.office import Unknown, file_named
from mobilnost.office.shelf import HERE

if TYPE_CHECKING:  # what knows of a register is imported where there is one
    from mobilnost.cli.counter import Counter
    from mobilnost.cli.sources import Sources


class Decisions:
    """The special decisions that whoever acts at a counter sees.

    A name is that of a file, the id of a decision, or that of the dossier it was made for. Who acts is asked for only
    where there is a register; one who sees some units sees the decisions for their dossiers alone.
    """

    kind = "decision"

    def __init__(self, counter: Counter) -> None:
        self._counter = counter
        self._office = counter.office

    @property
    def askable(self) -> bool:
        """Whether it can be said what is seen: it is known who acts, or there is nobody to ask for."""
        return self._counter.is_named or not self._counter.has_register

    def named(self, name: str) -> Loaded[Decision]:
        """What a name means. Raises `Unknown`, `InvalidData`, and a usage error where nobody says who acts."""
        if self._all_seen or file_named(name, HERE, self._office.folder):
            return self._kept(name) or self._of_folder(name)
        found = self._kept(name) or next((one for one in self.filed if name in _names(one)), None)
        if found is None:
            raise Unknown(self.kind, name, self.names)
        return found

    @property
    def names(self) -> tuple[str, ...]:
        """The ids of all that are seen, in the register and in the folder; none where nobody says who acts."""
        if not self.askable:
            return ()
        kept: tuple[str, ...] = ()
        if self._counter.has_register:
            from mobilnost.register.sorts import DECISION

            with self._counter.desk.read() as reader:
                kept = reader.ids(DECISION)
        return tuple(dict.fromkeys((*kept, *(one.value.id for one in self.filed))))

    @cached_property
    def filed(self) -> tuple[Loaded[Decision], ...]:
        """Those in the folder."""
        return tuple(self._filed())

    # -- how it is done

    def _filed(self) -> Iterator[Loaded[Decision]]:
        for one in self._office.decisions.readable():
            if self._all_seen or self._sources.find(one.value.dossier):
                yield one

    def _of_folder(self, name: str) -> Loaded[Decision]:
        try:
            return self._office.decisions.named(name)
        except Unknown as error:
            raise Unknown(self.kind, name, self.names) from error

    def _kept(self, name: str) -> Loaded[Decision] | None:
        """One of the register, by its id or that of its dossier, where it is there for the actor."""
        if not self._counter.has_register or file_named(name, HERE, self._office.folder):
            return None
        from mobilnost.register.sorts import DECISION

        with self._counter.desk.read() as reader:
            kept = reader.find(DECISION, name) or next(iter(reader.of_dossier(DECISION, name)), None)
        if kept is None:
            return None
        read: Loaded[Decision] = DECISION.read(kept.text, f"{DECISION.name} {kept.id}")
        return read

    @cached_property
    def _all_seen(self) -> bool:
        return not self._counter.has_register or self._counter.actor.units is None

    @cached_property
    def _sources(self) -> Sources:
        from mobilnost.cli.sources import Sources

        return Sources(self._counter)


def _names(given: Loaded[Decision]) -> tuple[str, str]:
    return given.value.id, given.value.dossier
