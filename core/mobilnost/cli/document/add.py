"""`mobilnost document add`: a paper that the office received."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from mobilnost.cli import options
from mobilnost.cli.counter import Counter


@click.command("add")
@click.argument("dossier")
@click.argument("type", metavar="TYPE")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--date", "dated", type=options.day, metavar="DATE")
@click.option("--signed-by", multiple=True, metavar="ROLE")
@click.option("--language", "languages", multiple=True, metavar="CODE")
@click.option("--note")
@click.option("--unlisted", is_flag=True)
@options.dry_run
@options.on
@options.acting
@options.as_json
@options.lang
@options.office
def add(
    dossier: str,
    type: str,
    file: Path,
    dated: date | None,
    signed_by: tuple[str, ...],
    languages: tuple[str, ...],
    note: str | None,
    unlisted: bool,
    dry_run: bool,
    on: date | None,
    acting: str | None,
    as_json: bool,
    lang: str | None,
    office: Path | None,
) -> int:
    """Add a paper."""
    with Counter(office, lang, acting, on, as_json=as_json) as counter:
        from mobilnost.cli.document.filing import added
        from mobilnost.cli.document.reading import attached, said_rightly, several
        from mobilnost.desk import papers

        arrival = papers.Arrival(
            type=type,
            file=attached(file),
            date=dated,
            languages=several(languages),
            signed_by=several(signed_by),
            note=note,
            unlisted=unlisted,
        )
        with said_rightly():
            paper = papers.receive(counter.desk, dossier, arrival, dry=dry_run)
        added(counter, paper, written=not dry_run)
    return counter.code
