"""Requirements and conditions in words, without a dossier: from the expression alone, with the figures of the law.

A requirement is a statement ('the stay lasts at least 3 months'), a condition a clause with its conjunction ('if the
agreement has been changed'). Neither has a capital or a full stop.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from attrs import evolve, field, frozen

from mobilnost.grammar import (
    TRUE,
    Absence,
    And,
    Call,
    Compare,
    Comparison,
    Fact,
    Literal,
    Member,
    Node,
    Not,
    Or,
)
from mobilnost.grammar import Figure as FigureNode
from mobilnost.law import Figure
from mobilnost.locales.catalogue import Catalogue, filled
from mobilnost.locales.comparisons import IF, IF_NOT, REQUIRES, Comparisons
from mobilnost.locales.phrases import Phrases
from mobilnost.locales.pieces import is_range, one_of, ranges, without_guards
from mobilnost.locales.scopes import Scopes
from mobilnost.locales.subjects import Subjects
from mobilnost.rules import Rule


@frozen(kw_only=True)
class Abstract:
    """Tells expressions under the figures of a law.

    `known_facts` are those that the law was resolved for, such as the programme; `within` is a condition that holds
    already.
    """

    words: Catalogue
    subjects: Subjects
    figures: Mapping[str, Figure]
    vocabulary: Mapping[str, str]
    known_facts: Mapping[str, object] = field(factory=dict)
    within: Node = TRUE

    @cached_property
    def phrases(self) -> Phrases:
        """The noun phrases of the same law."""
        return Phrases(
            words=self.words,
            subjects=self.subjects,
            figures=self.figures,
            vocabulary=self.vocabulary,
            when=self.scopes.circumstance,
            within=self.within,
        )

    @cached_property
    def comparisons(self) -> Comparisons:
        """The comparisons of the same law."""
        return Comparisons(self.words, self.subjects, self.phrases)

    @cached_property
    def scopes(self) -> Scopes:
        """Whom conditions pick out."""
        return Scopes(self)

    # -- requirements

    def rule(self, rule: Rule) -> list[str]:
        """What a rule requires, statement by statement."""
        inside = evolve(self, within=rule.applies)
        nothing = inside.without_limit(rule)
        if nothing is not None:
            return [nothing]
        own = self.words.find("rules", rule.id, REQUIRES)
        if own is None:
            return list(inside.statements(rule.requires))
        left, comparison, right = rule.principal
        limit = inside.comparisons.limit(left, comparison, right) if comparison and right is not None else ""
        return [filled(own, limit=limit, **inside.phrases.blanks(rule.requires))]

    def without_limit(self, rule: Rule) -> str | None:
        """That a rule asks for nothing where its figure is no limit, or nobody knows what where it is open."""
        figure = self.figures.get(rule.limit or "")
        if figure is None:
            return None
        values = {one for one, _ in self.phrases.values(figure) if isinstance(one, Absence)}
        if len(values) != len(self.phrases.values(figure)):
            return None
        key = "open" if Absence.OPEN in values else "no_limit"
        return self.words.text("law", key, provision=self.subjects.provision(figure.provision.key))

    def statements(self, node: Node, negated: bool = False) -> Iterator[str]:
        """The parts of a requirement that must all hold."""
        match node:
            case Not(item):
                yield from self.statements(item, not negated)
            case And((Compare() as low, Compare() as high)) if is_range(node) and not negated:
                yield self.comparisons.compared(low, REQUIRES, False, high)
            case And(items) if not negated:
                for item in ranges(items):
                    yield from self.statements(item)
            case Or(items) if negated:
                for item in items:
                    yield from self.statements(item, True)
            case _:
                yield self.statement(node, negated)

    def statement(self, node: Node, negated: bool = False) -> str:
        """One part of a requirement."""
        own = None if negated else self.phrases.own(node, REQUIRES)
        if own is not None:
            return own
        node = one_of(node)
        match node:
            case Literal(bool() as value):
                return self.words.text("law", "never_so" if value is negated else "always_so")
            case And(items) | Or(items):
                parts = [self.subjects.forms.all_of(self.statements(item, negated)) for item in items]
                return self.words.text("law", "any_holds", what="; ".join(parts))
            case Compare(comparison, left, Literal(bool() as value)):
                return self.statement(left, negated is (value is (comparison is Comparison.EQUAL)))
            case Fact(name):
                return self.so("facts", name, not negated)
            case FigureNode(key):
                return self.switch(key, not negated)
            case Call("known", (argument,)):
                key = "is_not_known" if negated else "is_known"
                return self.words.text("law", key, fact=self.phrases.phrase(argument))
            case Compare() | Member():
                return self.comparisons.compared(node, REQUIRES, negated)
            case _:
                told = self.phrases.phrase(node)
                return self.words.text("law", "not_so", what=told) if negated else told

    def so(self, room: str, name: str, truth: bool) -> str:
        """What it means that a fact or switch is so, or is not."""
        found = self.words.find(room, name, "yes" if truth else "no")
        return found or self.words.text("sentences", "so" if truth else "not_so", what=self.words.name(room, name))

    def switch(self, key: str, truth: bool) -> str:
        """What a switch of the law comes to: where it is settled, what is so; else what must be."""
        settled = self.phrases.constant(FigureNode(key))
        return self.so("provisions", key, settled if isinstance(settled, bool) else truth)

    # -- conditions

    def clause(self, node: Node, negated: bool = False) -> str:
        """A condition with its conjunction."""
        role = IF_NOT if negated else IF
        own = self.phrases.own(node, role)
        if own is not None:
            return own
        node = one_of(without_guards(node))
        match node:
            case Literal(bool() as value):
                return self.words.text("law", "never_so" if value is negated else "always_so")
            case Not(item):
                return self.clause(item, not negated)
            case And((Compare() as low, Compare() as high)) if is_range(node) and not negated:
                return self.comparisons.compared(low, IF, False, high)
            case And(items) | Or(items) if isinstance(node, And) is not negated:
                return self.together(items, negated)
            case And(items) | Or(items):
                return self.subjects.forms.any_of(self.clause(item, negated) for item in items)
            case Compare(comparison, left, Literal(bool() as value)):
                return self.clause(left, negated is (value is (comparison is Comparison.EQUAL)))
            case Fact(name):
                return self.words.find("facts", name, role) or self.supposed(self.so("facts", name, not negated))
            case FigureNode(key):
                found = self.words.find("provisions", key, role)
                return found or self.supposed(self.so("provisions", key, not negated))
            case Call("known", (argument,)):
                return self.known(argument, negated)
            case Compare() | Member():
                return self.comparisons.compared(node, IF, negated)
            case _:
                return self.supposed(self.statement(node, negated))

    def together(self, items: Iterable[Node], negated: bool = False) -> str:
        """Conditions that must all hold; a choice stands last and by itself, since 'a and b or c' could mean either."""
        choices: list[str] = []
        plain: list[str] = []
        for item in items:
            (choices if self.is_choice(item, negated) else plain).append(self.clause(item, negated))
        if not plain:
            plain, choices = choices[:1], choices[1:]
        told = self.subjects.forms.all_of(plain)
        for either in choices:
            told = self.words.text("law", "besides", clauses=told, either=either)
        return told

    def is_choice(self, node: Node, negated: bool) -> bool:
        """Whether a condition is told as several clauses with 'or' between them."""
        if self.phrases.own(node, IF_NOT if negated else IF) is not None:
            return False
        node = one_of(without_guards(node))
        if isinstance(node, Not):
            return self.is_choice(node.item, not negated)
        return isinstance(node, And if negated else Or)

    def supposed(self, statement: str) -> str:
        """A statement as a condition, where nobody has put it into a clause."""
        return self.words.text("law", "if_so", what=statement)

    def known(self, fact: Node, negated: bool) -> str:
        """That something is on record, or is not."""
        own = self.words.find("facts", fact.name, "known") if isinstance(fact, Fact) and not negated else None
        return own or self.words.text("law", "not_known" if negated else "known", fact=self.phrases.phrase(fact))
