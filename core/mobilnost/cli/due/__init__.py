"""`mobilnost due`: who owes what, until when and why; and the records that it was done, or that it waits."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from mobilnost.cli import options
from mobilnost.cli.due import acts


@click.group("due", invoke_without_command=True)
@click.option("--for", "who", default=None, metavar="ROLE")
@click.option("--unit", default=None, metavar="ID")
@click.option("--dossier", default=None, metavar="ID")
@click.option("--since", type=options.day, default=None, metavar="DATE")
@click.option("--until", type=options.day, default=None, metavar="DATE")
@click.option("--overdue", is_flag=True)
@click.option("--all", "done", is_flag=True)
@click.option("--ics", type=click.Path(dir_okay=False, path_type=Path), default=None, metavar="FILE")
@click.option("--names", is_flag=True)
@options.acting
@options.on
@options.as_json
@options.lang
@options.office
@click.pass_context
def command(
    context: click.Context,
    who: str | None,
    unit: str | None,
    dossier: str | None,
    since: date | None,
    until: date | None,
    overdue: bool,
    done: bool,
    ics: Path | None,
    names: bool,
    acting: str | None,
    on: date | None,
    as_json: bool,
    lang: str | None,
    office: Path | None,
) -> int | None:
    """What is due."""
    if context.invoked_subcommand is not None:
        return None
    from mobilnost.cli.counter import Counter
    from mobilnost.cli.due.listing import Listing
    from mobilnost.register.due import Asked

    with Counter(office, lang, acting, on, as_json=as_json) as counter:
        asked = Asked(
            on=counter.on,
            since=since,
            until=until,
            who=who,
            unit=unit,
            dossier=dossier,
            overdue=overdue,
            done=done or ics is not None,
        )
        listing = Listing(counter, asked, names=names)
        listing.prepare()
        if ics is None:
            listing.show()
        else:
            from mobilnost.cli.due.ics import export

            export(listing, ics)
    return counter.code


for one in acts.COMMANDS:
    command.add_command(one)
