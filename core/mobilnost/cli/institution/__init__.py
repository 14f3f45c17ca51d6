"""`mobilnost institution`: the partners that the register knows, with their codes."""

from __future__ import annotations

import click

from mobilnost.cli.institution.add import command as add
from mobilnost.cli.institution.import_ import command as import_
from mobilnost.cli.institution.list_ import command as list_
from mobilnost.cli.institution.show import command as show


@click.group("institution")
def command() -> None:
    """Institutions."""


for _one in (list_, show, add, import_):
    command.add_command(_one)
