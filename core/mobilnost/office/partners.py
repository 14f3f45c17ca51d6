"""The institutions that an office knows from its folder: `institutions.toml` (or `.json`), and `institutions/*`."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from attrs import frozen

from mobilnost.formats.documents import load_institutions
from mobilnost.model import Institution, InvalidData, Place, Problem
from mobilnost.office.shelf import files_in, twice


@frozen(eq=False)
class Partners:
    """The institutions in the files of a folder, `home`, which are read when they are first needed."""

    home: Path | None

    @property
    def files(self) -> tuple[Path, ...]:
        """The files that may speak of institutions."""
        if self.home is None:
            return ()
        single = (self.home / "institutions.toml", self.home / "institutions.json")
        return (*(path for path in single if path.is_file()), *files_in(self.home / "institutions"))

    @property
    def all(self) -> tuple[Institution, ...]:
        """Every institution. Raises `InvalidData` with all that is wrong in the files."""
        found, problems = self._read
        if problems:
            raise InvalidData(problems)
        return found

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with any of the files, ids that stand twice included."""
        return self._read[1]

    @cached_property
    def _read(self) -> tuple[tuple[Institution, ...], tuple[Problem, ...]]:
        places: dict[str, list[Place]] = {}
        found: dict[str, Institution] = {}
        problems: list[Problem] = []
        for path in self.files:
            try:
                loaded = load_institutions(path)
            except InvalidData as error:
                problems.extend(error.problems)
                continue
            for index, one in enumerate(loaded.value):
                found.setdefault(one.id, one)
                places.setdefault(one.id, []).append(loaded.place("institutions", index, "id"))
        problems.extend(twice(id, where) for id, where in places.items() if len(where) > 1)
        return tuple(found.values()), tuple(problems)
