"""What databases say when they cannot, by what it means for the office; nothing was changed."""

from __future__ import annotations

import sqlite3
from enum import StrEnum

from attrs import frozen
from sqlalchemy.exc import ArgumentError, DBAPIError, NoResultFound, NoSuchModuleError, SQLAlchemyError


class Trouble(StrEnum):
    """Why a register cannot be used."""

    NOT_A_DATABASE = "not-a-database"
    DAMAGED = "damaged"
    FULL = "full"
    READ_ONLY = "read-only"
    CLOSED = "closed"
    BUSY = "busy"
    UNREACHABLE = "unreachable"
    NO_RIGHT = "no-right"
    NO_DRIVER = "no-driver"
    WRONG_ADDRESS = "wrong-address"
    FAILS = "fails"


@frozen
class Told:
    """A trouble, and what the database itself says of it."""

    trouble: Trouble
    detail: str


#: SQLite's own names of errors, by how they begin; the first that fits counts.
_SQLITE = (
    ("SQLITE_NOTADB", Trouble.NOT_A_DATABASE),
    ("SQLITE_CORRUPT", Trouble.DAMAGED),
    ("SQLITE_FORMAT", Trouble.DAMAGED),
    ("SQLITE_IOERR_SHORT_READ", Trouble.DAMAGED),
    ("SQLITE_FULL", Trouble.FULL),
    ("SQLITE_IOERR_WRITE", Trouble.FULL),
    ("SQLITE_IOERR_SHMSIZE", Trouble.FULL),
    ("SQLITE_TOOBIG", Trouble.FULL),
    ("SQLITE_READONLY", Trouble.READ_ONLY),
    ("SQLITE_CANTOPEN", Trouble.CLOSED),
    ("SQLITE_PERM", Trouble.CLOSED),
    ("SQLITE_AUTH", Trouble.CLOSED),
    ("SQLITE_BUSY", Trouble.BUSY),
    ("SQLITE_LOCKED", Trouble.BUSY),
    #: A table or a column that is not there.
    ("SQLITE_ERROR", Trouble.DAMAGED),
)
#: PostgreSQL's codes, by how they begin.
_POSTGRESQL = (
    ("42501", Trouble.NO_RIGHT),
    ("42P01", Trouble.DAMAGED),
    ("42703", Trouble.DAMAGED),
    ("25006", Trouble.READ_ONLY),
    ("53100", Trouble.FULL),
    ("55P03", Trouble.BUSY),
    ("40", Trouble.BUSY),
    ("XX", Trouble.DAMAGED),
    ("08", Trouble.UNREACHABLE),
    ("28", Trouble.UNREACHABLE),
    ("3D", Trouble.UNREACHABLE),
    ("53", Trouble.UNREACHABLE),
    ("57", Trouble.UNREACHABLE),
)

_NO_SAVEPOINT = "no such savepoint"


def trouble_of(error: BaseException) -> Told | None:
    """What an error means, where it comes from the database or from its address."""
    match error:
        case DBAPIError() if error.orig is not None:
            return _of_driver(_first_of(error.orig))
        case NoResultFound():
            return Told(Trouble.DAMAGED, str(error))
        case ArgumentError() | NoSuchModuleError():
            return Told(Trouble.WRONG_ADDRESS, _first_line(error))
        case SQLAlchemyError():
            return Told(Trouble.FAILS, _first_line(error))
        case sqlite3.Error():
            return _of_driver(error)
        case ModuleNotFoundError() if (error.name or "").partition(".")[0] == "psycopg":
            return Told(Trouble.NO_DRIVER, _first_line(error))
        case ImportError() if "psycopg" in str(error) or "libpq" in str(error):
            return Told(Trouble.NO_DRIVER, _first_line(error))
    return None


def _first_of(error: BaseException) -> BaseException:
    """What went wrong first: SQLite that gives up takes back everything, and finds no savepoint to go back to then."""
    earlier = error.__context__
    while _NO_SAVEPOINT in str(error) and earlier is not None:
        error, earlier = (earlier.orig or earlier) if isinstance(earlier, DBAPIError) else earlier, earlier.__context__
    return error


def _of_driver(error: BaseException) -> Told:
    name, code = getattr(error, "sqlite_errorname", None), getattr(error, "sqlstate", None)
    if isinstance(error, sqlite3.Error):
        return Told(_first(_SQLITE, name or "SQLITE_ERROR") or Trouble.FAILS, _first_line(error))
    if code is None:
        # The server gave no code, for it was not reached.
        unreached = type(error).__name__ in ("OperationalError", "ConnectionTimeout")
        return Told(Trouble.UNREACHABLE if unreached else Trouble.FAILS, _first_line(error))
    return Told(_first(_POSTGRESQL, code) or Trouble.FAILS, _first_line(error))


def _first(table: tuple[tuple[str, Trouble], ...], code: str) -> Trouble | None:
    return next((trouble for start, trouble in table if code.startswith(start)), None)


def _first_line(error: BaseException) -> str:
    return next(iter(str(error).strip().splitlines()), type(error).__name__)
