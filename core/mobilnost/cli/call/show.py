"""`mobilnost call show`: one round with its candidates, its rankings explained, its places and its reserve."""

from __future__ import annotations

from typing import Unpack

import click

from mobilnost.cli.call.common import Standard, counter_of, standard


@click.command("show")
@click.argument("id")
@click.option("--ranking", "number", type=click.IntRange(min=1), default=None, metavar="NUMBER")
@standard
def command(id: str, number: int | None, **given: Unpack[Standard]) -> int:
    """Show a call."""
    from mobilnost.desk.appeals import appeals_of
    from mobilnost.desk.rounds import law_of, round_of
    from mobilnost.formats.calls import appeal_table, round_table
    from mobilnost.locales.calls import RoundTeller
    from mobilnost.procedure.refusals import Reason, Refused

    with counter_of(given) as counter:
        with counter.desk.read() as reader:
            law = law_of(counter.desk, id, reader)
            round = round_of(reader, law.call.value.id)
            appeals = appeals_of(reader, round.call)
        known = tuple(one.number for one in round.rankings)
        if number is not None and number not in known:
            raise Refused([Reason.of("no-such-ranking", call=round.call, number=number, known=known)])
        if counter.as_json:
            table = round_table(round) | {"appeals": [appeal_table(one) for one in appeals]}
            counter.record(table | {"partial": counter.actor.units is not None})
        else:
            for line in RoundTeller(counter.words).page(law.call.value, round, appeals, number):
                counter.say(line)
            if counter.actor.units is not None:
                counter.say(counter.words.text("calls", "partial", units=", ".join(sorted(counter.actor.units))))
    return counter.code
