"""`mobilnost appeal`: appeals of outgoing candidates to the Rector (čl. 27)."""

from __future__ import annotations

import click

from mobilnost.cli.appeal.decide import command as decide
from mobilnost.cli.appeal.file import command as file
from mobilnost.cli.appeal.list_ import command as list_


@click.group("appeal")
def command() -> None:
    """Appeals."""


for _one in (file, list_, decide):
    command.add_command(_one)
