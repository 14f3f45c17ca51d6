"""`mobilnost document diff`: two versions of a plan side by side."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from mobilnost.cli import options
from mobilnost.cli.counter import Counter

NUMBER = click.IntRange(min=1)


@click.command("diff")
@click.argument("dossier")
@click.argument("type", metavar="TYPE")
@click.argument("before", type=NUMBER, required=False, metavar="[A]")
@click.argument("after", type=NUMBER, required=False, metavar="[B]")
@options.on
@options.acting
@options.as_json
@options.lang
@options.office
def diff(
    dossier: str,
    type: str,
    before: int | None,
    after: int | None,
    on: date | None,
    acting: str | None,
    as_json: bool,
    lang: str | None,
    office: Path | None,
) -> int:
    """Compare two versions."""
    with Counter(office, lang, acting, on, as_json=as_json) as counter:
        from mobilnost.cli.document.comparing import show_difference
        from mobilnost.cli.document.reading import chosen
        from mobilnost.desk import plans

        with counter.desk.read() as reader:
            plan = plans.state_of(counter.desk, reader, dossier, type).plan
        later = chosen(plan, after)
        show_difference(counter, plan, chosen(plan, before or max(later.number - 1, 1)), later)
    return counter.code
