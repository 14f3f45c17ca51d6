"""`mobilnost register verify`: whether the register is what its journal says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mobilnost.cli import options

if TYPE_CHECKING:
    from mobilnost.cli.counter import Counter
    from mobilnost.register.journal import Break
    from mobilnost.register.verify import Damaged


@click.command("verify")
@options.acting
@options.as_json
@options.lang
@options.office
def command(acting: str | None, as_json: bool, lang: str | None, office: Path | None) -> int:
    """Verify the register."""
    from mobilnost.cli.counter import Counter
    from mobilnost.cli.exits import Exit
    from mobilnost.locales import Forms
    from mobilnost.register.verify import flaws

    with Counter(office, lang, acting, as_json=as_json, law=False) as counter:
        count = 0
        with counter.desk.read() as reader:
            reader.require_all()
            head = reader.head
            for flaw in flaws(reader.connection):
                counter.note(Exit.WANTING)
                count += 1
                _tell(counter, flaw)
        if as_json:
            counter.record({"entries": head.number, "hash": head.hash, "flaws": count})
        elif count:
            counter.say(counter.words.text("register", "flawed", count=Forms(counter.words).number(count)))
        else:
            counter.say(counter.words.text("register", "whole", entries=Forms(counter.words).number(head.number)))
    return counter.code


def _tell(counter: Counter, flaw: Break | Damaged) -> None:
    from mobilnost.register.journal import Break

    words = counter.words
    if isinstance(flaw, Break):
        told = words.text("register", "flaws", flaw.flaw.value, number=flaw.number)
        table: dict[str, str | int | None] = {"flaw": flaw.flaw.value, "entry": flaw.number}
    else:
        named = {"kind": words.name("record_sorts", flaw.kind), "id": flaw.id, "revision": flaw.revision or ""}
        told = words.text("register", "flaws", flaw.damage.value, **named)
        table = {"flaw": flaw.damage.value, "kind": flaw.kind, "id": flaw.id, "revision": flaw.revision}
    if counter.as_json:
        counter.record({**table, "message": told})
    else:
        counter.say(told)
