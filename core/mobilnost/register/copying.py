"""A register as one file: SQLite's own copy of a running database, or the archive, packed.

A copy appears whole or not at all, and only its owner may read it: it holds what the register holds.
"""

from __future__ import annotations

import errno
import io
import os
import sqlite3
import tarfile
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import Engine

from mobilnost.register.archive import documents
from mobilnost.register.connection import reading

#: By what the name of a packed archive ends.
PACKED = (".tar.gz", ".tgz")


def is_packed(file: Path) -> bool:
    """Whether a file is an archive by its name."""
    return file.name.lower().endswith(PACKED)


def copied(engine: Engine, file: Path) -> None:
    """Copies a register into a new file, while others work in it. Raises `FileExistsError` and `OSError`.

    SQLite's copy is a register itself; PostgreSQL, and a name such as `register.tar.gz`, give an archive.
    """
    if engine.dialect.name == "sqlite" and not is_packed(file):
        _whole(file, lambda beside: _copy(engine, beside))
    else:
        _whole(file, lambda beside: _pack(engine, beside))


def exported(engine: Engine, folder: Path) -> int:
    """Writes the archive into a new folder, or an empty one; gives the number of files. Raises `FileExistsError`."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FileExistsError(17, os.strerror(17), str(folder))
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
    try:
        with reading(engine) as connection:
            count = _written(beside, documents(connection))
        beside.replace(folder)
    except BaseException:
        _removed(beside)
        raise
    return count


def unpacked(file: Path, folder: Path) -> None:
    """Writes the files of a packed archive into a folder. Raises `OSError`, also for what is no archive."""
    try:
        with tarfile.open(file, "r:gz") as packed:
            packed.extractall(folder, filter="data")
    except (tarfile.TarError, EOFError) as error:
        raise OSError(22, str(error), str(file)) from error


def _copy(engine: Engine, beside: Path) -> None:
    with engine.connect() as connection:
        source = connection.connection.driver_connection
        if not isinstance(source, sqlite3.Connection):
            raise TypeError(f"{engine.dialect.name} is not SQLite")
        target = sqlite3.connect(beside)
        try:
            source.backup(target)
            # One file, without a log beside it.
            target.execute("PRAGMA journal_mode = DELETE")
            if target.execute("PRAGMA quick_check").fetchone() != ("ok",):
                raise sqlite3.DatabaseError("quick_check")
        finally:
            target.close()


def _pack(engine: Engine, beside: Path) -> None:
    with reading(engine) as connection, beside.open("wb") as stream:
        _packed(stream, documents(connection))


def _packed(stream: BinaryIO, files: Iterable[tuple[Path, bytes]]) -> None:
    with tarfile.open(fileobj=stream, mode="w:gz") as packed:
        for path, content in files:
            about = tarfile.TarInfo(path.as_posix())
            about.size, about.mode = len(content), 0o600
            packed.addfile(about, io.BytesIO(content))


def _whole(file: Path, write: Callable[[Path], None]) -> None:
    if file.exists():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(file))
    if not file.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(file.parent))
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    os.close(handle)
    beside = Path(name)
    try:
        write(beside)
        with beside.open("rb") as stream:
            os.fsync(stream.fileno())
        beside.replace(file)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def _written(folder: Path, files: Iterable[tuple[Path, bytes]]) -> int:
    count = 0
    for path, content in files:
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        count += 1
    return count


def _removed(folder: Path) -> None:
    import shutil

    shutil.rmtree(folder, ignore_errors=True)
