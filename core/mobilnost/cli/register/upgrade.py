"""`mobilnost register upgrade`: a register of an older schema brought up to date, a copy of it first."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mobilnost.cli import options

if TYPE_CHECKING:
    from mobilnost.cli.counter import Counter


@click.command("upgrade")
@options.acting
@options.as_json
@options.lang
@options.office
def command(acting: str | None, as_json: bool, lang: str | None, office: Path | None) -> int:
    """Bring the register up to date."""
    from mobilnost.cli.counter import Counter

    with Counter(office, lang, acting, as_json=as_json, law=False) as counter:
        _upgrade(counter)
    return counter.code


def _upgrade(counter: Counter) -> None:
    from mobilnost.desk.keeping import upgrade
    from mobilnost.register.opening import engine_of

    engine = engine_of(*counter.register_place)
    try:
        done = upgrade(engine, counter.actor, counter.now)
    finally:
        engine.dispose()
    if counter.as_json:
        backup = None if done.backup is None else str(done.backup)
        counter.record({"from": done.found, "to": done.version, "backup": backup})
        return
    if done.backup is not None:
        counter.say(counter.words.text("register", "backed_up", file=done.backup))
    counter.say(counter.words.text("register", "upgraded", version=done.version))
