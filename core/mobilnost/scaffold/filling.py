"""Templates: files as they will be, with blanks, and marks where something stands for some programmes only.

A blank is one of `string.Template`: `$code`. Every value is written as the file needs it, so that no name can break out
of the quotation marks it stands in. A mark is a comment of TOML and Markdown, so that a template is a file of its own
kind and is read from top to bottom:

    #? staff
    [[counting]]                    the paragraph stays where there is staff
    strategy = "actual-days"

    #? staff allowance = "…"        the line does

That is all that a scaffold needs of a template language: no loops, no expressions, and no dependency for those who
embed the core and never make a programme.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from importlib.resources import files
from pathlib import PurePosixPath
from string import Template

#: Set apart from the files of the package itself, so that nobody takes a template for Python or for data.
SUFFIX = ".template"
_PARAGRAPH = re.compile(r"^#\? (\S+)\n((?:.+\n)+)\n?", re.MULTILINE)
_LINE = re.compile(r"^#\? (\S+) (.*\n)", re.MULTILINE)
#: Files in which values stand within quotation marks, where a backslash sets a mark apart.
_QUOTING = {".toml", ".py"}


#: What stands in a blank; several texts are an array.
Blank = str | tuple[str, ...]


def filled(name: str, blanks: Mapping[str, Blank], so: Collection[str]) -> str:
    """The template of a name with its blanks filled in; `so` are the marks that hold. Raises `KeyError`."""
    folder = files(__package__).joinpath("template")
    text = folder.joinpath(f"{name}{SUFFIX}").read_text(encoding="utf-8")
    written = quoted if PurePosixPath(name).suffix in _QUOTING else plain
    return Template(chosen(text, so)).substitute({key: written(value) for key, value in blanks.items()})


def chosen(text: str, so: Collection[str]) -> str:
    """A text without its marks, and without what they mark where they do not hold."""
    text = _PARAGRAPH.sub(lambda mark: f"{mark[2]}\n" if mark[1] in so else "", text)
    text = _LINE.sub(lambda mark: mark[2] if mark[1] in so else "", text)
    return f"{text.rstrip()}\n" if text.strip() else ""


def quoted(value: Blank) -> str:
    """A value as it stands within double quotation marks, in TOML and in Python alike; an array with its brackets."""
    if isinstance(value, tuple):
        return "[" + ", ".join(f'"{quoted(one)}"' for one in value) + "]"
    return value.replace("\\", "\\\\").replace('"', '\\"')


def plain(value: Blank) -> str:
    """A value as people read it."""
    return value if isinstance(value, str) else ", ".join(value)
