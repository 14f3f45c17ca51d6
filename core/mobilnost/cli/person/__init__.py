"""`mobilnost person`: the persons of the register's dossiers, each kept once as they are known now."""

from __future__ import annotations

import click

from mobilnost.cli.person.change import command as change
from mobilnost.cli.person.list_ import command as list_
from mobilnost.cli.person.show import command as show


@click.group("person")
def command() -> None:
    """Persons."""


for _one in (list_, show, change):
    command.add_command(_one)
