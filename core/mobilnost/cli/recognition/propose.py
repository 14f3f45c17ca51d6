"""`mobilnost recognition propose`: what is to be recognised of a transcript; nothing is written."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from mobilnost.cli import options
from mobilnost.cli.counter import Counter

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
    from mobilnost.cli.session import folder_for
    from mobilnost.office import file_named

    file = file_named(dossier, Path())
    with Counter(folder_for(office, [file] if file else []), lang, acting, on, as_json=as_json) as counter:
        from mobilnost.cli.recognition.reading import given
        from mobilnost.cli.recognition.telling import Recognitions
        from mobilnost.desk import recognitions

        asked = given(transcript, mapping, links)
        if file is not None:
            assessment = counter.office.assess(counter.office.dossiers.named(dossier), counter.on)
            agreed = recognitions.agreed_in(assessment)
            found = recognitions.proposal_of(counter.office, assessment, agreed, asked)
        else:
            with counter.desk.read() as reader:
                found = recognitions.proposed(counter.desk, reader, dossier, asked)
        Recognitions.of(counter, found.assessment, found.grounds.law.citations).proposal(found)
    return counter.code
