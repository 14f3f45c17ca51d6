"""The program as a group whose commands are imported when they are called; its help needs none of them."""

from __future__ import annotations

from importlib import import_module

import click

from mobilnost import __version__
from mobilnost.cli import helps


class LazyGroup(click.Group):
    """A group that knows its commands by name, and finds each as `command` in the module of that name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands."""
        return [*helps.COMMANDS, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command, imported now."""
        if cmd_name not in helps.COMMANDS:
            return super().get_command(ctx, cmd_name)
        command: click.Command = import_module(f"mobilnost.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, from the help texts alone."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, helps.COMMANDS[name]) for name in self.list_commands(ctx)])


program = LazyGroup(
    name="mobilnost",
    help=helps.PROGRAM,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    no_args_is_help=True,
)
click.version_option(__version__, prog_name="mobilnost", message="%(prog)s %(version)s")(program)
