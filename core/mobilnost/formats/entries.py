"""The entries of a rulebook as tables of JSON: ids and values for programs, and beside them what people are told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Protocol

from attrs import field, frozen

from mobilnost.accounts.chapters import Entry, RuleAccount
from mobilnost.accounts.figures import FigureAccount, Standing
from mobilnost.formats.report import citation, decider, decimal, layer_of, written
from mobilnost.grammar import TRUE, Node, text_of
from mobilnost.law import Candidate, Component, DatedValue, Figure, Layer, Origin, Permission, Rate
from mobilnost.model import Place
from mobilnost.rules import DocumentRequirement, Obligation, Rule

Table = dict[str, Any]


class Telling(Protocol):
    """Who tells a rulebook in the reader's language."""

    def title(self, rule: Rule) -> str:
        """A few words for a rule."""

    def rule(self, rule: Rule) -> str:
        """What a rule requires."""

    def scope(self, node: Node) -> str:
        """Whom a condition picks out."""

    def provision(self, key: str) -> str:
        """The name of a provision."""

    def figure(self, figure: Figure) -> str:
        """What a provision comes to."""

    def permission(self, permission: Permission) -> str:
        """Who may set a provision."""

    def document(self, requirement: DocumentRequirement) -> str:
        """A required paper."""

    def obligation(self, obligation: Obligation) -> str:
        """A duty."""


