"""The file of an agreement written anew with other values at its head: comments, order and spaces of the rest stay.

Where a file is laid out so that this cannot be done line by line, the agreement is written as a new file is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import tomli_w

from mobilnost.formats.documents import parse_agreement
from mobilnost.formats.dump import dump_toml
from mobilnost.model import Agreement, InvalidData

HEADER = re.compile(r"\s*\[\s*agreement\s*\]\s*(#.*)?$")
TABLE = re.compile(r"\s*\[")
#: A key with a value that ends on its line.
ENTRY = re.compile(r"""(?P<key>\s*[A-Za-z_]+\s*=\s*)(?P<value>"[^"\\]*"|'[^']*'|[^"'#\[{]*?)(?P<rest>\s*(?:#.*)?)$""")
#: After which key another is put that was not there.
AFTER = {"amends": "id", "valid_to": "valid_from"}
CHANGED = ("id", "amends", "signed", "valid_from", "valid_to", "suspended", "terminated")
#: A list that is written over several lines, an element each.
_LIST = re.compile(r"\[\n((?:    [^\n]*,\n)+)\]")
WIDEST = 100


def renewed_text(text: str, after: Agreement) -> str:
    """The file of an agreement, made to say another that differs from it in what stands at its head alone."""
    lines = _rewritten(text.splitlines(), after) if text.lstrip()[:1] != "{" else []
    written = "\n".join(lines) + "\n"
    return written if _says(written, after) else agreement_text(after)


def agreement_text(agreement: Agreement) -> str:
    """An agreement as a new file says it: short lists on one line."""
    return _LIST.sub(_on_one_line, dump_toml(agreement))


def _on_one_line(found: re.Match[str]) -> str:
    elements = [line.strip().removesuffix(",") for line in found[1].splitlines()]
    line = f"[{', '.join(elements)}]"
    return line if len(line) <= WIDEST else found[0]


def _says(text: str, agreement: Agreement) -> bool:
    try:
        return parse_agreement(text).value == agreement
    except InvalidData:
        return False


def _rewritten(lines: list[str], after: Agreement) -> list[str]:
    """The lines with the keys of the head as they are from now on."""
    first = next((number for number, line in enumerate(lines) if HEADER.match(line)), None)
    if first is None:
        return lines
    following = range(first + 1, len(lines))
    last = next((number for number in following if TABLE.match(lines[number])), len(lines))
    return [*lines[: first + 1], *_head(lines[first + 1 : last], after), *lines[last:]]


def _head(lines: list[str], after: Agreement) -> Iterator[str]:
    there = {_key(line) for line in lines}
    for line in lines:
        key = _key(line)
        if key in CHANGED:
            value = getattr(after, key)
            found = ENTRY.match(line)
            if value is not None and found is not None:
                yield f"{found['key']}{_toml(value)}{found['rest']}"
            elif value is not None:
                yield line
        else:
            yield line
        for new, anchor in AFTER.items():
            if key == anchor and new not in there and getattr(after, new) is not None:
                yield f"{new} = {_toml(getattr(after, new))}"


def _key(line: str) -> str:
    name, mark, _ = line.partition("=")
    return name.strip() if mark else ""


def _toml(value: Any) -> str:
    return tomli_w.dumps({"v": value}).removeprefix("v = ").rstrip("\n")
