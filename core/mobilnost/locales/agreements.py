"""Agreements on a page: what they are on a day, their places and what is used of them, and by which article."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import Any

from attrs import frozen

from mobilnost.accounts.figures import Standing, figure_account
from mobilnost.formats.pages import Anchors, Entry, Line, Page, Part, Tone
from mobilnost.law import Candidate, Layer, Origin
from mobilnost.locales.agreement_places import PlacesTeller
from mobilnost.locales.catalogue import Catalogue
from mobilnost.locales.forms import capital
from mobilnost.locales.instruments import Instruments
from mobilnost.locales.lawteller import LawTeller
from mobilnost.locales.leaves import labels_of
from mobilnost.locales.provenance import Naming, Provenance
from mobilnost.model import Agreement, Condition, Term
from mobilnost.procedure.agreements.ending import Cause, Expiry, State, earliest_end, state_on
from mobilnost.procedure.agreements.usage import YearUse
from mobilnost.rulebook import Rulebook
from mobilnost.rules import Rule, types_of

#: By which provision the regulation asks for an agreement, and by which it lets one add conditions.
REQUIRED, CONDITIONS = "agreement.required", "eligibility.conditions"
TONES = {State.TERMINATED: Tone.OPEN, State.SUSPENDED: Tone.OPEN, State.EXPIRED: Tone.QUIET, State.AMENDED: Tone.QUIET}


@frozen(kw_only=True)
class AgreementTeller:
    """Tells one agreement under its law on a day."""

    agreement: Agreement
    book: Rulebook
    words: Catalogue
    naming: Naming
    on: date

    @cached_property
    def law(self) -> LawTeller:
        """Tells the law that the agreement stands under."""
        return LawTeller.of(self.book, self.words)

    @cached_property
    def instruments(self) -> Instruments:
        """Tells what agreements say of themselves."""
        return Instruments(self.words, self.law.subjects)

    @cached_property
    def provenance(self) -> Provenance:
        """Tells where figures come from."""
        return Provenance(self.law, self.naming)

    def page(self, expiry: Expiry, partners: tuple[str, ...], use: YearUse | None, note: str | None) -> Page:
        """The whole agreement. `note` says what the places used leave out."""
        parts = [self.places.part(self.agreement, use, note), self._terms(), self._conditions()]
        return Page(
            language=self.words.language,
            title=f"{self.agreement.id}: {self.law.subjects.programme(self.agreement.programme)}",
            lines=tuple(self._head(expiry, partners)),
            parts=tuple(part for part in parts if part.entries or part.lines),
            labels=labels_of(self.words),
        )

    # -- its head

    def _head(self, expiry: Expiry, partners: tuple[str, ...]) -> Iterator[Line]:
        one, day = self.agreement, self.law.forms.day
        state = state_on(one, self.on, expiry.successor)
        yield Line(self.state(expiry), self.text("state"), TONES.get(state, Tone.PLAIN))
        yield Line(", ".join(map(self.institution, partners)), self.text("partners"))
        yield Line(self._level(), self.words.text("instruments", "level"))
        yield Line(self.provenance.period(one.valid_from, one.valid_to), self.text("period"))
        yield Line(day(one.signed), self.words.text("instruments", "signed"))
        if one.isced_f is not None:
            yield Line(", ".join(one.isced_f), self.words.text("instruments", "isced_f"))
        yield from self.ends(expiry)
        if one.amends:
            yield Line(one.amends, self.text("amends"))
        if one.balance:
            yield Line(self.text("balance_units", one.balance.unit.value), self.text("balance"))

    def _level(self) -> str:
        told = self.instruments.value("level", self.agreement.level)
        return told if self.agreement.unit is None else f"{told} ({self.agreement.unit})"

    def state(self, expiry: Expiry) -> str:
        """What it is on the day, and since when and why where somebody ended or suspended it."""
        state = state_on(self.agreement, self.on, expiry.successor)
        halts = {State.TERMINATED: self.agreement.terminated, State.SUSPENDED: self.agreement.suspended}
        told = self.text("states", state.value)
        halt = halts.get(state)
        return told if halt is None else f"{told} ({self.law.forms.day(halt.date)}: {halt.reason})"

    def ends(self, expiry: Expiry) -> Iterator[Line]:
        """When and why it ends, by when notice must be given, what it says of renewal, and what amends it."""
        day = self.law.forms.day
        if expiry.end is not None and expiry.end.cause is not Cause.VALID_TO:
            yield Line(day(expiry.end.day), self.text("causes", expiry.end.cause.value))
        if expiry.notice is not None:
            passed = expiry.notice_passed(self.on)
            told = self.text("notice_passed", day=day(expiry.notice)) if passed else day(expiry.notice)
            yield Line(told, self.text("notice"), Tone.OPEN if passed else Tone.PLAIN)
        elif expiry.end is None and (earliest := earliest_end(self.agreement, self.on)) is not None:
            days = self.law.forms.counted(self.agreement.notice_days or 0, "days")
            yield Line(self.text("notice_today", term=days, day=day(earliest)), self.text("notice_term"))
        if self.agreement.renewal:
            yield Line(self.agreement.renewal, self.text("renewal"))
        if expiry.successor is not None:
            yield Line(expiry.successor.id, self.text("amended_by"))

    def institution(self, id: str) -> str:
        """An institution by its name in the reader's language, with its id."""
        known = self.book.institutions.get(id)
        names = known.names if known else {}
        name = names.get(self.words.language) or names.get("en") or next(iter(names.values()), None)
        return f"{name} ({id})" if name else id

    @cached_property
    def places(self) -> PlacesTeller:
        """Tells its places."""
        return PlacesTeller(self.words, self.law)

    # -- terms and conditions

    def _terms(self) -> Part:
        anchors = Anchors()
        entries = (
            Entry(
                anchor=anchors.new("term", one.provision),
                badge=one.clause,
                title=capital(self.law.provision(one.provision).removeprefix(self.words.text("shell", "article"))),
                name=one.provision,
                text=self.value(one),
                lines=tuple(self.allowed_term(one)),
            )
            for one in self.agreement.terms
        )
        return Part(anchor="terms", title=self.text("terms"), entries=tuple(entries))

    def value(self, term: Term) -> str:
        """What a term sets, with those whom it concerns; one that is refused as it is written."""
        standing = self.standing(term)
        return self.provenance.value(term.provision, standing.candidate) if standing else str(term.value)

    def standing(self, term: Term) -> Standing | None:
        """The value that a term comes to, with what it beats; `None` where the law refuses it."""
        figure = self.book.figures.get(term.provision)
        if figure is None:
            return None
        account = figure_account(figure, types_of(self.book.definitions.values()), self.on)
        return next((one for one in account.standing if self._is_of(one.candidate, term)), None)

    def _is_of(self, candidate: Candidate, term: Term) -> bool:
        """Whether a value comes from a term, alone or with others that say the same."""
        own = [one for one in (candidate.origin, *candidate.also) if one.layer is Layer.AGREEMENT]
        return any(self._cites(one, term) for one in own)

    def _cites(self, origin: Origin, term: Term) -> bool:
        return origin.citation.source == self.agreement.id and origin.citation.at == term.clause

    def allowed_term(self, term: Term) -> Iterator[Line]:
        """The article that lets an agreement set it, and what stands there without it."""
        yield from self.allowed(term.provision)
        standing = self.standing(term)
        for beaten in standing.beaten if standing else ():
            told = f"{self.provenance.value(term.provision, beaten)}: {self.provenance.origin(beaten.origin)}"
            yield Line(told, self.provenance.text("instead_of"), Tone.QUIET)

    def allowed(self, key: str) -> Iterator[Line]:
        """The articles that leave a provision to an agreement; that none does, where none does."""
        figure = self.book.figures.get(key)
        permissions = figure.provision.permission(Layer.AGREEMENT) if figure else ()
        for one in permissions:
            yield Line(self.law.permission(one), self.text("allowed"))
        if not permissions:
            yield Line(self.text("not_allowed"), tone=Tone.OPEN)

    def articles(self, key: str) -> tuple[str, ...]:
        """The same articles as they are cited."""
        figure = self.book.figures.get(key)
        permissions = figure.provision.permission(Layer.AGREEMENT) if figure else ()
        found = (one.citation or (figure.provision.citation if figure else None) for one in permissions)
        return tuple(one.at for one in found if one is not None)

    def _conditions(self) -> Part:
        rules = {one.id: one for one in self._rules()}
        found = ((one, rules.get(f"{self.agreement.id}.{one.id}")) for one in self.agreement.conditions)
        entries = [
            Entry(
                anchor=f"condition-{one.id}",
                badge=one.clause,
                title=self.words.name("rules", one.id),
                text=self.condition(one, rule),
                lines=tuple(self.allowed(CONDITIONS)),
            )
            for one, rule in found
        ]
        return Part(anchor="conditions", title=self.text("conditions"), entries=tuple(entries))

    def _rules(self) -> Iterator[Rule]:
        return (rule for rules in self.book.sets for rule in rules.rules if rule.layer is Layer.AGREEMENT)

    def condition(self, one: Condition, rule: Rule | None = None) -> str:
        """A condition in words; one that the law refuses as it is written."""
        rule = rule or next((each for each in self._rules() if each.id == f"{self.agreement.id}.{one.id}"), None)
        if rule is None:
            return one.requires
        return f"{capital(self.law.scope(rule.applies))}: {self.law.rule(rule)}"

    def text(self, *path: str, **values: Any) -> str:
        """Words of the agreements' room."""
        return self.words.text("agreements", *path, **values)
