"""`mobilnost register show`: where the register lies and what is in it."""

from __future__ import annotations

from pathlib import Path

import click

from mobilnost.cli import options


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
        lines = [
            ("address", found.address),
            ("version", found.version),
            ("contents", words.text("register", "sized", count=forms.number(found.contents), size=_sized(found.size))),
            ("entries", forms.number(found.head.number)),
            ("last", found.last or "–"),
            ("hash", found.head.hash),
        ]
        for key, value in lines:
            counter.say(f"{words.text('register', 'labels', key)}: {value}")
        for kind, count in found.records:
            counter.say(counter.screen.indented(f"{words.name('record_sorts', kind)}: {forms.number(count)}"))
    return counter.code


def _sized(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 100_000 else f"{size / 1000:.1f} kB"
