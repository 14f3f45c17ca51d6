"""`mobilnost call publish`: the list that is put up, without what is personal unless somebody asks for names."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

import click

from mobilnost.cli.call.common import Standard, counter_of, done, writing

if TYPE_CHECKING:
    from mobilnost.cli.counter import Counter
    from mobilnost.procedure.calls.rounds import Round

FORMATS = ("markdown", "csv", "json")


@click.command("publish")
@click.argument("id")
@click.option("--names", is_flag=True)
@click.option("--format", "format", type=click.Choice(FORMATS), default=None)
@click.option("--csv", "csv", type=click.Path(dir_okay=False, path_type=Path), default=None, metavar="FILE")
@click.option("--force", is_flag=True)
@writing
def command(
    id: str, names: bool, format: str | None, csv: Path | None, force: bool, dry_run: bool, **given: Unpack[Standard]
) -> int:
    """Publish a decision."""
    from mobilnost.cli.output import require_place
    from mobilnost.desk import calls
    from mobilnost.formats.calls import published, published_table
    from mobilnost.formats.sheets import csv_text
    from mobilnost.locales.calls import RoundTeller

    with counter_of(given) as counter:
        if csv is not None and csv.is_file() and not force:
            raise click.UsageError(counter.words.text("rulebook", "mistakes", "occupied", path=csv))
        if csv is not None:
            require_place(csv)
        round = calls.publish(counter.desk, id, rehearsed=dry_run)
        rows = published(round, _names(counter, round) if names else {})
        if csv is not None and not dry_run:
            _write(counter, csv, RoundTeller(counter.words).published(rows, named=names, plain=True), named=names)
        if counter.as_json or format == "json":
            counter.record({"rehearsed": dry_run, **published_table(round, rows)})
        elif format is None:
            done(counter, "published", {}, rehearsed=dry_run, call=id, on=counter.on)
        else:
            teller = RoundTeller(counter.words)
            table = teller.published(rows, named=names, plain=format == "csv")
            shown = csv_text(table) if format == "csv" else "\n".join(teller.markdown(round, table))
            for line in shown.splitlines():
                counter.say(line)
    return counter.code


def _write(counter: Counter, file: Path, table: Iterable[Iterable[object]], *, named: bool) -> None:
    """The list as a sheet that programs of tables open, whole or not at all; with names it is for its owner alone."""
    from mobilnost.cli.output import MODE, write_bytes
    from mobilnost.formats.sheets import csv_text

    write_bytes(file, csv_text(table).encode("utf-8-sig"), force=True, mode=0o600 if named else MODE)
    counter.screen.warn(counter.words.text("init", "made", path=file))


def _names(counter: Counter, round: Round) -> dict[str, str]:
    """The names of the candidates, by their dossiers."""
    from mobilnost.register.sorts import DOSSIER

    found = {}
    with counter.desk.read() as reader:
        for one in round.current:
            person = reader.get(DOSSIER, one.dossier).value.person
            found[one.dossier] = f"{person.family_name} {person.given_names}"
    return found
