"""`mobilnost grant`: what a stay is paid, and what it would be paid otherwise."""

from __future__ import annotations

import click

from mobilnost.cli.grant.show import command as show
from mobilnost.cli.grant.what_if import command as what_if


@click.group("grant")
def command() -> None:
    """Grants."""


for _one in (show, what_if):
    command.add_command(_one)
