"""`mobilnost plugin`: for those who write programmes. What is installed is listed by `mobilnost plugins`."""

from __future__ import annotations

import click

from mobilnost.cli.plugin.new import command as new


@click.group("plugin")
def command() -> None:
    """Programmes of one's own."""


command.add_command(new)
