"""`mobilnost dossier record`: that a step of a dossier's life was taken, by whom and when."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from mobilnost.cli import options

#: What is said when it is done: of a step taken back or recorded, for a rehearsal or in earnest.
DONE = {
    (False, False): "recorded",
    (False, True): "would_record",
    (True, False): "undone",
    (True, True): "would_undo",
}


@click.command("record")
@click.argument("id")
@click.argument("step")
@click.option("--by", default=None, metavar="NAME")
@click.option("--reference", default=None, metavar="TEXT")
@click.option("--note", default=None, metavar="TEXT")
@click.option("--undo", is_flag=True)
@options.dry_run
@options.on
@options.acting
@options.as_json
@options.lang
@options.office
def command(
    id: str,
    step: str,
    by: str | None,
    reference: str | None,
    note: str | None,
    undo: bool,
    dry_run: bool,
    on: date | None,
    acting: str | None,
    as_json: bool,
    lang: str | None,
    office: Path | None,
) -> int:
    """Record a step."""
    from mobilnost.cli.counter import Counter
    from mobilnost.cli.dossier.reasons import tell_reasons
    from mobilnost.cli.dossier.sheets import life_table
    from mobilnost.desk import steps
    from mobilnost.desk.recording import StepRefused
    from mobilnost.locales import Forms

    with Counter(office, lang, acting, on, as_json=as_json) as counter:
        if undo and not note:
            raise click.UsageError(counter.words.text("dossiers", "why_undo"))
        try:
            if undo:
                life = steps.undo(counter.desk, id, step, str(note), rehearsed=dry_run)
            else:
                act = steps.Act(by=by, reference=reference, note=note)
                life = steps.record(counter.desk, id, step, act, rehearsed=dry_run)
        except StepRefused as error:
            tell_reasons(counter, error.reasons, error.assessment, dossier=id)
            return counter.code
        done = DONE[undo, dry_run]
        if as_json:
            counter.record({"dossier": id, "done": done, "step": step, "life": life_table(life)})
        else:
            name, day = counter.words.name("steps", step), Forms(counter.words).day(counter.on)
            counter.say(counter.words.text("dossiers", done, dossier=id, step=name, day=day))
    return counter.code
