"""`mobilnost decision`: special decisions checked before a dossier is judged by them, and recorded."""

from __future__ import annotations

from datetime import date
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


@command.command("record")
@click.argument("files", nargs=-1, required=True, metavar="FILES", type=click.Path(exists=True, path_type=Path))
@options.dry_run
@options.on
@options.acting
@options.as_json
@options.lang
@options.office
def record(
    files: tuple[Path, ...],
    dry_run: bool,
    on: date | None,
    acting: str | None,
    as_json: bool,
    lang: str | None,
    office: Path | None,
) -> int:
    """Record decisions."""
    from mobilnost.cli.counter import Counter
    from mobilnost.cli.sheet import verdict_of
    from mobilnost.desk import decisions
    from mobilnost.formats import load_decision

    with Counter(office, lang, acting, on, as_json=as_json) as counter:
        for file in files:
            given = load_decision(file)
            assessment = decisions.record(counter.desk, given, rehearsed=dry_run)
            said = {"decision": given.value.id, "dossier": given.value.dossier}
            done = "would_decide" if dry_run else "decided"
            if as_json:
                counter.record({**said, "done": done, "verdict": assessment.verdict.value})
            else:
                told = verdict_of(assessment, counter.words)
                counter.say(counter.words.text("dossiers", done, verdict=told, **said))
    return counter.code


def law_of(office: Office, dossier: Loaded[Dossier] | None, findings: Findings) -> LawTeller:
    """The law that a decision is told under: that of its dossier, else that of any programme or of none."""
    if dossier is not None and dossier.value.mobility.programme in office.lawbook.laws:
        mobility = dossier.value
        rulebook = office.lawbook.rulebook(mobility.mobility.programme, mobility.first_day)
    else:
        rulebook = any_book(office.lawbook, findings.on)
    return LawTeller.of(rulebook, findings.session.words)
