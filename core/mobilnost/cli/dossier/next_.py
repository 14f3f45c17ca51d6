"""`mobilnost dossier next`: what can be done of a dossier now, by whom, and what is missing for it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from mobilnost.cli import options


@click.command("next")
@click.argument("id")
@options.on
@options.acting
@options.as_json
@options.lang
@options.office
def command(id: str, on: date | None, acting: str | None, as_json: bool, lang: str | None, office: Path | None) -> int:
    """What comes next."""
    from mobilnost.cli.counter import Counter
    from mobilnost.cli.dossier.sheets import LifeSheet
    from mobilnost.desk import steps

    with Counter(office, lang, acting, on, as_json=as_json) as counter:
        with counter.desk.read() as reader:
            ahead = steps.ahead(counter.desk, reader, id)
        sheet = LifeSheet(counter, ahead)
        if as_json:
            for one in sheet.next_tables():
                counter.record(one)
        else:
            for line in sheet.next_lines():
                counter.say(line)
    return counter.code
