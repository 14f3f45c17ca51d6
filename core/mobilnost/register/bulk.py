"""Many rows at once: inserted by the driver's own `executemany`, and found by a list of ids that is one value."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import (
    ARRAY,
    Boolean,
    ColumnElement,
    Connection,
    Dialect,
    Insert,
    String,
    bindparam,
    func,
    select,
)

Row = dict[str, Any]
#: Below so many rows SQLAlchemy's own way is the shorter one.
_MANY = 50
_COUNTED = {"preserve_rowcount": True}


def insert_many(connection: Connection, statement: Insert, rows: Sequence[Row]) -> int:
    """Runs an insertion for rows that all have the same columns, and says how many were inserted."""
    if len(rows) < _MANY:
        return connection.execute(statement, rows, execution_options=_COUNTED).rowcount if rows else 0
    dialect = connection.dialect
    compiled = statement.compile(dialect=dialect, column_keys=list(rows[0]))
    ready = _bound(rows, statement, dialect)
    given: Any = list(map(_in_order(compiled.positiontup), ready)) if compiled.positiontup else ready
    made = connection.exec_driver_sql(str(compiled), given, execution_options=_COUNTED)
    return made.rowcount


def among(column: ColumnElement[Any], ids: Sequence[str], connection: Connection) -> ColumnElement[bool]:
    """That a column has one of many ids, however many there are."""
    if connection.dialect.name == "postgresql":
        return column == func.any(bindparam(None, list(ids), type_=ARRAY(String), unique=True))
    given = func.json_each(json.dumps(list(ids))).table_valued("value")
    return column.in_(select(given.c.value))


def _in_order(names: Sequence[str]) -> Callable[[Row], tuple[Any, ...]]:
    """What puts a row into the order of the statement; with one name alone `itemgetter` would give no tuple."""
    return itemgetter(*names) if len(names) > 1 else lambda row: (row[names[0]],)


def _bound(rows: Sequence[Row], statement: Insert, dialect: Dialect) -> list[Row]:
    """The rows as the driver takes them: what SQLite has no type for is written as SQLAlchemy reads it back."""
    types = {name: statement.table.c[name].type for name in rows[0]}
    # Every driver takes a switch as it is.
    found = {
        name: type_.dialect_impl(dialect).bind_processor(dialect)
        for name, type_ in types.items()
        if not isinstance(type_, Boolean)
    }
    writers = {name: writer for name, writer in found.items() if writer is not None}
    ready = [dict(row) for row in rows] if writers else list(rows)
    for name, write in writers.items():
        for row in ready:
            row[name] = write(row[name])
    return ready
