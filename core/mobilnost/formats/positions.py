"""On which line of a TOML or JSON text each key and list element stands.

Neither parser of the standard library tells. This scanner follows a text that a parser has already accepted,
so it checks nothing; a JSON value reads like an inline value of TOML with another separator.
"""

import json
import re
import tomllib
from bisect import bisect_left
from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property

from attrs import frozen

from mobilnost.model.problems import Path

_BLANK = re.compile(r"(?:\s|#[^\n]*)*")
_KEY = re.compile(r'"(?:[^"\\]|\\.)*"|' r"'[^']*'|[A-Za-z0-9_-]+")
_TEXT = re.compile(
    r'"""(?:[^\\]|\\.)*?"""(?:"{0,2})|' r"'''.*?'''(?:'{0,2})|" r'"(?:[^"\\]|\\.)*"|' r"'[^']*'", re.DOTALL
)
_BARE = re.compile(r"[^,\]}#\n]+")


class Format(StrEnum):
    """The two ways to write a document; the keys are the same in both."""

    TOML = "toml"
    JSON = "json"


@frozen
class Lines:
    """The lines of one text. It is scanned when a line is first asked for, which for good files is never."""

    text: str
    format: Format = Format.TOML

    def line(self, path: Path) -> int:
        """The line, from 1, where that path begins, or else the nearest path that encloses it."""
        while path and path not in self._offsets:
            path = path[:-1]
        return bisect_left(self._breaks, self._offsets.get(path, 0)) + 1

    def repeated(self) -> tuple[Path, ...]:
        """Keys of a JSON object that stand in it twice, which JSON's parser passes over."""
        return tuple(self._scanner.repeated)

    @property
    def _offsets(self) -> Mapping[Path, int]:
        return self._scanner.offsets

    @cached_property
    def _scanner(self) -> "_Scanner":
        scanner = _Scanner(self.text, "=" if self.format is Format.TOML else ":")
        if self.format is Format.TOML:
            scanner.document()
        else:
            scanner.blank()
            scanner.value(())
        return scanner

    @cached_property
    def _breaks(self) -> list[int]:
        return [match.start() for match in re.finditer("\n", self.text)]


class _Scanner:
    """One pass over a valid text, noting the offset at which each path begins."""

    def __init__(self, text: str, separator: str) -> None:
        self.text = text
        self.separator = separator
        self.at = 0
        self.offsets: dict[Path, int] = {}
        self.repeated: list[Path] = []
        self._lengths: dict[Path, int] = {}

    def document(self) -> None:
        """A whole TOML document: headers, and keys with their values."""
        table: Path = ()
        while self.blank():
            if self.text.startswith("[", self.at):
                table = self._header()
            else:
                self._pair(table)

    def blank(self) -> bool:
        """Pass over blanks and comments; whether anything is left."""
        self._pass(_BLANK)
        return self.at < len(self.text)

    def value(self, path: Path) -> None:
        """A value of any kind; what is inside it is noted as well."""
        if self.text.startswith("[", self.at):
            self._array(path)
        elif self.text.startswith("{", self.at):
            self._table(path)
        elif not self._pass(_TEXT):
            self._pass(_BARE)

    def _array(self, path: Path) -> None:
        self.at += 1
        index = 0
        while self.blank() and self.text[self.at] != "]":
            self.offsets[*path, index] = self.at
            self.value((*path, index))
            index += 1
            self._comma()
        self.at += 1

    def _table(self, path: Path) -> None:
        self.at += 1
        while self.blank() and self.text[self.at] != "}":
            self._pair(path)
            self._comma()
        self.at += 1

    def _comma(self) -> None:
        self.blank()
        if self.text.startswith(",", self.at):
            self.at += 1

    def _pair(self, table: Path) -> None:
        start = self.at
        path = (*table, *self._key())
        if path in self.offsets:
            self.repeated.append(path)
        self._note(path, len(table), start)
        self.at = self.text.index(self.separator, self.at) + 1
        self.blank()
        self.value(path)

    def _note(self, path: Path, known: int, offset: int) -> None:
        for length in range(known + 1, len(path)):
            self.offsets.setdefault(path[:length], offset)
        self.offsets[path] = offset

    def _key(self) -> list[str]:
        parts = [self._key_part()]
        self.blank()
        while self.text.startswith(".", self.at):
            self.at += 1
            self.blank()
            parts.append(self._key_part())
            self.blank()
        return parts

    def _key_part(self) -> str:
        raw = self._pass(_KEY)
        if not raw.startswith(('"', "'")):
            return raw
        if "\\" not in raw:
            return raw[1:-1]
        decoded = json.loads(raw) if self.separator == ":" else tomllib.loads(f"key = {raw}")["key"]
        return str(decoded)

    def _header(self) -> Path:
        start = self.at
        is_array = self.text.startswith("[[", self.at)
        self.at += 2 if is_array else 1
        self.blank()
        keys = self._key()
        self.at = self.text.index("]", self.at) + (2 if is_array else 1)
        path = (*self._current(keys[:-1]), keys[-1])
        if is_array:
            self._note(path, 0, self.offsets.get(path, start))
            self._lengths[path] = self._lengths.get(path, 0) + 1
            path = (*path, self._lengths[path] - 1)
        else:
            path = self._current(keys)
        self._note(path, 0, start)
        return path

    def _current(self, keys: list[str]) -> Path:
        """The path that a header means, in which an array of tables stands for its last element so far."""
        path: Path = ()
        for key in keys:
            path = (*path, key)
            if path in self._lengths:
                path = (*path, self._lengths[path] - 1)
        return path

    def _pass(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.text, self.at)
        if match is None:
            return ""
        self.at = match.end()
        return match[0]
