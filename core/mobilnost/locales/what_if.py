"""What dossiers would be paid otherwise, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from attrs import frozen

from mobilnost.assessment import Verdict
from mobilnost.funding.comparing import Comparison, Standing, Turn
from mobilnost.locales.catalogue import Catalogue
from mobilnost.locales.forms import Forms
from mobilnost.locales.tell import Teller
from mobilnost.model import Direction, Money

#: One side: the name of what dossiers are judged by, and the dates of their stay; each may be their own.
Told = tuple[str | None, tuple[date, date] | None]


@frozen(kw_only=True)
class ComparisonTeller:
    """Tells a comparison: each dossier in a line, and then all of them together."""

    words: Catalogue

    @property
    def forms(self) -> Forms:
        """How the language writes values."""
        return Forms(self.words)

    def lines(self, comparison: Comparison, before: Told, after: Told) -> Iterator[str]:
        """The heading, the two sides, the dossiers, and what it comes to."""
        yield self.text("title")
        yield self.text("before", side=self._side(before))
        yield self.text("after", side=self._side(after))
        for one in comparison.turns:
            yield self.turn(one)
            yield from self.unmet(one)
        eligible = comparison.eligible
        yield self.text("eligible", before=eligible[0], after=eligible[1], count=len(comparison.turns))
        yield self.text("total", amounts=self._both(*self._sums(comparison)))
        if comparison.others:
            yield self.text("concerned", count=comparison.others)
        if comparison.refused:
            yield self.text("refused", names=", ".join(comparison.refused))

    def turn(self, turn: Turn) -> str:
        """One dossier."""
        verdicts = self._verdict(turn.before), self._verdict(turn.after)
        amounts = self._worth(turn.before), self._worth(turn.after)
        if not turn.changed:
            return self.text("same", id=turn.id, verdict=verdicts[0], amounts=amounts[0])
        return self.text("line", id=turn.id, verdicts=self._both(*verdicts), amounts=self._both(*amounts))

    def unmet(self, turn: Turn) -> Iterator[str]:
        """What is not met on one side, and was not in the way on the other."""
        for here, there in ((turn.before, turn.after), (turn.after, turn.before)):
            rules = [id for id in here.assessment.unmet if id not in there.assessment.unmet]
            if here.verdict is not there.verdict and rules:
                teller = Teller.of(here.assessment, self.words)
                told = (teller.title(here.assessment.finding(id)) for id in rules)
                yield self.text("unmet", id=turn.id, rules="; ".join(told))

    def text(self, name: str, **values: object) -> str:
        """Words of the room."""
        return self.words.text("what_if", name, **values)

    def _side(self, side: Told) -> str:
        name, dates = side
        days = [self.text("dates", start=self.forms.day(one[0]), end=self.forms.day(one[1])) for one in [dates] if one]
        return ", ".join([*([name] if name else []), *days]) or self.text("as_it_stands")

    def _both(self, before: str, after: str) -> str:
        return before if before == after else self.text("changed", before=before, after=after)

    def _verdict(self, standing: Standing) -> str:
        incoming = standing.assessment.dossier.mobility.direction is Direction.INCOMING
        return self.words.text("verdicts_incoming" if incoming else "verdicts", standing.verdict.value)

    def _worth(self, standing: Standing) -> str:
        if standing.verdict is Verdict.NOT_ELIGIBLE:
            return self.text("no_money")
        return self._amounts(standing.sums, known=standing.totals is not None)

    def _sums(self, comparison: Comparison) -> tuple[str, str]:
        (before, after), known = comparison.sums, comparison.are_known
        return self._amounts(before, known=known[0]), self._amounts(after, known=known[1])

    def _amounts(self, sums: Mapping[str, Money], *, known: bool) -> str:
        if not sums:
            return self.text("no_money" if known else "unknown_total")
        told = self.forms.all_of(self.forms.money(one) for one in sums.values())
        return told if known else self.text("partly", amounts=told)
