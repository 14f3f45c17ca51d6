"""How one plain value of a document becomes one value of the model: nothing is coerced.

A whole number is no switch, a number is no text, and a date is a date of TOML, or in JSON (which has none)
its ISO form. Decimals may be whole numbers, and in JSON also texts.
"""

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from enum import Enum
from functools import cache
from typing import Any, NewType

from mobilnost.model.problems import BadValue

Hook = Callable[[Any, Any], Any]
"""A function of cattrs: from a plain value and the wanted type to the value."""

Raw = NewType("Raw", dict[str, Any])
"""What is kept as the parser gave it, to be read as a document of its own later."""

_SHOWN = 80
_LARGEST_INTEGER = 2**63
_LARGEST_EXPONENT = 18
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
#: Control characters, those that turn the direction of writing, and halves of characters.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def shown(value: object) -> str:
    """A plain value as a problem quotes it: short, and with a text in quotation marks."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case str():
            escaped = _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", value)
            return f'"{escaped}"' if len(escaped) <= _SHOWN else f'"{escaped[:_SHOWN]}…"'
        case dict():
            return "table"
        case list():
            return "list"
    return str(value)[:_SHOWN]


def wrong_type(value: object, expected: str) -> BadValue:
    """The error that a value is of another type than the one expected."""
    return BadValue(kind="wrong-type", found=shown(value), expected=expected)


def closest(word: str, known: list[str]) -> str | None:
    """The known word that was probably meant."""
    return next(iter(get_close_matches(word, known, n=1)), None)


def text(value: Any, _: Any) -> str:
    """A text; control characters other than tabs and line ends are refused, as no form or register keeps
    them.
    """
    if not isinstance(value, str):
        raise wrong_type(value, "text")
    if _UNPRINTABLE.search(value):
        raise BadValue(found=shown(value), expected="text")
    return value


def integer(value: Any, _: Any) -> int:
    """A whole number of at most 64 bits; a switch is none."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise wrong_type(value, "integer")
    if not -_LARGEST_INTEGER <= value < _LARGEST_INTEGER:
        raise BadValue(expected="integer")
    return value


def boolean(value: Any, _: Any) -> bool:
    """`true` or `false`."""
    if not isinstance(value, bool):
        raise wrong_type(value, "boolean")
    return value


def decimal(value: Any, _: Any) -> Decimal:
    """A finite decimal number of a size that arithmetic can carry."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise wrong_type(value, "number")
    number = Decimal(integer(value, int)) if isinstance(value, int) else value
    if not number.is_finite() or abs(number.adjusted()) > _LARGEST_EXPONENT:
        raise BadValue(found=shown(number), expected="number")
    return number


def decimal_or_text(value: Any, type_: Any) -> Decimal:
    """A decimal number as JSON may carry it: `4.2` or `"4.20"`."""
    if isinstance(value, str):
        if _NUMBER.fullmatch(value) is None:
            raise wrong_type(value, "number")
        try:
            value = Decimal(value)
        except InvalidOperation as error:
            raise BadValue(found=shown(value), expected="number") from error
    return decimal(value, type_)


def day(value: Any, _: Any) -> dt.date:
    """A date of TOML; one with a time of day is none."""
    if not isinstance(value, dt.date) or isinstance(value, dt.datetime):
        raise wrong_type(value, "date")
    return value


def iso_day(value: Any, _: Any) -> dt.date:
    """A date as JSON carries it: `"2018-10-01"`, and no other form of ISO 8601."""
    if not isinstance(value, str) or _ISO_DATE.fullmatch(value) is None:
        raise wrong_type(value, "date")
    try:
        return dt.date.fromisoformat(value)
    except ValueError as error:
        raise BadValue(found=shown(value), expected="date") from error


def moment(value: Any, _: Any) -> dt.datetime:
    """A date with its time of day and its time zone."""
    if not isinstance(value, dt.datetime) or value.tzinfo is None:
        raise wrong_type(value, "moment")
    return value


def iso_moment(value: Any, type_: Any) -> dt.datetime:
    """The same as JSON carries it: `"2018-10-01T12:00:00+02:00"`."""
    if not isinstance(value, str) or _ISO_DATE.match(value) is None:
        raise wrong_type(value, "moment")
    try:
        return moment(dt.datetime.fromisoformat(value), type_)
    except ValueError as error:
        raise BadValue(found=shown(value), expected="moment") from error


def one_of(value: Any, allowed: dict[str, Any]) -> Any:
    """One of a closed vocabulary; the nearest word is suggested."""
    if not isinstance(value, str):
        raise wrong_type(value, ", ".join(allowed))
    if value not in allowed:
        suggestion = closest(value, list(allowed))
        raise BadValue(found=shown(value), expected=", ".join(allowed), suggestion=suggestion)
    return allowed[value]


def member(value: Any, type_: type[Enum]) -> Any:
    """A member of an enumeration of words, by its value."""
    return one_of(value, _members(type_))


@cache
def _members(type_: type[Enum]) -> dict[str, Any]:
    return {str(choice.value): choice for choice in type_}


def raw(value: Any, _: Any) -> Any:
    """A table as the parser gave it."""
    if not isinstance(value, dict):
        raise wrong_type(value, "table")
    return value


def free(value: Any, _: Any) -> Any:
    """A value of the office's own shape: texts, numbers, switches, and tables and lists of them."""
    match value:
        case dict():
            return {key: free(inner, object) for key, inner in value.items()}
        case list():
            return tuple(free(inner, object) for inner in value)
        case bool():
            return value
        case str():
            return text(value, str)
        case int() | Decimal():
            return integer(value, int) if isinstance(value, int) else decimal(value, Decimal)
    raise wrong_type(value, "text, number, boolean, list, table")
