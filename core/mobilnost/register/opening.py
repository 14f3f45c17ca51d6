"""The register of an office: where it lies, opened with its tables there and up to date."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from sqlalchemy import URL, Engine, make_url

from mobilnost.register.connection import connected, in_folder
from mobilnost.register.schema import EmptyFile, required
from mobilnost.register.store import Register


def address_of(folder: Path, url: str | None) -> URL:
    """Where an office's register lies: in its folder, or at the address that its settings name.

    The file of a relative address lies in the folder.
    """
    if url is None:
        return in_folder(folder)
    address = make_url(url)
    if address.get_backend_name() == "sqlite" and address.database:
        address = address.set(database=str(folder / address.database))
    return address


def engine_of(folder: Path, url: str | None) -> Engine:
    """The database of an office's register, whatever is in it."""
    return connected(address_of(folder, url))


def opened(folder: Path, url: str | None) -> Register:
    """The register of an office; made where there is none, a file for its owner alone.

    Raises `WrongSchema`, `NotARegister`, `EmptyFile`.
    """
    engine = engine_of(folder, url)
    file = file_of(engine.url)
    if file is not None and file.is_file() and not file.stat().st_size:
        raise EmptyFile(str(file))
    new = file is not None and not file.exists()
    required(engine)
    if new and file is not None:
        for one in (file, *(file.with_name(f"{file.name}-{log}") for log in ("wal", "shm"))):
            with suppress(FileNotFoundError):
                one.chmod(0o600)
    return Register(engine)


def file_of(address: URL) -> Path | None:
    """The file of a register on SQLite."""
    return Path(address.database) if address.get_backend_name() == "sqlite" and address.database else None
