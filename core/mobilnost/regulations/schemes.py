"""The grant schemes of a law file: `[[components]]` with their rates, and `[[instalments]]`."""

from __future__ import annotations

from mobilnost.law import Citation, Component, Instalment, Payer, Per, Permit, Rate, Taper
from mobilnost.model import Place
from mobilnost.model.currencies import CURRENCY
from mobilnost.regulations.pieces import PieceReader, Where
from mobilnost.regulations.scheme_entries import ComponentEntry, InstalmentEntry, PermitEntry, RateEntry, TaperEntry


class SchemeReader(PieceReader):
    """Reads what one file pays."""

    def components(self) -> tuple[Component, ...]:
        """All components of grants."""
        self.distinct("components", [one.id for one in self.loaded.value.components])
        return self.each("components", self.loaded.value.components, self.component)

    def instalments(self) -> tuple[Instalment, ...]:
        """All instalments."""
        self.distinct("instalments", [one.id for one in self.loaded.value.instalments])
        return self.each("instalments", self.loaded.value.instalments, self.instalment)

    def component(self, entry: ComponentEntry, at: Where) -> Component:
        """`[[components]]` of a grant."""
        citation = self.citation(entry.cites, entry.reading, entry.source)
        return Component(
            id=entry.id,
            per=self.word(Per, entry.per, at("per")),
            payer=self.word(Payer, entry.payer, at("payer")),
            applies=self.node(entry.applies, at("applies")),
            exclusive=entry.exclusive,
            citation=citation,
            rates=tuple(self.rate(one, citation, at("rates", number)) for number, one in enumerate(entry.rates)),
            rate_by=entry.rate_by,
            payer_by=entry.payer_by,
            taper=tuple(self.band(one, citation, at("taper", number)) for number, one in enumerate(entry.taper)),
            permits=tuple(self.permit(one, at("permits", number)) for number, one in enumerate(entry.permits)),
            place=at(),
        )

    def band(self, entry: TaperEntry, citation: Citation, place: Place) -> Taper:
        """`taper = [...]`: shares from 0 to 100 percent, so that none is negative."""
        if not 0 <= entry.percent <= 100:
            self.problem(place, "wrong-value", entry.percent, "0 .. 100")
        return Taper(
            percent=entry.percent,
            day_from=entry.day_from,
            day_to=entry.day_to,
            citation=self.citation(entry.cites or citation.at, entry.reading, entry.source or citation.source),
        )

    def permit(self, entry: PermitEntry, place: Place) -> Permit:
        """`permits = [...]`"""
        return Permit(provision=entry.provision, applies=self.node(entry.applies, place))

    def instalment(self, entry: InstalmentEntry, at: Where) -> Instalment:
        """`[[instalments]]`"""
        return Instalment(
            id=entry.id,
            obligations=entry.obligations,
            percent_by=entry.percent_by,
            citation=self.citation(entry.cites, entry.reading, entry.source),
            place=at(),
        )

    def rate(self, entry: RateEntry, citation: Citation, place: Place) -> Rate:
        """`[[components.rates]]`"""
        if entry.currency is not None and not CURRENCY.accepts(entry.currency):
            self.problem(place, "wrong-value", entry.currency, CURRENCY.expected)
        return Rate(
            amount=self.amount(entry.amount, place),
            currency=entry.currency,
            applies=self.node(entry.applies, place),
            valid_from=entry.valid_from,
            valid_to=entry.valid_to,
            km_from=entry.km_from,
            km_to=entry.km_to,
            day_from=entry.day_from,
            day_to=entry.day_to,
            citation=self.citation(
                entry.cites or citation.at, entry.reading or citation.reading, entry.source or citation.source
            ),
            reviewed=entry.reviewed,
            place=place,
        )
