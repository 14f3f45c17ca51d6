"""`mobilnost decision`: special decisions checked before a dossier is judged by them, and recorded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

import click
from attrs import evolve

from mobilnost.accounts.university import any_book
from mobilnost.cli import options
from mobilnost.cli.checking import checked, counter_for, each
from mobilnost.cli.decisions import Decisions
from mobilnost.cli.findings import Findings
from mobilnost.formats import Loaded
from mobilnost.locales import LawTeller
from mobilnost.model import Decision, Dossier, InvalidData
from mobilnost.office import Office, Unknown, file_named
from mobilnost.office.deciding import against_decider
from mobilnost.office.inspections import Inspections
from mobilnost.office.shelf import HERE


@click.group("decision")
def command() -> None:
    """Special decisions."""


@command.command("check")
@click.argument("names", nargs=-1, metavar="[FILES|IDS]")
@options.acting
@options.as_json
@options.lang
@options.office
def check(names: tuple[str, ...], acting: str | None, as_json: bool, lang: str | None, office: Path | None) -> int:
    """Check decisions."""
    with counter_for(names, as_json, lang, office, acting) as counter:
        from mobilnost.cli.sources import Sources

        sources = Sources(counter)

        def inspect(found: Office, inspections: Inspections, findings: Findings) -> None:
            for given in seen(names, found, sources.all_seen, Decisions(counter), findings):
                try:
                    source = sources.find(given.value.dossier)
                    dossier = source.load().dossier if source else None
                except InvalidData as error:
                    findings.refuse(error)
                    continue
                inspection = inspections.analyst.decision(given, dossier.value if dossier else None)
                unit = dossier.value.mobility.unit if dossier else None
                against = against_decider(given, unit, found.regulation, found.settings)
                inspection = evolve(inspection, problems=(*inspection.problems, *against))
                findings.show(inspection, partial(law_of, found, dossier, findings))

        return checked(counter, inspect)
    return counter.code


def seen(
    names: tuple[str, ...], office: Office, all_seen: bool, decisions: Decisions, findings: Findings
) -> Iterator[Loaded[Decision]]:
    """The decisions that are named, or all; of the folder's, who sees some units sees those for their dossiers alone.

    Raises `Unknown`.
    """
    if all_seen:
        yield from each(names, office.decisions, findings)
        return
    own = {one.value.id: one for one in decisions.filed}
    yield from () if names else own.values()
    for name in names:
        if file_named(name, HERE, office.folder):
            yield from each((name,), office.decisions, findings)
        elif name in own:
            yield own[name]
        else:
            raise Unknown("decision", name, own)


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
