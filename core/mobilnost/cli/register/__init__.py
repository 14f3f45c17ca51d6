"""`mobilnost register`: what is in it, whether it is sound, who did what, copies and the way back."""

from __future__ import annotations

import click

from mobilnost.cli.register.files import backup, export, import_
from mobilnost.cli.register.log import command as log
from mobilnost.cli.register.replay import command as replay
from mobilnost.cli.register.show import command as show
from mobilnost.cli.register.upgrade import command as upgrade
from mobilnost.cli.register.verify import command as verify


@click.group("register")
def command() -> None:
    """The register."""


for _one in (show, log, verify, replay, backup, export, import_, upgrade):
    command.add_command(_one)
