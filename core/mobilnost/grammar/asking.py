"""Asking: which demands on single facts a condition makes, to be true, to be false, to be known.

`not` is pushed to the leaves. A leaf over one fact becomes the set of values that the fact may have, 'unknown' among
them; one over two facts an order between them. What is neither (a sum, a function, a figure that was not put in) is
a term of its own, of which only its value is looked at and not how it comes about: what excludes each other even so
excludes each other for certain, and an example must be tried out.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from attrs import field, frozen

from mobilnost.grammar.demands import ALWAYS, NEVER, OF_ALL, Asked, Demand, Formula, Relation, all_of, any_of, demand
from mobilnost.grammar.functions import FUNCTIONS
from mobilnost.grammar.kleene import evaluate
from mobilnost.grammar.nodes import (
    Add,
    And,
    Call,
    Compare,
    Comparison,
    Fact,
    Figure,
    Literal,
    Many,
    Member,
    Multiply,
    Node,
    Not,
    Or,
    facts_of,
    figures_of,
    walk,
)
from mobilnost.grammar.sets import Stretches, Values, Words
from mobilnost.grammar.terms import Term, Terms
from mobilnost.grammar.types import BOOLEAN

_TRUE = Words(frozenset({True}))
_EQUALITIES = (Comparison.EQUAL, Comparison.DIFFERENT)
#: How two spans on different tracks may lie to each other; '~' are as many days that are not the same span.
_ACROSS = {
    Comparison.EQUAL: "=",
    Comparison.DIFFERENT: "<~>",
    Comparison.LESS: "<",
    Comparison.AT_MOST: "<~=",
    Comparison.MORE: ">",
    Comparison.AT_LEAST: ">~=",
}


@frozen(eq=False)
class Asker:
    """Reads conditions over some terms; what was read once is kept, and so is what was not looked into (`unread`)."""

    terms: Terms
    unread: dict[Node, None] = field(factory=dict)
    _read_before: dict[tuple[Asked, Node], Formula] = field(factory=dict)

    def limit(self, axiom: Node) -> bool:
        """Take an axiom over one fact for the end of its values, beyond which none is looked at; whether it is one."""
        if len(facts_of(axiom)) > 1:
            return False
        found = self._read(axiom, Asked.NOT_FALSE)
        if not (isinstance(found, Demand) and isinstance(found.term.node, Fact)):
            return False
        if found.term.optional and not found.admitted.unknown:
            return False
        self.terms.limit(found.term, found.admitted.known)
        self._read_before.clear()
        return True

    def read(self, node: Node, asked: Asked) -> Formula:
        """What must be so of facts for a condition to be as asked."""
        key = (asked, node)
        found = self._read_before.get(key)
        if found is None:
            found = self._read_before[key] = self._read(node, asked)
        return found

    def _read(self, node: Node, asked: Asked) -> Formula:
        match node:
            case Not(item):
                return self.read(item, asked.contrary)
            case And(items) | Or(items):
                return self._many(items, asked, node, isinstance(node, And))
            case Call("known", (argument,)):
                return self._asks(argument, asked)
            case Literal(value):
                return ALWAYS if asked in _fitting(value) else NEVER
            case _:
                return self._leaf(node, asked)

    def _many(self, items: tuple[Node, ...], asked: Asked, node: Node, every: bool) -> Formula:
        if asked is Asked.KNOWN:
            return any_of([self.read(node, Asked.TRUE), self.read(node, Asked.FALSE)])
        if asked is Asked.UNKNOWN:
            return all_of([self.read(node, Asked.NOT_TRUE), self.read(node, Asked.NOT_FALSE)])
        parts = [self.read(item, asked) for item in items]
        return all_of(parts) if (asked in OF_ALL) is every else any_of(parts)

    def _asks(self, argument: Node, asked: Asked) -> Formula:
        """`known(...)`, which is itself never unknown."""
        if asked in (Asked.KNOWN, Asked.UNKNOWN):
            return ALWAYS if asked is Asked.KNOWN else NEVER
        known = asked in OF_ALL
        if isinstance(argument, Fact | Add | Multiply | Figure) or (
            isinstance(argument, Call) and argument.function != "known"
        ):
            term = self.terms.of(argument)
            return self._knows(term) if known else self._ignores(term)
        return self.read(argument, Asked.KNOWN if known else Asked.UNKNOWN)

    # ------------------------------------------------------------------ leaves

    def _leaf(self, node: Node, asked: Asked) -> Formula:
        if _constant(node):
            return ALWAYS if asked in _fitting(evaluate(node, {}, {})) else NEVER
        match node:
            case Fact() if self.terms.type_of(node) in (None, BOOLEAN):
                return self._single(self.terms.of(node, BOOLEAN), _TRUE, asked)
            case Compare(comparison, left, Literal() | Add() | Multiply() | Call() as right) if _constant(right):
                return self._bound(node, left, comparison, right, asked)
            case Compare(comparison, left, right) if _constant(left):
                return self._bound(node, right, comparison.mirrored, left, asked)
            case Compare(comparison, left, right):
                return self._pair(node, comparison, left, right, asked)
            case Member(item, Many(values), negated):
                return self._among(node, item, values, asked.contrary if negated else asked)
            case _:
                return self._blank(node, asked)

    def _bound(self, node: Node, item: Node, comparison: Comparison, limit: Node, asked: Asked) -> Formula:
        value = evaluate(limit, {}, {})
        if value is None:
            return ALWAYS if asked in _fitting(None) else NEVER
        term = self.terms.of(item, self.terms.type_of(Literal(value)))
        if term.scale is not None and term.scale.stands(value):
            return self._single(term, term.scale.against(comparison, value), asked, node)
        if term.scale is None and comparison in (Comparison.EQUAL, Comparison.DIFFERENT):
            among = self._words(term, (value,))
            return self._single(term, among, asked if comparison is Comparison.EQUAL else asked.contrary, node)
        return self._blank(node, asked)

    def _among(self, node: Node, item: Node, values: tuple[Any, ...], asked: Asked) -> Formula:
        plain = node if isinstance(node, Member) and not node.negated else Member(item, Many(values))
        if None in values:
            return self._blank(plain, asked)
        term = self.terms.of(item, self.terms.type_of(Literal(values[0])) if values else None)
        if term.scale is None:
            return self._single(term, self._words(term, values), asked, node)
        if not all(term.scale.stands(value) for value in values):
            return self._blank(plain, asked)
        among = Stretches(())
        for value in values:
            among = among.join(term.scale.against(Comparison.EQUAL, value))
        return self._single(term, among, asked, node)

    def _words(self, term: Term, values: tuple[Any, ...]) -> Values:
        return Words(frozenset(values)).meet(term.everything)

    def _single(self, term: Term, true: Values, asked: Asked, node: Node | None = None) -> Formula:
        """A leaf over one term, true where the term has one of some values."""
        if term.opaque and node is not None:
            self.unread[node] = None
        if asked is Asked.UNKNOWN:
            return self._ignores(term)
        if asked is Asked.KNOWN:
            return self._knows(term)
        values = term.everything.meet(true) if asked in OF_ALL else term.everything.without(true)
        lax = asked in (Asked.NOT_TRUE, Asked.NOT_FALSE)
        if not term.opaque:
            return demand(term, values, lax and term.optional)
        exactly = all_of([demand(term, values, False), *self._known_facts(term)])
        return any_of([exactly, self._ignores(term)]) if lax else exactly

    def _pair(self, node: Node, comparison: Comparison, left: Node, right: Node, asked: Asked) -> Formula:
        """A leaf that compares two terms."""
        one, other = self.terms.of(left, self.terms.type_of(right)), self.terms.of(right, self.terms.type_of(left))
        if one.scale is not other.scale or (one.scale is None and comparison not in _EQUALITIES):
            return self._blank(node, asked)
        if one.opaque or other.opaque:
            self.unread[node] = None
        if asked is Asked.UNKNOWN:
            return any_of([self._ignores(one), self._ignores(other)])
        known = [self._knows(one), self._knows(other)]
        if asked is Asked.KNOWN:
            return all_of(known)
        sign = comparison if asked in OF_ALL else comparison.opposite
        exactly = all_of([*known, self._related(sign, one, other, node)])
        if asked in (Asked.TRUE, Asked.FALSE):
            return exactly
        return any_of([exactly, self._ignores(one), self._ignores(other)])

    def _related(self, sign: Comparison, one: Term, other: Term, node: Node) -> Formula:
        if one is other:
            return ALWAYS if sign in (Comparison.EQUAL, Comparison.AT_MOST, Comparison.AT_LEAST) else NEVER
        if one.scale is None:
            return Relation(sign, one, other)
        if len(one.scale.tracks) == 1:
            return _ordered(sign, one, other)
        return any_of([*self._same_track(sign, one, other), *self._across(sign, one, other, node)])

    def _same_track(self, sign: Comparison, one: Term, other: Term) -> Iterable[Formula]:
        for number in (0, 1):
            yield all_of([*_on_tracks((one, other), (number, number)), _ordered(sign, one, other)])

    def _across(self, sign: Comparison, one: Term, other: Term, node: Node) -> Iterable[Formula]:
        """Months beside days: how these two lie to each other is a term of its own."""
        self.unread[node] = None
        if id(one) > id(other):
            one, other, sign = other, one, sign.mirrored
        lying = demand(self.terms.lying(one, other, node), Words(frozenset(_ACROSS[sign])), False)
        for numbers in ((0, 1), (1, 0)):
            yield all_of([*_on_tracks((one, other), numbers), lying])

    def _blank(self, node: Node, asked: Asked) -> Formula:
        """A leaf that is not looked into."""
        self.unread[node] = None
        turned = False
        if isinstance(node, Compare) and node.comparison not in (Comparison.EQUAL, Comparison.LESS, Comparison.MORE):
            node, turned = Compare(node.comparison.opposite, node.left, node.right), True
        term = self.terms.of(node, BOOLEAN)
        return self._single(term, _TRUE, asked.contrary if turned else asked)

    # ------------------------------------------------------------------ known and unknown

    def _knows(self, term: Term) -> Formula:
        return all_of([demand(term, term.everything, False), *self._known_facts(term)])

    def _known_facts(self, term: Term) -> list[Formula]:
        if not term.opaque:
            return []
        facts = [self.terms.fact(name) for name in term.facts]
        return [demand(fact, fact.everything, False) for fact in facts]

    def _ignores(self, term: Term) -> Formula:
        """That a term is unknown: it is one of its facts, or a figure, that is."""
        if not term.opaque:
            return demand(term, _none_of(term), True) if term.optional else NEVER
        unknown = [self._ignores(self.terms.fact(name)) for name in term.facts]
        if figures_of(term.node):
            unknown.append(demand(term, _none_of(term), True))
        return any_of(unknown)


def _none_of(term: Term) -> Values:
    return Words(frozenset()) if isinstance(term.everything, Words) else Stretches(())


def _on_tracks(terms: tuple[Term, Term], numbers: tuple[int, int]) -> Iterable[Formula]:
    for term, number in zip(terms, numbers, strict=True):
        if term.scale:
            yield demand(term, term.scale.track(number), False)


def _ordered(sign: Comparison, one: Term, other: Term) -> Formula:
    if sign is Comparison.DIFFERENT:
        return any_of([Relation(Comparison.LESS, one, other), Relation(Comparison.LESS, other, one)])
    if sign in (Comparison.MORE, Comparison.AT_LEAST):
        return Relation(sign.mirrored, other, one)
    return Relation(sign, one, other)


def _fitting(value: object) -> tuple[Asked, ...]:
    if value is None:
        return (Asked.NOT_TRUE, Asked.NOT_FALSE, Asked.UNKNOWN)
    return (Asked.TRUE, Asked.NOT_FALSE, Asked.KNOWN) if value else (Asked.FALSE, Asked.NOT_TRUE, Asked.KNOWN)


def _constant(node: Node) -> bool:
    """Whether an expression is the same for every dossier of every office."""
    if isinstance(node, Literal | Fact):
        return isinstance(node, Literal)
    if facts_of(node) or figures_of(node) or isinstance(node, Many):
        return False
    return not any(isinstance(part, Call) and FUNCTIONS[part.function].needs_calendar for part in walk(node))
