"""From a file to plain data: bytes, text, and what the parsers of TOML and JSON make of it."""

import errno
import json
import re
import tomllib
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path as FilePath

from mobilnost.formats.positions import Format, Lines
from mobilnost.model.problems import InvalidData, Place, Problem, dotted, printable

MAX_BYTES = 2 * 1024 * 1024
"""The largest file that is read; a document of an office has a few kilobytes."""

MAX_DEPTH = 32
"""How deep tables and lists may be nested; the documents of an office need five levels."""

#: More parts than that in one dotted key; the parser's time grows with their square.
_KEY_PART = r"""(?:[A-Za-z0-9_-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+"""
_ENDLESS_KEY = re.compile(rf"(?<![\w-])(?:{_KEY_PART}){{{MAX_DEPTH}}}")
_TOML_LINE = re.compile(r"(.*) \(at (?:line (\d+), column (\d+)|end of document)\)", re.DOTALL)

Table = dict[str, object]
"""A table of a document, as the parsers give it; its numbers with a point are `Decimal`."""


def read_text(path: FilePath | str) -> str:
    """The text of a UTF-8 file (a byte order mark is passed over).

    Raises InvalidData (`unreadable`, `not-a-file`, `too-large`, `wrong-encoding`).
    """
    bytes_ = content(FilePath(path))
    try:
        return bytes_.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = bytes_.count(b"\n", 0, error.start) + 1
        found = f"0x{bytes_[error.start]:02x}"
        raise _refused("wrong-encoding", str(path), line, found=found, expected="UTF-8") from error


def content(path: FilePath, most: int = MAX_BYTES) -> bytes:
    """The bytes of a file, of which there may be so many.

    Raises InvalidData (`unreadable`, `not-a-file`, `too-large`).
    """
    try:
        if path.exists() and not path.is_file():
            raise _refused("not-a-file", str(path))
        with path.open("rb") as stream:
            found = stream.read(most + 1)
    except (OSError, ValueError) as error:
        raise _refused("unreadable", str(path), found=_system_s_name(error)) from error
    if len(found) > most:
        raise _refused("too-large", str(path), found=f"> {most}", expected=f"<= {most}")
    return found


def _system_s_name(error: OSError | ValueError) -> str:
    """The name that the system gives a mistake, such as `EACCES`; a name that no file can have is `EINVAL`."""
    number = error.errno if isinstance(error, OSError) else errno.EINVAL
    return errno.errorcode.get(number or 0, str(error))


def format_of(path: FilePath | str) -> Format:
    """JSON for files called `.json`, TOML for all others."""
    return Format.JSON if FilePath(path).suffix.lower() == ".json" else Format.TOML


def toml_with_lines(source: FilePath | str, file: str | None = None) -> tuple[Table, Lines]:
    """The data of a TOML file (given a Path) or of a TOML text (given a str), and where each key stands.

    `file` is the name under which problems speak of a text. Raises InvalidData.
    """
    if isinstance(source, FilePath):
        return parsed(read_text(source), file or str(source), Format.TOML)
    return parsed(source, file, Format.TOML)


def parsed(text: str, file: str | None, format: Format) -> tuple[Table, Lines]:
    """The data of a text and where each key stands; InvalidData: `syntax`, `too-deep`, `duplicate`."""
    lines = Lines(text, format)
    if format is Format.TOML:
        _refuse_endless_keys(text, file)
    try:
        data = _toml(text, file) if format is Format.TOML else _json(text, file, lines)
    except RecursionError as error:
        raise _refused("too-deep", file, expected=f"<= {MAX_DEPTH}") from error
    if any(depth > MAX_DEPTH for depth in _depths(data)):
        raise _refused("too-deep", file, expected=f"<= {MAX_DEPTH}")
    return data, lines


def _refuse_endless_keys(text: str, file: str | None) -> None:
    for number, line in enumerate(text.split("\n"), 1):
        if line.count(".") >= MAX_DEPTH and _ENDLESS_KEY.search(line):
            raise _refused("too-deep", file, number, expected=f"<= {MAX_DEPTH}")


def _toml(text: str, file: str | None) -> Table:
    try:
        return tomllib.loads(text, parse_float=_decimal)
    except ValueError as error:
        match = _TOML_LINE.fullmatch(str(error))
        if match is None:
            raise _refused("syntax", file, found=str(error)) from error
        line = int(match[2]) if match[2] else max(len(text.splitlines()), 1)
        column = int(match[3]) if match[3] else None
        raise _refused("syntax", file, line, column, found=match[1]) from error


def _json(text: str, file: str | None, lines: Lines) -> Table:
    repeated: list[bool] = []

    def table(pairs: list[tuple[str, object]]) -> Table:
        result = dict(pairs)
        repeated.append(len(result) != len(pairs))
        return result

    try:
        data = json.loads(text, parse_float=_decimal, parse_constant=Decimal, object_pairs_hook=table)
    except json.JSONDecodeError as error:
        raise _refused("syntax", file, error.lineno, error.colno, found=error.msg) from error
    except ValueError as error:
        raise _refused("syntax", file, found=str(error)) from error
    if any(repeated):
        raise InvalidData(
            Problem("duplicate", Place(file, lines.line(path), dotted(path)), found=printable(str(path[-1])))
            for path in lines.repeated()
        )
    if not isinstance(data, dict):
        raise _refused("wrong-type", file, 1, expected="table")
    return data


def _decimal(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation as error:
        raise ValueError(f"Number out of range: {text[:40]}") from error


def _depths(data: object) -> Iterator[int]:
    waiting = [(data, 1)]
    while waiting:
        value, depth = waiting.pop()
        if isinstance(value, dict | list):
            yield depth
            inner = value.values() if isinstance(value, dict) else value
            waiting.extend((element, depth + 1) for element in inner)


def _refused(
    kind: str,
    file: str | None,
    line: int | None = None,
    column: int | None = None,
    *,
    found: str | None = None,
    expected: str | None = None,
) -> InvalidData:
    return InvalidData([Problem(kind, Place(file, line, "", column), found, expected)])
