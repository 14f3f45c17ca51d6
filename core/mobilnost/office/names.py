"""What a name means, on the command line or in a dossier: the file of that path, or what bears it as its id."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path

from mobilnost.model import MobilnostError, Place, Problem

SUFFIXES = frozenset({".toml", ".json"})
#: So many names are told where one is not known.
MOST_NAMES = 12
NOWHERE = Place(None, None, "")


class Unknown(MobilnostError):
    """Nothing of a kind bears a name. `known` are names that something bears; `near` are the `nearest` that are much
    like it, among them and the `others`, which are too many to be told.
    """

    def __init__(
        self, kind: str, name: str, known: Iterable[str] = (), *, others: Iterable[str] = (), nearest: int = 1
    ) -> None:
        super().__init__(kind, name)
        self.kind, self.name = kind, name
        self.known = tuple(dict.fromkeys(known))
        self.near = tuple(get_close_matches(name, (*self.known, *others), n=nearest))

    def problem(self, place: Place = NOWHERE) -> Problem:
        """It as a mistake at a place, with what there is and what was probably meant."""
        told = [*self.known[:MOST_NAMES], *(["…"] if len(self.known) > MOST_NAMES else [])]
        return Problem(
            f"unknown-{self.kind}", place, self.name, ", ".join(told) or None, suggestion=", ".join(self.near) or None
        )


def file_named(name: str, *folders: Path | None) -> Path | None:
    """The file that a name is the path of, seen from the first of the folders that has it."""
    if Path(name).suffix.lower() not in SUFFIXES:
        return None
    return next((folder / name for folder in folders if folder is not None and is_file(folder / name)), None)


def is_file(path: Path) -> bool:
    """Whether there is such a file; a name that no file can have is none."""
    try:
        return path.is_file()
    except OSError:
        return False
