"""`mobilnost appeal file`: an appeal comes in, in time or not."""

from __future__ import annotations

from datetime import date
from typing import Unpack

import click

from mobilnost.cli import options
from mobilnost.cli.call.common import Standard, counter_of, done, writing


@click.command("file")
@click.argument("call", metavar="ID")
@click.argument("dossier", metavar="DOSSIER")
@click.option("--received", type=options.day, default=None, metavar="DATE")
@click.option("--delivered", type=options.day, default=None, metavar="DATE")
@click.option("--grounds", default=None, metavar="TEXT")
@writing
def command(
    call: str,
    dossier: str,
    received: date | None,
    delivered: date | None,
    grounds: str | None,
    dry_run: bool,
    **given: Unpack[Standard],
) -> int:
    """File an appeal."""
    from mobilnost.desk import appeals
    from mobilnost.formats.calls import appeal_table
    from mobilnost.procedure.calls.appeals import Filing

    with counter_of(given) as counter:
        filing = Filing(dossier=dossier, received=received or counter.on, delivered=delivered, grounds=grounds)
        found = appeals.file(counter.desk, call, filing, rehearsed=dry_run)
        values = {"appeal": found.id, "last": found.last, "decide_by": found.decide_by}
        done(counter, "filed", appeal_table(found), rehearsed=dry_run, **values)
    return counter.code
