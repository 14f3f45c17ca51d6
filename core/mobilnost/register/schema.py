"""The schema of a register: made, brought up to date, or refused because a newer program wrote it."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from mobilnost.model import MobilnostError
from mobilnost.register.connection import writing


class NewerRegister(MobilnostError):
    """The register was written by a newer program; `found` is its schema, `known` the newest that we know."""

    def __init__(self, found: str, known: str) -> None:
        super().__init__(f"{found} > {known}")
        self.found, self.known = found, known


def upgraded(engine: Engine) -> None:
    """Makes the tables, or brings them up to date, in one transaction. Raises `NewerRegister`."""
    config = _config()
    with writing(engine) as connection:
        _require_known(connection, config)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def version_of(connection: Connection) -> str | None:
    """The schema of a register; none where there are no tables yet."""
    return MigrationContext.configure(connection).get_current_revision()


def _require_known(connection: Connection, config: Config) -> None:
    scripts = ScriptDirectory.from_config(config)
    found = version_of(connection)
    if found is not None and found not in {one.revision for one in scripts.walk_revisions()}:
        raise NewerRegister(found, scripts.get_current_head() or "")


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config
