"""`mobilnost agreement`: the office's agreements, what is in force, what is used of them, and what comes next."""

from __future__ import annotations

import click

from mobilnost.cli.agreement.balance import command as balance
from mobilnost.cli.agreement.check import command as check
from mobilnost.cli.agreement.diff import command as diff
from mobilnost.cli.agreement.expiring import command as expiring
from mobilnost.cli.agreement.list_ import command as list_
from mobilnost.cli.agreement.new import command as new
from mobilnost.cli.agreement.renew import command as renew
from mobilnost.cli.agreement.show import command as show


@click.group("agreement")
def command() -> None:
    """Agreements."""


for _one in (new, list_, show, check, expiring, renew, balance, diff):
    command.add_command(_one)
