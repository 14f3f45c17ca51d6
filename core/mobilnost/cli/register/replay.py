"""`mobilnost register replay`: a past assessment made again from what the register keeps of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mobilnost.cli import options

if TYPE_CHECKING:
    from mobilnost.cli.counter import Counter
    from mobilnost.desk.basis import Replay


@click.command("replay")
@click.argument("dossier")
@click.argument("number", type=click.IntRange(min=1), required=False, metavar="[N]")
@options.acting
@options.as_json
@options.lang
@options.office
def command(
    dossier: str, number: int | None, acting: str | None, as_json: bool, lang: str | None, office: Path | None
) -> int:
    """Replay an assessment."""
    from mobilnost.cli.counter import Counter
    from mobilnost.cli.exits import Exit
    from mobilnost.desk.basis import replay

    with Counter(office, lang, acting, as_json=as_json) as counter:
        with counter.desk.read() as reader:
            made = replay(counter.desk, reader, dossier, number)
        if not made.same:
            counter.note(Exit.WANTING)
        if as_json:
            _record(counter, made)
        else:
            _tell(counter, made)
    return counter.code


def _tell(counter: Counter, made: Replay) -> None:
    from mobilnost.locales import Forms

    words, basis = counter.words, made.basis
    verdict = words.text("verdicts", basis.verdict)
    told = {"id": basis.id, "day": Forms(words).day(basis.on), "verdict": verdict, "revision": basis.revision or "–"}
    counter.say(words.text("register", "assessed", **told))
    counter.say(words.text("register", "same" if made.same else "different", digest=basis.report))
    for then, now in made.changed:
        key = "gone" if now is None else "recoded" if now.version == then.version else "version"
        was, new = then.version or "–", (now.version if now else None) or "–"
        counter.say(counter.screen.indented(words.text("register", "programs", key, name=then.name, was=was, new=new)))
    if made.changed and made.same:
        counter.say(words.text("register", "programs", "nevertheless"))


def _record(counter: Counter, made: Replay) -> None:
    from json import loads

    changed = [
        {"name": then.name, "then": then.version, "now": None if now is None else now.version}
        for then, now in made.changed
    ]
    counter.record(
        {
            "basis": made.basis.id,
            "on": made.basis.on.isoformat(),
            "revision": made.basis.revision,
            "verdict": made.basis.verdict,
            "same": made.same,
            "report": made.basis.report,
            "changed": changed,
            "contents": [
                {"part": one.part.value, "name": one.name, "digest": one.digest} for one in made.basis.contents
            ],
            "assessment": loads(made.now),
        }
    )
