"""From values to the documents that they are read from; what is absent, or as it is by default, is left out.

What is written reads back as an equal value. Decimals are written exactly, in JSON as numbers.
"""

import datetime as dt
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import tomli_w

from mobilnost.formats import layouts
from mobilnost.formats.layouts import Layout, lower
from mobilnost.formats.structure import converter
from mobilnost.model.agreements import Agreement
from mobilnost.model.calls import Call
from mobilnost.model.decisions import Decision
from mobilnost.model.dossiers import Dossier
from mobilnost.model.settings import Settings
from mobilnost.model.transcripts import Transcript

Written = Dossier | Agreement | Call | Decision | Settings | Transcript
"""The values that have a document of their own."""

_LAYOUTS: Mapping[type[Any], Layout] = {
    layout.type_: layout
    for layout in (
        layouts.DOSSIER,
        layouts.AGREEMENT,
        layouts.CALL,
        layouts.DECISION,
        layouts.SETTINGS,
        layouts.TRANSCRIPT,
    )
}
_INDENT = "  "


def dump_toml(value: Written) -> str:
    """The document as TOML."""
    return tomli_w.dumps(_plain(_data(value)))


def dump_json(value: Written) -> str:
    """The document as JSON, indented, ending in a line break; letters are not escaped."""
    return _json(_data(value), "\n") + "\n"


def _data(value: Written) -> dict[str, Any]:
    return lower(converter().unstructure(value), _LAYOUTS[type(value)])


def _plain(value: Any) -> Any:
    """Decimals without a point become whole numbers, as people write them; they read back as equal."""
    match value:
        case dict():
            return {key: _plain(inner) for key, inner in value.items()}
        case list() | tuple():
            return [_plain(inner) for inner in value]
        case Decimal() if value.as_tuple().exponent == 0:
            return int(value)
    return value


def _json(value: Any, line: str) -> str:
    """The JSON of plain data: the standard library's encoder has no way to write a decimal as it is."""
    match value:
        case dict():
            pairs = [f"{_json(key, line)}: {_json(inner, line + _INDENT)}" for key, inner in value.items()]
            return _bracketed("{", pairs, "}", line)
        case list() | tuple():
            return _bracketed("[", [_json(inner, line + _INDENT) for inner in value], "]", line)
        case Decimal():
            return str(value)
        case dt.date():
            return f'"{value.isoformat()}"'
    return json.dumps(value, ensure_ascii=False)


def _bracketed(opening: str, parts: list[str], closing: str, line: str) -> str:
    if not parts:
        return opening + closing
    inner = line + _INDENT
    return opening + inner + ("," + inner).join(parts) + line + closing
