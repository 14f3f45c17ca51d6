"""The command line's own texts, without anything that is heavy: `help.toml` of one language, and `help/<noun>.toml` for
the commands of a noun, read when that noun is called.

What a command says about dossiers and law comes from the catalogues of `mobilnost.locales`; these are for what is said
before a command has begun, and after it has failed.
"""

from __future__ import annotations

import errno
import tomllib
from collections.abc import Mapping
from functools import cache
from os import path
from typing import Any

from mobilnost.cli.language import LOCALES, spoken

Table = Mapping[str, Any]


@cache
def texts(language: str) -> Table:
    """Everything that the command line itself says in a language."""
    with open(path.join(LOCALES, language, "help.toml"), "rb") as file:
        return tomllib.load(file)


@cache
def texts_of(language: str, noun: str) -> Table:
    """What the commands of a noun say of themselves, by what is typed after the program's name."""
    file = path.join(LOCALES, language, "help", f"{noun}.toml")
    if not path.exists(file):
        return {}
    with open(file, "rb") as opened:
        return tomllib.load(opened)


def of_command(typed: str) -> Table:
    """The texts of a command by what is typed after the program's name, such as `dossier list`."""
    noun = typed.partition(" ")[0]
    return table("commands", typed) or texts_of(spoken(), noun).get(typed, {})


def table(*path: str) -> Table:
    """The texts under a path in the language of the program; empty where there are none."""
    found: Any = texts(spoken())
    for part in path:
        found = found.get(part, {})
    return found if isinstance(found, dict) else {}


def text(room: str, key: str, **values: object) -> str:
    """A text with its blanks filled in. Raises `KeyError`."""
    found: str = texts(spoken())[room][key]
    return found.format(**values)


def of_system_error(error: OSError) -> str:
    """What the system says: in the reader's language where we know the mistake, else as the system says it."""
    code = errno.errorcode.get(error.errno or 0, "")
    return str(table("system").get(code) or error.strerror or error)
