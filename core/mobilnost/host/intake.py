"""What a plugin hands over, taken as what was asked for: of its declared types through and through, and frozen.

A list where a tuple belongs becomes one, a table a read-only view of a copy, so that nobody changes later what he gave,
or what others gave him. The plainest mistakes end here, with the place where they stand, and not in somebody's dossier.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from itertools import islice
from typing import Any, Union, get_args, get_origin, get_type_hints

from attrs import evolve, fields, has

from mobilnost.grammar import Node
from mobilnost.model import MobilnostError
from mobilnost.model.read_only import ReadOnly

#: More things than any hook gives: who gives more never ends.
MOST = 100_000

Taker = Callable[[Any, str], Any]
"""Takes a value that stands at a path, as what is declared there. Raises `WrongType`."""
_NODES = get_args(Node)


class WrongType(MobilnostError):
    """Something else than what was asked for, at a path in what a plugin gave (`rules[0].citation`)."""

    def __init__(self, at: str, found: str, wanted: str) -> None:
        super().__init__(f"{at}: {found}, not {wanted}" if at else f"{found}, not {wanted}")
        self.at = at
        self.found = found
        self.wanted = wanted


class Endless(MobilnostError):
    """A plugin that goes on giving."""


def taken(given: object, wanted: type[Any]) -> tuple[Any, ...]:
    """The answer to a hook as a tuple of what was asked for: one alone, several, or none at all.

    Raises `WrongType` and `Endless`.
    """
    if given is None:
        return ()
    if isinstance(given, wanted):
        return (_of(wanted)(given, ""),)
    if isinstance(given, str | bytes | Mapping) or not isinstance(given, Iterable):
        raise WrongType("", _named(given), wanted.__name__)
    found = tuple(islice(given, MOST + 1))
    if len(found) > MOST:
        raise Endless
    take = _of(wanted)
    return tuple(take(one, f"[{index}]") for index, one in enumerate(found))


def _named(value: object) -> str:
    return type(value).__name__


# -- takers, made once for each declared type


@cache
def _made(hint: Hashable) -> Taker:
    return _taker(hint)


def _of(hint: Any) -> Taker:
    """The taker of a declared type, made once."""
    return _made(hint)


def _taker(hint: Any) -> Taker:
    origin, parts = get_origin(hint), get_args(hint)
    if hint is Any or hint is object:
        return lambda value, _: value
    if origin in (Union, types.UnionType):
        return _nodes if parts == _NODES else _either(parts)
    if origin is tuple:
        return _many(parts[0]) if parts[1:] == (...,) else _row(parts)
    if origin is not None and issubclass(origin, Mapping):
        return _table(*parts)
    if origin is not None:
        return _callable
    if has(hint):
        return _ours(hint)
    return _plain(hint)


def _ours(cls: type[Any]) -> Taker:
    """A value of ours, and not of a class that somebody derived from it: its behaviour is ours too."""
    hints = get_type_hints(cls)
    takers = [(one.name, one.alias, _of(hints[one.name])) for one in fields(cls) if one.init]

    def take(value: Any, at: str) -> Any:
        if type(value) is not cls:
            raise WrongType(at, _named(value), cls.__name__)
        changed = {}
        for name, alias, taker in takers:
            had = getattr(value, name)
            if (has_now := taker(had, f"{at}.{name}" if at else name)) is not had:
                changed[alias] = has_now
        return evolve(value, **changed) if changed else value

    return take


def _many(hint: Any) -> Taker:
    taker = _of(hint)

    def take(value: Any, at: str) -> Any:
        if not isinstance(value, tuple | list | set | frozenset):
            raise WrongType(at, _named(value), "tuple")
        found = tuple(taker(one, f"{at}[{index}]") for index, one in enumerate(value))
        same = type(value) is tuple and all(one is other for one, other in zip(found, value, strict=True))
        return value if same else found

    return take


def _row(hints: tuple[Any, ...]) -> Taker:
    takers = [_of(hint) for hint in hints]

    def take(value: Any, at: str) -> Any:
        if not isinstance(value, tuple | list) or len(value) != len(takers):
            raise WrongType(at, _named(value), f"tuple ({len(takers)})")
        found = tuple(
            taker(one, f"{at}[{index}]") for index, (taker, one) in enumerate(zip(takers, value, strict=True))
        )
        return value if type(value) is tuple and found == value else found

    return take


def _table(key: Any, item: Any) -> Taker:
    keys, items = _of(key), _of(item)

    def take(value: Any, at: str) -> Any:
        if not isinstance(value, Mapping):
            raise WrongType(at, _named(value), "Mapping")
        if type(value) is ReadOnly:
            return value
        return ReadOnly((keys(one, at), items(value[one], f"{at}[{one!r}]")) for one in value)

    return take


def _either(hints: tuple[Any, ...]) -> Taker:
    """A value or nothing, as our optional fields are declared; of several types, the first that fits."""
    takers = [_of(hint) for hint in hints if hint is not type(None)]
    optional = len(takers) < len(hints)

    def take(value: Any, at: str) -> Any:
        if value is None and optional:
            return None
        for taker in takers[:-1]:
            try:
                return taker(value, at)
            except WrongType:
                continue
        return takers[-1](value, at)

    return take


def _nodes(value: Any, at: str) -> Any:
    """A condition: the text of one was parsed where it was given."""
    if not isinstance(value, _NODES):
        raise WrongType(at, _named(value), "Node")
    return value


def _callable(value: Any, at: str) -> Any:
    if not callable(value):
        raise WrongType(at, _named(value), "Callable")
    return value


def _plain(cls: type[Any]) -> Taker:
    """A value of Python's own, or of ours that has no parts; the word of an enumeration stands for its member."""

    def take(value: Any, at: str) -> Any:
        if isinstance(value, cls) and not (cls is date and isinstance(value, datetime)):
            return value
        if issubclass(cls, Enum) and isinstance(value, str) and value in {one.value for one in cls}:
            return cls(value)
        if cls is Decimal and type(value) is int:
            return Decimal(value)
        raise WrongType(at, _named(value), cls.__name__)

    return take
