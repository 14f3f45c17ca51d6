"""An office's own cases: of its agreements, calls and decisions, and of the dossiers that it keeps as files.

They lie in `scenarios/` in its folder. A case may start from one of its dossiers, and name its instruments by their
ids, without writing them down once more.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from mobilnost.formats.documents import Loaded
from mobilnost.formats.scenarios import load_scenarios
from mobilnost.formats.text import format_of, parsed, read_text
from mobilnost.law import Authority
from mobilnost.office.folder import Office
from mobilnost.office.names import Unknown
from mobilnost.regulations import SCENARIOS
from mobilnost.regulations.cases import BESIDE
from mobilnost.scenarios import Scenario

#: The folder of an office's cases.
FOLDER = "scenarios"


@frozen
class OfficeCases:
    """Reads cases as they stand in an office."""

    office: Office

    def scenarios(self, path: Path) -> tuple[Scenario, ...]:
        """The cases in a file, in the office where they name no other. Raises `InvalidData`."""
        settings = self.office.settings.value if self.office.settings else None
        found = load_scenarios(path, authority_of(path), self)
        return tuple(evolve(one, settings=one.settings or settings) for one in found)

    def table(self, sort: str, id: str) -> dict[str, Any] | None:
        """What the office has of an id, in the keys of its file; those of an instrument's header without it."""
        found = self.whole(sort, id)
        if found is None or found.file is None:
            return None
        data: dict[str, Any] = parsed(read_text(found.file), found.file, format_of(found.file))[0]
        return data if sort == "dossier" else {**data.pop(sort, {}), **data}

    def whole(self, sort: str, id: str) -> Loaded[Any] | None:
        """What the office has of an id, as it is. Raises `InvalidData` where its file cannot be read."""
        try:
            found: Loaded[Any] = getattr(self.office, f"{sort}s").named(id)
        except Unknown:
            return None
        return found


def files_of_cases(path: Path) -> Iterator[Path]:
    """The files of cases in a folder and those within it, by their names; of a file that itself."""
    if not path.is_dir():
        yield path
        return
    for one in sorted(path.rglob("*.toml")):
        if one.name == BESIDE or one.name.endswith(SCENARIOS) or one.parent.name == FOLDER:
            yield one


def authority_of(path: Path) -> Authority | None:
    """Whose papers a file of cases means where it does not say: a programme's or a regulation's beside its law."""
    if path.name == BESIDE and path.with_name("law.toml").is_file():
        return Authority.PROGRAMME
    beside = path.name.endswith(SCENARIOS) and path.with_name(path.name.removesuffix(SCENARIOS) + ".toml").is_file()
    return Authority.UNIVERSITY if beside else None
