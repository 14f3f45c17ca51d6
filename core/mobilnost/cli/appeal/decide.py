"""`mobilnost appeal decide`: the Rector's decision, and what it changes in the ranking and the places."""

from __future__ import annotations

from decimal import Decimal
from typing import Unpack

import click

from mobilnost.cli.call.common import Standard, counter_of, done, say_changes, writing
from mobilnost.cli.call.ranking import number
from mobilnost.cli.texts import text


def pair(written: str) -> tuple[str, Decimal]:
    """`motivation=3`. Raises a usage error."""
    criterion, mark, points = written.partition("=")
    if not mark or not criterion:
        raise click.BadParameter(text("usage", "not_points", found=written))
    return criterion, number(points)


@click.command("decide")
@click.argument("id")
@click.option("--by", required=True, metavar="NAME")
@click.option("--outcome", type=click.Choice(("upheld", "rejected")), required=True)
@click.option("--reason", required=True, metavar="TEXT")
@click.option("--reference", default=None, metavar="TEXT")
@click.option("--points", "given_points", type=pair, multiple=True, metavar="ID=NUMBER")
@writing
def command(
    id: str,
    by: str,
    outcome: str,
    reason: str,
    reference: str | None,
    given_points: tuple[tuple[str, Decimal], ...],
    dry_run: bool,
    **given: Unpack[Standard],
) -> int:
    """Decide an appeal."""
    from mobilnost.desk import appeals
    from mobilnost.formats.calls import appeal_table
    from mobilnost.procedure.calls.appeals import Outcome, Settlement
    from mobilnost.procedure.calls.rounds import Points
    from mobilnost.register.sorts import APPEAL

    if given_points and outcome != Outcome.UPHELD:
        raise click.UsageError(text("usage", "points_of_upheld"))
    with counter_of(given) as counter:
        with counter.desk.read() as reader:
            dossier = reader.get(APPEAL, id).value.dossier
        points = [
            Points(dossier=dossier, criterion=criterion, points=value, by=by, on=counter.on)
            for criterion, value in given_points
        ]
        settlement = Settlement(by=by, on=counter.on, reason=reason, reference=reference)
        found = appeals.decide(counter.desk, id, Outcome(outcome), settlement, points, rehearsed=dry_run)
        values = {"appeal": id, "number": found.appeal.ranking or 0}
        key = "appeal_upheld" if outcome == Outcome.UPHELD else "appeal_rejected"
        done(counter, key, appeal_table(found.appeal), rehearsed=dry_run, **values)
        say_changes(counter, found.changes)
    return counter.code
