"""How the terminal is written to: colour, width, records; results on the standard output, the rest on the other.

Whatever a file, a plugin or a name of a file brings along, nothing but our own colours steers the terminal.
"""

from __future__ import annotations

import codecs
import os
import re
import shutil
import sys
import textwrap
from collections.abc import Iterable, Mapping
from typing import Any, TextIO

import click
from attrs import frozen

from mobilnost.formats.report import json_line

WIDEST = 100
_STEERS = r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]"
_STEERING = re.compile(_STEERS)
UNSHOWN = "\N{REPLACEMENT CHARACTER}"
#: The same, but for the colours that `styled` puts in.
_STEERING_BUT_COLOURS = re.compile(rf"(?!\x1b\[[0-9;]*m){_STEERS}")


@frozen
class Screen:
    """Where a command writes."""

    color: bool
    width: int | None

    @classmethod
    def here(cls) -> Screen:
        """As the standard output is now: coloured and wrapped on a terminal only, and never against NO_COLOR."""
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="replace")
        terminal = is_terminal(sys.stdout)
        width = min(shutil.get_terminal_size().columns, WIDEST) if terminal else None
        return cls(color=terminal and not os.environ.get("NO_COLOR"), width=width)

    def say(self, text: str = "") -> None:
        """A line of the result."""
        click.echo((_STEERING_BUT_COLOURS if self.color else _STEERING).sub(UNSHOWN, text), color=self.color)

    def record(self, table: Mapping[str, Any]) -> None:
        """A line of JSON, whole in any encoding: one that cannot carry all letters gets them escaped."""
        click.echo(json_line(table, ascii=not carries_all(sys.stdout)), color=False)

    def records(self, tables: Iterable[Mapping[str, Any]]) -> None:
        """Several lines of JSON, written in one go."""
        ascii = not carries_all(sys.stdout)
        lines = [json_line(one, ascii=ascii) for one in tables]
        if lines:
            click.echo("\n".join(lines), color=False)

    def warn(self, text: str) -> None:
        """A line about the result."""
        click.echo(_STEERING.sub(UNSHOWN, text), err=True, color=False)

    def styled(self, text: str, colour: str | None = None, *, bold: bool = False, dim: bool = False) -> str:
        """A text in a colour, where there are colours."""
        return click.style(text, fg=colour, bold=bold or None, dim=dim or None) if self.color else text

    def indented(self, text: str, first: str = "  ", rest: str = "    ") -> str:
        """A paragraph, wrapped to the terminal and hanging under its first line."""
        if self.width is None:
            return f"{first}{text}"
        return textwrap.fill(
            text,
            self.width,
            initial_indent=first,
            subsequent_indent=rest,
            break_long_words=False,
            break_on_hyphens=False,
        )


def is_terminal(stream: TextIO | None) -> bool:
    """Whether somebody is looking; a stream that was closed before we began is none."""
    return stream is not None and stream.isatty()


def carries_all(stream: TextIO | None) -> bool:
    """Whether a stream can carry every letter."""
    name = getattr(stream, "encoding", None) or "ascii"
    return codecs.lookup(name).name.startswith("utf")
