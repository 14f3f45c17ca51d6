"""`mobilnost call list`: the calls of the office, and how far each has come."""

from __future__ import annotations

from typing import Unpack

import click

from mobilnost.cli.call.common import Standard, counter_of, standard


@click.command("list")
@standard
def command(**given: Unpack[Standard]) -> int:
    """List calls."""
    from mobilnost.formats.calls import call_table
    from mobilnost.locales.calls import RoundTeller
    from mobilnost.register import rounds as kept

    with counter_of(given) as counter:
        teller = RoundTeller(counter.words)
        with counter.desk.read() as reader:
            rounds = {one.call: one for one in kept.every(reader)}
        problems = counter.office.calls.problems
        if problems:
            counter.refuse(problems)
        for one in counter.office.calls.readable():
            round = rounds.get(one.value.id)
            if counter.as_json:
                counter.record(call_table(one.value, round))
            else:
                counter.say(teller.call(one.value, round))
    return counter.code
