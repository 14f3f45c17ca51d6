"""`mobilnost dossier add`: dossiers from their files into the register, the good ones or all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mobilnost.cli import options

if TYPE_CHECKING:
    from mobilnost.cli.counter import Counter
    from mobilnost.desk.dossiers import Outcome
    from mobilnost.formats import Loaded
    from mobilnost.model import Dossier


@click.command("add")
@click.argument("files", nargs=-1, required=True, metavar="FILES", type=click.Path(exists=True, path_type=Path))
@click.option("--all-or-nothing", "whole", is_flag=True)
@options.dry_run
@options.on
@options.acting
@options.as_json
@options.lang
@options.office
def command(
    files: tuple[Path, ...],
    whole: bool,
    dry_run: bool,
    on: date | None,
    acting: str | None,
    as_json: bool,
    lang: str | None,
    office: Path | None,
) -> int:
    """Add dossiers."""
    from mobilnost.cli.counter import Counter
    from mobilnost.cli.exits import Exit
    from mobilnost.desk import dossiers

    with Counter(office, lang, acting, on, as_json=as_json) as counter:
        found = tuple(_loaded(counter, files))
        if whole and counter.code is not Exit.WELL:
            return counter.code
        for one in dossiers.add(counter.desk, found, whole=whole, rehearsed=dry_run):
            _tell(counter, one, "would_add" if dry_run else "added")
    return counter.code


def _loaded(counter: Counter, paths: Iterable[Path]) -> Iterator[Loaded[Dossier]]:
    """The dossiers of the files, or of the files in folders; what cannot be read is told."""
    from mobilnost.formats import load_dossier
    from mobilnost.model import InvalidData, Place, Problem
    from mobilnost.office import files_in

    for path in paths:
        files = files_in(path) if path.is_dir() else (path,)
        if not files:
            counter.refuse([Problem("empty", Place(str(path), None, ""))], str(path))
        for file in files:
            try:
                yield load_dossier(file)
            except InvalidData as error:
                counter.refuse(error.problems, str(file))


def _tell(counter: Counter, outcome: Outcome, done: str) -> None:
    """What became of one dossier."""
    from mobilnost.cli.dossier.reasons import tell_reasons
    from mobilnost.cli.sheet import verdict_of
    from mobilnost.desk.dossiers import reasons_of
    from mobilnost.model import InvalidData

    id, words = outcome.dossier.value.mobility.id, counter.words
    if isinstance(outcome.error, InvalidData):
        counter.refuse(outcome.error.problems, outcome.dossier.file)
    elif outcome.error is not None:
        tell_reasons(counter, reasons_of(outcome.error), dossier=id)
    elif outcome.assessment is not None:
        if counter.as_json:
            counter.record({"dossier": id, "done": done, "verdict": outcome.assessment.verdict.value})
        else:
            counter.say(words.text("dossiers", done, dossier=id, verdict=verdict_of(outcome.assessment, words)))
