"""`mobilnost dossier import`: a list of dossiers taken into the register, or a mapping proposed for it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mobilnost.cli import options
from mobilnost.cli.counter import Counter
from mobilnost.cli.exits import Exit
from mobilnost.cli.lists import planned, read_by, tell_rows

if TYPE_CHECKING:
    from datetime import date

    from mobilnost.desk.importing import Imported
    from mobilnost.formats.sheets import Sheet

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
    with Counter(office, lang, acting, on, as_json=as_json) as counter:
        if propose is not None:
            _propose(counter, read_by(file, None, sheet, encoding), propose, force=force, dry_run=dry_run)
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


def _propose(counter: Counter, read: Sheet, path: Path, *, force: bool, dry_run: bool) -> None:
    from mobilnost.cli.output import Occupied, write
    from mobilnost.formats.proposals import proposed, toml_of
    from mobilnost.locales.headers import vocabulary

    proposal = proposed(read, vocabulary())
    words = counter.words
    try:
        if not dry_run:
            write(path, toml_of(proposal, _texts(words.table("import", "notes"))), force=force)
    except Occupied as error:
        raise click.UsageError(words.text("rulebook", "mistakes", "occupied", path=path)) from error
    if counter.as_json:
        columns = [{"column": one.header, "key": one.key, "near": one.near} for one in proposal.matches]
        found = {"unmapped": list(proposal.unmapped), "needed": list(proposal.needed)}
        counter.record({"mapping": str(path), "written": not dry_run, "columns": columns, **found})
        return
    counter.say(words.text("import", "would_propose" if dry_run else "proposed", file=path))
    for match in proposal.matches:
        counter.say(words.text("import", "near" if match.near else "match", column=match.header, key=match.key))
    for key, names in (("unmapped", proposal.unmapped), ("needed", proposal.needed)):
        if names:
            counter.say(words.text("import", key, names=", ".join(names)))


def _texts(table: Mapping[str, Any]) -> dict[str, str]:
    return {key: str(value) for key, value in table.items()}
