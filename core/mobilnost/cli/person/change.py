"""`mobilnost person change`: what is known of a person, put right in the register and in their dossiers."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mobilnost.cli import options

if TYPE_CHECKING:
    from mobilnost.cli.counter import Counter
    from mobilnost.desk.persons import Changed

STATUSES = ("citizen", "refugee", "stateless", "resident", "none")


@click.command("change")
@click.argument("id")
@click.option("--given-names", default=None, metavar="TEXT")
@click.option("--family-name", default=None, metavar="TEXT")
@click.option("--birth-date", type=options.day, default=None, metavar="DATE")
@click.option("--citizenship", "citizenships", multiple=True, metavar="CODE")
@click.option("--status", "status_in_country", type=click.Choice(STATUSES), default=None)
@click.option("--revision", type=click.IntRange(min=1), default=None, metavar="N")
@options.dry_run
@options.on
@options.acting
@options.as_json
@options.lang
@options.office
def command(
    id: str,
    revision: int | None,
    dry_run: bool,
    on: date | None,
    acting: str | None,
    as_json: bool,
    lang: str | None,
    office: Path | None,
    **said: Any,
) -> int:
    """Change a person."""
    from mobilnost.cli.counter import Counter
    from mobilnost.desk.persons import change_person

    with Counter(office, lang, acting, on, as_json=as_json, law=False) as counter:
        given = {name: list(value) if isinstance(value, tuple) else value for name, value in said.items() if value}
        if not given:
            raise click.UsageError(counter.words.text("person", "nothing_said"))
        _tell(counter, change_person(counter.desk, id, given, revision, rehearsed=dry_run), dry_run=dry_run)
    return counter.code


def _tell(counter: Counter, changed: Changed, *, dry_run: bool) -> None:
    """What was changed, without saying who the person is."""
    id, dossiers = changed.person.id, changed.dossiers
    if counter.as_json:
        counter.record({"person": id, "revision": changed.revision, "dossiers": list(dossiers), "written": not dry_run})
        return
    words = counter.words
    key = "would_change" if dry_run else "changed"
    counter.say(words.text("person", key, person=id, revision=changed.revision))
    if dossiers:
        counter.say(words.text("person", "dossiers", dossiers=", ".join(dossiers)))
