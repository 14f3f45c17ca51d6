"""How lists, tables and classes of the model are read: strictly, and with every mistake in them at once."""

import datetime as dt
import types
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import attrs
from cattrs import Converter, IterableValidationError, IterableValidationNote
from cattrs.gen import make_dict_structure_fn

from mobilnost.formats.scalars import Hook, one_of, shown, wrong_type
from mobilnost.model.codes import Check
from mobilnost.model.problems import BadValue

_LISTS = (tuple, list, frozenset, Sequence)
_TABLES = (dict, Mapping)
_UNIONS = (Union, types.UnionType)
_WORDS = {bool: "boolean", int: "integer", Decimal: "number", str: "text", dt.date: "date"}


def is_list(type_: Any) -> bool:
    """`tuple[X, ...]`, `frozenset[X]` and their like."""
    arguments = get_args(type_)
    if get_origin(type_) is tuple:
        return len(arguments) == 2 and arguments[1] is Ellipsis
    return get_origin(type_) in _LISTS


def is_table(type_: Any) -> bool:
    """`Mapping[str, X]`."""
    return get_origin(type_) in _TABLES


def is_checked(type_: Any) -> bool:
    """A type that carries a `Check`."""
    return get_origin(type_) is Annotated


def is_choice(type_: Any) -> bool:
    """A union of several types, besides one that may only be absent."""
    members = get_args(type_)
    return get_origin(type_) in _UNIONS and len([m for m in members if m is not types.NoneType]) > 1


def is_written(type_: Any) -> bool:
    """A value that is written as one text, and reads it by its own `parse` (spans, money, academic years)."""
    return isinstance(type_, type) and attrs.has(type_) and callable(getattr(type_, "parse", None))


def is_words(type_: Any) -> bool:
    """`Literal["a", "b"]`."""
    return get_origin(type_) is Literal


def list_hook(type_: Any, converter: Converter) -> Hook:
    """Reads each element; all that are wrong are reported."""
    element = get_args(type_)[0]
    hook = converter.get_structure_hook(element)
    origin = get_origin(type_)
    build: Callable[[Iterable[Any]], Any] = {frozenset: frozenset, list: list}.get(origin, tuple)

    def read(value: Any, _: Any) -> Any:
        if not isinstance(value, list | tuple):
            raise wrong_type(value, "list")
        return build(_each(enumerate(value), hook, element, type_).values())

    return read


def table_hook(type_: Any, converter: Converter) -> Hook:
    """Reads each key and its value; all that are wrong are reported."""
    key_type, element = get_args(type_)
    key_hook, hook = converter.get_structure_hook(key_type), converter.get_structure_hook(element)

    def read(value: Any, _: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise wrong_type(value, "table")
        _each(((key, key) for key in value), key_hook, key_type, type_)
        return _each(value.items(), hook, element, type_)

    return read


def _each(items: Iterable[tuple[Any, Any]], hook: Hook, element: Any, type_: Any) -> dict[Any, Any]:
    """The elements read, by index or key; the errors of all that cannot be are raised as one group."""
    read, errors = {}, []
    for index, value in items:
        try:
            read[index] = hook(value, element)
        except (ValueError, TypeError, ExceptionGroup) as error:
            note = IterableValidationNote(f"at {index!r}", index, element)
            error.__notes__ = [*getattr(error, "__notes__", []), note]
            errors.append(error)
    if errors:
        raise IterableValidationError(f"while reading {type_!r}", errors, type_)
    return read


def class_hook(type_: Any, converter: Converter) -> Hook:
    """Reads a table into a class of attrs; keys that the class does not have are refused."""
    structure = make_dict_structure_fn(
        type_, converter, _cattrs_forbid_extra_keys=True, _cattrs_detailed_validation=True
    )

    def read(value: Any, _: Any) -> Any:
        if not isinstance(value, dict):
            raise wrong_type(value, "table")
        return structure(value, type_)

    return read


def checked_hook(type_: Any, converter: Converter) -> Hook:
    """Reads the plain type, then applies the checks that the type carries."""
    plain, *marks = get_args(type_)
    hook = converter.get_structure_hook(plain)
    checks = [mark for mark in marks if isinstance(mark, Check)]

    def read(value: Any, _: Any) -> Any:
        result = hook(value, plain)
        for check in checks:
            if not check.accepts(result):
                raise BadValue(found=shown(value), expected=check.expected)
        return result

    return read


def choice_hook(type_: Any, converter: Converter) -> Hook:
    """Reads the member of a union whose kind the plain value already has."""
    members = [member for member in get_args(type_) if member is not types.NoneType]
    hooks = [(member, converter.get_structure_hook(member)) for member in members]
    expected = ", ".join(map(_word, members))
    optional = len(members) < len(get_args(type_))

    def read(value: Any, _: Any) -> Any:
        if value is None and optional:
            return None
        for member, hook in hooks:
            if _fits(value, member):
                return hook(value, member)
        raise wrong_type(value, expected)

    return read


def written_hook(type_: Any, converter: Converter) -> Hook:
    """Reads one text by the `parse` of its class, whose ValueError becomes a problem at the key."""
    text = converter.get_structure_hook(str)

    def read(value: Any, _: Any) -> Any:
        written = text(value, str)
        try:
            return type_.parse(written)
        except ValueError as error:
            raise BadValue(found=shown(value), expected=_word(type_)) from error

    return read


def words_hook(type_: Any, _: Converter) -> Hook:
    """Reads one of the words of a `Literal`."""
    allowed = {word: word for word in get_args(type_)}
    return lambda value, _: one_of(value, allowed)


def _plain(type_: Any) -> Any:
    return get_args(type_)[0] if is_checked(type_) else type_


def _fits(value: object, type_: Any) -> bool:
    plain = _plain(type_)
    if is_list(plain):
        return isinstance(value, list | tuple)
    if is_words(plain) or is_written(plain) or (isinstance(plain, type) and issubclass(plain, Enum)):
        return isinstance(value, str)
    if is_table(plain) or attrs.has(plain):
        return isinstance(value, dict)
    return type(value) is plain


def _word(type_: Any) -> str:
    """The id by which problems name a type."""
    plain = _plain(type_)
    if is_list(plain):
        return "list"
    if is_words(plain):
        return ", ".join(get_args(plain))
    if is_written(plain):
        return "".join(f"-{c.lower()}" if c.isupper() else c for c in plain.__name__).lstrip("-")
    if isinstance(plain, type) and issubclass(plain, Enum):
        return ", ".join(str(member.value) for member in plain)
    return _WORDS.get(plain, "table")
