"""`mobilnost agreement diff`: two versions of an agreement field by field, and the article that a change rests on."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from mobilnost.cli import options


@click.command("diff")
@click.argument("before", metavar="A")
@click.argument("after", metavar="B", required=False)
@options.on
@options.as_json
@options.lang
@options.office
def command(
    before: str, after: str | None, on: date | None, as_json: bool, lang: str | None, office: Path | None
) -> int:
    """Compare two versions of an agreement."""
    from mobilnost.cli.agreement.reading import agreements_at, named, shown, told_by
    from mobilnost.cli.counter import Counter
    from mobilnost.cli.exits import Exit
    from mobilnost.formats.agreements import change_table
    from mobilnost.locales.agreement_versions import Versions, effect
    from mobilnost.procedure.agreements.versions import changes

    with Counter(office, lang, None, on, as_json=as_json) as counter:
        first = named(counter, before)
        if after is None and first.value.amends is None:
            told = counter.words.text("agreements", "mistakes", "amends_nothing", agreement=first.value.id)
            raise click.UsageError(told)
        # With one name, an agreement is compared with the one that it amends.
        sides = (first, named(counter, after)) if after else (named(counter, first.value.amends or ""), first)
        (was, _), (now, _) = (told_by(counter, one, agreements_at(counter)) for one in sides)
        versions = Versions(before=was, after=now)
        found = changes(was.agreement, now.agreement)
        hint = effect(*((before, after) if after else (was.agreement.id, before)))
        if counter.as_json:
            counter.record(
                {
                    "before": was.agreement.id,
                    "after": now.agreement.id,
                    "differ": bool(found),
                    "changes": [change_table(one, versions.articles(one)) for one in found],
                }
            )
        else:
            shown(counter, versions.page(found, hint))
        if found:
            counter.note(Exit.WANTING)
    return counter.code
