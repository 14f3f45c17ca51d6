"""Checks on more than one attribute of a value: dates in order, ids that must differ."""

import datetime as dt
from collections.abc import Iterable, Iterator

from mobilnost.model.problems import BadValue


def require_order(earlier: str, first: dt.date, later: str, last: dt.date | None) -> None:
    """Refuse a period whose end lies before its start; an absent end is an open one."""
    if last is not None and last < first:
        expected = f">= {earlier} {first.isoformat()}"
        raise BadValue(later, kind="wrong-order", found=last.isoformat(), expected=expected)


def require_none(mistakes: Iterable[BadValue]) -> None:
    """Refuse a value for everything that is wrong with it at once."""
    found = tuple(mistakes)
    if found:
        first, *further = found
        first.further = tuple(further)
        raise first


def require_distinct(list_key: str, ids: Iterable[str], key: str | None = "id") -> None:
    """Refuse a list in which one id stands twice: nobody could tell which of the two is meant."""
    require_none(repeated(list_key, ids, key))


def repeated(list_key: str, ids: Iterable[str], key: str | None = "id") -> Iterator[BadValue]:
    """The entries of a list whose id stands there before."""
    seen: set[str] = set()
    for index, id_ in enumerate(ids):
        if id_ in seen:
            path: tuple[str | int, ...] = (list_key, index) if key is None else (list_key, index, key)
            yield BadValue(*path, kind="duplicate", found=id_)
        seen.add(id_)
