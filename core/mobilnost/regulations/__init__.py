"""Regulations shipped as data. Another university writes its own file and names it in its settings."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

from mobilnost.lawbook import Regulation
from mobilnost.model import DEFAULT_REGULATION
from mobilnost.regulations.law import load_regulation, parse_regulation

#: How the file of a regulation's scenarios ends, beside the regulation's own.
SCENARIOS = "_scenarios.toml"
#: And how that of what it says of recognition does.
RECOGNITION = "_recognition.toml"


def shipped() -> tuple[str, ...]:
    """The names of the regulations that come with the package."""
    names = (entry.name for entry in files(__name__).iterdir() if not entry.name.endswith((SCENARIOS, RECOGNITION)))
    return tuple(sorted(name.removesuffix(".toml").replace("_", "-") for name in names if name.endswith(".toml")))


def regulation(name: str = DEFAULT_REGULATION, folder: Path | None = None) -> Regulation:
    """A regulation by its name, or from the path of a file, which may be relative to the office's folder.

    Raises `InvalidData`.
    """
    return _of_ours(name) if name in shipped() else load_regulation((folder or Path()) / name)


@cache
def _of_ours(name: str) -> Regulation:
    """A shipped regulation; nothing of it changes, so it is read once."""
    file = f"{name.replace('-', '_')}.toml"
    return parse_regulation(files(__name__).joinpath(file).read_text(encoding="utf-8"), file)
