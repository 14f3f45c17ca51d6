"""`mobilnost document`: the papers of a dossier, and its plans with their versions and signatures."""

from __future__ import annotations

import click

from mobilnost.cli.document.add import add
from mobilnost.cli.document.diff import diff
from mobilnost.cli.document.draft import draft
from mobilnost.cli.document.get import get
from mobilnost.cli.document.list_ import list_
from mobilnost.cli.document.show import show
from mobilnost.cli.document.sign import sign


@click.group("document")
def command() -> None:
    """Papers and plans."""


for verb in (list_, show, draft, sign, diff, add, get):
    command.add_command(verb)
