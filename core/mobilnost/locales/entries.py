"""The entries of a rulebook's page: a rule with its figures, a figure, a paper, a duty, a component of a grant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from attrs import frozen

from mobilnost.accounts.chapters import Entry as Told
from mobilnost.accounts.chapters import RuleAccount
from mobilnost.accounts.figures import FigureAccount
from mobilnost.formats.pages import Anchors, Entry, Line, Tone
from mobilnost.grammar import FALSE
from mobilnost.law import Component
from mobilnost.locales.forms import capital, sentence
from mobilnost.locales.grants import Grants
from mobilnost.locales.lawteller import LawTeller
from mobilnost.locales.provenance import Provenance
from mobilnost.model import Place
from mobilnost.rules import DocumentRequirement, Obligation, Rule


@frozen(kw_only=True)
class Entries:
    """Tells the entries of one chapter, for stays that begin on a day.

    `mark` tells the anchors of the chapter from those of others; `places` are those of its figures by key.
    """

    teller: LawTeller
    provenance: Provenance
    on: date
    components: tuple[Component, ...]
    anchors: Anchors
    mark: str
    places: Mapping[str, str]

    def entry(self, entry: Told) -> Entry:
        """One entry."""
        match entry:
            case RuleAccount():
                return self._rule(entry)
            case FigureAccount():
                return self._figure(entry)
            case DocumentRequirement():
                return self._paper(entry)
            case Obligation():
                return self._duty(entry)
            case Component():
                return self._component(entry)

    def _rule(self, account: RuleAccount) -> Entry:
        rule = account.rule
        return Entry(
            anchor=self.anchors.new(self.mark, "rule", rule.id),
            badge=self._badge("rule"),
            title=self.teller.title(rule),
            name=rule.id,
            text=self.teller.rule(rule),
            cited=self.teller.cited(rule.citation),
            lines=tuple(self._below(account, rule)),
            entries=tuple(self._figure(one) for one in account.figures),
        )

    def _below(self, account: RuleAccount, rule: Rule) -> Iterator[Line]:
        if rule.applies == FALSE:
            yield Line(self._text("never"), tone=Tone.QUIET)
        elif self.teller.nobody(rule):
            yield Line(sentence(self.teller.scope(rule.applies)), tone=Tone.QUIET)
        else:
            yield Line(self.teller.scope(rule.applies), self._text("concerns"))
        if account.waived:
            yield Line(self.provenance.origin(account.waived), self._text("waived"))
        if rule.curable:
            yield Line(self._text("curable"))
        for key in account.elsewhere:
            yield Line(self.teller.provision(key), self._text("rests_on"), Tone.QUIET, self.places.get(key))
        yield from self._written(rule.place)

    def _figure(self, account: FigureAccount) -> Entry:
        return Entry(
            anchor=self.places[account.key],
            badge=self._badge("provision"),
            title=capital(self.teller.provision(account.key).removeprefix(self.teller.words.text("shell", "article"))),
            name=account.key,
            text=self.provenance.summary(account),
            cited="" if account.standing else self.teller.cited(account.provision.citation),
            tone=Tone.OPEN if account.is_open else Tone.PLAIN,
            lines=tuple(self.provenance.lines(account)),
        )

    def _paper(self, required: DocumentRequirement) -> Entry:
        return Entry(
            anchor=self.anchors.new(self.mark, "document", required.type),
            badge=self._badge("document"),
            title=capital(self.teller.words.name("documents", required.type)),
            name=required.type,
            text=self._text("never") if required.applies == FALSE else self.teller.document(required),
            cited=self.teller.cited(required.citation),
            lines=tuple(self._written(required.place)),
        )

    def _duty(self, duty: Obligation) -> Entry:
        return Entry(
            anchor=self.anchors.new(self.mark, "obligation", duty.id),
            badge=self._badge("obligation"),
            title=capital(self.teller.words.name("obligations", duty.id)),
            name=duty.id,
            text=self._text("never") if duty.applies == FALSE else self.teller.obligation(duty),
            cited=self.teller.cited(duty.citation),
            lines=tuple(self._written(duty.place)),
        )

    def _component(self, component: Component) -> Entry:
        grants = Grants(self.teller, self.provenance, self.on, self.components)
        return Entry(
            anchor=self.anchors.new(self.mark, "component", component.id),
            badge=self._badge("component"),
            title=capital(self.teller.words.name("components", component.id)),
            name=component.id,
            text=grants.text(component),
            cited=self.teller.cited(component.citation),
            lines=(*grants.lines(component), *self._written(component.place)),
        )

    # -- pieces

    def _written(self, place: Place | None) -> Iterator[Line]:
        if told := self.provenance.place(place):
            yield Line(told, self._text("written"), Tone.QUIET)

    def _badge(self, kind: str) -> str:
        return self._text("badges", kind)

    def _text(self, *path: str) -> str:
        return self.teller.words.text("rulebook", *path)
