"""`mobilnost agreement renew`: the agreement that follows another, in a file like the other's."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from mobilnost.cli import options


@click.command("renew")
@click.argument("name", metavar="ID|FILE")
@click.option("--until", type=options.day, required=True, metavar="DATE")
@click.option("--from", "since", type=options.day, default=None, metavar="DATE")
@click.option("--signed", type=options.day, default=None, metavar="DATE")
@click.option("--id", "id_", default=None, metavar="ID")
@options.on
@options.dry_run
@options.as_json
@options.lang
@options.office
def command(
    name: str,
    until: date,
    since: date | None,
    signed: date | None,
    id_: str | None,
    on: date | None,
    dry_run: bool,
    as_json: bool,
    lang: str | None,
    office: Path | None,
) -> int:
    """Renew an agreement."""
    from mobilnost.cli.agreement.reading import agreements_at, named
    from mobilnost.cli.agreement.writing import written
    from mobilnost.cli.counter import Counter
    from mobilnost.formats.renewed import renewed_text
    from mobilnost.procedure.agreements.renewals import renewed

    with Counter(office, lang, None, on, as_json=as_json) as counter:
        given, agreements = named(counter, name), agreements_at(counter)
        one = given.value
        following = renewed(
            one,
            until=until,
            since=since,
            signed=signed or max(one.signed, counter.on),
            id=id_,
            successor=agreements.expiry(one).successor,
            taken=agreements.loaded.keys(),
        )
        written(counter, renewed_text(given.lines.text, following), dry_run=dry_run)
    return counter.code
