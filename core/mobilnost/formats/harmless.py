"""Texts of a list made harmless for programs of tables, which take some of them for formulas; and back.

An apostrophe is put before what begins like a formula: at the beginning of a cell, and within it after a sign that a
program set up for another country takes for the end of a cell. Reading takes it away again: `read(write(text)) == text`
for every text.
"""

from __future__ import annotations

import re

_SIGNS = "=+\\-@＝＋－＠"
_RISKY = rf"(?:^(?={{0}}'* *[{_SIGNS}\t\r\n])|(?<=[;,\t\r\n\"])(?={{0}}'*[{_SIGNS}]))"
_UNGUARDED = re.compile(_RISKY.format(""))
_GUARDED = re.compile(_RISKY.format("'") + "'")
#: Nearly no text has any of these, and then there is nothing to do.
_ANY = re.compile(rf"[{_SIGNS}\t\r\n]")


def harmless(text: str) -> str:
    """A text as it is written into a list."""
    return _UNGUARDED.sub("'", text) if _ANY.search(text) else text


def as_meant(cell: str) -> str:
    """The text that was written so; what was typed by hand stays as it is."""
    return _GUARDED.sub("", cell) if "'" in cell and _ANY.search(cell) else cell
