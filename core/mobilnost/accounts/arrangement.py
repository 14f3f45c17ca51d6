"""Puts what a rulebook has under those who say it, and under their articles or topics; each thing once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from attrs import evolve, field, frozen

from mobilnost.accounts.chapters import Division, Entry, RuleAccount, Said, Section
from mobilnost.accounts.figures import FigureAccount, figure_account
from mobilnost.accounts.topics import topic_of, topics_of_provisions
from mobilnost.grammar import FALSE, Type, fold
from mobilnost.law import Authority, Component, Layer, Provision, passages
from mobilnost.lawbook import Regulation
from mobilnost.rulebook import Rulebook
from mobilnost.rules import DocumentRequirement, Obligation, Rule, Topic, types_of

Thing = Rule | Provision | DocumentRequirement | Obligation | Component
Order = tuple[object, ...]

#: The source of what the office says itself.
SETTINGS = "mobilnost.toml"
#: Where that stands which cites no article, behind all that do.
LAST: Order = (1,)


@frozen(eq=False)
class Arrangement:
    """The rulebook of a regulation on a day, with what is about a topic alone where one is named.

    `plugins` are those of the office that brought something to it, by the key or id of that.
    """

    regulation: Regulation
    book: Rulebook
    on: date
    topic: Topic | None = None
    plugins: Mapping[str, str] = field(factory=dict)

    def sections(self, layers: Iterable[Layer]) -> tuple[Section, ...]:
        """The sections of these layers, less those that say nothing; an instrument that is silent has an empty one."""
        book = self.book
        there = {Layer.CALL: book.call, Layer.AGREEMENT: book.agreement, Layer.DECISION: book.decision}
        found = [self.section(layer, source) for layer in layers for source in self._sources(layer)]
        return tuple(one for one in found if one.divisions or one.sets or one.waives or there.get(one.layer))

    def section(self, layer: Layer, source: str) -> Section:
        """What a layer says of its own by a source, and what it sets of others'; what is added sets nothing."""
        groups: dict[Order, list[Thing]] = {}
        for thing in self._said_in(layer):
            if layer is not Layer.SETTING or thing.citation.source == source:
                groups.setdefault(self._division(thing, layer), []).append(thing)
        added = source != self._source(layer)
        return Section(
            layer=layer,
            source=source,
            added=added,
            divisions=tuple(self._told(groups[name], name, layer) for name in sorted(groups)),
            sets=() if added else tuple(self._sets(layer)),
            waives=tuple(self.book.waived) if layer is Layer.DECISION else (),
        )

    def _said_in(self, layer: Layer) -> Iterator[Thing]:
        """What a layer says of its own, as far as it is wanted."""
        return (one for one in self.things if self.layer_of(one) is layer and self.wanted(one))

    def _sources(self, layer: Layer) -> tuple[str, ...]:
        """Who speaks in a layer: of the office its settings, and then the sources of what its plugins add."""
        added = (one.citation.source for one in self._said_in(layer)) if layer is Layer.SETTING else ()
        return tuple(dict.fromkeys((self._source(layer), *added)))

    # -- what there is

    @cached_property
    def things(self) -> tuple[Thing, ...]:
        """Everything in the rulebook, each once; conditions with what the rulebook already knows put in."""
        book = self.book
        return (
            *(rule for rules in book.sets for rule in rules.rules),
            *(one.provision for one in book.figures.values()),
            *(evolve(one, applies=fold(one.applies, self.known)) for one in book.documents),
            *(evolve(one, applies=fold(one.applies, self.known)) for one in book.obligations),
            *(self._component(one) for one in book.components),
        )

    @cached_property
    def known(self) -> Mapping[str, Any]:
        """The facts that are the same for all stays of the rulebook."""
        if not self.book.programme.code:
            return {}
        edition = {"edition": self.book.edition.id} if self.book.edition else {}
        return {"programme": self.book.programme.code, **edition}

    def _component(self, component: Component) -> Component:
        """A component with the rates that some stay of the rulebook may get."""
        rates = [evolve(one, applies=fold(one.applies, self.known)) for one in component.rates]
        kept = tuple(one for one in rates if one.applies != FALSE)
        return evolve(component, applies=fold(component.applies, self.known), rates=kept)

    def layer_of(self, thing: Thing) -> Layer:
        """Who says it; what an office's plugin brings is the office's."""
        match thing:
            case Provision():
                own = thing.key in self._own_provisions
                other = Layer.PROGRAMME if thing.authority is Authority.PROGRAMME else Layer.SETTING
                return Layer.REGULATION if own else other
            case Component():
                other = Layer.SETTING if thing.id in self.plugins else Layer.PROGRAMME
                return Layer.REGULATION if thing.id in self._own_components else other
            case _:
                return thing.layer

    @cached_property
    def _own_provisions(self) -> frozenset[str]:
        return frozenset(one.key for one in self.regulation.law.provisions)

    @cached_property
    def _own_components(self) -> frozenset[str]:
        return frozenset(one.id for one in self.regulation.law.components)

    # -- topics

    @cached_property
    def _topics(self) -> Mapping[str, tuple[Topic, ...]]:
        return topics_of_provisions(self.book)

    def _topics_of(self, thing: Thing) -> tuple[Topic, ...]:
        return self._topics[thing.key] if isinstance(thing, Provision) else (topic_of(thing),)

    def wanted(self, thing: Thing) -> bool:
        """Whether it is about the topic that was asked for."""
        return self.topic is None or self.topic in self._topics_of(thing)

    # -- where it stands

    def _division(self, thing: Thing, layer: Layer) -> Order:
        if layer is not Layer.REGULATION:
            topic = self.topic if self.topic in self._topics_of(thing) else self._topics_of(thing)[0]
            return (tuple(Topic).index(topic or Topic.PROCEDURE),)
        found = passages(thing.citation.at)
        return (0, found[0].article, found[0].letter) if found else LAST

    def _told(self, things: list[Thing], name: Order, layer: Layer) -> Division:
        entries = tuple(self._entries(sorted(things, key=_order)))
        if layer is not Layer.REGULATION:
            return Division(topic=tuple(Topic)[int(str(name[0]))], entries=entries)
        if name == LAST:
            return Division(entries=entries)
        return Division(article=int(str(name[1])), letter=str(name[2]), entries=entries)

    def _source(self, layer: Layer) -> str:
        book = self.book
        instrument = {Layer.CALL: book.call, Layer.AGREEMENT: book.agreement, Layer.DECISION: book.decision}.get(layer)
        if instrument is not None:
            return instrument.id
        plain = {Layer.REGULATION: self.regulation.source, Layer.SETTING: SETTINGS}
        return plain.get(layer, book.programme.code)

    # -- entries

    def _entries(self, things: list[Thing]) -> Iterator[Entry]:
        """Rules take the figures that stand beside them along."""
        provisions = {one.key: one for one in things if isinstance(one, Provision)}
        rules = [one for one in things if isinstance(one, Rule)]
        told = {key: _teller(key, rules) for key in provisions}
        for thing in things:
            match thing:
                case Rule():
                    mine = [provisions[key] for key in thing.figures if told.get(key) is thing]
                    yield self._rule(thing, mine)
                case Provision():
                    if told[thing.key] is None:
                        yield self._figure(thing)
                case _:
                    yield thing

    def _rule(self, rule: Rule, mine: list[Provision]) -> RuleAccount:
        keys = {one.key for one in mine}
        return RuleAccount(
            rule=rule,
            figures=tuple(self._figure(one) for one in mine),
            elsewhere=tuple(key for key in rule.figures if key not in keys),
            waived=self.book.waived.get(rule.id),
        )

    def _figure(self, provision: Provision) -> FigureAccount:
        figure, deciders = self.book.figures[provision.key], self.regulation.deciders
        return figure_account(figure, self._types, self.on, self.book.waived, deciders)

    @cached_property
    def _types(self) -> Mapping[str, Type]:
        return types_of(self.book.definitions.values())

    def _sets(self, layer: Layer) -> Iterator[Said]:
        """What a layer says of provisions that are not its own."""
        for key, figure in self.book.figures.items():
            if self.layer_of(figure.provision) is not layer and self.wanted(figure.provision):
                for one in figure.candidates:
                    # What an office's plugin declares stands with the office's own, not with the regulation.
                    declared = layer is Layer.REGULATION and one.origin.layer is layer
                    if not declared and layer in (one.origin.layer, *(other.layer for other in one.also)):
                        yield Said(key=key, candidate=one)


def _teller(key: str, rules: Iterable[Rule]) -> Rule | None:
    """The rule that a figure is told with: the one that bears its key, else the first that looks at it."""
    looking = [one for one in rules if key in one.figures]
    return next((one for one in looking if one.id == key), next(iter(looking), None))


def _order(thing: Thing) -> Order:
    """In the order of the law, and where that says nothing, of its file."""
    found = passages(thing.citation.at)
    line = thing.place.line if thing.place else None
    return (*(found[0].order if found else (0,)), line or 0)
