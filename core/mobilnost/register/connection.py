"""The database behind a register: SQLite in a file by default, PostgreSQL by its address.

A write is durable when it is acknowledged: SQLite syncs its log at every commit, and PostgreSQL does by default.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url

#: How long one writer waits for another before it is told that the register is busy.
PATIENCE_SECONDS = 30
#: Marks a transaction that will write, so that SQLite takes its lock at the beginning and not half-way.
WRITES = "mobilnost_writes"


def connected(url: str | URL) -> Engine:
    """The engine of an address such as `sqlite:///register.db` or `postgresql://office@host/mobilnost`."""
    address = make_url(url)
    if address.get_backend_name() == "postgresql":
        return create_engine(address.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
    engine = create_engine(address, connect_args={"timeout": PATIENCE_SECONDS})
    event.listen(engine, "connect", _prepared)
    event.listen(engine, "begin", _begun)
    return engine


def in_folder(folder: Path) -> URL:
    """The address of the register that lies in an office's folder."""
    return URL.create("sqlite", database=str(folder / "register.db"))


def _prepared(raw: Any, _: Any) -> None:
    raw.isolation_level = None  # transactions begin where we say so
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        raw.execute(f"PRAGMA {pragma}")


def _begun(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that sees one state of the register from its beginning to its end."""
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection = connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        with connection.begin():
            yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that is kept as a whole or not at all."""
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        yield connection
