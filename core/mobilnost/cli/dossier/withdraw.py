"""`mobilnost dossier withdraw`: somebody does not go; the place is free again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from mobilnost.cli import options


@click.command("withdraw")
@click.argument("id")
@click.option("--reason", required=True, metavar="TEXT")
@options.dry_run
@options.on
@options.acting
@options.as_json
@options.lang
@options.office
def command(
    id: str,
    reason: str,
    dry_run: bool,
    on: date | None,
    acting: str | None,
    as_json: bool,
    lang: str | None,
    office: Path | None,
) -> int:
    """Withdraw a dossier."""
    from mobilnost.cli.call.common import done as told
    from mobilnost.cli.call.common import say_left
    from mobilnost.cli.counter import Counter
    from mobilnost.cli.dossier.sheets import life_table
    from mobilnost.desk import steps

    with Counter(office, lang, acting, on, as_json=as_json) as counter:
        found = steps.withdraw(counter.desk, id, reason, rehearsed=dry_run)
        done = "would_withdraw" if dry_run else "withdrawn"
        if as_json:
            calls = [one.round.call for one in found.left]
            counter.record({"dossier": id, "done": done, "calls": calls, "life": life_table(found.life)})
        else:
            counter.say(counter.words.text("dossiers", done, dossier=id))
        for one in found.left:
            if not as_json:
                told(counter, "withdrawn", {}, rehearsed=dry_run, call=one.round.call, dossier=id)
            say_left(counter, one)
    return counter.code
