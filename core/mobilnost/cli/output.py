"""A result in a file: written whole or not at all, and never over something that is there unless that is asked for."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import click

from mobilnost.cli.texts import of_system_error

#: What a new file may be, before the system takes away what its user does not want: everybody may read it.
MODE = 0o666


class Occupied(Exception):
    """There is a file of that name already."""


def write(path: Path, text: str, *, force: bool = False) -> None:
    """Writes a text as `write_bytes` does."""
    write_bytes(path, text.encode("utf-8", "replace"), force=force)


def write_bytes(path: Path, content: bytes, *, force: bool = False, mode: int = MODE) -> None:
    """Writes a file beside its place and moves it there as a whole; who reads it meanwhile sees the old one.

    A page on an intranet is for others to read, so it gets the rights of any new file, or keeps those that it had. A
    link stays a link, and a device or a pipe what it is. `mode` is what a new file may be at most. Raises `Occupied`,
    and `click.FileError` where the system refuses; then nothing of it is left.
    """
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(content)
        elif path.exists() and not force:
            raise Occupied(path)
        else:
            _put(path.resolve(), content, mode)
    except OSError as error:
        raise click.FileError(str(path), of_system_error(error)) from error


def require_place(path: Path) -> None:
    """That a file can be put in its place, for whoever must know it before anything is done; nothing is left there.

    Raises `click.FileError` where the system refuses.
    """
    if path.exists() and not path.is_file():
        return
    try:
        with tempfile.TemporaryFile(dir=path.resolve().parent):
            pass
    except OSError as error:
        raise click.FileError(str(path), of_system_error(error)) from error


def _put(path: Path, content: bytes, new: int) -> None:
    """A file in its place, in one go."""
    mode = path.stat().st_mode & 0o777 if path.exists() else new & ~_mask()
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        beside.chmod(mode)
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise


def _mask() -> int:
    """The rights that new files do not get; the system tells them only by having them set."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
