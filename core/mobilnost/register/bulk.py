"""Many rows at once: inserted by the driver's own `executemany`, and found by a list of ids that is one value."""

from __future__ import annotations

import json
from collections.abc import Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import (
    ARRAY,
    Boolean,
    ColumnClause,
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
    compiled = statement.compile(dialect=connection.dialect, column_keys=list(rows[0]))
    names = compiled.positiontup or list(rows[0])
    ready = zip(*(_bound(rows, statement.table.c[name], connection.dialect) for name in names), strict=True)
    given: Any = list(ready) if compiled.positiontup else [dict(zip(names, row, strict=True)) for row in ready]
    made = connection.exec_driver_sql(str(compiled), given, execution_options=_COUNTED)
    return made.rowcount


def among(column: ColumnElement[Any], ids: Sequence[str], connection: Connection) -> ColumnElement[bool]:
    """That a column has one of many ids, however many there are."""
    if connection.dialect.name == "postgresql":
        return column == func.any(bindparam(None, list(ids), type_=ARRAY(String), unique=True))
    given = func.json_each(json.dumps(list(ids))).table_valued("value")
    return column.in_(select(given.c.value))


def _bound(rows: Sequence[Row], column: ColumnClause[Any], dialect: Dialect) -> list[Any]:
    """A column as the driver takes it: what SQLite has no type for is written as SQLAlchemy reads it back."""
    values = list(map(itemgetter(column.name), rows))
    # Every driver takes a switch as it is.
    write = None if isinstance(column.type, Boolean) else column.type.dialect_impl(dialect).bind_processor(dialect)
    if write is None:
        return values
    written = {value: write(value) for value in set(values)}
    return list(map(written.__getitem__, values))
