"""`mobilnost dossier show`: what the law says of a dossier, its life so far, and who did what to it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mobilnost.cli import options

if TYPE_CHECKING:
    from mobilnost.assessment import Assessment
    from mobilnost.cli.counter import Counter
    from mobilnost.desk.steps import Ahead
    from mobilnost.register.journal import Entry
    from mobilnost.register.store import Kept, Reader


@click.command("show")
@click.argument("id")
@click.option("--revision", type=click.IntRange(min=1), default=None, metavar="N")
@click.option("--toml", "as_toml", is_flag=True)
@click.option("--all", "full", is_flag=True)
@click.option("--names", is_flag=True)
@options.on
@options.acting
@options.as_json
@options.lang
@options.office
def command(
    id: str,
    revision: int | None,
    as_toml: bool,
    full: bool,
    names: bool,
    on: date | None,
    acting: str | None,
    as_json: bool,
    lang: str | None,
    office: Path | None,
) -> int:
    """Show a dossier."""
    from mobilnost.cli.counter import Counter
    from mobilnost.cli.sheet import Sheet
    from mobilnost.register.sorts import DOSSIER

    with Counter(office, lang, acting, on, as_json=as_json, law=not as_toml) as counter:
        with counter.desk.read() as reader:
            kept = reader.get(DOSSIER, id, revision)
            if as_toml:
                _document(counter, kept)
                return counter.code
            assessment, ahead = _judged(counter, reader, id, revision)
            entries = _entries(reader, id)
        if as_json:
            _record(counter, kept, assessment, ahead, entries)
            return counter.code
        Sheet(counter.screen, counter.words, assessment, full, names).show()
        _life(counter, ahead, entries)
    return counter.code


def _document(counter: Counter, kept: Kept) -> None:
    """The dossier itself, to be edited and brought back."""
    from mobilnost.formats import dump_toml

    told = counter.words.text("dossiers", "revision", dossier=kept.id, revision=kept.revision)
    counter.say(f"# {told}\n\n{dump_toml(kept.value).rstrip()}")


def _judged(counter: Counter, reader: Reader, id: str, revision: int | None) -> tuple[Assessment, Ahead | None]:
    """The assessment, and the life where the dossier has a procedure."""
    from mobilnost.desk import steps
    from mobilnost.desk.judging import dossier_of, judge
    from mobilnost.desk.matters import withdrawn_in
    from mobilnost.procedure.refusals import Refused

    dossier = dossier_of(reader, id, revision)
    assessment = judge(counter.desk, reader, dossier if revision else withdrawn_in(reader, dossier))
    try:
        return assessment, steps.course(counter.desk, reader, assessment)
    except Refused:
        return assessment, None


def _entries(reader: Reader, id: str) -> list[Entry]:
    """What was done to the dossier and to whatever belongs to it, first to last."""
    from mobilnost.register.sorts import DECISION, DOSSIER, LIFE

    found = [one for sort in (DOSSIER, LIFE) for one in reader.entries(sort.name, id)]
    for kept in reader.of_dossier(DECISION, id):
        found.extend(reader.entries(DECISION.name, kept.id))
    return sorted(found, key=lambda one: one.number)


def _life(counter: Counter, ahead: Ahead | None, entries: list[Entry]) -> None:
    """What was done, what comes next, and the journal, for people."""
    from attrs import evolve

    from mobilnost.cli.dossier.sheets import LifeSheet
    from mobilnost.cli.refused import told_entry

    words, screen = counter.words, counter.screen
    if ahead is not None:
        sheet = LifeSheet(counter, ahead)
        for line in (*sheet.life_lines(), "", *sheet.next_lines(), ""):
            counter.say(line)
    counter.say(screen.styled(words.text("dossiers", "journal"), bold=True))
    for one in entries:
        named = evolve(one, note=words.name("steps", one.note)) if one.note else one
        counter.say(screen.indented(told_entry(named, words)))


def _record(counter: Counter, kept: Kept, assessment: Assessment, ahead: Ahead | None, entries: list[Entry]) -> None:
    """For programs: everything."""
    from json import loads

    from mobilnost.cli.dossier.sheets import LifeSheet, life_table
    from mobilnost.formats.report import report
    from mobilnost.locales import Teller

    teller = Teller.of(assessment, counter.words)
    counter.record(
        {
            "dossier": kept.id,
            "revision": kept.revision,
            "document": loads(kept.text),
            "assessment": report(assessment, teller.tell, counter.office.plugins_of(assessment)),
            "life": None if ahead is None else life_table(ahead.way.life),
            "next": [] if ahead is None else list(LifeSheet(counter, ahead).next_tables()),
            "journal": [
                {
                    "number": one.number,
                    "at": one.at.isoformat(),
                    "actor": one.actor,
                    "action": one.action.value,
                    "kind": one.kind,
                    "id": one.id,
                    "revision": one.revision,
                    "note": one.note,
                }
                for one in entries
            ],
        }
    )
