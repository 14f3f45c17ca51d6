"""`mobilnost recognition show`: what was decided for a dossier, beside what was proposed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from mobilnost.cli import options
from mobilnost.cli.counter import Counter


@click.command("show")
@click.argument("dossier", metavar="DOSSIER")
@options.on
@options.acting
@options.as_json
@options.lang
@options.office
def show(
    dossier: str, on: date | None, acting: str | None, as_json: bool, lang: str | None, office: Path | None
) -> int:
    """Show a recognition."""
    with Counter(office, lang, acting, on, as_json=as_json) as counter:
        from mobilnost.cli.recognition.telling import Recognitions
        from mobilnost.desk import recognitions
        from mobilnost.desk.judging import assess
        from mobilnost.desk.proposals import law_in

        with counter.desk.read() as reader:
            made = recognitions.recognised(reader, dossier)
            assessment = assess(counter.desk, reader, dossier)
        law = law_in(counter.office)
        account = recognitions.account_of(made, assessment)
        Recognitions.of(counter, assessment, law.citations).decision(made, account)
    return counter.code
