"""`mobilnost recognition decide`: what the ECTS coordinator decides, as proposed or with reasons otherwise."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from mobilnost.cli import options
from mobilnost.cli.counter import Counter

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("decide")
@click.argument("dossier", metavar="DOSSIER")
@click.argument("transcript", type=FILE, metavar="FILE")
@click.option("--mapping", type=FILE, default=None, metavar="FILE")
@click.option("--match", "links", multiple=True, metavar="RESULT=LINE")
@click.option("--deviation", "said", nargs=3, multiple=True, metavar="RESULT OUTCOME REASON")
@click.option("--deviations", "file", type=FILE, default=None, metavar="FILE")
@click.option("--by", default=None, metavar="NAME")
@click.option("--reference", default=None, metavar="TEXT")
@click.option("--again", is_flag=True)
@options.dry_run
@options.on
@options.acting
@options.as_json
@options.lang
@options.office
def decide(
    dossier: str,
    transcript: Path,
    mapping: Path | None,
    links: tuple[str, ...],
    said: tuple[tuple[str, str, str], ...],
    file: Path | None,
    by: str | None,
    reference: str | None,
    again: bool,
    dry_run: bool,
    on: date | None,
    acting: str | None,
    as_json: bool,
    lang: str | None,
    office: Path | None,
) -> int:
    """Decide on recognition."""
    with Counter(office, lang, acting, on, as_json=as_json) as counter:
        from mobilnost.cli.document.reading import said_rightly
        from mobilnost.cli.recognition.reading import deviations, paper
        from mobilnost.cli.recognition.telling import Recognitions
        from mobilnost.desk import recognitions

        with said_rightly():
            read = paper(transcript, mapping, links)
            made = recognitions.decide(
                counter.desk,
                dossier,
                read.given,
                deviations(said, file),
                by=by,
                reference=reference,
                again=again,
                dry=dry_run,
            )
        found = made.proposed
        account = recognitions.account_of(made.recognition, found.assessment)
        teller = Recognitions.of(counter, found.assessment, found.grounds.law.citations)
        key = "would_decide" if dry_run else "decided"
        teller.decision(made.recognition, account, key=key, written=not dry_run, awaits=made.awaits, unread=read.unread)
    return counter.code
