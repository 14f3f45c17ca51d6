"""`mobilnost document list`: the papers that a dossier needs, its plans and who signed them, and its files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from mobilnost.cli import options
from mobilnost.cli.counter import Counter


@click.command("list")
@click.argument("dossier")
@options.on
@options.acting
@options.as_json
@options.lang
@options.office
def list_(
    dossier: str,
    on: date | None,
    acting: str | None,
    as_json: bool,
    lang: str | None,
    office: Path | None,
) -> int:
    """List papers and plans."""
    with Counter(office, lang, acting, on, as_json=as_json) as counter:
        from mobilnost.cli.document.listing import Listing
        from mobilnost.desk import judging, papers, plans

        with counter.desk.read() as reader:
            assessment = judging.assess(counter.desk, reader, dossier)
            states = plans.states(reader, assessment)
            kept = papers.kept_papers(reader, dossier)
        Listing(counter, assessment, states, kept).show()
    return counter.code
