"""By which fingerprints derived things are known to be fresh: of the law, of all instruments, of those of a dossier.

Files are only read and hashed for this, not understood, so that it costs next to nothing where all is fresh.
"""

from __future__ import annotations

from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any

from attrs import field, frozen

from mobilnost.model import InvalidData
from mobilnost.office import Office, Unknown
from mobilnost.office.fingerprints import content_of, fingerprint, law_fingerprint
from mobilnost.office.shelf import Shelf


@frozen(eq=False)
class Freshness:
    """The fingerprints of an office as it is now. `run` is unlike that of any other run."""

    office: Office
    run: str
    _named: dict[tuple[str, str], str] = field(factory=dict, init=False)

    @cached_property
    def law(self) -> str:
        """Of the program, its plugins, the public holidays that it knows, settings, regulation and institutions.

        Where nobody can tell what a plugin says, every run has a law of its own.
        """
        found = law_fingerprint(self.office.host.plugins, self.office.law_files)
        return fingerprint(found or self.run, version("holidays"))

    @cached_property
    def files(self) -> str:
        """Of all agreements, calls and decisions in the folder."""
        shelves: tuple[Shelf[Any], ...] = (self.office.agreements, self.office.calls, self.office.decisions)
        parts: list[bytes | str] = []
        for shelf in shelves:
            parts += [shelf.kind, *(part for path in shelf.paths for part in (path.name, _content(path)))]
        return fingerprint(*parts)

    def own(self, dossier: str, agreement: str | None, call: str | None) -> str:
        """Of the agreement and the call that a dossier names, and of the decision about it."""
        parts: list[str] = []
        for shelf, name in ((self.office.agreements, agreement), (self.office.calls, call)):
            parts.append("" if name is None else self._file(shelf, name))
        parts.append(self._file(self.office.decisions, dossier) if self.office.decisions.paths else "")
        return fingerprint(*parts)

    def _file(self, shelf: Shelf[Any], name: str) -> str:
        """The fingerprint of the file that a name means; where it means none, that of all files."""
        key = (shelf.kind, name)
        if key not in self._named:
            try:
                found = shelf.find(name) if shelf is self.office.decisions else shelf.named(name)
            except (InvalidData, Unknown):
                self._named[key] = self.files
            else:
                self._named[key] = fingerprint(_content(Path(found.file))) if found and found.file else "none"
        return self._named[key]


def _content(path: Path) -> bytes:
    return content_of(path) or b"unreadable"
