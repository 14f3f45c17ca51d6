"""Texts on the command line: none with halves of characters, which a shell hands over where something is no UTF-8.

No register and no file could hold them. Names of files are left alone, for a file may be called anything.
"""

from __future__ import annotations

from typing import Any

import click

from mobilnost.cli.texts import text


class Written(click.types.StringParamType):
    """A text as another type reads it, once it is known to be one."""

    def __init__(self, inner: click.ParamType[Any]) -> None:
        self.inner = inner
        self.name = inner.name

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The value that it stands for. Raises a usage error."""
        from mobilnost.model.codes import writable

        if isinstance(value, str) and not writable(value):
            found = value.encode(errors="backslashreplace").decode()
            self.fail(text("usage", "not_text", found=found), param, ctx)
        return self.inner.convert(value, param, ctx)


def texts_only(command: click.Command) -> click.Command:
    """The same command, and its own commands, whose options and arguments take nothing but texts as text."""
    for one in command.params:
        plain = isinstance(one.type, click.types.StringParamType | click.types.FuncParamType)
        if plain and not isinstance(one.type, Written):
            one.type = Written(one.type)
    if isinstance(command, click.Group):
        for inner in command.commands.values():
            texts_only(inner)
    return command
