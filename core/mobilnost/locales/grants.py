"""The components of a grant in words: what is paid for what, by whom, to whom, at which rates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from attrs import frozen

from mobilnost.formats.pages import Line, Tone
from mobilnost.grammar import FALSE
from mobilnost.law import Component, Per, Rate, Taper
from mobilnost.locales.forms import capital
from mobilnost.locales.lawteller import LawTeller
from mobilnost.locales.provenance import Provenance


@frozen
class Grants:
    """Tells components as they stand on a day."""

    teller: LawTeller
    provenance: Provenance
    on: date
    components: tuple[Component, ...] = ()

    def text(self, component: Component) -> str:
        """For what it is paid, and by whom."""
        words = self.teller.words
        told = f"{capital(words.text('per', component.per.value))}. {self.provenance.text('paid')}: "
        return f"{told}{words.text('payers', component.payer.value)}."

    def lines(self, component: Component) -> Iterator[Line]:
        """To whom, what excludes it, the amounts of the day, and that there are others."""
        text = self.provenance.text
        if component.applies == FALSE:
            yield Line(text("never"), tone=Tone.QUIET)
        else:
            yield Line(self.teller.scope(component.applies), text("concerns"))
        if group := self.group(component):
            yield Line(self.teller.forms.all_of(group), text("exclusive"), Tone.QUIET)
        rates = [one for one in component.rates if in_force(one, self.on)]
        yield from self.others(component)
        yield from (self.rate(one) for one in rates)
        yield from (self.taper(one) for one in component.taper)
        if not rates and not component.rate_by and component.per is not Per.IN_KIND:
            yield Line(text("no_amount"), tone=Tone.OPEN)
        if left_out := len(component.rates) - len(rates):
            yield Line(text("other_rates", count=left_out), text("amount"), Tone.QUIET)

    def group(self, component: Component) -> list[str]:
        """The names of the components of which at most one is paid, this one among them."""
        same = [one for one in self.components if one.exclusive and one.exclusive == component.exclusive]
        return [self.teller.words.name("components", one.id) for one in same] if len(same) > 1 else []

    def rate(self, rate: Rate) -> Line:
        """An amount: of whom, how far, since when, by which source."""
        text, day = self.provenance.text, self.teller.forms.day
        reviewed = f"{text('reviewed')}: {day(rate.reviewed)}" if rate.reviewed else ""
        parts = (
            self.provenance.scoped(self.amount(rate), rate.applies),
            self.distance(rate),
            self.days(rate.day_from, rate.day_to),
            self.provenance.period(rate.valid_from, rate.valid_to),
            self.teller.cited(rate.citation),
            reviewed,
        )
        tone = Tone.OPEN if rate.amount is None else Tone.PLAIN
        return Line("; ".join(one for one in parts if one), text("amount"), tone)

    def amount(self, rate: Rate) -> str:
        """The amount with its currency; an open one is said to be open."""
        if rate.amount is None:
            return self.provenance.text("amount_open")
        return " ".join(one for one in (self.teller.forms.number(rate.amount), rate.currency) if one)

    def distance(self, rate: Rate) -> str:
        """Between which distances, in kilometres one way."""
        text, ends = self.provenance.text, {"from": rate.km_from, "to": rate.km_to}
        if rate.km_from is not None and rate.km_to is not None:
            return text("km_between", **ends)
        if rate.km_from is not None:
            return text("km_from", **ends)
        return text("km_to", **ends) if rate.km_to is not None else ""

    def others(self, component: Component) -> Iterator[Line]:
        """The provisions on which a component hangs: for its rate, its payer, and whether it is paid at all."""
        text, name = self.provenance.text, self.teller.subjects.provision
        if component.rate_by:
            yield Line(name(component.rate_by), text("rate_by"))
        if component.payer_by:
            yield Line(name(component.payer_by), text("payer_by"))
        yield from (Line(name(one.provision), text("permits")) for one in component.permits)

    def taper(self, taper: Taper) -> Line:
        """Which share of the amount is paid for which days."""
        share = self.teller.forms.counted(taper.percent, "percent")
        parts = (share, self.days(taper.day_from, taper.day_to), self.teller.cited(taper.citation))
        return Line("; ".join(one for one in parts if one), self.provenance.text("taper"))

    def days(self, first: int | None, last: int | None) -> str:
        """For which days of the stay, by their numbers; nothing for all of them."""
        if last is not None:
            return self.provenance.text("days_between", first=first or 1, last=last)
        return self.provenance.text("days_from", first=first) if first is not None and first > 1 else ""


def in_force(rate: Rate, on: date) -> bool:
    """Whether a rate is paid for a stay that begins on a day; both ends count."""
    return (rate.valid_from or on) <= on <= (rate.valid_to or on)
