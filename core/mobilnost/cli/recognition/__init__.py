"""`mobilnost recognition`: what is recognised of a stay, and how grades are converted (čl. 13, čl. 14)."""

from __future__ import annotations

import click

from mobilnost.cli.recognition.decide import decide
from mobilnost.cli.recognition.grade_table import command as grade_table
from mobilnost.cli.recognition.propose import propose
from mobilnost.cli.recognition.show import show


@click.group("recognition")
def command() -> None:
    """Recognition."""


for verb in (propose, show, decide, grade_table):
    command.add_command(verb)
