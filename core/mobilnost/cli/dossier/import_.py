"""`mobilnost dossier import`: a list of dossiers taken into the register, or a mapping proposed for it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mobilnost.cli import options
from mobilnost.cli.counter import Counter
from mobilnost.cli.exits import Exit
from mobilnost.cli.lists import planned, propose_mapping, tell_rows

if TYPE_CHECKING:
    from datetime import date

    from mobilnost.desk.importing import Imported
    from mobilnost.formats.grids import Sheet

PATH = click.Path(path_type=Path)


@click.command("import")
@click.argument("file", type=PATH)
@click.option("--mapping", type=PATH, default=None, metavar="FILE")
@click.option("--propose", type=PATH, default=None, metavar="FILE")
@click.option("--force", is_flag=True)
@click.option("--sheet", default=None)
@click.option("--encoding", default=None)
@click.option("--keep-good/--all-or-nothing", "keep_good", default=False)
@options.dry_run
@options.acting
@options.on
@options.as_json
@options.lang
@options.office
def command(
    file: Path,
    mapping: Path | None,
    propose: Path | None,
    force: bool,
    sheet: str | None,
    encoding: str | None,
    keep_good: bool,
    dry_run: bool,
    acting: str | None,
    on: date | None,
    as_json: bool,
    lang: str | None,
    office: Path | None,
) -> int:
    """Take a list of dossiers into the register."""
    from mobilnost.formats.targets import DOSSIERS

    with Counter(office, lang, acting, on, as_json=as_json) as counter:
        if propose is not None:
            propose_mapping(counter, file, sheet, encoding, propose, DOSSIERS, force=force, dry_run=dry_run)
        else:
            _import(counter, file, mapping, sheet, encoding, keep_good=keep_good, dry_run=dry_run)
    return counter.code


def _import(
    counter: Counter,
    file: Path,
    mapping: Path | None,
    sheet: str | None,
    encoding: str | None,
    *,
    keep_good: bool,
    dry_run: bool,
) -> None:
    from mobilnost.desk.importing import Wanted, import_dossiers
    from mobilnost.formats.mapping import unread
    from mobilnost.formats.rows import Rows
    from mobilnost.formats.targets import DOSSIERS

    desk = counter.desk
    plan, read = planned(counter, file, mapping, sheet, encoding, DOSSIERS)
    columns = {one.target.key: one.header for one in plan.columns}
    wanted = Wanted(file=str(file), columns=columns, keep_good=keep_good, dry_run=dry_run)
    imported = import_dossiers(desk, Rows(plan, read).read(read.rows), wanted)
    _tell(counter, imported, read, unread(plan, read.headers), dry_run=dry_run)
    if imported.bad:
        counter.note(Exit.WANTING if keep_good and imported.good else Exit.INVALID)


def _tell(counter: Counter, imported: Imported, read: Sheet, unread: tuple[str, ...], *, dry_run: bool) -> None:
    tell_rows(counter, imported.bad)
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
