"""`mobilnost recognition propose`: what is to be recognised of a transcript; nothing is written."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from mobilnost.cli import options
from mobilnost.cli.counter import Counter
from mobilnost.office import file_named

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("propose")
@click.argument("dossier", metavar="DOSSIER")
@click.argument("transcript", type=FILE, metavar="FILE")
@click.option("--mapping", type=FILE, default=None, metavar="FILE")
@click.option("--match", "links", multiple=True, metavar="RESULT=LINE")
@options.on
@options.acting
@options.as_json
@options.lang
@options.office
def propose(
    dossier: str,
    transcript: Path,
    mapping: Path | None,
    links: tuple[str, ...],
    on: date | None,
    acting: str | None,
    as_json: bool,
    lang: str | None,
    office: Path | None,
) -> int:
    """Propose what is recognised."""
    file = file_named(dossier, Path())
    with Counter(office, lang, acting, on, as_json=as_json, paths=[file] if file else []) as counter:
        from mobilnost.cli.recognition.reading import paper
        from mobilnost.cli.recognition.telling import Recognitions
        from mobilnost.cli.sources import Sources
        from mobilnost.desk import proposals

        read = paper(transcript, mapping, links)
        source = Sources(counter).named(dossier)
        if source.kept:
            with counter.desk.read() as reader:
                found = proposals.proposed(counter.desk, reader, dossier, read.given)
        else:
            assessment = source.load().assessed(counter.office, counter.on)
            agreed = proposals.agreed_in(assessment)
            found = proposals.proposal_of(counter.office, assessment, agreed, read.given)
        Recognitions.of(counter, found.assessment, found.grounds.law.citations).proposal(found, read.unread)
    return counter.code
