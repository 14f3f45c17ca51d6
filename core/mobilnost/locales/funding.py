"""A grant in words: what is paid, by whom, and how it came about, in short lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from attrs import field, frozen

from mobilnost.assessment import Assessment
from mobilnost.funding import Because, Duration, Grant, Line, Omitted, PartMonths
from mobilnost.funding.durations import WHOLE_STAY
from mobilnost.funding.rounding import rounded
from mobilnost.law import Candidate, Effective, Layer, Origin, Payer, Per
from mobilnost.locales.catalogue import Catalogue
from mobilnost.locales.citing import cited
from mobilnost.locales.forms import Forms, capital
from mobilnost.locales.tell import Teller
from mobilnost.model import DAYS_PER_MONTH, DaySpan, Money, Place, Span, Unit

#: The decimals with which a quantity is shown.
SHOWN = 4


@frozen
class Told:
    """A line of a grant, and what stands below it."""

    text: str
    below: tuple[str, ...] = ()


@frozen(kw_only=True)
class GrantTeller:
    """Tells the grant of one assessed dossier."""

    words: Catalogue
    teller: Teller
    assessment: Assessment
    naming: Callable[[str], str] = str
    units: Mapping[str, Unit] = field(factory=dict)

    @classmethod
    def of(
        cls,
        assessment: Assessment,
        words: Catalogue,
        naming: Callable[[str], str] = str,
        units: Iterable[Unit] = (),
    ) -> GrantTeller:
        """The teller of a dossier's grant in the language of a catalogue; `naming` is how files are shown."""
        return cls(
            words=words,
            teller=Teller.of(assessment, words),
            assessment=assessment,
            naming=naming,
            units={one.id: one for one in units},
        )

    @property
    def forms(self) -> Forms:
        """How the language writes values."""
        return self.teller.forms

    def total(self, grant: Grant) -> str:
        """What it comes to in all; what is not known is never told as nothing."""
        if grant.totals == {}:
            return self.text("zero_grant_stay" if self.assessment.dossier.mobility.zero_grant else "nothing")
        if grant.totals is not None:
            return self.text("total", amounts=self.amounts(grant.totals))
        if grant.sums:
            return self.text("total_unknown", amounts=self.amounts(grant.sums))
        return self.text("total_unknown_none")

    def text(self, *path: str, **values: object) -> str:
        """Words of the grants' room."""
        return self.words.text("funding", *path, **values)

    # -- lines

    def line(self, line: Line, grant: Grant) -> Told:
        """One line: name, quantity, rate and amount, with its source; below it who pays, and where the rate is from."""
        told = f"{capital(self._line(line))} ({cited(line.citation, self.words)})"
        return Told(told, tuple(self._below(line, grant)))

    def _line(self, line: Line) -> str:
        name = self.words.name("components", line.component.id)
        if line.in_kind:
            return self.text("in_kind", name=name)
        if line.amount is None or line.quantity is None or line.found is None or line.found.amount is None:
            return self.text("unknown", name=name, because=self.because(line.because, line.missing))
        if line.component.per is Per.TRAVEL_COST:
            return self.text(
                "line_share",
                name=name,
                percent=self.forms.counted(line.found.amount, "percent"),
                cost=self.forms.money(rounded(line.quantity, line.amount.currency)),
                amount=self.forms.money(line.amount),
            )
        if line.component.per in (Per.JOURNEY, Per.STAY):
            return self.text("once", name=name, amount=self.forms.money(line.amount))
        rate = self.forms.money(Money(line.found.amount, line.amount.currency))
        return self.text(
            "line",
            name=name,
            quantity=self.quantity(line.quantity),
            rate=f"{rate} {self.words.text('per', line.component.per.value)}",
            amount=self.forms.money(line.amount),
        )

    def _below(self, line: Line, grant: Grant) -> Iterator[str]:
        yield self.pays(line)
        found = line.found
        if line.days is not None and found is not None and (found.taper or found.days != (1, None)):
            first, last = line.days
            yield self.text("days", first=first, last=last) if first < last else self.text("one_day", first=first)
        if found and found.taper and found.full is not None and found.currency and found.taper.percent != 100:
            percent = self.forms.counted(found.taper.percent, "percent")
            rate = self.text("percent", percent=percent, rate=self.forms.money(Money(found.full, found.currency)))
            yield f"{rate} ({cited(found.taper.citation, self.words)})"
        if line.km is not None:
            key = "distance_given" if grant.distance_is_given else "distance_computed"
            yield self.text(key, km=f"{self.forms.number(line.km)} km")
        if not line.in_kind:
            yield self._origin(line)
        yield from self.set_by(line.provisions, whoever=True)

    def _origin(self, line: Line) -> str:
        """Since when an amount is in force, and in which line of which file it stands."""
        rate = line.found.rate if line.found else None
        place = rate.place if rate else line.component.place
        period = self.forms.period(rate.valid_from, rate.valid_to) if rate else ""
        parts = (
            self.text("period", period=period) if period else "",
            self.text("written", place=self._place(place)) if place else "",
        )
        return ", ".join(one for one in parts if one)

    def _place(self, place: Place) -> str:
        name = self.naming(place.file) if place.file else ""
        return name if place.line is None else f"{name}:{place.line}"

    def pays(self, line: Line) -> str:
        """Who pays a line; of what the participant pays, that it is no part of the grant."""
        return self.text("pays", who=self._payer(line))

    def _payer(self, line: Line) -> str:
        payer = line.payer
        if payer.is_participant:
            return self.text("participant")
        if payer.institution is None:
            return f"{self.words.text('payers', payer.payer.value)} ({self.text('nobody')})"
        if payer.payer is Payer.UNIT:
            unit = self.units.get(payer.institution)
            return self._named(unit.names if unit else {}, payer.institution)
        known = self.assessment.rulebook.case(self.assessment.dossier, self.assessment.calendar).institution(
            payer.institution
        )
        return self._named(known.names if known else {}, payer.institution)

    def _named(self, names: Mapping[str, str], id: str) -> str:
        """A name in the reader's language, else in English or any other; the id where there is none."""
        return names.get(self.words.language) or names.get("en") or next(iter(names.values()), id)

    def omitted(self, omitted: Omitted) -> Told:
        """What is not paid, and why."""
        name = self.words.name("components", omitted.component.id)
        because = self.because(omitted.because, omitted.missing, omitted.by)
        told = self.text("left_out", name=name, because=because)
        return Told(f"{capital(told)} ({cited(omitted.citation, self.words)})")

    def because(self, because: Because | None, missing: Iterable[str], by: str | None = None) -> str:
        """Why there is no amount, or nothing is paid."""
        waits = self.forms.all_of(self.missing(one) for one in missing)
        return self.text(
            "because",
            (because or Because.OPEN).value,
            missing=waits,
            by=self.words.name("components", by) if by else "",
        )

    def missing(self, name: str) -> str:
        """What an amount waits for: a fact, or a figure of the dossier's `[grant]`."""
        return self.words.find("funding", "missing", name) or self.teller.subjects.fact(name)

    def set_by(self, provisions: Mapping[str, Effective], *, whoever: bool = False) -> Iterator[str]:
        """Who set what an amount rests on, where, and instead of what; `whoever`: also where it is the law itself."""
        for key, one in provisions.items():
            own = one.winner is not None and one.winner.origin.layer in (Layer.REGULATION, Layer.PROGRAMME)
            if one.winner is None or (own and not whoever):
                continue
            subjects = self.teller.subjects
            yield self.text(
                "set_by",
                provision=subjects.provision(key),
                value=subjects.figure(one.value, key),
                who=self._who(one.winner.origin),
                instead=self._instead(key, one.beaten),
            )

    def _who(self, origin: Origin) -> str:
        told = self.teller.origin(origin)
        return self.text("set_in", who=told, place=self._place(origin.place)) if origin.place else told

    def _instead(self, key: str, beaten: Iterable[Candidate]) -> str:
        told = [f"{self.teller.subjects.figure(one.value, key)} ({self._who(one.origin)})" for one in beaten]
        return self.words.text("sentences", "instead_of", beaten="; ".join(told)) if told else ""

    # -- time

    def time(self, grant: Grant) -> Iterator[str]:
        """Every step from the counted stay to the time that is paid; steps that took nothing are left out."""
        time, how = grant.duration, grant.duration.measure
        yield self.text("counted", span=self.forms.span(time.counted), how=self.text("counting", how.counting))
        if time.continues:
            day, before = self.forms.day(time.since), self.forms.span(time.before)
            yield self.text("continues", day=day, span=before)
        if time.interruptions > Span():
            yield self.text("interruptions", span=self.forms.span(time.interruptions))
        if time.zero_grant:
            yield self.text("zero_grant", span=self.forms.counted(time.zero_grant, "days"))
        if time.travel:
            yield self.text("travel", span=self.forms.counted(time.travel, "days"))
        if how.share != WHOLE_STAY:
            yield self.text("share", share=str(how.share))
        if how.ceiling is not None:
            yield self.text("ceiling", span=self.forms.span(how.ceiling))
        if isinstance(time.funded, DaySpan):
            yield self.text("funded_days", span=self.forms.counted(time.days, "days"))
        else:
            yield self.text("funded", span=self._paid_time(time), how=self.text("part_months", how.part_months.value))
        for one in grant.too_short.values():
            if isinstance(one.value, Span) and one.winner is not None:
                told = self.text("too_short", span=self.forms.span(one.value))
                yield f"{told} ({cited(one.winner.origin.citation, self.words)})"
        yield from self.set_by(grant.of_time)

    def _paid_time(self, time: Duration) -> str:
        if time.measure.part_months is PartMonths.THIRTIETHS:
            thirtieths = int(time.months * DAYS_PER_MONTH)
            return self.forms.counted(thirtieths, "days") if time.continues else self.forms.span(time.funded)
        return self.forms.counted(_decimal(time.months), "months")

    def quantity(self, quantity: Fraction) -> str:
        """A quantity, to four decimals."""
        return self.forms.number(_decimal(quantity))

    # -- amounts

    def worth(self, grant: Grant) -> str:
        """What a grant comes to, in a few words."""
        if grant.totals is not None:
            return self.amounts(grant.totals) if grant.totals else self.words.text("what_if", "no_money")
        if grant.sums:
            return self.words.text("what_if", "partly", amounts=self.amounts(grant.sums))
        return self.words.text("what_if", "unknown_total")

    def amounts(self, amounts: Mapping[str, Money]) -> str:
        """Amounts in several currencies, one after the other."""
        return self.forms.all_of(self.forms.money(one) for one in amounts.values())

    def decimals(self, amounts: Mapping[str, Decimal]) -> str:
        """The same of bare numbers."""
        return self.amounts({currency: Money(amount, currency) for currency, amount in amounts.items()})


def _decimal(value: Fraction) -> Decimal:
    return Decimal(round(value * 10**SHOWN)).scaleb(-SHOWN)
