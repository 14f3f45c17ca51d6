"""`mobilnost dossier change`: a dossier as it is from now on, made from a revision that somebody has read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from mobilnost.cli import options


@click.command("change")
@click.argument("id")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--revision", type=click.IntRange(min=1), required=True, metavar="N")
@options.dry_run
@options.on
@options.acting
@options.as_json
@options.lang
@options.office
def command(
    id: str,
    file: Path,
    revision: int,
    dry_run: bool,
    on: date | None,
    acting: str | None,
    as_json: bool,
    lang: str | None,
    office: Path | None,
) -> int:
    """Change a dossier."""
    from mobilnost.cli.counter import Counter
    from mobilnost.desk import dossiers
    from mobilnost.formats import load_dossier

    with Counter(office, lang, acting, on, as_json=as_json) as counter:
        loaded = load_dossier(file)
        found = loaded.value.mobility.id
        if found != id:
            raise click.UsageError(counter.words.text("dossiers", "other_id", dossier=id, found=found))
        made = dossiers.change(counter.desk, loaded, revision, rehearsed=dry_run)
        done = "unchanged" if made == revision else "would_change" if dry_run else "changed"
        if as_json:
            counter.record({"dossier": id, "done": done, "revision": made})
        else:
            counter.say(counter.words.text("dossiers", done, dossier=id, revision=made))
    return counter.code