@frozen
class Tables:
    """The tables of what one rulebook has; `naming` gives the name that a file is shown by.

    `plugins` are those of the office that brought a figure or a rule in the university's name, by its key or id.
    """

    teller: Telling
    naming: Callable[[str], str]
    plugins: Mapping[str, str] = field(factory=dict)

    def entry(self, given: Entry) -> Table:
        """One thing that stands in a division."""
        match given:
            case RuleAccount():
                return self.rule(given)
            case FigureAccount():
                return self.provision(given)
            case DocumentRequirement():
                return self.document(given)
            case Obligation():
                return self.obligation(given)
            case Component():
                return self.component(given)

    def rule(self, given: RuleAccount) -> Table:
        """A rule with the figures that are told with it."""
        rule = given.rule
        return {
            "kind": "rule",
            "id": rule.id,
            "title": self.teller.title(rule),
            "told": self.teller.rule(rule),
            "topic": rule.topic.value,
            "authority": rule.authority.value,
            "layer": rule.layer.value,
            "plugin": self.plugins.get(rule.id),
            "citation": citation(rule.citation),
            "place": self.place(rule.place),
            "applies": text_of(rule.applies),
            "requires": text_of(rule.requires),
            "concerns": self.teller.scope(rule.applies),
            "curable": rule.curable,
            "note": rule.note,
            "waived_by": self.origin(given.waived) if given.waived else None,
            "provisions": [self.provision(one) for one in given.figures],
            "see": list(given.elsewhere),
        }

    def provision(self, given: FigureAccount) -> Table:
        """A figure: what stands, from whom, over what, and who may and may not set it."""
        provision = given.provision
        return {
            "kind": "provision",
            "key": given.key,
            "name": self.teller.provision(given.key),
            "told": self.teller.figure(given.figure),
            "type": provision.type.sort.value,
            "many": provision.type.many,
            "unit": provision.type.unit,
            "authority": provision.authority.value,
            "plugin": self.plugins.get(given.key),
            "citation": citation(provision.citation),
            "place": self.place(provision.place),
            "open": given.is_open,
            "setting": provision.setting,
            "used_by": [one.value for one in provision.used_by],
            "stricter": provision.stricter.value if provision.stricter else None,
            "standing": [self.standing(one, given.key) for one in given.standing],
            "otherwise": [self.dated(one) for one in given.otherwise],
            "may_set": [self.permission(one) for one in given.may],
            "may_not_set": [one.value for one in given.may_not],
            "deciders": [decider(one) for one in given.deciders],
            "waived_by": self.origin(given.waived) if given.waived else None,
        }

    def standing(self, given: Standing, key: str) -> Table:
        """A value that stands, and what it beats."""
        return {
            **self.candidate(given.candidate, key),
            "valid_from": _day(given.dated.valid_from) if given.dated else None,
            "valid_to": _day(given.dated.valid_to) if given.dated else None,
            "reviewed": _day(given.dated.reviewed) if given.dated else None,
            "beaten": [self.candidate(one, key) for one in given.beaten],
        }

    def candidate(self, given: Candidate, key: str) -> Table:
        """A value of a figure, whom it concerns, and who says it."""
        return {
            "value": written(given.value),
            **self.applies(given.applies),
            **self.origin(given.origin, key),
            "also": [self.origin(one, key) for one in given.also],
        }

    def dated(self, given: DatedValue) -> Table:
        """A value of other times."""
        return {
            "value": written(given.value),
            **self.applies(given.applies),
            "valid_from": _day(given.valid_from),
            "valid_to": _day(given.valid_to),
            "reviewed": _day(given.reviewed),
            "citation": citation(given.citation) if given.citation else None,
        }

    def permission(self, given: Permission) -> Table:
        """Who may set a provision, how, and by which article."""
        return {
            "layer": given.layer.value,
            "mode": given.mode.value,
            **self.applies(given.applies),
            "citation": citation(given.citation) if given.citation else None,
            "told": self.teller.permission(given),
        }

    def document(self, given: DocumentRequirement) -> Table:
        """A paper that is required."""
        return {
            "kind": "document",
            "type": given.type,
            "told": self.teller.document(given),
            "phase": given.phase.value,
            "authority": given.authority.value,
            "citation": citation(given.citation),
            "place": self.place(given.place),
            **self.applies(given.applies),
            "due": text_of(given.due) if given.due else None,
            "issuer": given.issuer,
            "signatories": list(given.signatories),
            "languages": list(given.languages),
        }

    def obligation(self, given: Obligation) -> Table:
        """A duty."""
        return {
            "kind": "obligation",
            "id": given.id,
            "told": self.teller.obligation(given),
            "who": given.who,
            "to": given.to,
            "authority": given.authority.value,
            "citation": citation(given.citation),
            "place": self.place(given.place),
            **self.applies(given.applies),
            "due": text_of(given.due),
            "evidence": list(given.evidence),
            "may_wait": citation(given.may_wait) if given.may_wait else None,
        }

    def component(self, given: Component) -> Table:
        """A component of a grant with all its rates."""
        return {
            "kind": "component",
            "id": given.id,
            "per": given.per.value,
            "payer": given.payer.value,
            "exclusive": given.exclusive,
            "citation": citation(given.citation),
            "place": self.place(given.place),
            **self.applies(given.applies),
            "rate_by": given.rate_by,
            "payer_by": given.payer_by,
            "permits": [{"provision": one.provision, **self.applies(one.applies)} for one in given.permits],
            "taper": [
                {
                    "percent": decimal(one.percent),
                    "day_from": one.day_from,
                    "day_to": one.day_to,
                    "citation": citation(one.citation),
                }
                for one in given.taper
            ],
            "rates": [self.rate(one) for one in given.rates],
        }

    def rate(self, given: Rate) -> Table:
        """An amount; `null` is open."""
        return {
            "amount": None if given.amount is None else decimal(given.amount),
            "currency": given.currency,
            **self.applies(given.applies),
            "km_from": given.km_from,
            "km_to": given.km_to,
            "day_from": given.day_from,
            "day_to": given.day_to,
            "valid_from": _day(given.valid_from),
            "valid_to": _day(given.valid_to),
            "reviewed": _day(given.reviewed),
            "citation": citation(given.citation),
        }

    # -- pieces

    def applies(self, given: Node) -> Table:
        """A condition as it is written, and in words; always holds what has none."""
        return {"applies": text_of(given), "concerns": self.teller.scope(given) if given != TRUE else None}

    def origin(self, given: Origin, key: str | None = None) -> Table:
        """Who says something, of the figure of a key, and where."""
        return {
            "set_by": layer_of(given, None if key is None else self.plugins.get(key)),
            "citation": citation(given.citation),
            "clause": given.citation.at if given.layer.rank >= Layer.CALL.rank else None,
            "place": self.place(given.place),
        }

    def place(self, given: Place | None) -> Table | None:
        """A place in a file, by the name that the file is shown by."""
        if given is None:
            return None
        file = None if given.file is None else self.naming(given.file)
        return {"file": file, "line": given.line, "key": given.key}


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None
