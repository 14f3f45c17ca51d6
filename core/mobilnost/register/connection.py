"""The database behind a register: SQLite in a file by default, PostgreSQL by its address.

A write is durable when it is acknowledged: SQLite syncs its log at every commit, and PostgreSQL does by default.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, Insert, Table, create_engine, event, func, make_url, select
from sqlalchemy.exc import ArgumentError

#: How long one writer waits for another before it is told that the register is busy.
PATIENCE_SECONDS = 30
#: Marks a transaction that will write, so that SQLite takes its lock at the beginning and not half-way.
WRITES = "mobilnost_writes"


def connected(url: str | URL) -> Engine:
    """The engine of an address such as `sqlite:///register.db` or `postgresql://office@host/mobilnost`.

    Raises `ArgumentError` for any other.
    """
    address = make_url(url)
    if address.get_backend_name() == "postgresql":
        patience = {"options": f"-c lock_timeout={PATIENCE_SECONDS}s", "connect_timeout": PATIENCE_SECONDS}
        return create_engine(address.set(drivername="postgresql+psycopg"), connect_args=patience)
    if address.get_backend_name() != "sqlite":
        raise ArgumentError(address.get_backend_name())
    engine = create_engine(address, connect_args={"timeout": PATIENCE_SECONDS})
    event.listen(engine, "connect", _prepared)
    event.listen(engine, "begin", _begun)
    return engine


def in_folder(folder: Path) -> URL:
    """The address of the register that lies in an office's folder."""
    return URL.create("sqlite", database=str(folder / "register.db"))


def _prepared(raw: Any, _: Any) -> None:
    raw.isolation_level = None  # transactions begin where we say so
    for pragma in ("synchronous = FULL", "foreign_keys = ON"):
        raw.execute(f"PRAGMA {pragma}")


def logged(engine: Engine) -> None:
    """Has SQLite write to a log beside the file, so that who reads and who writes do not wait for each other.

    The file itself remembers it; a copy that was put in its place does not.
    """
    if engine.dialect.name == "sqlite":
        with closing(engine.raw_connection()) as connection:
            raw = connection.driver_connection
            if raw is not None and raw.execute("PRAGMA journal_mode").fetchone() != ("wal",):
                raw.execute("PRAGMA journal_mode = WAL")


def _begun(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def reading(engine: Engine, units: frozenset[str] | None = None) -> Iterator[Connection]:
    """A transaction that sees one state of the register from its beginning to its end; on PostgreSQL, of some units."""
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection = connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        with connection.begin():
            _seeing(connection, units)
            yield connection


@contextmanager
def writing(engine: Engine, units: frozenset[str] | None = None) -> Iterator[Connection]:
    """A transaction that is kept as a whole or not at all."""
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        _seeing(connection, units)
        yield connection


def _seeing(connection: Connection, units: frozenset[str] | None) -> None:
    """Tells PostgreSQL whose rows this transaction is for; its policies hold it to that."""
    if connection.dialect.name == "postgresql":
        said = "*" if units is None else "\n" + "\n".join(sorted(units))
        connection.execute(select(func.set_config("mobilnost.units", said, True)))


def insert_new(table: Table, connection: Connection) -> Insert:
    """An insertion that passes over rows that are there already."""
    # Each dialect takes a while to load, and one of them is enough.
    if connection.dialect.name == "postgresql":
        from sqlalchemy.dialects import postgresql

        return postgresql.insert(table).on_conflict_do_nothing()
    from sqlalchemy.dialects import sqlite

    return sqlite.insert(table).on_conflict_do_nothing()
