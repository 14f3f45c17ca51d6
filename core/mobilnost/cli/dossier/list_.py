"""`mobilnost dossier list`: the dossiers of the register, found by the database without reading any of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mobilnost.cli import options

if TYPE_CHECKING:
    from mobilnost.cli.counter import Counter
    from mobilnost.register.listing import Line

#: What can be asked for by a word that must be matched exactly.
EXACT = ("programme", "direction", "kind", "unit", "partner", "call", "agreement", "person", "step")
STATES = ("under_way", "completed", "refused", "withdrawn")
#: What a table shows, and what it shows of persons where their names are asked for.
SHOWN = ("id", "person", "programme", "direction", "kind", "unit", "partner", "first_day", "last_day", "step", "state")
#: The room of the catalogue in which the words of a column are.
ROOMS: Mapping[str, tuple[str, ...]] = {
    "direction": ("words", "direction"),
    "kind": ("words", "kind"),
    "step": ("steps",),
    "state": ("states",),
}
#: So many records are written together.
AT_ONCE = 1000
#: Lists of dossiers are personal data.
PRIVATE = 0o600


def filters(function: Any) -> Any:
    """The options that a list of dossiers is filtered by."""
    for name in reversed(EXACT):
        function = click.option(f"--{name}", default=None, metavar="ID")(function)
    return function


@click.command("list")
@filters
@click.option("--state", default=None, type=click.Choice(STATES))
@click.option("--since", type=options.day, default=None, metavar="DATE")
@click.option("--until", type=options.day, default=None, metavar="DATE")
@click.option("--text", default=None, metavar="TEXT")
@click.option("--limit", type=click.IntRange(min=1), default=None, metavar="N")
@click.option("--names", is_flag=True)
@click.option("--csv", "csv", type=click.Path(dir_okay=False, path_type=Path), default=None, metavar="FILE")
@click.option("--force", is_flag=True)
@options.acting
@options.as_json
@options.lang
@options.office
def command(
    limit: int | None,
    names: bool,
    csv: Path | None,
    force: bool,
    acting: str | None,
    as_json: bool,
    lang: str | None,
    office: Path | None,
    **wanted: Any,
) -> int:
    """List dossiers."""
    from mobilnost.cli.counter import Counter
    from mobilnost.register.listing import Filter, listed

    with Counter(office, lang, acting, as_json=as_json, law=False) as counter, counter.desk.read() as reader:
        found = listed(reader, Filter(**wanted), limit)
        if csv is not None:
            _export(counter, csv, list(found), force)
        elif as_json:
            _records(counter, found)
        else:
            _table(counter, list(found), names)
    return counter.code


def _records(counter: Counter, lines: Iterable[Line]) -> None:
    """A record for each, for programs; many at a time, so that they are written as fast as they are found."""
    from attrs import fields

    from mobilnost.register.listing import Line

    names = [one.name for one in fields(Line) if one.name != "id"]
    several: list[dict[str, Any]] = []
    for line in lines:
        several.append({"dossier": line.id} | {name: _plain(getattr(line, name)) for name in names})
        if len(several) == AT_ONCE:
            counter.records(several)
            several = []
    counter.records(several)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _table(counter: Counter, lines: list[Line], names: bool) -> None:
    """A table for people, as wide as what stands in it; how many there are on the standard error."""
    from mobilnost.locales import Forms

    words, cells = counter.words, Cells(counter)
    if not lines:
        counter.screen.warn(words.text("dossiers", "none"))
        return
    columns = [("name" if names and one == "person" else one) for one in SHOWN]
    head = [words.text("dossiers", "columns", one) for one in columns]
    rows = [head, *([cells.of(name, getattr(one, name)) for name in columns] for one in lines)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    first, *rest = ("  ".join(map(str.ljust, row, widths)).rstrip() for row in rows)
    counter.say(counter.screen.styled(first, bold=True))
    counter.say("\n".join(rest))
    counter.screen.warn(Forms(words).counted(len(lines), "dossiers"))


class Cells:
    """The cells of a table. Words that only a plugin has are fetched when the first of them is met."""

    def __init__(self, counter: Counter) -> None:
        self.counter = counter
        self.words = counter.words
        self.complete = False
        self.known: dict[tuple[str, object], str] = {}

    def of(self, column: str, value: object) -> str:
        """A value as its column shows it."""
        if value is None:
            return ""
        if column not in ROOMS:
            return str(value)
        key = (column, value)
        if key not in self.known:
            self.known[key] = self._named((*ROOMS[column], str(value)))
        return self.known[key]

    def _named(self, path: tuple[str, ...]) -> str:
        found = self.words.find(*path)
        if found is None and not self.complete:
            from mobilnost.cli.session import hosted
            from mobilnost.locales import catalogue

            settings = self.counter.session.settings
            self.words = catalogue(self.words.language, hosted(settings.value.disabled_plugins if settings else ()))
            self.complete = True
            found = self.words.find(*path)
        return found or path[-1]


def _export(counter: Counter, file: Path, lines: list[Line], force: bool) -> None:
    """The same as a sheet that its owner alone may read, its cells safe to be opened."""
    from attrs import fields

    from mobilnost.cli.output import Occupied, write_bytes
    from mobilnost.formats.sheets import csv_text
    from mobilnost.register.listing import Line

    names = [one.name for one in fields(Line)]
    text = csv_text([names, *([getattr(line, name) for name in names] for line in lines)])
    try:
        write_bytes(file, text.encode("utf-8-sig"), force=force, mode=PRIVATE)
    except Occupied as error:
        raise click.UsageError(counter.words.text("rulebook", "mistakes", "occupied", path=file)) from error
    counter.screen.warn(counter.words.text("init", "made", path=file))
