"""Catalogues: the words of one language, the core's own and those that plugins bring beside their packages.

The core's words lie in a folder for each language: `law` has the names, `telling` what sentences are made of,
`mistakes` what is wrong with a file, `shell` what the command line says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from typing import Any

from attrs import evolve, field, frozen

from mobilnost.formats.text import toml_with_lines
from mobilnost.host import Host
from mobilnost.languages import DEFAULT_LANGUAGE, LANGUAGES
from mobilnost.model import InvalidData, Problem

#: Where a language lacks a word that a plugin should have brought, this one is asked before the id is shown.
FALLBACK = DEFAULT_LANGUAGE
#: The package whose words are the product's own.
OWN = "mobilnost"

Table = Mapping[str, Any]
_BLANK = re.compile(r"\{(\w+)\}")


@frozen(kw_only=True)
class Catalogue:
    """The words of a language, by path: `("facts", "stay", "name")`.

    `problems` are catalogues of plugins that could not be read; their ids are then shown as they are.
    """

    language: str
    words: Table
    fallback: Table = field(factory=dict)
    problems: tuple[Problem, ...] = ()

    def find(self, *path: str) -> str | None:
        """The words at a path, if the language or the fallback has them."""
        for table in (self.words, self.fallback):
            found = _at(table, path)
            if isinstance(found, str):
                return found
        return None

    def table(self, *path: str) -> Table:
        """Everything under a path."""
        found = _at(self.words, path)
        return found if isinstance(found, dict) else {}

    def text(self, *path: str, **values: object) -> str:
        """The sentence at a path with its blanks filled in. One that is missing shows its path."""
        pattern = self.find(*path)
        return ".".join(path) if pattern is None else filled(pattern, **values)

    def with_words(self, words: Table) -> Catalogue:
        """The catalogue with an office's own words, which prevail: it may call things as its university does."""
        return evolve(self, words=merged(self.words, words)) if words else self

    def name(self, room: str, id: str) -> str:
        """The name of a thing, or its id where nobody has named it."""
        return self.find(room, id, "name") or self.find(room, id) or id


def filled(pattern: str, **values: object) -> str:
    """A pattern with its blanks filled in. A blank that nobody fills stays, whatever a plugin has written into it."""
    return _BLANK.sub(lambda blank: str(values.get(blank[1], blank[0])), pattern)


def catalogue(language: str, host: Host | None = None) -> Catalogue:
    """The catalogue of a language with the words of the plugins that a host has loaded. Raises `KeyError`."""
    if language not in LANGUAGES:
        raise KeyError(language)
    packages = _packages(host) if host else ()
    brought, problems = _brought(language, packages)
    # The core's words prevail, so that no plugin renames what belongs to all; the core lacks none in any language.
    words = merged(brought, _own(language))
    fallback = {} if language == FALLBACK else _brought(FALLBACK, packages)[0]
    return Catalogue(language=language, words=words, fallback=fallback, problems=tuple(problems))


@cache
def _own(language: str) -> dict[str, Any]:
    """The core's own words, which are read once."""
    return words_of(OWN, language)


def words_of(package: str, language: str) -> dict[str, Any]:
    """The words that a package has for a language, in `locales/hr.toml` or in the files of `locales/hr/`.

    None where it has neither. Raises `InvalidData`.
    """
    folder = files(package).joinpath("locales")
    rooms = folder.joinpath(language)
    found = [folder.joinpath(f"{language}.toml"), *(rooms.iterdir() if rooms.is_dir() else ())]
    words: dict[str, Any] = {}
    for file in sorted((one for one in found if one.name.endswith(".toml")), key=lambda one: one.name):
        if file.is_file():
            inside = "" if file.name == f"{language}.toml" else f"{language}/"
            data, _ = toml_with_lines(file.read_text(encoding="utf-8"), f"{package}/locales/{inside}{file.name}")
            words = merged(data, words)
    return words


def merged(under: Table, over: Table) -> dict[str, Any]:
    """Two tables as one, table by table; where both say something, `over` prevails."""
    result = dict(under)
    for key, value in over.items():
        known = result.get(key)
        result[key] = merged(known, value) if isinstance(known, dict) and isinstance(value, dict) else value
    return result


def _brought(language: str, packages: Iterable[str]) -> tuple[dict[str, Any], list[Problem]]:
    """The words that plugins bring, and what is wrong with their files."""
    words: dict[str, Any] = {}
    problems: list[Problem] = []
    for package in packages:
        try:
            words = merged(words_of(package, language), words)
        except InvalidData as error:
            problems.extend(error.problems)
    return words, problems


def _packages(host: Host) -> tuple[str, ...]:
    """The packages of the plugins that a host has loaded, from entry points or by `host.add`."""
    loaded = sorted(one.package for one in host.plugins if one.state == "loaded" and one.package)
    return tuple(package for package in loaded if find_spec(package))


def _at(table: Any, path: tuple[str, ...]) -> object:
    for part in path:
        if not isinstance(table, dict) or part not in table:
            return None
        table = table[part]
    return table
