"""The sentences that say why a condition holds or does not, part by part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import frozen

from mobilnost.grammar import (
    FALSE,
    TRUE,
    And,
    Call,
    Compare,
    Comparison,
    Fact,
    Figure,
    Literal,
    Member,
    Node,
    Not,
    Or,
    evaluate,
    facts_of,
)
from mobilnost.locales.catalogue import Catalogue, filled
from mobilnost.locales.forms import sentence
from mobilnost.locales.subjects import Subjects
from mobilnost.model import MonthDay

RELATIONS = {
    Comparison.EQUAL: "equal",
    Comparison.DIFFERENT: "different",
    Comparison.LESS: "less",
    Comparison.AT_MOST: "at_most",
    Comparison.MORE: "more",
    Comparison.AT_LEAST: "at_least",
}


@frozen
class Clauses:
    """Says why a condition holds of a dossier or does not. `facts` are by name, `values` the figures by key.

    `over` says that the stay has ended, so that its length is no longer planned.
    """

    words: Catalogue
    subjects: Subjects
    facts: Mapping[str, Any]
    values: Mapping[str, Any]
    over: bool = False

    def value(self, node: Node) -> Any:
        """What an expression comes to."""
        return evaluate(node, self.facts, self.values)

    def why(self, node: Node, truth: bool) -> Iterator[str]:
        """The parts that make a condition true, or false; `node` has its negations at the leaves."""
        match node:
            case And(items):
                # A choice that is left comes first: that one of it would do is said of no more than the choice.
                items = items if truth else tuple(sorted(items, key=lambda item: not isinstance(item, Or)))
                yield from (told for item in items if self.value(item) is truth for told in self.why(item, truth))
            case Or(items):
                parts = [item for item in items if self.value(item) is truth]
                if truth or len(parts) == 1:
                    yield from (told for item in parts for told in self.why(item, truth))
                else:
                    yield from (sentence("; ".join(self.leaves(item, truth))) for item in parts)
                    yield self.words.text("sentences", "one_suffices")
            case _:
                yield sentence(self.leaf(node, truth))

    def leaves(self, node: Node, truth: bool) -> Iterator[str]:
        """The same parts without capitals and full stops, to stand in one sentence."""
        match node:
            case And(items) | Or(items):
                yield from (told for item in items if self.value(item) is truth for told in self.leaves(item, truth))
            case _:
                yield self.leaf(node, truth)

    def leaf(self, node: Node, truth: bool) -> str:
        """Why one part is so, or is not."""
        match node:
            case Not(inner):
                return self.leaf(inner, not truth)
            case Fact(name):
                return self.statement("facts", name, truth)
            case Figure(key):
                return self.statement("provisions", key, truth)
            case Call("known", (argument,)):
                return self.words.text(
                    "sentences", "known" if truth else "missing", fact=self.subjects.phrase(argument)
                )
            case Compare(comparison, left, right) if facts_of(right) and not facts_of(left):
                return self.compared(comparison.mirrored, right, left, truth)
            case Compare(comparison, left, right):
                return self.compared(comparison, left, right, truth)
            case Member(item, among, negated):
                return self.among(item, among, negated, truth)
            case _:
                return self.words.text("sentences", "so" if truth else "not_so", what=self.subjects.phrase(node))

    def statement(self, room: str, name: str, truth: bool) -> str:
        """What it means that a fact or a switch of the law is so, or is not."""
        found = self.words.find(room, name, "yes" if truth else "no")
        if found:
            return found
        what = self.subjects.fact(name) if room == "facts" else self.subjects.provision(name)
        return self.words.text("sentences", "so" if truth else "not_so", what=what)

    def compared(self, comparison: Comparison, left: Node, right: Node, truth: bool) -> str:
        """A comparison: what there is, and what it is held against."""
        of, type_ = self.subjects.subject(left)
        actual, limit = self.value(left), self.value(right)
        told = self.subjects.value(limit, of, type_)
        if isinstance(right, Fact):
            told = self.words.text("sentences", "limit_named", limit=told, name=self.subjects.fact(right.name))
        if comparison is Comparison.DIFFERENT:
            return self.filled("different", left, actual, told, truth)
        sort = "quantity" if self.subjects.is_quantity(actual) else "day" if _is_day(actual) else "word"
        if comparison is Comparison.EQUAL and truth and sort == "word":
            return self.as_required(left, actual)
        told = self.words.text("relations", sort, RELATIONS[comparison], limit=told)
        return self.filled(sort, left, actual, told, truth)

    def among(self, item: Node, among: Node, negated: bool, truth: bool) -> str:
        """Whether a value is one of several."""
        of, type_ = self.subjects.subject(item)
        if negated is not truth:
            return self.as_required(item, self.value(item))
        values = self.value(among)
        limit = self.subjects.many(values, of, type_)
        return self.filled("different" if negated else "word", item, self.value(item), limit, truth)

    def as_required(self, left: Node, actual: Any) -> str:
        """That something is one of the values that will do."""
        of, type_ = self.subjects.subject(left)
        own = self.words.find("facts", of, "requires") if of and isinstance(left, Fact) else None
        pattern = own if own and "{on}" not in own else self.words.text("requires", "word")
        told = filled(pattern, what=self.subjects.phrase(left), limit=self.subjects.value(actual, of, type_))
        return self.words.text("sentences", "as_required", what=told)

    def filled(self, sort: str, left: Node, actual: Any, limit: str, truth: bool) -> str:
        """The pattern of the fact itself where it has one, else that of its sort."""
        of, type_ = self.subjects.subject(left)
        state = "met" if truth else "unmet"
        told = self.subjects.value(actual, of, type_)
        own = self.own(of, state) if of and isinstance(left, Fact) and sort != "different" else None
        pattern = own or self.words.find("sentences", state, sort) or "{what}: {actual} ({limit})"
        forms = self.subjects.forms
        planned = forms.formed("planned", forms.category(actual), n=told)
        return filled(pattern, what=self.subjects.phrase(left), actual=told, limit=limit, planned=planned)

    def own(self, fact: str, state: str) -> str | None:
        """The pattern that a fact brings, for a stay that is over where it has one for that."""
        over = self.words.find("facts", fact, f"over_{state}") if self.over else None
        return over or self.words.find("facts", fact, state)


def affirmed(node: Node, negated: bool = False) -> Node:
    """The same condition with `not` moved down to the leaves, and comparisons turned round instead of denied."""
    match node:
        case Not(inner):
            return affirmed(inner, not negated)
        case And(items):
            parts = tuple(affirmed(item, negated) for item in items)
            return Or(parts) if negated else And(parts)
        case Or(items):
            parts = tuple(affirmed(item, negated) for item in items)
            return And(parts) if negated else Or(parts)
        case Compare(comparison, left, Literal(bool() as value)):
            wanted = value if comparison is Comparison.EQUAL else not value
            return affirmed(left, negated is wanted)
        case Compare(comparison, left, right) if negated:
            return Compare(comparison.opposite, left, right)
        case Member(item, among, was):
            return Member(item, among, was is not negated)
        case Literal(bool() as value):
            return FALSE if value is negated else TRUE
        case _:
            return Not(node) if negated else node


def _is_day(value: Any) -> bool:
    return isinstance(value, MonthDay) or hasattr(value, "isoformat")
