"""`mobilnost register log`: who did what to which record when, from which revision to which."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mobilnost.cli import options

if TYPE_CHECKING:
    from mobilnost.cli.counter import Counter
    from mobilnost.register.changes import Change
    from mobilnost.register.journal import Entry
    from mobilnost.register.store import Reader


@click.command("log")
@click.argument("record", required=False)
@click.option("--last", type=click.IntRange(min=1), default=None, metavar="N")
@click.option("--all", "full", is_flag=True)
@options.acting
@options.as_json
@options.lang
@options.office
def command(
    record: str | None,
    last: int | None,
    full: bool,
    acting: str | None,
    as_json: bool,
    lang: str | None,
    office: Path | None,
) -> int:
    """Show the journal."""
    from mobilnost.cli.counter import Counter
    from mobilnost.register.refusals import Forbidden

    with Counter(office, lang, acting, as_json=as_json, law=False) as counter, counter.desk.read() as reader:
        entries: Iterable[Entry] = reader.entries() if record is None else reader.history(record)
        found = False
        for one in entries if last is None else deque(entries, last):
            found = True
            _tell(counter, one, changed(reader, one) if full else [])
        if not found and record is not None:
            if reader.units is not None:
                raise Forbidden("record", (record,), reader.units)
            raise click.UsageError(counter.words.text("register", "unknown", record=record))
    return counter.code


def changed(reader: Reader, entry: Entry) -> list[Change]:
    """The fields that an entry changed; none where the record was new, or was removed."""
    from mobilnost.register.changes import changes
    from mobilnost.register.journal import Action
    from mobilnost.register.sorts import SORTS, data_of

    if entry.action is not Action.CHANGE or entry.kind not in SORTS:
        return []
    sort, revisions = SORTS[entry.kind], (entry.before, entry.revision)
    before, after = (reader.get(sort, entry.id, one).text for one in revisions)
    return list(changes(data_of(before), data_of(after)))


def _tell(counter: Counter, entry: Entry, fields: list[Change]) -> None:
    from mobilnost.cli.refused import plain, tell_change, told_entry
    from mobilnost.register.journal import row_of

    if counter.as_json:
        table = [{"field": list(one.path), "old": plain(one.old), "new": plain(one.new)} for one in fields]
        counter.record({**row_of(entry), **({"changed": table} if table else {})})
        return
    counter.say(told_entry(entry, counter.words))
    for one in fields:
        counter.say(counter.screen.indented(tell_change(one, counter.words)))
