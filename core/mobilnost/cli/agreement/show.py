"""`mobilnost agreement show`: one agreement with its places, terms and conditions, and the article that allows each."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mobilnost.cli import options

if TYPE_CHECKING:
    from mobilnost.desk.agreements import Agreements
    from mobilnost.locales.agreements import AgreementTeller
    from mobilnost.model import Agreement


@click.command("show")
@click.argument("name", metavar="ID|FILE")
@options.on
@options.acting
@options.as_json
@options.lang
@options.office
def command(
    name: str, on: date | None, acting: str | None, as_json: bool, lang: str | None, office: Path | None
) -> int:
    """Show an agreement."""
    from mobilnost.cli.agreement.reading import agreements_at, named, partly, register_of, shown, told_by
    from mobilnost.cli.counter import Counter
    from mobilnost.desk.agreements import used
    from mobilnost.formats.agreements import use_table
    from mobilnost.model import AcademicYear

    with Counter(office, lang, acting, on, as_json=as_json) as counter:
        given = named(counter, name)
        one = given.value
        with register_of(counter) as reader:
            agreements = agreements_at(counter, reader)
            teller, problems = told_by(counter, given, agreements)
            year = AcademicYear.of(counter.on)
            use = used(agreements, reader, [one], year)[one.id] if reader else None
            note = partly(counter, reader)
        if problems:
            counter.refuse(problems, given.file)
        if counter.as_json:
            usage = use_table(use, partial=note is not None) if use else None
            counter.record(_table(agreements, one, teller, counter.on) | {"usage": usage})
        else:
            shown(counter, teller.page(agreements.expiry(one), agreements.partners(one), use, note))
    return counter.code


def _table(agreements: Agreements, one: Agreement, teller: AgreementTeller, on: date) -> dict[str, Any]:
    """The agreement for programs: its terms and conditions with what allows them."""
    from mobilnost.formats.agreements import agreement_table
    from mobilnost.formats.differences import item
    from mobilnost.locales.agreements import CONDITIONS

    head = agreement_table(
        agreements.expiry(one), on, agreements.partners(one), agreements.countries(one), agreements.file(one)
    )
    terms = [
        {
            "provision": term.provision,
            "value": item(term.value),
            "applies": term.applies,
            "clause": term.clause,
            "allowed_by": list(teller.articles(term.provision)),
            "message": teller.value(term),
        }
        for term in one.terms
    ]
    conditions = [
        {
            "id": each.id,
            "requires": each.requires,
            "applies": each.applies,
            "clause": each.clause,
            "allowed_by": list(teller.articles(CONDITIONS)),
            "message": teller.condition(each),
        }
        for each in one.conditions
    ]
    return {**head, "terms": terms, "conditions": conditions}
