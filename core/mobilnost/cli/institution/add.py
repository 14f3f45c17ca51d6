"""`mobilnost institution add`: institutions from files of `[[institutions]]`, such as the office's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mobilnost.cli import options

if TYPE_CHECKING:
    from mobilnost.cli.counter import Counter
    from mobilnost.desk.institutions import Taken


@click.command("add")
@click.argument(
    "files", nargs=-1, required=True, metavar="FILES", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@options.dry_run
@options.acting
@options.as_json
@options.lang
@options.office
def command(
    files: tuple[Path, ...], dry_run: bool, acting: str | None, as_json: bool, lang: str | None, office: Path | None
) -> int:
    """Add institutions."""
    from mobilnost.cli.counter import Counter
    from mobilnost.desk.institutions import keep_institutions
    from mobilnost.formats import load_institutions

    with Counter(office, lang, acting, as_json=as_json, law=False) as counter:
        found = [one for file in files for one in load_institutions(file).value]
        tell(counter, keep_institutions(counter.desk, found, rehearsed=dry_run), dry_run=dry_run)
    return counter.code


def tell(counter: Counter, taken: Taken, *, dry_run: bool) -> None:
    """What became of institutions, a line each."""
    for key, ids in (("added", taken.added), ("changed", taken.changed), ("same", taken.same)):
        for id in ids:
            if counter.as_json:
                counter.record({"institution": id, "done": key, "written": not dry_run and key != "same"})
            else:
                told = f"would_be_{key}" if dry_run and key != "same" else key
                counter.say(counter.words.text("institution", told, institution=id))
