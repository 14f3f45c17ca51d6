"""What is recorded of what is due: that it was done, that it waits for somebody else, that it waits no longer."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mobilnost.cli import options

if TYPE_CHECKING:
    from mobilnost.cli.counter import Counter


@click.command("done")
@click.argument("id")
@click.option("--note", default=None, metavar="TEXT")
@click.option("--undo", is_flag=True)
@options.acting
@options.on
@options.dry_run
@options.as_json
@options.lang
@options.office
def done(
    id: str,
    note: str | None,
    undo: bool,
    acting: str | None,
    on: date | None,
    dry_run: bool,
    as_json: bool,
    lang: str | None,
    office: Path | None,
) -> int:
    """Record that something was done."""
    from mobilnost.cli.counter import Counter

    with Counter(office, lang, acting, as_json=as_json) as counter:
        from mobilnost.desk.freshness import Freshness
        from mobilnost.desk.office_dues import OfficeDues, fulfil

        desk = counter.desk
        dues = OfficeDues(desk, Freshness(desk.office, desk.at.isoformat()), since=on, until=on)
        made = fulfil(dues, id, None if undo else on or desk.on, note, dry=dry_run)
        day = made.on.isoformat() if made.on else None
        if as_json:
            counter.record({"id": made.id, "obligation": made.duty, "done": day, "note": made.note, "dry_run": dry_run})
        else:
            _tell(counter, "undone" if undo else "recorded", made.id, dry_run)
    return counter.code


@click.command("suspend")
@click.argument("dossier")
@click.argument("obligation")
@click.option("--reason", required=True, metavar="TEXT")
@options.acting
@options.on
@options.dry_run
@options.as_json
@options.lang
@options.office
def suspend(
    dossier: str,
    obligation: str,
    reason: str,
    acting: str | None,
    on: date | None,
    dry_run: bool,
    as_json: bool,
    lang: str | None,
    office: Path | None,
) -> int:
    """Record that a duty waits for somebody else."""
    return _waiting(dossier, obligation, reason, acting, on, dry_run, as_json, lang, office)


@click.command("resume")
@click.argument("dossier")
@click.argument("obligation")
@options.acting
@options.on
@options.dry_run
@options.as_json
@options.lang
@options.office
def resume(
    dossier: str,
    obligation: str,
    acting: str | None,
    on: date | None,
    dry_run: bool,
    as_json: bool,
    lang: str | None,
    office: Path | None,
) -> int:
    """Record that a duty waits no longer."""
    return _waiting(dossier, obligation, None, acting, on, dry_run, as_json, lang, office)


def _waiting(
    dossier: str,
    obligation: str,
    reason: str | None,
    acting: str | None,
    on: date | None,
    dry: bool,
    as_json: bool,
    lang: str | None,
    office: Path | None,
) -> int:
    """A duty that waits for a reason, or, without one, waits no longer."""
    from mobilnost.cli.counter import Counter

    with Counter(office, lang, acting, on, as_json=as_json) as counter:
        from mobilnost.desk import waiting

        if reason is None:
            due = waiting.resume(counter.desk, dossier, obligation, dry=dry)
        else:
            due = waiting.suspend(counter.desk, dossier, obligation, reason, dry=dry)
        state = due.state(counter.on).value
        if as_json:
            counter.record(
                {"dossier": dossier, "obligation": obligation, "state": state, "reason": due.reason, "dry_run": dry}
            )
        else:
            _tell(counter, "resumed" if reason is None else "suspended", due.id, dry)
    return counter.code


def _tell(counter: Counter, key: str, what: str, dry: bool) -> None:
    told = counter.words.text("dues", key, what=what)
    counter.say(f"{told} {counter.words.text('dues', 'rehearsed')}" if dry else told)


COMMANDS = (done, suspend, resume)
