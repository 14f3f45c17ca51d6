"""`mobilnost dossier`: dossiers in the register, from the day that they come in to the day that they are closed."""

from __future__ import annotations

import click

from mobilnost.cli.dossier.add import command as add
from mobilnost.cli.dossier.change import command as change
from mobilnost.cli.dossier.import_ import command as import_
from mobilnost.cli.dossier.list_ import command as list_
from mobilnost.cli.dossier.next_ import command as next_
from mobilnost.cli.dossier.record import command as record
from mobilnost.cli.dossier.show import command as show
from mobilnost.cli.dossier.withdraw import command as withdraw


@click.group("dossier")
def command() -> None:
    """Dossiers."""


for _one in (add, import_, list_, show, change, next_, record, withdraw):
    command.add_command(_one)
