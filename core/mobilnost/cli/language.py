"""The reader's language, known before anything else is: help, mistakes of usage and a broken file are told in it too.

It is asked for on the command line, else named by the settings of the office, else that of the system. For the
program as a whole it stands in the variable by which gettext, and so click, knows it.
"""

from __future__ import annotations

import gettext
import os
import tomllib
from collections.abc import Iterator, Sequence
from os import PathLike, path

from mobilnost.languages import DEFAULT_LANGUAGE, LANGUAGES, language_of

#: Where catalogues lie: a folder for each language, with the texts of click in one that gettext knows.
LOCALES = path.join(path.dirname(path.dirname(path.abspath(__file__))), "locales")
DOMAIN = "click"
SYSTEM = ("LC_ALL", "LC_MESSAGES", "LANG")
SPOKEN = "LANGUAGE"
OFFICE = "MOBILNOST_OFFICE"
SETTINGS_FILE = "mobilnost.toml"
#: A folder by its name: this module is asked before `pathlib` would have to be loaded.
Folder = str | PathLike[str]
#: Settings are shorter; what is longer is not read for its language alone.
MAX_BYTES = 64 * 1024


def speak(language: str) -> None:
    """Makes a language that of the program: of its own texts, and of those that click takes from gettext."""
    os.environ[SPOKEN] = language
    gettext.bindtextdomain(DOMAIN, LOCALES)
    gettext.textdomain(DOMAIN)


def spoken() -> str:
    """The language of the program."""
    return language_of(os.environ.get(SPOKEN)) or of_system()


def wanted(arguments: Sequence[str]) -> str:
    """The language that a command line is to be answered in, even if nothing else on it is understood."""
    return asked(arguments) or next(filter(None, map(of_settings, _folders(arguments))), None) or of_system()


def asked(arguments: Sequence[str]) -> str | None:
    """The language that the command line asks for, wherever it does."""
    found = [one for one in _values_of("--lang", arguments) if one in LANGUAGES]
    return found[-1] if found else None


def of_settings(folder: Folder | None) -> str | None:
    """The language that the settings in a folder name. What else is wrong with them does not matter here."""
    if folder is None or not _holds_settings(folder):
        return None
    try:
        with open(path.join(folder, SETTINGS_FILE), "rb") as file:
            office = tomllib.loads(file.read(MAX_BYTES).decode("utf-8-sig")).get("office")
    except (OSError, ValueError, RecursionError):
        return None
    tag = office.get("language") if isinstance(office, dict) else None
    return language_of(tag) if isinstance(tag, str) else None


def of_system() -> str:
    """The language of the system, where it is one of ours, else English."""
    tags = (os.environ.get(name) for name in SYSTEM)
    return language_of(next((tag for tag in tags if tag), None)) or DEFAULT_LANGUAGE


def _folders(arguments: Sequence[str]) -> Iterator[Folder | None]:
    """The office's folder: the one that is named, else the nearest above a path on the command line or where we are."""
    named = [*filter(None, (os.environ.get(OFFICE), *_values_of("--office", arguments)))]
    if named:
        yield named[-1]
    else:
        paths = (one for one in arguments if not one.startswith("-") and (path.dirname(one) or path.exists(one)))
        yield from map(_above, (*paths, "."))


def _above(start: str) -> str | None:
    try:
        folder = path.realpath(start)
    except OSError:  # we are in a folder that is gone
        return None
    while not _holds_settings(folder):
        folder, below = path.dirname(folder), folder
        if folder == below:
            return None
    return folder


def _holds_settings(folder: Folder) -> bool:
    """Whether it is an office's. A name that is too long, or a folder that may not be entered, is none."""
    return path.isfile(path.join(folder, SETTINGS_FILE))


def _values_of(option: str, arguments: Sequence[str]) -> list[str]:
    """The values of an option, as `--lang hr` or `--lang=hr`; what follows `--` is no option."""
    before = arguments[: arguments.index("--")] if "--" in arguments else arguments
    return [
        following if one == option else one.partition("=")[2]
        for one, following in zip(before, (*before[1:], ""), strict=False)
        if one == option or one.startswith(f"{option}=")
    ]
