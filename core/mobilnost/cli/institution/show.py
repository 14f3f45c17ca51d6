"""`mobilnost institution show`: one institution, and how many dossiers there are with it."""

from __future__ import annotations

from pathlib import Path

import click

from mobilnost.cli import options


@click.command("show")
@click.argument("id")
@options.acting
@options.as_json
@options.lang
@options.office
def command(id: str, acting: str | None, as_json: bool, lang: str | None, office: Path | None) -> int:
    """Show an institution."""
    from mobilnost.cli.counter import Counter
    from mobilnost.cli.institution.list_ import plain
    from mobilnost.register.listing import Filter, counted
    from mobilnost.register.sorts import INSTITUTION

    with Counter(office, lang, acting, as_json=as_json, law=False) as counter, counter.desk.read() as reader:
        kept = reader.get(INSTITUTION, id)
        dossiers = counted(reader, Filter(partner=id))
        if as_json:
            counter.record({**plain(kept.value), "revision": kept.revision, "dossiers": dossiers})
        else:
            words = counter.words
            counter.say(words.text("institution", "revision", institution=id, revision=kept.revision))
            counter.say(INSTITUTION.toml_of(kept.value).rstrip())
            counter.say(words.text("institution", "dossiers", count=dossiers))
    return counter.code
