"""The one text of a record: JSON on one line, by its class alone; equal values have equal texts.

Keys are in the order of the alphabet, sets in that of their members, decimals without the zeros at their end, what is
absent or as it is by default left out; so the SHA-256 of the text is the record's, whoever wrote it.
"""

from __future__ import annotations

import json
import re
from datetime import date
from decimal import Decimal
from typing import Any

import tomli_w

from mobilnost.formats import converter, parsed
from mobilnost.formats.compact import compact, number
from mobilnost.formats.documents import Loaded, structured
from mobilnost.formats.layouts import Layout, lower
from mobilnost.formats.mistakes import place_in
from mobilnost.formats.positions import Format

#: A decimal on its way: the encoder has no way to write one, and no text of a record has the sign of number zero.
_MARK = "\0"
_MARKED = re.compile(r'"\\u0000([-.0-9]+)\\u0000"')


def text_of(value: Any, layout: Layout) -> str:
    """The text of a value."""
    if not layout.headers and not layout.flattened:
        return compact(value)
    plain = lower(converter().unstructure(value), layout)
    text = json.dumps(plain, default=_written, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return _MARKED.sub(r"\1", text) if "\\u0000" in text else text


def toml_of(value: Any, layout: Layout) -> str:
    """The same as a document that people read: TOML, its keys in the order of the class."""
    return tomli_w.dumps(_plain(lower(converter().unstructure(value), layout)))


def read(text: str, file: str | None, format: Format, layout: Layout) -> Loaded[Any]:
    """The value that a text, or a document, says. Raises `InvalidData`."""
    data, lines = parsed(text, file, format)
    value, renames = structured(data, layout, lambda path: place_in(file, lines, path), format)
    return Loaded(value=value, file=file, lines=lines, renames=renames)


def _written(value: object) -> object:
    """What the encoder does not know: decimals, days and times, sets."""
    match value:
        case Decimal():
            return f"{_MARK}{number(value)}{_MARK}"
        case date():
            return value.isoformat()
        case set() | frozenset():
            return sorted(value, key=str)
    raise TypeError(f"a record cannot keep {value!r}")


def _plain(value: Any) -> Any:
    """Decimals as people write them, and sets in their order."""
    match value:
        case dict():
            return {key: _plain(inner) for key, inner in value.items() if inner is not None}
        case list() | tuple():
            return [_plain(inner) for inner in value]
        case set() | frozenset():
            return sorted(map(_plain, value), key=str)
        case Decimal():
            told = number(value)
            return Decimal(told) if "." in told else int(told)
    return value
