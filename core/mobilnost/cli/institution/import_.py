"""`mobilnost institution import`: institutions from a list, CSV or XLSX, or a mapping proposed for it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mobilnost.cli import lists, options

if TYPE_CHECKING:
    from mobilnost.cli.counter import Counter


@click.command("import")
@lists.given
@options.acting
@options.as_json
@options.lang
@options.office
def command(acting: str | None, as_json: bool, lang: str | None, office: Path | None, **named: Any) -> int:
    """Take a list of institutions into the register."""
    from mobilnost.cli.counter import Counter
    from mobilnost.formats.targets import INSTITUTIONS

    given = lists.Given(**named)
    with Counter(office, lang, acting, as_json=as_json, law=False) as counter:
        if given.propose is not None:
            lists.propose_mapping(counter, given, given.propose, INSTITUTIONS)
        else:
            _import(counter, given)
    return counter.code


def _import(counter: Counter, given: lists.Given) -> None:
    from mobilnost.cli.institution.add import tell
    from mobilnost.desk.institutions import keep_institutions, told_apart
    from mobilnost.formats.rows import Rows
    from mobilnost.formats.targets import INSTITUTIONS

    desk = counter.desk
    plan, read = lists.planned(counter, given, INSTITUTIONS)
    good, bad = told_apart(Rows(plan, read).read(read.rows), str(given.file))
    lists.tell_rows(counter, bad)
    if good and (given.keep_good or not bad):
        kept = keep_institutions(desk, good, f"import {given.file.name}", rehearsed=given.dry_run)
        tell(counter, kept, dry_run=given.dry_run)
    counter.note(given.code(good=bool(good), bad=bool(bad)))
