"""The schema of a register: made, brought up to date, or refused because another program wrote it.

Alembic knows how; it is asked only where there is something to do, for it takes longer to load than most commands run.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, column, inspect, select, table, text

from mobilnost.model import MobilnostError
from mobilnost.register.connection import logged, reading, writing
from mobilnost.register.tables import metadata

if TYPE_CHECKING:
    from alembic.config import Config

#: The schemas that there have been, the newest last.
VERSIONS = ("0001",)
#: Where Alembic notes the schema.
_NOTED = "alembic_version"
#: Of all who make or upgrade one register on PostgreSQL, one does.
_LOCK = "SELECT pg_advisory_xact_lock(20180625)"


class WrongSchema(MobilnostError):
    """The register cannot be used as it is; `found` is its schema, `known` the newest that this program knows."""

    def __init__(self, found: str) -> None:
        self.found, self.known = found, VERSIONS[-1]
        super().__init__(f"{found}, {self.known}")


class NewerRegister(WrongSchema):
    """The register was written by a newer program."""


class OlderRegister(WrongSchema):
    """The register is of an older schema; `register upgrade` brings it up to date."""


class NotARegister(MobilnostError):
    """The database is some other program's."""


class EmptyFile(MobilnostError):
    """The file of the register is there, and nothing is in it: it was cut off, or never written."""


def required(engine: Engine) -> None:
    """Makes the tables where there are none. Raises `OlderRegister`, `NewerRegister`, `NotARegister`."""
    with reading(engine) as connection:
        found = version_of(connection)
    if found is None:
        upgraded(engine)
    elif found != VERSIONS[-1]:
        raise OlderRegister(found)
    else:
        logged(engine)


def upgraded(engine: Engine) -> None:
    """Makes the tables, or brings them up to date, in one transaction. Raises `NewerRegister`, `NotARegister`."""
    from alembic import command

    config = _config()
    with writing(engine) as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text(_LOCK))
        if version_of(connection) != VERSIONS[-1]:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    logged(engine)


def version_of(connection: Connection) -> str | None:
    """The schema of a register; none where there are no tables yet. Raises `NewerRegister`, `NotARegister`."""
    there = inspect(connection)
    if not there.has_table(_NOTED):
        strangers = set(there.get_table_names())
        if strangers if connection.dialect.name == "sqlite" else strangers & set(metadata.tables):
            raise NotARegister(", ".join(sorted(strangers)))
        return None
    found = connection.scalar(select(column("version_num")).select_from(table(_NOTED)))
    if found is None or found in VERSIONS:
        return found
    if str(found) > VERSIONS[-1] and there.has_table("journal"):
        raise NewerRegister(str(found))
    raise NotARegister(str(found))


def _config() -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config
