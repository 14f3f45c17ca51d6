"""`mobilnost decision`: what is found in special decisions before a dossier is judged by them."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from mobilnost.accounts.university import any_book
from mobilnost.cli import options
from mobilnost.cli.checking import each, run
from mobilnost.cli.findings import Findings
from mobilnost.formats import Loaded
from mobilnost.locales import LawTeller
from mobilnost.model import Dossier
from mobilnost.office import Office
from mobilnost.office.inspections import Inspections


@click.group("decision")
def command() -> None:
    """Special decisions."""


@command.command("check")
@click.argument("names", nargs=-1, metavar="[FILES|IDS]")
@options.as_json
@options.lang
@options.office
def check(names: tuple[str, ...], as_json: bool, lang: str | None, office: Path | None) -> int:
    """Check decisions."""

    def inspect(found: Office, inspections: Inspections, findings: Findings) -> None:
        for given in each(names, found.decisions, findings):
            dossier = found.dossiers.find(given.value.dossier)
            inspection = inspections.analyst.decision(given, dossier.value if dossier else None)
            findings.show(inspection, partial(law_of, found, dossier, findings))

    return run(names, as_json, lang, office, inspect)


def law_of(office: Office, dossier: Loaded[Dossier] | None, findings: Findings) -> LawTeller:
    """The law that a decision is told under: that of its dossier, else that of any programme or of none."""
    if dossier is not None and dossier.value.mobility.programme in office.lawbook.laws:
        mobility = dossier.value
        rulebook = office.lawbook.rulebook(mobility.mobility.programme, mobility.first_day)
    else:
        rulebook = any_book(office.lawbook, findings.on)
    return LawTeller.of(rulebook, findings.session.words)
