"""`mobilnost appeal list`: the appeals of a call, or all of them, and by when the Rector decides."""

from __future__ import annotations

from typing import Unpack

import click

from mobilnost.cli.call.common import Standard, counter_of, standard


@click.command("list")
@click.option("--call", default=None, metavar="ID")
@standard
def command(call: str | None, **given: Unpack[Standard]) -> int:
    """List appeals."""
    from mobilnost.desk.appeals import appeals_of
    from mobilnost.formats.calls import appeal_table
    from mobilnost.locales.calls import RoundTeller

    with counter_of(given) as counter:
        with counter.desk.read() as reader:
            found = appeals_of(reader, call)
        for one in found:
            if counter.as_json:
                counter.record(appeal_table(one))
            else:
                counter.say(RoundTeller(counter.words).appeal(one))
        if not found and not counter.as_json:
            counter.say(counter.words.text("calls", "no_appeals"))
    return counter.code
