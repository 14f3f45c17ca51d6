"""Records as a list that our own import reads back as they were: the headers are the keys, a column for each in use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from mobilnost.formats.structure import converter
from mobilnost.formats.targets import DOSSIERS, Record, targets

_SEPARATOR = ","


def table_of(values: Iterable[Any], record: Record = DOSSIERS) -> list[list[object]]:
    """The headers and a row for each record. A text that is empty is not told from one that is absent."""
    rows = [dict(_leaves(converter().unstructure(value), ())) for value in values]
    order = {key: number for number, key in enumerate(targets(record))}
    keys = sorted({key for row in rows for key in row}, key=lambda key: _place(key, order))
    return [list[object](keys), *([row.get(key) for key in keys] for row in rows)]


def _place(key: str, order: Mapping[str, int]) -> tuple[object, ...]:
    """Where a column stands: as the keys of a record do, and the entries of a list one after the other."""
    parts = key.split(".")
    offered = ".".join("1" if part.isdigit() else part for part in parts)
    numbers = tuple(int(part) for part in parts if part.isdigit())
    first = min((place for one, place in order.items() if one.split(".")[0] == parts[0]), default=0)
    return (first, numbers, order.get(offered, len(order)))


def _leaves(value: Any, path: tuple[str, ...]) -> Iterator[tuple[str, object]]:
    match value:
        case dict():
            for key, inner in value.items():
                yield from _leaves(inner, (*path, key))
        case list() | tuple():
            yield from _several(value, path)
        case None | "":
            return
        case _:
            yield ".".join(path), value


def _several(values: Sequence[Any], path: tuple[str, ...]) -> Iterator[tuple[str, object]]:
    """Words and languages in one cell; tables in cells of their own, numbered from 1."""
    if values and all(isinstance(one, dict) and set(one) == {"code", "level"} for one in values):
        yield ".".join(path), f"{_SEPARATOR} ".join(f"{one['code']}:{one['level']}" for one in values)
    elif any(isinstance(one, dict) for one in values):
        for number, one in enumerate(values, 1):
            yield from _leaves(one, (*path, str(number)))
    elif values:
        yield ".".join(path), f"{_SEPARATOR} ".join(_escaped(str(one)) for one in values)


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace(_SEPARATOR, f"\\{_SEPARATOR}")
