"""The account of what bears an id as the JSON that other systems read: ids and values, and what people are told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Protocol

from attrs import evolve, field, frozen

from mobilnost.accounts.law import LawAccount
from mobilnost.accounts.layers import ProvisionAccount, Said, Step
from mobilnost.accounts.rule import FactAccount, RuleAccount
from mobilnost.formats import report
from mobilnost.formats.explained import permission, plain
from mobilnost.formats.report import SCHEMA, Table, citation, decider, written
from mobilnost.grammar import Node, text_of
from mobilnost.law import Candidate, Figure, Layer, Origin, Provision
from mobilnost.model import Place, Problem
from mobilnost.rules import Rule
from mobilnost.scenarios import Trial


class LawTelling(Protocol):
    """Who tells the law in the reader's language."""

    def rule(self, rule: Rule) -> str:
        """What a rule requires."""

    def scope(self, node: Node) -> str:
        """Whom a condition picks out."""

    def provision(self, key: str) -> str:
        """The name of a provision."""

    def figure(self, figure: Figure) -> str:
        """What a provision comes to."""


@frozen(kw_only=True)
class LawTables:
    """The tables of what bears an id: `tell` tells the law, `problem` why something was refused, and `naming` gives
    the name that a file is shown by. `plugins` are those of the office that declare a provision, by its key.
    """

    tell: LawTelling
    problem: Callable[[Problem], str]
    naming: Callable[[str], str]
    plugins: Mapping[str, str] = field(factory=dict)

    def table(self, account: LawAccount, examples: Iterable[Trial] = ()) -> Table:
        """What bears an id under one programme."""
        edition = account.book.edition
        return {
            "schema": SCHEMA,
            "explains": account.id,
            "programme": account.programme,
            "edition": edition.id if edition else None,
            "rule": self._rule(account.rule, examples) if account.rule else None,
            "provision": self._searched(account.provision) if account.provision else None,
        }

    def _rule(self, account: RuleAccount, examples: Iterable[Trial]) -> Table:
        rule = account.rule
        return {
            "id": rule.id,
            "topic": rule.topic.value,
            "authority": rule.authority.value,
            "layer": rule.layer.value,
            "citation": citation(rule.citation),
            "place": self._place(rule.place),
            "applies": text_of(rule.applies),
            "requires": text_of(rule.requires),
            "curable": rule.curable,
            "message": self.tell.rule(rule),
            "concerns": self.tell.scope(rule.applies),
            "provisions": [self._provision(one.provision, one.figure) for one in account.figures],
            "facts": [_fact(one) for one in account.facts],
            "counterpart": account.counterpart.id if account.counterpart else None,
            "documents": [one.type for one in account.documents],
            "obligations": [one.id for one in account.obligations],
            "waivable": account.waiver is not None,
            "deciders": [decider(one) for one in account.deciders],
            "examples": [_example(one) for one in examples],
        }

    def _provision(self, given: Provision, figure: Figure) -> Table:
        return {
            "key": given.key,
            "name": self.tell.provision(given.key),
            "citation": citation(given.citation),
            "message": self.tell.figure(figure),
            "candidates": [self._candidate(one, given.key) for one in figure.candidates],
            "may_set": [permission(one) for one in given.permissions],
            "setting": given.setting,
        }

    def _candidate(self, given: Candidate, key: str) -> Table:
        origins = [self._origin(one, key) for one in (given.origin, *given.also)]
        return {"value": written(given.value), "applies": text_of(given.applies), "set_by": origins}

    def _searched(self, account: ProvisionAccount) -> Table:
        key, effective = account.provision.key, account.effective
        return self._provision(account.provision, account.figure) | {
            "on": account.on.isoformat(),
            "layers": [self._step(one, key) for one in account.steps],
            "effective": None if effective is None else report.provision(key, effective, self.plugins.get(key)),
            "waived_by": self._origin(account.waived) if account.waived else None,
            "deciders": [decider(one) for one in account.deciders],
        }

    def _step(self, given: Step, key: str) -> Table:
        return {
            "layer": (Layer.SETTING if given.plugin else given.layer).value,
            "source": given.source,
            "plugin": given.plugin,
            "may_set": [permission(one) for one in given.permissions],
            "said": [self._said(one, key) for one in given.said],
        }

    def _said(self, given: Said, key: str) -> Table:
        return {
            "value": None if given.value is None else written(given.value),
            "applies": text_of(given.applies),
            "outcome": given.fate.value,
            "by": self._candidate(given.by, key) if given.by else None,
            "missing": list(given.missing),
            "problems": [self._problem(one) for one in given.problems],
            "valid_from": plain(given.dated.valid_from) if given.dated else None,
            "valid_to": plain(given.dated.valid_to) if given.dated else None,
        } | self._origin(given.origin, key)

    def _origin(self, given: Origin, key: str | None = None) -> Table:
        return {
            "layer": report.layer_of(given, None if key is None else self.plugins.get(key)),
            "citation": citation(given.citation),
            "place": self._place(given.place),
        }

    def _problem(self, given: Problem) -> Table:
        shown = evolve(given, place=self._shown(given.place), others=tuple(map(self._shown, given.others)))
        return report.problem(shown) | {"message": self.problem(given)}

    def _place(self, given: Place | None) -> Table | None:
        return None if given is None else report.place(self._shown(given))

    def _shown(self, given: Place) -> Place:
        return given if given.file is None else evolve(given, file=self.naming(given.file))


def _fact(given: FactAccount) -> Table:
    definition = given.definition
    return {
        "name": definition.name,
        "required": definition.required,
        "keys": list(given.keys),
        "document": given.paper,
        "source": definition.source,
    }


def _example(given: Trial) -> Table:
    scenario = given.scenario
    return {
        "name": scenario.name,
        "base": scenario.base,
        "changes": {key: plain(one) for key, one in scenario.changes.items()},
        "found": given.found.finds,
    }
