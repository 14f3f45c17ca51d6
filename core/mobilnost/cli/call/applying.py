"""`mobilnost call open|apply|extend|close`: from the first day of a round to the last application."""

from __future__ import annotations

from datetime import date
from typing import Unpack

import click

from mobilnost.cli import options
from mobilnost.cli.call.common import Standard, counter_of, done, told_apart, writing


@click.command("open")
@click.argument("id")
@click.option("--for", "participant", type=click.Choice(("student", "staff")), default=None)
@writing
def open_(id: str, participant: str | None, dry_run: bool, **given: Unpack[Standard]) -> int:
    """Open a call."""
    from mobilnost.desk import calls
    from mobilnost.formats.calls import round_table
    from mobilnost.model import Selected

    with counter_of(given) as counter:
        whom = Selected(participant) if participant else None
        round = calls.open_round(counter.desk, id, whom, rehearsed=dry_run)
        done(counter, "opened", round_table(round), rehearsed=dry_run, call=round.call)
    return counter.code


@click.command("apply")
@click.argument("id")
@click.argument("dossier", metavar="DOSSIER")
@click.option("--choice", "choices", multiple=True, required=True, metavar="ID")
@writing
def apply_(id: str, dossier: str, choices: tuple[str, ...], dry_run: bool, **given: Unpack[Standard]) -> int:
    """Record an application."""
    from mobilnost.desk import calls

    with counter_of(given) as counter, told_apart(counter):
        round = calls.apply(counter.desk, id, dossier, choices, rehearsed=dry_run)
        found = round.application(dossier)
        chosen = found.choices if found else ()
        table = {"call": round.call, "dossier": dossier, "choices": list(chosen)}
        done(counter, "applied", table, rehearsed=dry_run, call=round.call, dossier=dossier, choices=chosen)
    return counter.code


@click.command("extend")
@click.argument("id")
@click.option("--until", type=options.day, required=True, metavar="DATE")
@click.option("--reason", required=True, metavar="TEXT")
@writing
def extend(id: str, until: date, reason: str, dry_run: bool, **given: Unpack[Standard]) -> int:
    """Take applications longer."""
    from mobilnost.desk import calls

    with counter_of(given) as counter:
        round = calls.extend(counter.desk, id, until, reason, rehearsed=dry_run)
        table = {"call": round.call, "until": until.isoformat(), "reason": reason}
        done(counter, "extended", table, rehearsed=dry_run, call=round.call, until=until)
    return counter.code


@click.command("close")
@click.argument("id")
@writing
def close(id: str, dry_run: bool, **given: Unpack[Standard]) -> int:
    """Close a call."""
    from mobilnost.desk import calls

    with counter_of(given) as counter:
        round = calls.close(counter.desk, id, rehearsed=dry_run)
        count = len(round.candidates)
        table = {"call": round.call, "candidates": count}
        done(counter, "closed", table, rehearsed=dry_run, call=round.call, count=count)
    return counter.code
