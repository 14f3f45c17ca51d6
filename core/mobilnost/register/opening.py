"""The register of an office: where it lies, opened with its tables there and up to date."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import make_url

from mobilnost.register.connection import connected, in_folder
from mobilnost.register.schema import upgraded
from mobilnost.register.store import Register


def opened(folder: Path, url: str | None) -> Register:
    """The register of an office's folder: in it, or at the address that its settings name; made where there is none.

    The file of a relative address lies in the folder. Raises `NewerRegister`.
    """
    address = in_folder(folder) if url is None else make_url(url)
    if address.get_backend_name() == "sqlite" and address.database:
        address = address.set(database=str(folder / address.database))
    engine = connected(address)
    upgraded(engine)
    return Register(engine)
