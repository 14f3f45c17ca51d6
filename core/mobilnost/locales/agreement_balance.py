"""The balance of an exchange in words: a line for each academic year, and what it comes to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from mobilnost.locales.catalogue import Catalogue
from mobilnost.locales.forms import Forms
from mobilnost.model import Agreement, Balance
from mobilnost.procedure.agreements.balance import YearBalance


def balance_lines(
    agreement: Agreement, terms: Balance, years: Sequence[YearBalance], words: Catalogue
) -> Iterator[str]:
    """The heading, the years, and what the last of them comes to."""
    number = Forms(words).number
    unit = words.text("agreements", "balance_units", terms.unit.value)
    yield words.text("agreements", "balance_title", agreement=agreement.id, unit=unit)
    for one in years:
        amounts = {"sent": one.sent, "received": one.received, "brought": one.brought, "carried": one.carried}
        told = {key: number(value) for key, value in amounts.items()}
        yield "  " + words.text("agreements", "balance_year", year=one.year, **told)
    if years:
        yield words.text("agreements", "outcomes", _outcome(years[-1].carried), n=number(abs(years[-1].carried)))
    if not terms.carried:
        yield words.text("agreements", "not_carried")


def _outcome(carried: Decimal) -> str:
    """Whose turn it is."""
    if carried == 0:
        return "even"
    return "may_send" if carried > 0 else "owes"
