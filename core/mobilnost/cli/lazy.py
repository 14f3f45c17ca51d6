"""The program as a group whose commands are imported when they are called; its help needs none of them."""

from __future__ import annotations

from gettext import gettext
from importlib import import_module

import click

from mobilnost import __version__
from mobilnost.cli import helps, options
from mobilnost.cli.exits import Unread
from mobilnost.cli.written import texts_only


class LazyGroup(click.Group):
    """A group that has its commands by name alone, and finds each as `command` in the module of that name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, in our own order."""
        return sorted(super().list_commands(ctx), key=helps.COMMANDS.index)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command, imported now, with its help in the reader's language."""
        if super().get_command(ctx, cmd_name) is None:
            return None
        command: click.Command = import_module(f"mobilnost.cli.{cmd_name}").command
        if isinstance(command, click.Group):
            options.noun(command)
        return texts_only(helps.worded(command, cmd_name))

    def invoke(self, ctx: click.Context) -> object:
        """What a command returns. Of output that nobody reads any more the exit tells; click would say 1."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise Unread from error

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, from the help texts alone."""
        with formatter.section(gettext("Commands")):
            formatter.write_dl([(name, self.commands[name].short_help or "") for name in self.list_commands(ctx)])


program = LazyGroup(
    name="mobilnost",
    commands=[click.Command(name) for name in helps.COMMANDS],
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    no_args_is_help=True,
)
click.version_option(__version__, prog_name="mobilnost", message="%(prog)s %(version)s")(program)
options.lang(program)
helps.worded(program)
