"""`mobilnost agreement expiring`: which agreements end when, by when notice must be given, and what reaches beyond."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mobilnost.cli import options

if TYPE_CHECKING:
    from mobilnost.cli.counter import Counter
    from mobilnost.desk.agreements import Agreements
    from mobilnost.desk.reaching import Reaching
    from mobilnost.procedure.agreements.ending import Expiry

#: How far one looks ahead who does not say.
USUAL = "6-months"


@click.command("expiring")
@click.option("--within", default=None, metavar="TEXT")
@click.option("--until", type=options.day, default=None, metavar="DATE")
@options.on
@options.acting
@options.as_json
@options.lang
@options.office
def command(
    within: str | None,
    until: date | None,
    on: date | None,
    acting: str | None,
    as_json: bool,
    lang: str | None,
    office: Path | None,
) -> int:
    """Which agreements end when."""
    from mobilnost.cli.agreement.reading import agreements_at, partly, register_of
    from mobilnost.cli.counter import Counter
    from mobilnost.desk.reaching import reaching
    from mobilnost.procedure.agreements.ending import expiring

    with Counter(office, lang, acting, on, as_json=as_json) as counter:
        last = _horizon(counter, within, until)
        if problems := counter.office.agreements.problems:
            counter.refuse(problems)
        with register_of(counter) as reader:
            agreements = agreements_at(counter, reader)
            found = expiring(agreements.all, counter.on, last, agreements.calendar)
            beyond = reaching(agreements, found, reader)
            for one in found:
                _write(counter, agreements, one, beyond.get(one.agreement.id))
            if found and (note := partly(counter, reader)):
                counter.screen.warn(note)
        if not found and not counter.as_json:
            day = counter.words.text("agreements", "none_ends")
            counter.screen.warn(day)
    return counter.code


def _horizon(counter: Counter, within: str | None, until: date | None) -> date:
    """The last day that is looked at. Raises a usage error."""
    from mobilnost.model import Span
    from mobilnost.procedure.agreements.ending import later

    if until is not None and within is not None:
        raise click.UsageError(counter.words.text("agreements", "mistakes", "within_or_until"))
    if until is not None:
        return until
    try:
        return later(counter.on, Span.parse((within or USUAL).replace("-", " ").strip()))
    except (ValueError, OverflowError) as error:
        raise click.UsageError(counter.words.text("agreements", "mistakes", "within", found=within)) from error


def _write(counter: Counter, agreements: Agreements, one: Expiry, beyond: Reaching | None) -> None:
    from mobilnost.formats.agreements import agreement_table
    from mobilnost.locales.agreement_ends import ends
    from mobilnost.locales.agreement_lines import AgreementLines

    agreement = one.agreement
    partners = agreements.partners(agreement)
    if counter.as_json:
        table = agreement_table(one, counter.on, partners, agreements.countries(agreement), agreements.file(agreement))
        reach = {
            "dossiers": None if beyond is None or beyond.dossiers is None else list(beyond.dossiers),
            "calls": [call.id for call in beyond.calls] if beyond else [],
        }
        counter.record({**table, "beyond": reach})
        return
    lines = AgreementLines.of(counter.words, agreements.programmes, agreements.institutions)
    counter.say(lines.line(one, partners, None, counter.on))
    calls = tuple(call.id for call in beyond.calls) if beyond else ()
    dossiers = beyond.dossiers if beyond else None
    for line in ends(one, dossiers or (), calls, counter.words, counter.on):
        counter.say(counter.screen.indented(line, "    ", "      "))
