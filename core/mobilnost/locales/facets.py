"""The facets of what rulebooks hold: the pieces that are compared one by one, each with its words."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from datetime import date
from functools import cached_property

from attrs import field, frozen

from mobilnost.accounts.differences import Item, Waived, standing_content
from mobilnost.accounts.figures import FigureAccount
from mobilnost.grammar import text_of
from mobilnost.law import Component, Rate
from mobilnost.locales.catalogue import Catalogue
from mobilnost.locales.grants import Grants, in_force
from mobilnost.locales.instruments import Instruments
from mobilnost.locales.lawteller import LawTeller
from mobilnost.locales.provenance import Naming, Provenance
from mobilnost.rulebook import Rulebook
from mobilnost.rules import DocumentRequirement, Obligation, Rule

Thing = Rule | FigureAccount | DocumentRequirement | Obligation | Component | Waived | Item


@frozen(kw_only=True)
class Facet:
    """A piece by the `key` that says whether another is the same; `written` is its expression, for those told alike."""

    key: Hashable
    text: str
    label: str = ""
    written: str = ""
    #: Worth saying of what has changed, not of what is new or gone.
    minor: bool = False


@frozen(kw_only=True)
class Side:
    """One of two rulebooks: its name as it was asked for, and the day that it holds for."""

    name: str
    book: Rulebook
    on: date
    words: Catalogue
    naming: Naming
    plugins: Mapping[str, str] = field(factory=dict)

    @cached_property
    def law(self) -> LawTeller:
        """Tells the law of this side."""
        return LawTeller.of(self.book, self.words)

    @cached_property
    def provenance(self) -> Provenance:
        """Tells where this side's figures come from."""
        return Provenance(self.law, self.naming, self.plugins)

    @property
    def circumstances(self) -> str:
        """Programme, edition, call, agreement, decision, and the day."""
        book = self.book
        code = book.programme.code
        parts = [self.law.subjects.programme(code) if code else self._text("university")]
        if book.edition:
            parts.append(self.words.text("rulebook", "edition", edition=book.edition.id))
        parts += [one.id for one in (book.call, book.agreement, book.decision) if one]
        return self._text("stays", circumstances=", ".join(parts), day=self.law.forms.day(self.on))

    def title(self, thing: Thing) -> tuple[str, str, str]:
        """The sort of a thing, its name in words, and its id."""
        match thing:
            case Rule():
                return "rule", self.law.title(thing), thing.id
            case FigureAccount() | Waived():
                return "provision", self.law.provision(thing.key), thing.key
            case DocumentRequirement():
                return "document", self.words.name("documents", thing.type), thing.type
            case Obligation():
                return "obligation", self.words.name("obligations", thing.id), thing.id
            case Component():
                return "component", self.words.name("components", thing.id), thing.id
            case Item():
                return thing.layer.value, self.words.text("instruments", thing.key), f"{thing.layer}.{thing.key}"

    def facets(self, thing: Thing) -> Iterator[Facet]:
        """What is compared of a thing, piece by piece."""
        match thing:
            case Rule():
                yield from self._rule(thing)
            case FigureAccount():
                yield from self._figure(thing)
            case DocumentRequirement():
                yield self._document(thing)
            case Obligation():
                yield self._obligation(thing)
            case Component():
                yield from self._component(thing)
            case Waived():
                yield Facet(key=thing.key, text=self.provenance.origin(thing.origin))
            case Item():
                instruments = Instruments(self.words, self.law.subjects)
                values = thing.value if isinstance(thing.value, tuple) else (thing.value,)
                yield from (Facet(key=one, text=instruments.value(thing.key, one)) for one in values)

    def _rule(self, rule: Rule) -> Iterator[Facet]:
        yield Facet(key=(rule.requires, rule.note), text=self.law.rule(rule), written=text_of(rule.requires))
        concerns = self.law.scope(rule.applies)
        yield Facet(key=rule.applies, text=concerns, label=self._text("concerns"), written=text_of(rule.applies))
        yield Facet(key=rule.curable, text=self._text("curable" if rule.curable else "not_curable"), minor=True)
        topic = self.words.text("topics", rule.topic.value)
        yield Facet(key=rule.topic, text=topic, label=self.words.text("rulebook", "topic"), minor=True)

    def _figure(self, account: FigureAccount) -> Iterator[Facet]:
        for one, content in zip(account.standing, standing_content(account), strict=True):
            value = self.provenance.value(account.key, one.candidate)
            yield Facet(key=content, text=f"{value}: {self.provenance.origin(one.candidate.origin, account.key)}")
        if not account.standing:
            yield Facet(key=(), text=self.provenance.text("unsaid"))
        label = self._text("may")
        for leave in account.may:
            key = (leave.layer, leave.mode, leave.applies)
            yield Facet(key=key, text=self.law.permission(leave), label=label, written=text_of(leave.applies))
        if account.provision.setting:
            yield Facet(key="setting", text=self._text("setting"), label=label)

    def _document(self, paper: DocumentRequirement) -> Facet:
        key = (paper.applies, paper.due, paper.issuer, paper.signatories, paper.languages)
        due = text_of(paper.due) if paper.due else ""
        return Facet(key=key, text=self.law.document(paper), written=f"{text_of(paper.applies)}; {due}")

    def _obligation(self, duty: Obligation) -> Facet:
        key = (duty.applies, duty.due, duty.to, duty.evidence, duty.may_wait is not None)
        written = f"{text_of(duty.applies)}; {text_of(duty.due)}"
        return Facet(key=key, text=self.law.obligation(duty), written=written)

    def _component(self, component: Component) -> Iterator[Facet]:
        grants = Grants(self.law, self.provenance, self.on)
        yield Facet(key=(component.per, component.payer), text=grants.text(component))
        concerns = self.law.scope(component.applies)
        written = text_of(component.applies)
        yield Facet(key=component.applies, text=concerns, label=self._text("concerns"), written=written)
        for rate in component.rates:
            if in_force(rate, self.on):
                line = grants.rate(rate)
                yield Facet(key=_rate(rate), text=line.text, label=line.label)
        for taper in component.taper:
            line = grants.taper(taper)
            yield Facet(key=(taper.percent, taper.day_from, taper.day_to), text=line.text, label=line.label)
        for line in grants.others(component):
            yield Facet(key=(line.label, line.text), text=line.text, label=line.label)

    def _text(self, key: str, **values: object) -> str:
        return self.words.text("differences", key, **values)


def _rate(rate: Rate) -> Hashable:
    return rate.amount, rate.currency, rate.applies, rate.km_from, rate.km_to, rate.day_from, rate.day_to
