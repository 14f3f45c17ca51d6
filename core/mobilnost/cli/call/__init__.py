"""`mobilnost call`: calls, from what is wrong in their files to who gets which place."""

from __future__ import annotations

import click

from mobilnost.cli.call.applying import apply_, close, extend, open_
from mobilnost.cli.call.check import command as check
from mobilnost.cli.call.deciding import decide, nominate, withdraw
from mobilnost.cli.call.list_ import command as list_
from mobilnost.cli.call.publish import command as publish
from mobilnost.cli.call.ranking import order, points, rank
from mobilnost.cli.call.show import command as show


@click.group("call")
def command() -> None:
    """Calls."""


for _one in (
    list_,
    open_,
    apply_,
    extend,
    close,
    show,
    points,
    order,
    rank,
    nominate,
    decide,
    publish,
    withdraw,
    check,
):
    command.add_command(_one)
