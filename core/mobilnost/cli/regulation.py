"""`mobilnost regulation`: what is found in a regulation before anybody is judged by it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from mobilnost.accounts.university import any_book
from mobilnost.analysis import Analyst
from mobilnost.cli import coverage, options
from mobilnost.cli.checking import run
from mobilnost.cli.findings import Findings
from mobilnost.lawbook import Lawbook
from mobilnost.locales import LawTeller
from mobilnost.model import DEFAULT_REGULATION
from mobilnost.office import Office
from mobilnost.office.inspections import Inspections
from mobilnost.regulations import shipped
from mobilnost.regulations.law import load_regulation
from mobilnost.regulations.recognition import beside, recognition_law


@click.group("regulation")
def command() -> None:
    """The university's own law."""


command.add_command(coverage.of_regulation)


@command.command("check")
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@options.as_json
@options.lang
@options.on
@options.office
def check(file: Path | None, as_json: bool, lang: str | None, on: date | None, office: Path | None) -> int:
    """Check a regulation."""

    def inspect(found: Office, inspections: Inspections, findings: Findings) -> None:
        book = inspections.analyst if file is None else Analyst(lawbook_of(file, found), on)
        findings.show(book.regulation(), lambda: law_of(book.lawbook, findings))
        read_recognition(file, found)

    return run((), as_json, lang, office, inspect, on)


def lawbook_of(file: Path, office: Office) -> Lawbook:
    """A regulation with the programmes that are installed; an office's settings are of its own regulation."""
    return Lawbook(regulation=load_regulation(file), programmes=office.host.laws)


def read_recognition(file: Path | None, office: Office) -> None:
    """Reads what lies beside a regulation on recognition, where something does. Raises `InvalidData`."""
    settings = office.settings.value if office.settings else None
    named = settings.regulation if settings else DEFAULT_REGULATION
    path = file or (office.folder or Path()) / named
    if (file is None and named in shipped()) or beside(path).is_file():
        law = office.regulation if file is None else load_regulation(file)
        recognition_law(law, named if file is None else str(file), None if file else office.folder)


def law_of(lawbook: Lawbook, findings: Findings) -> LawTeller:
    """The law that a regulation is told under: that of any programme, else its own."""
    return LawTeller.of(any_book(lawbook, findings.on), findings.session.words)
