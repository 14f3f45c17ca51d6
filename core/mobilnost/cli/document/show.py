"""`mobilnost document show`: what a version of a plan says, and who has signed it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from mobilnost.cli import options
from mobilnost.cli.counter import Counter


@click.command("show")
@click.argument("dossier")
@click.argument("type", metavar="TYPE")
@click.option("--version", type=click.IntRange(min=1), metavar="N")
@options.on
@options.acting
@options.as_json
@options.lang
@options.office
def show(
    dossier: str,
    type: str,
    version: int | None,
    on: date | None,
    acting: str | None,
    as_json: bool,
    lang: str | None,
    office: Path | None,
) -> int:
    """Show a version."""
    with Counter(office, lang, acting, on, as_json=as_json) as counter:
        from mobilnost.cli.document.reading import chosen
        from mobilnost.cli.document.telling import PlanTeller
        from mobilnost.desk import plans

        with counter.desk.read() as reader:
            state = plans.state_of(counter.desk, reader, dossier, type)
        PlanTeller.of(counter).show(state, chosen(state.plan, version))
    return counter.code
