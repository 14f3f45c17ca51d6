"""Changes to a document before it is read: what is set, in tables within tables, and what is taken out.

An element of a list is named by its position, or by the key that tells such elements apart: `documents.staff_report`
is the paper of that type, and is added where there is none yet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import frozen

from mobilnost.formats.scalars import closest, shown
from mobilnost.model.problems import BadValue

#: By which key the elements of a list are told apart.
NAMED_BY = {
    "documents": "type",
    "institutions": "id",
    "suspensions": "obligation",
    "courses": "host_title",
    "languages": "code",
    "units": "id",
    "terms": "provision",
    "conditions": "id",
    "waivers": "provision",
}


def parted(changes: Mapping[str, Any]) -> dict[str, Any]:
    """Changes whose keys may be written as one text with dots (`"mobility.end"`), as tables within tables."""
    result: dict[str, Any] = {}
    for key, value in changes.items():
        first, *rest = key.split(".")
        for part in reversed(rest):
            value = {part: value}
        result = _beside(result, {first: value})
    return result


def merged(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """A table with changes made to it; tables are changed key by key, everything else is replaced."""
    result = dict(under)
    for key, value in over.items():
        result[key] = _changed(key, result.get(key), value)
    return result


def without(table: Mapping[str, Any], path: str) -> dict[str, Any]:
    """A table without what stands at a dotted path. Raises `BadValue` where nothing stands there."""
    first, _, rest = path.partition(".")
    if first not in table:
        raise BadValue(found=path, expected=", ".join(table), suggestion=closest(first, list(table)))
    result = dict(table)
    inner = result.pop(first)
    if not rest:
        return result
    if isinstance(inner, dict):
        return result | {first: without(inner, rest)}
    if not isinstance(inner, list):
        raise BadValue(found=path, expected=first)
    return result | {first: Elements(first, inner).without(rest)}


def leaves(changes: Mapping[str, Any], path: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    """Changes by their dotted paths."""
    for key, value in changes.items():
        if isinstance(value, dict) and value:
            yield from leaves(value, (*path, key))
        else:
            yield ".".join((*path, key)), value


@frozen
class Elements:
    """The elements of a list under a key, as they are named in a path."""

    key: str
    elements: list[Any]

    @property
    def names(self) -> tuple[str, ...]:
        """What each is called; one without a name by its position."""
        name = NAMED_BY.get(self.key, "")
        said = [one.get(name) if isinstance(one, dict) else None for one in self.elements]
        return tuple(str(index) if one is None else str(one) for index, one in enumerate(said))

    def find(self, name: str) -> int | None:
        """The position of the element that is called so, or has that position."""
        if name in self.names:
            return self.names.index(name)
        return int(name) if name.isdigit() and int(name) < len(self.elements) else None

    def without(self, path: str) -> list[Any]:
        """The list without an element, or with one that lacks something. Raises `BadValue` where there is none."""
        name, _, rest = path.partition(".")
        index = self.find(name)
        if index is None:
            raise BadValue(found=f"{self.key}.{name}", expected=", ".join(self.names) or shown([]))
        shorter = [without(self.elements[index], rest)] if rest else []
        return [*self.elements[:index], *shorter, *self.elements[index + 1 :]]

    def changed(self, name: str, value: Any) -> list[Any]:
        """The list with one element changed, or added. Raises `BadValue` for a position that is not there."""
        index = self.find(name)
        if index is None:
            if self.key not in NAMED_BY or name.isdigit():
                raise BadValue(found=f"{self.key}.{name}", expected=", ".join(self.names) or shown([]))
            return [*self.elements, {NAMED_BY[self.key]: name, **value}]
        changed = merged(self.elements[index], value) if isinstance(value, dict) else value
        return [*self.elements[:index], changed, *self.elements[index + 1 :]]


def _changed(key: str, known: Any, value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    if isinstance(known, dict):
        return merged(known, value)
    if isinstance(known, list) or (known is None and key in NAMED_BY):
        elements = list(known or ())
        for name, inner in value.items():
            elements = Elements(key, elements).changed(name, inner)
        return elements
    return value


def _beside(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """Two tables of changes as one, before anybody knows what they change."""
    result = dict(one)
    for key, value in other.items():
        known = result.get(key)
        result[key] = _beside(known, value) if isinstance(known, dict) and isinstance(value, dict) else value
    return result
