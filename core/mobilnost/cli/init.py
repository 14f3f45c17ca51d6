"""`mobilnost init`: makes the folder of an office."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path, PurePosixPath
from typing import Any

import click

from mobilnost.cli import options
from mobilnost.cli.language import spoken
from mobilnost.cli.screen import Screen
from mobilnost.cli.texts import of_system_error, text
from mobilnost.locales import Catalogue, catalogue
from mobilnost.locales.catalogue import filled

#: The language of an office that has not asked for another.
USUAL = "hr"
FOLDERS = ("agreements", "calls", "decisions", "dossiers")
#: The blanks are comments for whoever edits the file, and the language that the office has.
MINIMAL = """\
# {settings}

[institution]
id = "sum.ba"                  # {domain}
country = "BA"
names = { hr = "Sveučilište u Mostaru", en = "University of Mostar" }

[office]
regulation = "mostar-2018"     # {regulation}
language = "{language}"                # en, hr, mk

[holidays]
country = "BA"
subdivision = "BIH"
"""
INSTITUTIONS = """\
# {partners}
#
# [[institutions]]
# id = "uniri.hr"
# country = "HR"
# names = { hr = "Sveučilište u Rijeci" }

institutions = []
"""


@click.command("init")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--example", is_flag=True)
@options.dry_run
@options.as_json
@options.lang
def command(folder: Path, example: bool, dry_run: bool, as_json: bool, lang: str | None) -> int:
    """Make an office."""
    words, screen = catalogue(lang or spoken()), Screen.here()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise click.UsageError(text("usage", "not_empty", folder=folder))
    content = dict(_example() if example else _minimal(words, lang or USUAL))
    if not dry_run:
        write(folder, content)
    for name, data in content.items():
        if as_json:
            screen.record(made(folder / name, data, dry_run))
        else:
            screen.say(words.text("init", "would_make" if dry_run else "made", path=folder / name))
    if not dry_run:
        screen.warn(words.text("init", "ready", command=f"mobilnost check --office {folder}"))
    return 0


def made(path: Path, data: bytes | None, dry_run: bool) -> dict[str, Any]:
    """A file or folder that was made, or would be, for other programs."""
    return {"schema": 1, "path": str(path), "kind": "folder" if data is None else "file", "written": not dry_run}


def write(folder: Path, content: dict[PurePosixPath, bytes | None], *, rights: int = 0o700) -> None:
    """Writes files and folders (`None`) beside the place, and moves them there as a whole.

    They are for their owner alone, unless a folder may have other `rights`, of which the system takes its own away.
    """
    try:
        folder = folder.resolve()
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{folder.name}.", dir=folder.parent) as beside:
            made = Path(beside) / "made"
            made.mkdir(mode=rights)
            for name, data in content.items():
                _put(made / name, data, rights)
            if folder.exists():
                folder.rmdir()
            made.rename(folder)
    except OSError as error:
        raise click.ClickException(text("usage", "not_made", folder=folder, reason=of_system_error(error))) from error


def _put(path: Path, data: bytes | None, rights: int) -> None:
    folder = path if data is None else path.parent
    folder.mkdir(mode=rights, parents=True, exist_ok=True)
    if data is not None:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, rights & 0o666), "wb") as file:
            file.write(data)


def _minimal(words: Catalogue, language: str) -> Iterator[tuple[PurePosixPath, bytes | None]]:
    comments = words.table("init", "comments")
    for name, pattern in (("mobilnost.toml", MINIMAL), ("institutions.toml", INSTITUTIONS)):
        yield PurePosixPath(name), filled(pattern, language=language, **comments).encode()
    yield from ((PurePosixPath(name), None) for name in FOLDERS)


def _example() -> Iterator[tuple[PurePosixPath, bytes]]:
    yield from _tree(files("mobilnost").joinpath("examples", "office"), PurePosixPath())


def _tree(folder: Traversable, under: PurePosixPath) -> Iterator[tuple[PurePosixPath, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name == "__pycache__":
            continue
        if entry.is_dir():
            yield from _tree(entry, under / entry.name)
        else:
            yield under / entry.name, entry.read_bytes()
