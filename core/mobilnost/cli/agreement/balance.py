"""`mobilnost agreement balance`: who has sent more over the term of an exchange, and what is carried on."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mobilnost.cli import options

if TYPE_CHECKING:
    from mobilnost.cli.counter import Counter
    from mobilnost.model import AcademicYear


@click.command("balance")
@click.argument("name", metavar="ID|FILE")
@click.option("--year", default=None, metavar="TEXT")
@options.on
@options.acting
@options.as_json
@options.lang
@options.office
def command(
    name: str,
    year: str | None,
    on: date | None,
    acting: str | None,
    as_json: bool,
    lang: str | None,
    office: Path | None,
) -> int:
    """The balance of an exchange."""
    from mobilnost.cli.agreement.reading import agreements_at, named, partly
    from mobilnost.cli.counter import Counter
    from mobilnost.desk.agreements import balanced
    from mobilnost.formats.agreements import balance_table
    from mobilnost.locales.agreement_balance import balance_lines
    from mobilnost.model import AcademicYear
    from mobilnost.procedure.agreements.balance import balanced_in

    with Counter(office, lang, acting, on, as_json=as_json) as counter:
        wanted = _year(counter, year)
        one, agreements = named(counter, name).value, agreements_at(counter)
        with counter.desk.read() as reader:
            years = balanced(agreements, reader, one, wanted or AcademicYear.of(counter.on))
            note = partly(counter, reader)
        shown = tuple(each for each in years if wanted is None or each.year == wanted)
        terms = balanced_in(one)
        if counter.as_json:
            counter.record(balance_table(one, terms.unit, shown, partial=note is not None))
            return counter.code
        for line in balance_lines(one, terms, shown, counter.words):
            counter.say(line)
        if note:
            counter.screen.warn(note)
    return counter.code


def _year(counter: Counter, written: str | None) -> AcademicYear | None:
    """The academic year that is asked for. Raises a usage error."""
    from mobilnost.model import AcademicYear

    try:
        return None if written is None else AcademicYear.parse(written)
    except ValueError as error:
        raise click.UsageError(counter.words.text("agreements", "mistakes", "year", found=written)) from error
