"""`mobilnost call points|order|rank`: what the committee gives, and the ranking that comes of it."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

import click

from mobilnost.cli.call.common import Standard, counter_of, done, writing
from mobilnost.cli.texts import text

if TYPE_CHECKING:
    from mobilnost.cli.counter import Counter
    from mobilnost.procedure.calls.rounds import Points


def number(written: str) -> Decimal:
    """A number with a decimal point or comma. Raises a usage error."""
    try:
        found = Decimal(written.replace(",", "."))
    except InvalidOperation as error:
        raise click.BadParameter(text("usage", "not_a_number", found=written)) from error
    if not found.is_finite():
        raise click.BadParameter(text("usage", "not_a_number", found=written))
    return found


@click.command("points")
@click.argument("id")
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="[FILE]")
@click.option("--candidate", default=None, metavar="DOSSIER")
@click.option("--criterion", default=None, metavar="ID")
@click.option("--points", "given_points", type=number, default=None, metavar="NUMBER")
@writing
def points(
    id: str,
    file: Path | None,
    candidate: str | None,
    criterion: str | None,
    given_points: Decimal | None,
    dry_run: bool,
    **given: Unpack[Standard],
) -> int:
    """Record points of the committee."""
    from mobilnost.desk import calls

    single = (candidate, criterion, given_points)
    if (file is None) == (None in single) or (file is not None and any(one is not None for one in single)):
        raise click.UsageError(text("usage", "points_from_where"))
    with counter_of(given) as counter:
        records = _records(counter, file, candidate, criterion, given_points)
        round = calls.record_points(counter.desk, id, records, rehearsed=dry_run)
        table = {"call": round.call, "points": len(records)}
        done(counter, "pointed", table, rehearsed=dry_run, call=round.call, count=len(records))
    return counter.code


@click.command("order")
@click.argument("id")
@click.argument("dossiers", nargs=-1, required=True, metavar="DOSSIER...")
@click.option("--reason", required=True, metavar="TEXT")
@writing
def order(id: str, dossiers: tuple[str, ...], reason: str, dry_run: bool, **given: Unpack[Standard]) -> int:
    """Put in order those who are tied."""
    from mobilnost.desk import calls

    with counter_of(given) as counter:
        round = calls.break_tie(counter.desk, id, dossiers, reason, rehearsed=dry_run)
        table = {"call": round.call, "order": list(dossiers), "reason": reason}
        done(counter, "ordered", table, rehearsed=dry_run, call=round.call, order=dossiers)
    return counter.code


@click.command("rank")
@click.argument("id")
@click.option("--committee", default=None, metavar="ID")
@writing
def rank(id: str, committee: str | None, dry_run: bool, **given: Unpack[Standard]) -> int:
    """Rank the candidates."""
    from mobilnost.desk import calls
    from mobilnost.formats.calls import ranking_table
    from mobilnost.locales.calls import RoundTeller

    with counter_of(given) as counter:
        found = calls.rank(counter.desk, id, committee, rehearsed=dry_run)
        values = {"call": id, "number": found.number, "committee": found.committee}
        done(counter, "ranked", {"call": id, **ranking_table(found)}, rehearsed=dry_run, **values)
        if not counter.as_json:
            for line in RoundTeller(counter.words).ranking(found):
                counter.say(line)
    return counter.code


def _records(
    counter: Counter, file: Path | None, candidate: str | None, criterion: str | None, points: Decimal | None
) -> tuple[Points, ...]:
    """What is to be recorded: one, or what a list says."""
    from mobilnost.formats.points import read_points
    from mobilnost.procedure.calls.rounds import Points

    by, on = counter.actor.name, counter.on
    if file is not None:
        return tuple(
            Points(dossier=one.dossier, criterion=one.criterion, points=one.points, by=by, on=on)
            for one in read_points(file)
        )
    return (Points(dossier=candidate or "", criterion=criterion or "", points=points or Decimal(0), by=by, on=on),)
