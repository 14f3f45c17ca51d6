"""`mobilnost agreement list`: the office's agreements, what they are on a day, and what is used of their places."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mobilnost.cli import options

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mobilnost.cli.counter import Counter
    from mobilnost.desk.agreements import Agreements
    from mobilnost.model import Agreement
    from mobilnost.procedure.agreements.ending import State
    from mobilnost.procedure.agreements.usage import YearUse


@click.command("list")
@click.option("--programme", default=None, metavar="CODE")
@click.option("--partner", default=None, metavar="ID")
@click.option("--unit", default=None, metavar="ID")
@click.option("--country", default=None, metavar="CODE")
@click.option("--valid-on", type=options.day, default=None, metavar="DATE")
@click.option("--expired", is_flag=True)
@options.on
@options.acting
@options.as_json
@options.lang
@options.office
def command(
    programme: str | None,
    partner: str | None,
    unit: str | None,
    country: str | None,
    valid_on: date | None,
    expired: bool,
    on: date | None,
    acting: str | None,
    as_json: bool,
    lang: str | None,
    office: Path | None,
) -> int:
    """List agreements."""
    from mobilnost.cli.agreement.reading import agreements_at, partly, register_of
    from mobilnost.cli.counter import Counter
    from mobilnost.desk.agreements import used
    from mobilnost.model import AcademicYear

    with Counter(office, lang, acting, valid_on or on, as_json=as_json) as counter:
        if problems := counter.office.agreements.problems:
            counter.refuse(problems)
        with register_of(counter) as reader:
            agreements = agreements_at(counter, reader)
            wanted = [
                one
                for one in agreements.all
                if (programme is None or one.programme == programme)
                and (partner is None or partner in agreements.partners(one))
                and (unit is None or one.unit == unit)
                and (country is None or country in agreements.countries(one))
                and _standing(agreements.state(one), valid=valid_on is not None, expired=expired)
            ]
            year = AcademicYear.of(counter.on)
            uses = used(agreements, reader, wanted, year) if reader and wanted else {}
            _write(counter, agreements, wanted, uses, partly(counter, reader))
    return counter.code


def _standing(state: State, *, valid: bool, expired: bool) -> bool:
    """Whether a list means an agreement: those in force that day, those that are over, or all."""
    if valid and state != "in-force":
        return False
    return not expired or state in ("expired", "terminated", "amended")


def _write(
    counter: Counter,
    agreements: Agreements,
    wanted: list[Agreement],
    uses: Mapping[str, YearUse],
    partial: str | None,
) -> None:
    from mobilnost.formats.agreements import agreement_table, use_table
    from mobilnost.locales.agreement_lines import AgreementLines

    lines = AgreementLines.of(counter.words, agreements.programmes, agreements.institutions)
    for one in wanted:
        expiry, use = agreements.expiry(one), uses.get(one.id)
        if counter.as_json:
            table = agreement_table(
                expiry, counter.on, agreements.partners(one), agreements.countries(one), agreements.file(one)
            )
            counter.record(table | {"usage": use_table(use, partial=partial is not None) if use else None})
        else:
            counter.say(lines.line(expiry, agreements.partners(one), use, counter.on))
    if not counter.as_json and not wanted:
        counter.screen.warn(counter.words.text("agreements", "none"))
    if partial and wanted:
        counter.screen.warn(partial)
