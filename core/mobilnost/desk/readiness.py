"""Whether an office is ready to work: its settings, and whether its register can be reached. Nothing is written."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import make_url, text
from sqlalchemy.exc import SQLAlchemyError

from mobilnost.accounts.university import any_book
from mobilnost.desk.office_dues import duties_of
from mobilnost.office import Office
from mobilnost.procedure.readiness import wanting
from mobilnost.procedure.refusals import Reason
from mobilnost.register.connection import connected, in_folder


def reasons(office: Office, on: dt.date) -> tuple[Reason, ...]:
    """Everything that is wanting on a day. Raises `InvalidData` where the settings or the law are mistaken."""
    if office.settings is None:
        return ()
    figures = any_book(office.lawbook, on).figures
    found = wanting(office.settings.value, duties_of(office), figures, on)
    return (*found, *_register((office.folder or Path()).resolve(), office.settings.value.register_url))


def _register(folder: Path, url: str | None) -> Iterator[Reason]:
    """A register that cannot be reached; one that is not there yet is made when it is first needed."""
    try:
        address = in_folder(folder) if url is None else make_url(url)
        if address.get_backend_name() == "sqlite":
            file = folder / (address.database or "")
            if not file.exists():
                yield from _no_room(file.parent)
                return
            address = address.set(database=str(file))
        engine = connected(address)
        try:
            with engine.connect() as connection:
                connection.execute(text("SELECT 1"))
        finally:
            engine.dispose()
    except (SQLAlchemyError, ImportError) as error:
        yield Reason.of("settings-no-register", detail=_first_line(error))


def _no_room(folder: Path) -> Iterator[Reason]:
    if not os.access(folder, os.W_OK):
        yield Reason.of("settings-no-room-for-register", folder=str(folder))


def _first_line(error: Exception) -> str:
    """What the database says, without the statement and the address, which may hold a password."""
    cause = getattr(error, "orig", None) or error
    return str(cause).strip().partition("\n")[0]
