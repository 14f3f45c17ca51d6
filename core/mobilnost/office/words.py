"""The office's own words: `locales/hr.toml` in its folder names what only this office knows.

Papers and conditions that an agreement of its own asks for, provisions of a regulation of its own; and what it calls
otherwise than the program does.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from mobilnost.formats import Lines, toml_with_lines
from mobilnost.formats.mistakes import place_in
from mobilnost.model import InvalidData, Problem
from mobilnost.office.names import is_file

Words = Mapping[str, Any]


def words_in(folder: Path | None, language: str, rooms: Collection[str]) -> tuple[Words, tuple[Problem, ...]]:
    """The words of an office for a language, and what is wrong with them; a file that is wrong says nothing.

    `rooms` are the tables that the catalogue knows, such as `documents`.
    """
    file = None if folder is None else folder / "locales" / f"{language}.toml"
    if file is None or not is_file(file):
        return {}, ()
    try:
        words, lines = toml_with_lines(file)
    except InvalidData as error:
        return {}, error.problems
    problems = (*_strangers(words, rooms, str(file), lines), *_no_words(words, (), str(file), lines))
    return ({}, problems) if problems else (words, ())


def _strangers(words: Words, rooms: Collection[str], file: str, lines: Lines) -> Iterator[Problem]:
    """Tables that the catalogue does not know."""
    for room in words:
        if room not in rooms:
            near = get_close_matches(room, rooms, n=1)
            yield Problem("unknown-key", place_in(file, lines, (room,)), room, suggestion=near[0] if near else None)


def _no_words(table: Words, path: tuple[str, ...], file: str, lines: Lines) -> Iterator[Problem]:
    """What is neither a text nor a table of texts."""
    for key, value in table.items():
        at = (*path, key)
        if isinstance(value, dict):
            yield from _no_words(value, at, file, lines)
        elif not isinstance(value, str):
            yield Problem("wrong-type", place_in(file, lines, at), str(value), "text")
