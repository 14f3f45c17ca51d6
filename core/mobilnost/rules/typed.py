"""Checking what is contributed against a vocabulary: every expression typed, every mistake placed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from difflib import get_close_matches
from typing import TypeVar

from attrs import define, evolve, field

from mobilnost.grammar import DATE, FALSE, TRUE, Mistake, Node, Vocabulary, check, check_value, figures_of
from mobilnost.law import Component, DatedValue, Instalment, Mode, Override, Permission, Provision
from mobilnost.model import Place, Problem
from mobilnost.rules.contribution import Contribution
from mobilnost.rules.papers import DocumentRequirement, Obligation
from mobilnost.rules.rule import Rule
from mobilnost.rules.steps import Procedure, Step

Checked = tuple[Node, tuple[Mistake, ...]]
Conditional = TypeVar("Conditional", DatedValue, Permission)


@define
class Typist:
    """Types expressions over a vocabulary and gathers the problems."""

    vocabulary: Vocabulary
    problems: list[Problem] = field(factory=list)

    def contribution(self, given: Contribution) -> Contribution:
        """The contribution with every expression typed."""
        return evolve(
            given,
            provisions=tuple(self.provision(one) for one in given.provisions),
            rules=tuple(self.rule(one) for one in given.rules),
            overrides=tuple(self.override(one) for one in given.overrides),
            documents=tuple(self.document(one) for one in given.documents),
            obligations=tuple(self.obligation(one) for one in given.obligations),
            components=tuple(self.component(one) for one in given.components),
            instalments=tuple(self.instalment(one) for one in given.instalments),
            procedures=tuple(self.procedure(one) for one in given.procedures),
        )

    def condition(self, node: Node, place: Place | None, subject: str) -> Node:
        """A condition, typed; a mistaken one never holds, so that what is built on it for a message can be built."""
        if node == TRUE:
            return node
        typed, mistakes = check(node, self.vocabulary)
        self.noted((typed, mistakes), place, subject)
        return FALSE if mistakes else typed

    def circumstance(self, node: Node, place: Place | None, subject: str) -> Node:
        """When a value stands, typed: it hangs on facts alone, never on another provision."""
        typed = self.condition(node, place, subject)
        mistakes = tuple(Mistake(kind="not-a-fact", found=key, expected="facts") for key in figures_of(typed))
        return self.noted((typed, mistakes), place, subject)

    def day(self, node: Node, place: Place | None, subject: str) -> Node:
        """An expression that gives a day, typed."""
        return self.noted(check_value(node, self.vocabulary, DATE), place, subject)

    def noted(self, checked: Checked, place: Place | None, subject: str) -> Node:
        """The typed node; its mistakes become problems at the place."""
        node, mistakes = checked
        where = place or Place(None, None, subject)
        self.problems.extend(Problem(one.kind, where, one.found, one.expected, one.suggestion) for one in mistakes)
        return node

    def rule(self, rule: Rule) -> Rule:
        """A rule, typed; one whose requirement is mistaken never applies, rather than being met by nobody."""
        applies = self.condition(rule.applies, rule.applies_place or rule.place, f"{rule.id}.applies")
        known = len(self.problems)
        requires = self.condition(rule.requires, rule.place, f"{rule.id}.requires")
        return evolve(rule, applies=applies if len(self.problems) == known else FALSE, requires=requires)

    def provision(self, provision: Provision) -> Provision:
        """A provision with the conditions of its values and permissions typed; only a list can be added to."""
        where, subject = provision.place, provision.key
        if not provision.type.many and any(one.mode is Mode.EXTEND for one in provision.permissions):
            mistake = Mistake(kind="wrong-value", found=f"{subject}: {Mode.EXTEND}", expected=Mode.REPLACE)
            self.noted((TRUE, (mistake,)), where, subject)
        return evolve(
            provision,
            values=self._each(provision.values, lambda one: one.place or where, subject),
            permissions=self._each(provision.permissions, lambda _: where, subject),
        )

    def _each(
        self, items: Iterable[Conditional], place: Callable[[Conditional], Place | None], subject: str
    ) -> tuple[Conditional, ...]:
        return tuple(
            evolve(one, applies=self.circumstance(one.applies, place(one), f"{subject}.applies")) for one in items
        )

    def keys(self, said: Iterable[tuple[str, Place | None]]) -> None:
        """Keys of provisions, each of which must be declared."""
        for key, place in said:
            if key not in self.vocabulary.figures:
                mistake = near(Mistake(kind="unknown-provision", found=key), self.vocabulary.figures)
                self.noted((TRUE, (mistake,)), place, key)

    def override(self, override: Override) -> Override:
        """What a layer says, with its condition typed; a key that nobody declared is a problem."""
        if not override.optional:
            self.keys([(override.key, override.origin.place)])
        where = override.applies_place or override.origin.place
        return evolve(override, applies=self.circumstance(override.applies, where, override.key))

    def document(self, document: DocumentRequirement) -> DocumentRequirement:
        """A required paper, typed."""
        due = None if document.due is None else self.day(document.due, document.place, document.type)
        applies = self.condition(document.applies, document.place, document.type)
        return evolve(document, applies=applies, due=due)

    def component(self, component: Component) -> Component:
        """A component of a grant, with the conditions of its rates typed."""
        applies = self.condition(component.applies, component.place, component.id)
        rates = tuple(
            evolve(one, applies=self.condition(one.applies, component.place, component.id)) for one in component.rates
        )
        permits = tuple(
            evolve(one, applies=self.condition(one.applies, component.place, component.id)) for one in component.permits
        )
        named = [one for one in (component.rate_by, component.payer_by) if one is not None]
        self.keys((key, component.place) for key in named)
        return evolve(component, applies=applies, rates=rates, permits=permits)

    def instalment(self, instalment: Instalment) -> Instalment:
        """A part of a grant, of which the provision that says how much it is must be declared."""
        if instalment.percent_by is not None:
            self.keys([(instalment.percent_by, instalment.place)])
        return instalment

    def obligation(self, obligation: Obligation) -> Obligation:
        """An obligation, typed."""
        return evolve(
            obligation,
            applies=self.condition(obligation.applies, obligation.place, obligation.id),
            due=self.day(obligation.due, obligation.place, obligation.id),
        )

    def procedure(self, procedure: Procedure) -> Procedure:
        """A procedure, with each of its steps typed."""
        applies = self.condition(procedure.applies, procedure.place, procedure.id)
        return evolve(procedure, applies=applies, steps=tuple(self.step(one) for one in procedure.steps))

    def step(self, step: Step) -> Step:
        """A step, typed."""
        first = None if step.not_before is None else self.day(step.not_before, step.place, step.id)
        return evolve(step, applies=self.condition(step.applies, step.place, step.id), not_before=first)


def near(mistake: Mistake, names: Iterable[str]) -> Mistake:
    """A mistake with the nearest name that exists."""
    found = get_close_matches(mistake.found, list(names))
    return evolve(mistake, suggestion=found[0] if found else None)
