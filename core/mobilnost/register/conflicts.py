"""Two who change the same: what the others did meanwhile, beside what was to be done, field by field."""

from __future__ import annotations

from typing import Any

from mobilnost.register.changes import changes
from mobilnost.register.reader import Reader
from mobilnost.register.refusals import Conflict
from mobilnost.register.sorts import Sort, data_of


def conflict(reader: Reader, sort: Sort, id: str, value: Any, base: int) -> Conflict:
    """What others changed of a record since a revision, beside the value that it was to have; None was to remove it."""
    was = reader.get(sort, id, base)
    now = reader.get(sort, id)
    mine = [] if value is None else list(changes(data_of(was.text), data_of(sort.text_of(value))))
    theirs = list(changes(data_of(was.text), data_of(now.text)))
    by = list(reader.entries(sort.name, id, base))
    return Conflict(sort.name, id, now.revision, theirs, mine, by)
