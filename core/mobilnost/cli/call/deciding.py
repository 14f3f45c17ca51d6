"""`mobilnost call decide|nominate|withdraw`: who gets which place, and what comes of a withdrawal."""

from __future__ import annotations

from typing import Unpack

import click

from mobilnost.cli.call.common import Standard, counter_of, done, say_changes, say_left, told_apart, writing


@click.command("decide")
@click.argument("id")
@click.option("--by", required=True, metavar="NAME")
@click.option("--reference", required=True, metavar="TEXT")
@click.option("--accept-losses", is_flag=True)
@writing
def decide(id: str, by: str, reference: str, accept_losses: bool, dry_run: bool, **given: Unpack[Standard]) -> int:
    """Decide on the ranking."""
    from mobilnost.desk import calls
    from mobilnost.formats.calls import verdict_table

    with counter_of(given) as counter, told_apart(counter):
        found = calls.decide(counter.desk, id, by, reference, losses_accepted=accept_losses, rehearsed=dry_run)
        verdict = found.round.verdicts[-1]
        values = {"call": id, "number": verdict.ranking, "by": by, "reference": reference}
        done(counter, "decided", {"call": id, **verdict_table(verdict)}, rehearsed=dry_run, **values)
        say_changes(counter, found.changes)
    return counter.code


@click.command("nominate")
@click.argument("id")
@click.argument("dossier", metavar="DOSSIER")
@click.option("--agreement", required=True, metavar="ID")
@writing
def nominate(id: str, dossier: str, agreement: str, dry_run: bool, **given: Unpack[Standard]) -> int:
    """Nominate an employee of the Rectorate."""
    from mobilnost.desk import calls

    with counter_of(given) as counter:
        round = calls.nominate(counter.desk, id, dossier, agreement, rehearsed=dry_run)
        one = round.nominations[-1]
        table = {"call": id, "dossier": dossier, "agreement": one.agreement, "decision": one.decision}
        values = {"dossier": dossier, "agreement": one.agreement, "reference": one.reference}
        done(counter, "nominated", table, rehearsed=dry_run, **values)
    return counter.code


@click.command("withdraw")
@click.argument("id")
@click.argument("dossier", metavar="DOSSIER")
@click.option("--reason", required=True, metavar="TEXT")
@writing
def withdraw(id: str, dossier: str, reason: str, dry_run: bool, **given: Unpack[Standard]) -> int:
    """Record a withdrawal."""
    from mobilnost.desk import calls

    with counter_of(given) as counter:
        found = calls.withdraw(counter.desk, id, dossier, reason, rehearsed=dry_run)
        table = {"call": id, "dossier": dossier, "reason": reason}
        done(counter, "withdrawn", table, rehearsed=dry_run, call=id, dossier=dossier)
        say_left(counter, found)
    return counter.code
