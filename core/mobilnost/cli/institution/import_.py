"""`mobilnost institution import`: institutions from a list, CSV or XLSX, or a mapping proposed for it."""

from __future__ import annotations

from pathlib import Path

import click

from mobilnost.cli import options

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
    as_json: bool,
    lang: str | None,
    office: Path | None,
) -> int:
    """Take a list of institutions into the register."""
    from mobilnost.cli.counter import Counter
    from mobilnost.cli.exits import Exit
    from mobilnost.cli.institution.add import tell
    from mobilnost.cli.lists import planned, propose_mapping, tell_rows
    from mobilnost.desk.institutions import keep_institutions, told_apart
    from mobilnost.formats.rows import Rows
    from mobilnost.formats.targets import INSTITUTIONS

    with Counter(office, lang, acting, as_json=as_json, law=False) as counter:
        if propose is not None:
            propose_mapping(counter, file, sheet, encoding, propose, INSTITUTIONS, force=force, dry_run=dry_run)
            return counter.code
        desk = counter.desk
        plan, read = planned(counter, file, mapping, sheet, encoding, INSTITUTIONS)
        good, bad = told_apart(Rows(plan, read).read(read.rows), str(file))
        tell_rows(counter, bad)
        if good and (keep_good or not bad):
            note = f"import {file.name}"
            tell(counter, keep_institutions(desk, good, note, rehearsed=dry_run), dry_run=dry_run)
        if bad:
            counter.note(Exit.WANTING if keep_good and good else Exit.INVALID)
    return counter.code
