"""`mobilnost register show`: where the register lies and what is in it."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mobilnost.cli import options

if TYPE_CHECKING:
    from mobilnost.locales import Forms


@click.command("show")
@options.acting
@options.as_json
@options.lang
@options.office
def command(acting: str | None, as_json: bool, lang: str | None, office: Path | None) -> int:
    """Show the register."""
    from mobilnost.cli.counter import Counter
    from mobilnost.desk.keeping import summary
    from mobilnost.locales import Forms

    with Counter(office, lang, acting, as_json=as_json, law=False) as counter:
        with counter.desk.read() as reader:
            found = summary(counter.desk, reader)
        if as_json:
            counter.record(
                {
                    "address": found.address,
                    "version": found.version,
                    "records": dict(found.records),
                    "contents": found.contents,
                    "size": found.size,
                    "entries": found.head.number,
                    "hash": found.head.hash,
                    "last": found.last,
                }
            )
            return counter.code
        words, forms = counter.words, Forms(counter.words)
        size = _sized(found.size, forms)
        lines = [
            ("address", found.address),
            ("version", found.version),
            ("contents", words.text("register", "sized", count=forms.number(found.contents), size=size)),
            ("entries", forms.number(found.head.number)),
            ("last", _moment(found.last, forms) if found.last else "–"),
            ("hash", found.head.hash),
        ]
        for key, value in lines:
            counter.say(f"{words.text('register', 'labels', key)}: {value}")
        for kind, count in found.records:
            counter.say(counter.screen.indented(f"{words.name('record_sorts', kind)}: {forms.number(count)}"))
    return counter.code


def _sized(size: int, forms: Forms) -> str:
    scale, unit = (1_000_000, "MB") if size >= 100_000 else (1000, "kB")
    return f"{forms.number((Decimal(size) / scale).quantize(Decimal('0.1')))} {unit}"


def _moment(written: str, forms: Forms) -> str:
    moment = datetime.fromisoformat(written)
    return f"{forms.day(moment.date())} {moment:%H:%M}"
