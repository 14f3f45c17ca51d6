"""Inspections of an office's files, each made once: what has not changed since is not even parsed.

A file is the same if its name and all its bytes are, under the same law, beside the same other files.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from attrs import evolve, field, frozen

from mobilnost.analysis import Analyst, Inspection
from mobilnost.analysis.agreements import AMENDS_UNKNOWN, suggesting
from mobilnost.formats.documents import Loaded
from mobilnost.law import Layer
from mobilnost.model import Call, InvalidData
from mobilnost.office.findings import FindingsFile, kept_in
from mobilnost.office.fingerprints import content_of, fingerprint, law_fingerprint
from mobilnost.office.folder import Office
from mobilnost.office.shelf import Shelf
from mobilnost.procedure.calls.selection import selection_problems


@frozen(eq=False)
class Inspections:
    """Inspects the agreements and calls of an office; `kept` is where findings are kept, `None` keeps none.

    With a day `on`, under the law of that day alone: such findings are not kept.
    """

    office: Office
    kept: FindingsFile | None = None
    on: date | None = None
    _beside: dict[tuple[Path, ...], Contents] = field(factory=dict, init=False)

    @classmethod
    def of(cls, office: Office, folder: Path | None = None, on: date | None = None) -> Inspections:
        """The inspections of an office, kept in the user's own folder, or another one."""
        if on is not None:
            return cls(office, on=on)
        home = folder or kept_in()
        law = None if home is None else law_fingerprint(office.host.plugins, office.law_files)
        if home is None or law is None:
            return cls(office)
        name = fingerprint(str(office.folder and office.folder.resolve()))[:32]
        return cls(office, FindingsFile.open(home / f"{name}.findings", law))

    @cached_property
    def analyst(self) -> Analyst:
        """Who makes those that are not kept."""
        return Analyst(self.office.lawbook, self.on)

    def agreement(self, path: Path) -> Inspection:
        """What is found in the file of an agreement, alone and beside the calls that offer it and the agreements."""
        office = self.office
        found = self._kept("agreement", path, office.agreements, office.calls, lambda: self._agreement(path))
        return self._beside_others(found)

    def _beside_others(self, found: Inspection) -> Inspection:
        """The same with what it says of another agreement.

        What is kept says of every agreement that amends one that this one is missing. Whether it is there is looked at
        each time, as no other agreement is kept with it; without an office nobody knows which there are.
        """
        amending = next((one for one in found.remarks if one.code == AMENDS_UNKNOWN), None)
        if amending is None:
            return found
        others = tuple(one for one in found.remarks if one is not amending)
        if self.office.folder is None or self._has_agreement(amending.parts["agreement"]):
            return evolve(found, remarks=others)
        return evolve(found, remarks=(*others, suggesting(amending, self.office.agreements.ids)))

    def _has_agreement(self, name: str) -> bool:
        """Whether there is such an agreement; one that stands twice, or cannot be read, is there."""
        try:
            return self.office.agreements.find(name) is not None
        except InvalidData:
            return True

    def call(self, path: Path) -> Inspection:
        """What is found in the file of a call, alone and beside the agreements that it offers."""
        office = self.office
        return self._kept("call", path, office.calls, office.agreements, lambda: self._call(path))

    def save(self) -> bool:
        """Keep what was found for the next time; whether it could be kept."""
        return self.kept is not None and self.kept.save()

    def _agreement(self, path: Path) -> Inspection:
        given = self.office.agreements.at(path)
        calls = [one for one in self.office.calls.readable() if given.value.id in (one.value.agreements or ())]
        found = self.analyst.agreement(given, calls, ())
        return self._with_selection(found, given, Layer.AGREEMENT, self.on or given.value.valid_from, None)

    def _call(self, path: Path) -> Inspection:
        given: Loaded[Call] = self.office.calls.at(path)
        # Without an office nobody knows which agreements there are.
        known = None if self.office.folder is None else list(self.office.agreements.readable())
        found = self.analyst.call(given, known)
        day = self.on or Analyst.day_of(given.value)
        return self._with_selection(found, given, Layer.CALL, day, given.value.edition)

    def _with_selection(
        self, found: Inspection, given: Loaded[Any], layer: Layer, day: date, edition: str | None
    ) -> Inspection:
        """The same with what is wrong with how it selects; nobody knows that of one whose programme is not loaded."""
        lawbook = self.office.lawbook
        if given.value.selection is None or found.problems or given.value.programme not in lawbook.laws:
            return found
        standing = lawbook.standing(given.value.programme, day, edition, given.place("edition"))
        return evolve(found, problems=selection_problems(given, layer, standing))

    def _kept(
        self, noun: str, path: Path, mine: Shelf[Any], others: Shelf[Any], find: Callable[[], Inspection]
    ) -> Inspection:
        content = content_of(path) if self.kept is not None else None
        if self.kept is None or content is None:
            return _found(find)
        beside = self._contents(others)
        key = fingerprint(noun, str(path), content, beside.fingerprint)
        known = self.kept.get(key)
        if known is None:
            known = _found(find)
            if _is_what_was_read(mine, path, content) and beside.read_by(others):
                self.kept.put(key, known)
        return known

    def _contents(self, shelf: Shelf[Any]) -> Contents:
        """The files of a shelf as they are now."""
        if shelf.paths not in self._beside:
            self._beside[shelf.paths] = Contents({path: content_of(path) or b"" for path in shelf.paths})
        return self._beside[shelf.paths]


@frozen(eq=False)
class Contents:
    """Files and their bytes."""

    bytes_of: Mapping[Path, bytes]

    @cached_property
    def fingerprint(self) -> str:
        """That of all of them, with their names."""
        return fingerprint(*(part for path, content in self.bytes_of.items() for part in (str(path), content)))

    def read_by(self, shelf: Shelf[Any]) -> bool:
        """Whether a shelf has read just these."""
        return all(_is_what_was_read(shelf, path, content) for path, content in self.bytes_of.items())


def _is_what_was_read(shelf: Shelf[Any], path: Path, content: bytes) -> bool:
    """Whether the bytes are those that a shelf has read, or cannot read, and not those of an earlier or later day."""
    try:
        return bool(content.decode("utf-8-sig", "replace") == shelf.at(path).lines.text)
    except InvalidData:
        return content_of(path) == content


def _found(find: Callable[[], Inspection]) -> Inspection:
    """What is found; what makes a file unreadable is found in it too."""
    try:
        return find()
    except InvalidData as error:
        return Inspection(error.problems)
