"""A frozen value as JSON on one line, by its class alone: what the register keeps of every record.

Keys are in the order of the alphabet, sets in that of their members, decimals without the zeros at their end; what is
as it is by default is left out. How a class is written is worked out once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import Enum
from json.encoder import encode_basestring as quoted
from operator import attrgetter
from typing import Any

import attrs

from mobilnost.formats.containers import is_written

Writer = Callable[[Any], str]


def compact(value: Any) -> str:
    """The text of a value. Raises TypeError for what no document can hold."""
    class_ = value.__class__
    if class_ is str:
        return quoted(value)
    writer = _WRITERS.get(class_)
    if writer is None:
        writer = _WRITERS[class_] = _writer_of(class_)
    return writer(value)


def number(value: Decimal) -> str:
    """4.20 and 4.2 are equal, and so are their texts."""
    text = format(value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def _writer_of(class_: type[Any]) -> Writer:
    """How the values of a class are written."""
    if is_written(class_):
        return lambda value: quoted(str(value))
    if attrs.has(class_):
        return _class_writer(class_)
    for base, writer in _BASES.items():
        if issubclass(class_, base):
            return writer
    raise TypeError(f"a record cannot keep a {class_.__name__}")


def _class_writer(class_: type[Any]) -> Writer:
    """A table with the attributes that are not as they are by default."""
    fields = sorted((one for one in attrs.fields(class_) if one.init), key=lambda one: one.name)
    keys = [f"{quoted(one.name)}:" for one in fields]
    usual = [_default(one) for one in fields]
    get = attrgetter(*(one.name for one in fields))
    several = len(fields) > 1

    def write(value: Any) -> str:
        told = []
        for key, default, each in zip(keys, usual, get(value) if several else (get(value),), strict=True):
            if each is default:
                continue
            if each.__class__ is str:
                if each != default:
                    told.append(key + quoted(each))
            elif each != default:
                writer = _WRITERS.get(each.__class__)
                told.append(key + (compact(each) if writer is None else writer(each)))
        return "{" + ",".join(told) + "}"

    return write


def fragment_of(class_: Any, key: str) -> Writer:
    """What writes what one attribute adds to the text of its table: nothing where it is as it is by default."""
    usual = _default(getattr(attrs.fields(class_), key)) if attrs.has(class_) else attrs.NOTHING
    start = f"{quoted(key)}:"
    return lambda value: "" if value == usual else start + compact(value)


def _default(attribute: attrs.Attribute[Any]) -> object:
    factory = getattr(attribute.default, "factory", None)
    return attribute.default if factory is None else factory()


def _list(values: Any) -> str:
    return "[" + ",".join([compact(one) for one in values]) + "]"


def _table(table: Mapping[str, Any]) -> str:
    return "{" + ",".join([f"{quoted(key)}:{compact(table[key])}" for key in sorted(table)]) + "}"


#: What is written by what it derives from; an enumeration of words is a text, and a switch no number.
_BASES: Mapping[type[Any], Writer] = {
    str: quoted,
    Enum: lambda value: compact(value.value),
    bool: lambda value: "true" if value else "false",
    int: str,
    type(None): lambda _: "null",
    Decimal: number,
    dt.date: lambda value: f'"{value.isoformat()}"',
    tuple: _list,
    list: _list,
    frozenset: lambda value: _list(sorted(value, key=str)),
    set: lambda value: _list(sorted(value, key=str)),
    dict: _table,
    Mapping: _table,
}
_WRITERS: dict[type[Any], Writer] = {}
