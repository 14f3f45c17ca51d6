"""Whether a grant is ever less than nothing."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from mobilnost.assessment import assess
from mobilnost.funding import Settlement, settlement_of
from mobilnost.model import Dossier, Money
from mobilnost.rulebook import Rulebook
from mobilnost.testing.candidate import Candidate
from mobilnost.testing.lacks import Check, Lack
from mobilnost.testing.shown import shown

ZERO = Decimal(0)


def lacks(candidate: Candidate) -> Iterator[Lack]:
    """Amounts and shares of less than nothing as they are written, and whatever comes to less for a dossier."""
    written = list(_written(candidate))
    yield from written
    told = {one.subject for one in written}
    for each in candidate.crowds:
        for number, dossier in enumerate(each.dossiers):
            for id, amount in _negative(dossier, each.rulebook(dossier, number)):
                if id not in told:
                    told.add(id)
                    parts = {"id": id, "amount": amount, "shown": shown(dossier)}
                    yield Lack(check=Check.GRANT, subject=id, kind="negative", place=candidate.place(id), parts=parts)


def _written(candidate: Candidate) -> Iterator[Lack]:
    for one in candidate.law.components:
        rates = [rate.amount for rate in one.rates if rate.amount is not None and rate.amount < 0]
        shares = [share.percent for share in one.taper if share.percent < 0]
        for kind, found in (("rate", rates), ("taper", shares)):
            if found:
                parts = {"id": one.id, "amount": found[0]}
                yield Lack(check=Check.GRANT, subject=one.id, kind=kind, place=one.place, parts=parts)


def _negative(dossier: Dossier, book: Rulebook) -> Iterator[tuple[str, Money]]:
    """The lines and instalments of a dossier's grant that are less than nothing."""
    found = settlement_of(assess(dossier, book, on=dossier.last_day)) if book.components else None
    if found is not None:
        yield from ((id, money) for id, money in _amounts(found) if money.amount < ZERO)


def _amounts(settlement: Settlement) -> Iterator[tuple[str, Money]]:
    for grant in (settlement.agreed, settlement.actual):
        yield from ((line.component.id, line.amount) for line in grant.lines if line.amount is not None)
    for part in settlement.instalments:
        yield from ((part.instalment.id, money) for money in (part.amounts or {}).values())
