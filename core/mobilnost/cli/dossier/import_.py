"""`mobilnost dossier import`: a list of dossiers taken into the register, or a mapping proposed for it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mobilnost.cli import lists, options
from mobilnost.cli.counter import Counter

if TYPE_CHECKING:
    from datetime import date

    from mobilnost.desk.importing import Imported
    from mobilnost.formats.grids import Sheet


@click.command("import")
@lists.given
@options.acting
@options.on
@options.as_json
@options.lang
@options.office
def command(
    acting: str | None, on: date | None, as_json: bool, lang: str | None, office: Path | None, **named: Any
) -> int:
    """Take a list of dossiers into the register."""
    from mobilnost.formats.targets import DOSSIERS

    given = lists.Given(**named)
    with Counter(office, lang, acting, on, as_json=as_json) as counter:
        if given.propose is not None:
            lists.propose_mapping(counter, given, given.propose, DOSSIERS)
        else:
            _import(counter, given)
    return counter.code


def _import(counter: Counter, given: lists.Given) -> None:
    from mobilnost.desk.importing import Wanted, import_dossiers
    from mobilnost.formats.mapping import unread
    from mobilnost.formats.rows import Rows
    from mobilnost.formats.targets import DOSSIERS

    desk = counter.desk
    plan, read = lists.planned(counter, given, DOSSIERS)
    columns = {one.target.key: one.header for one in plan.columns}
    wanted = Wanted(file=str(given.file), columns=columns, keep_good=given.keep_good, dry_run=given.dry_run)
    imported = import_dossiers(desk, Rows(plan, read).read(read.rows), wanted)
    _tell(counter, imported, read, unread(plan, read.headers), dry_run=given.dry_run)
    counter.note(given.code(good=bool(imported.good), bad=bool(imported.bad)))


def _tell(counter: Counter, imported: Imported, read: Sheet, unread: tuple[str, ...], *, dry_run: bool) -> None:
    lists.tell_rows(counter, imported.bad)
    if counter.as_json:
        _record(counter, imported, read, unread, dry_run=dry_run)
        return
    words = counter.words
    state = "kept" if imported.written else "would_keep" if dry_run else "not_kept"
    lines = {state: len(imported.good), "refused": len(imported.bad)}
    if imported.written:
        lines |= {"persons_added": imported.persons.added, "persons_changed": imported.persons.changed}
    for key, number in lines.items():
        counter.say(words.text("import", key, number=number))
    if unread:
        counter.say(words.text("import", "unread", columns=", ".join(unread)))
    if read.encoding is not None:
        counter.say(words.text("import", "encoding", encoding=read.encoding))


def _record(counter: Counter, imported: Imported, read: Sheet, unread: tuple[str, ...], *, dry_run: bool) -> None:
    for good in imported.good:
        counter.record({"row": good.number, "dossier": good.value.mobility.id, "written": imported.written})
    counter.record(
        {
            "file": read.file,
            "encoding": read.encoding,
            "sheet": read.name,
            "good": len(imported.good),
            "refused": len(imported.bad),
            "persons": {"added": imported.persons.added, "changed": imported.persons.changed},
            "unread": list(unread),
            "dry_run": dry_run,
            "written": imported.written,
        }
    )
