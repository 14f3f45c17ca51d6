"""How the terminal is written to: colour, width, progress; results on the standard output, the rest on the other."""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
from typing import TextIO

import click
from attrs import frozen

WIDEST = 100


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
        click.echo(text, color=self.color)

    def warn(self, text: str) -> None:
        """A line about the result."""
        plain = not is_terminal(sys.stderr) or bool(os.environ.get("NO_COLOR"))
        click.echo(text, err=True, color=not plain)

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


def is_terminal(stream: TextIO) -> bool:
    """Whether somebody is looking."""
    return stream.isatty()
