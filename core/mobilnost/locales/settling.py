"""A grant and what becomes of it, in words: what was agreed, what the stay came to, what is paid and what is left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from attrs import frozen

from mobilnost.funding import Because, Grant, Part, Settled, Settlement
from mobilnost.locales.citing import cited
from mobilnost.locales.forms import capital
from mobilnost.locales.funding import GrantTeller, Told


@frozen
class SettlementTeller:
    """Tells the life of a grant, with the words in which the grant itself is told."""

    grants: GrantTeller

    def sections(self, settlement: Settlement) -> Iterator[tuple[str, tuple[Told, ...]]]:
        """Everything under its headings; headings with nothing under them are left out."""
        grant = settlement.grant
        parts: tuple[tuple[str, Iterable[Told]], ...] = (
            ("lines", (self.grants.line(one, grant) for one in grant.lines)),
            ("omitted", (self.grants.omitted(one) for one in grant.omitted)),
            ("time", (Told(one) for one in self.grants.time(grant))),
            ("life", (Told(one) for one in self.life(settlement))),
            ("instalments", (Told(one) for one in map(self.instalment, settlement.instalments))),
            ("reclaim", (Told(one) for one in self.reclaim(settlement))),
        )
        for key, told in parts:
            lines = tuple(told)
            if lines:
                yield self.grants.text(key), lines

    def life(self, settlement: Settlement) -> Iterator[str]:
        """What was agreed and what the stay came to, where they differ; what is paid and what is left."""
        if settlement.settled is not Settled.AS_AGREED:
            yield self._stay("agreed", settlement.agreed)
            if settlement.settled is not Settled.NOT_GONE:
                yield self._stay("actual", settlement.actual)
            yield self.grants.text("settled", settlement.settled.value, days=abs(settlement.difference))
        for day in settlement.late_amendments:
            yield self.grants.text("late_amendment", day=self.grants.forms.day(day))
        yield from self.grants.set_by(settlement.tolerance)
        if settlement.paid:
            yield self.grants.text("paid", amounts=self.grants.decimals(settlement.paid))
        if settlement.paid and settlement.balance is not None:
            yield from self._balance(settlement.balance)
        duty = settlement.repayment
        if duty is not None and duty.due is not None:
            state = self.grants.words.text("duty_states", duty.state.value)
            yield self.grants.text("repayment", day=self.grants.forms.day(duty.due), state=state)

    def _stay(self, key: str, grant: Grant) -> str:
        time = grant.duration
        return self.grants.text(
            key,
            start=self.grants.forms.day(time.first),
            end=self.grants.forms.day(time.last),
            span=self.grants.forms.span(time.funded),
            amounts=self.grants.worth(grant),
        )

    def _balance(self, balance: Mapping[str, Decimal]) -> Iterator[str]:
        pay = {currency: amount for currency, amount in balance.items() if amount > 0}
        back = {currency: -amount for currency, amount in balance.items() if amount < 0}
        if pay:
            yield self.grants.text("to_pay", amounts=self.grants.decimals(pay))
        if back:
            yield self.grants.text("to_return", amounts=self.grants.decimals(back))
        if not pay and not back:
            yield self.grants.text("even")

    def instalment(self, part: Part) -> str:
        """One payment: how much, by when, and how it stands."""
        name = capital(self.grants.words.name("instalments", part.instalment.id))
        if part.amounts is not None:
            told = self.grants.text("instalment", name=name, amounts=self.grants.amounts(part.amounts))
        elif part.missing:
            told = f"{name}: {self.grants.because(Because.UNKNOWN, part.missing)}"
        else:
            told = self.grants.text("instalment_open", name=name)
        duty = part.duty
        when = self.grants.text("no_due")
        if duty and duty.due:
            state = self.grants.words.text("duty_states", duty.state.value)
            when = self.grants.text("due", day=self.grants.forms.day(duty.due), state=state)
        return f"{told}; {when} ({cited(part.instalment.citation, self.grants.words)})"

    def reclaim(self, settlement: Settlement) -> Iterator[str]:
        """What may be asked back, and by which clause."""
        reclaim = settlement.reclaim
        if reclaim is None:
            return
        winner = reclaim.figure.winner
        source = f" ({cited(winner.origin.citation, self.grants.words)})" if winner else ""
        amounts = {currency: one for currency, one in reclaim.most.items() if one.amount > 0}
        key = "reclaim_exactly" if reclaim.least == reclaim.most else "reclaim_between"
        yield self.grants.text(key if amounts else "reclaim_nothing", amounts=self.grants.amounts(amounts)) + source
