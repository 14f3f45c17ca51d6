"""`mobilnost settings`: what is wanting in the office's own settings."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from mobilnost.cli import options


@click.group("settings")
def command() -> None:
    """The office's settings."""


@command.command("check")
@options.on
@options.as_json
@options.lang
@options.office
def check(on: date | None, as_json: bool, lang: str | None, office: Path | None) -> int:
    """What is wanting in the settings."""
    from mobilnost.cli.counter import Counter
    from mobilnost.cli.exits import Exit
    from mobilnost.locales.refusals import tell_reason

    with Counter(office, lang, None, on, as_json=as_json) as counter:
        from mobilnost.desk.readiness import reasons

        found = reasons(counter.office, counter.on)
        if found:
            counter.note(Exit.WANTING)
        for one in found:
            told = tell_reason(one, counter.words)
            if as_json:
                cited = one.citation
                counter.record(
                    {
                        "wanting": one.phrase.id,
                        "parts": {name: str(value) for name, value in one.phrase.parts},
                        "citation": {"source": cited.source, "at": cited.at, "reading": cited.reading}
                        if cited
                        else None,
                        "message": told,
                    }
                )
            else:
                counter.say(counter.screen.indented(f"✘ {told}"))
        if not found and not as_json:
            counter.say(counter.words.text("dues", "settings_fine"))
    return counter.code
