"""What the parsers of TOML and JSON say of a file that they cannot read, by the messages that they have."""

from __future__ import annotations

import re

from mobilnost.locales.catalogue import Catalogue

#: Every message of `tomllib` and `json`, with the key of its words; what it names is `piece`.
_MESSAGES = tuple(
    (re.compile(pattern, re.DOTALL), key)
    for pattern, key in (
        (r"Invalid statement", "statement"),
        (r"Expected newline or end of document after a statement", "one-per-line"),
        (r"Expected '=' after a key in a key/value pair", "equals"),
        (r"Expected (?P<piece>['\"].+['\"]) at the end of an? (?:table|array) declaration", "closing"),
        (r"Expected (?P<piece>.+)", "closing"),
        (r"Expecting property name enclosed in double quotes", "json-key"),
        (r"Expecting value", "json-value"),
        (r"Expecting (?P<piece>'.') delimiter", "closing"),
        (r"Extra data", "json-extra"),
        (r"Illegal trailing comma before end of (?:object|array)", "trailing-comma"),
        (r"Found invalid character (?P<piece>.+)", "character"),
        (r"Illegal character (?P<piece>.+)", "character"),
        (r"Invalid control character(?: (?P<piece>'.+'))? at", "control-character"),
        (r"Cannot declare (?P<piece>.+) twice", "twice"),
        (r"Duplicate inline table key ['\"](?P<piece>.+)['\"]", "twice"),
        (r"Cannot overwrite a value", "overwritten"),
        (r"Cannot mutate immutable namespace (?P<piece>.+)", "closed-table"),
        (r"Cannot redefine namespace (?P<piece>.+)", "closed-table"),
        (r"Invalid initial character for a key part", "key"),
        (r"Unclosed array", "array"),
        (r"Unclosed inline table", "inline-table"),
        (r"Unterminated string(?: starting at)?", "string"),
        (r"Unescaped '\\' in a string", "backslash"),
        (r"Invalid \\(?:escape|uXXXX escape)(?:: .+)?", "backslash"),
        (r"Invalid hex value", "hex"),
        (r"Escaped character is not a Unicode scalar value", "hex"),
        (r"Invalid date or datetime", "date"),
        (r"Invalid value", "value"),
        (r"Number out of range: (?P<piece>.+)", "number"),
        (r"Exceeds the limit .+ for integer string conversion.*", "long-number"),
    )
)


def tell_syntax(message: str, words: Catalogue) -> str:
    """A message of a parser in words; one that nobody knows is quoted as it is."""
    for pattern, key in _MESSAGES:
        if match := pattern.fullmatch(message):
            return words.text("syntax", key, piece=_piece(match.groupdict().get("piece") or ""))
    return words.text("mistakes", "quoted", text=message)


def _piece(text: str) -> str:
    """Keys as people write them: the parser shows `('a', 'b')`."""
    parts = re.findall(r"'((?:[^'\\]|\\.)*)'", text) if text.startswith("(") else []
    return ".".join(parts) or text
