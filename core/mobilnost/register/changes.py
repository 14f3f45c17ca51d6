"""Two versions of a record compared, field by field, and two changes of one version put together.

Pure, over the plain data of a document (tables, lists, scalars). A field is a path of keys; a list is one field, for
nobody can say which of two changed lists' entries belong together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import frozen

Path = tuple[str, ...]
Data = Mapping[str, Any]


class _Absent:
    """That a field is not there."""

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT: Any = _Absent()


@frozen
class Change:
    """One field that differs: what it was and what it is; `ABSENT` where it was, or is, not there."""

    path: Path
    old: Any
    new: Any


def changes(old: Data, new: Data, at: Path = ()) -> Iterator[Change]:
    """Every field that differs, in the order of the keys."""
    for key in sorted({*old, *new}):
        one, other, path = old.get(key, ABSENT), new.get(key, ABSENT), (*at, key)
        if isinstance(one, Mapping) and isinstance(other, Mapping):
            yield from changes(one, other, path)
        elif one != other or isinstance(one, bool) is not isinstance(other, bool):
            yield Change(path, one, other)


def applied(data: Data, made: Mapping[Path, Any]) -> dict[str, Any]:
    """The data with fields set, or taken away where the value is `ABSENT`; tables that become empty go with them."""
    result = dict(data)
    for path, value in made.items():
        _set(result, path, value)
    return result


def _set(table: dict[str, Any], path: Path, value: Any) -> None:
    key, *rest = path
    if not rest:
        if value is ABSENT:
            table.pop(key, None)
        else:
            table[key] = value
        return
    inner = dict(table[key]) if isinstance(table.get(key), Mapping) else {}
    _set(inner, tuple(rest), value)
    if inner:
        table[key] = inner
    else:
        table.pop(key, None)
