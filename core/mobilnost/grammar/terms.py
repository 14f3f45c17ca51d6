"""Terms: what has a value in a condition, be it a fact or an expression not looked into, and which values those are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import evolve, field, frozen

from mobilnost.grammar.functions import FUNCTIONS
from mobilnost.grammar.nodes import (
    Add,
    And,
    Call,
    Compare,
    Fact,
    Literal,
    Member,
    Multiply,
    Node,
    Not,
    Or,
    facts_of,
    figures_of,
)
from mobilnost.grammar.scales import Scale, scale_of
from mobilnost.grammar.sets import Words
from mobilnost.grammar.types import BOOLEAN, Sort, Type, number

_SWITCHES = Words(frozenset({True, False}))
#: How two spans may lie to each other of which one is in months and one in days; `~` are as many days, another span.
_LYING = Words(frozenset({"<", "=", "~", ">"}))


@frozen(eq=False)
class Term:
    """Something with a value: a fact, or (`opaque`) an expression that is not looked into.

    `scale` is that of its order, `None` where there is none; `everything` are all its values, `usual` is the one that
    an example takes where nothing is said; `facts` are those it rests on.
    """

    node: Node
    scale: Scale | None
    everything: Any
    facts: tuple[str, ...]
    optional: bool
    opaque: bool = False
    usual: Any = None

    def is_usual(self, known: Any) -> bool:
        """Whether the usual value is among some."""
        if self.usual is None:
            return False
        return self.scale.has(known, self.usual) if self.scale else self.usual in known


@frozen(eq=False)
class Terms:
    """The terms over facts of given types, each made once. `usual` are the values of examples."""

    types: Mapping[str, Type]
    required: frozenset[str]
    usual: Mapping[str, Any] = field(factory=dict)
    _made: dict[Any, Term] = field(factory=dict)

    def of(self, node: Node, beside: Type | None = None) -> Term:
        """The term of an expression; where it does not say its type itself, it has that of what it stands beside."""
        found = self._made.get(node)
        if found is None:
            found = self._made[node] = self._make(node, self.type_of(node) or beside)
        return found

    def fact(self, name: str) -> Term:
        """The term of a fact."""
        return self.of(Fact(name))

    def lying(self, one: Term, other: Term, node: Node) -> Term:
        """How two spans lie to each other of which one is counted in months and one in days."""
        if (one, other) not in self._made:
            facts = tuple(dict.fromkeys((*one.facts, *other.facts)))
            self._made[one, other] = Term(node, None, _LYING, facts, optional=False, opaque=True)
        return self._made[one, other]

    def limit(self, term: Term, values: Any) -> None:
        """From now on a fact has these values and no others."""
        self._made[term.node] = evolve(term, everything=values)

    def type_of(self, node: Node) -> Type | None:
        """The type of an expression, as far as it says it itself."""
        match node:
            case Fact(name):
                return self.types.get(name)
            case Call(name, _):
                return FUNCTIONS[name].result
            case Add(left, right) | Multiply(left, right):
                return _of_sum(self.type_of(left), self.type_of(right))
            case Literal(value):
                return BOOLEAN if isinstance(value, bool) else None
            case Compare() | Member() | And() | Or() | Not():
                return BOOLEAN
            case _:
                return None

    def _make(self, node: Node, type_: Type | None) -> Term:
        scale = scale_of(type_) if type_ else None
        everything = scale.everything if scale else _vocabulary(type_)
        if isinstance(node, Fact):
            optional = node.name not in self.required
            return Term(node, scale, everything, (node.name,), optional, usual=self.usual.get(node.name))
        facts = facts_of(node)
        optional = bool(figures_of(node)) or not self.required.issuperset(facts)
        return Term(node, scale, everything, facts, optional, opaque=True)


def _of_sum(one: Type | None, other: Type | None) -> Type | None:
    """Sums and multiples are measured as their parts are; a span wins, and what is multiplied need not be whole."""
    types = [type_ for type_ in (one, other) if type_ is not None]
    span = next((type_ for type_ in types if type_.sort is Sort.SPAN), None)
    return span or (number() if types else None)


def _vocabulary(type_: Type | None) -> Words:
    if type_ is None or type_.many or not (type_.values or type_ == BOOLEAN):
        return Words(frozenset(), others=True)
    return _SWITCHES if type_ == BOOLEAN else Words(frozenset(str(value) for value in type_.values))
