"""Settling: conditions with the figures of a rulebook put in, so that they speak of facts alone.

A constant figure becomes a literal. One that depends on facts becomes a distinction of cases, one for each candidate
and none that says more than is known: what is settled is true, false and unknown exactly where the condition is.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping

from attrs import define, frozen

from mobilnost.grammar import (
    FALSE,
    FUNCTIONS,
    TRUE,
    UNKNOWN,
    Absence,
    And,
    Call,
    Literal,
    Many,
    Node,
    Not,
    Or,
    conjunction,
    disjunction,
    evaluate,
    facts_of,
    figures_of,
    substitute,
    walk,
)
from mobilnost.grammar import Figure as FigureNode
from mobilnost.law.figures import Figure


def settle(node: Node, figures: Mapping[str, Figure], required: Container[str] = ()) -> Node:
    """A condition over facts alone, with the value of `evaluate` under each dossier's own figures.

    `none`, `open`, and a figure that nobody gave count as unknown here. `required` facts are always known.
    """
    return _Settler(figures, required).settled(node)


def unlimited(keys: Iterable[str], figures: Mapping[str, Figure], required: Container[str] = ()) -> Node:
    """True where one of the provisions sets no limit (`none`), false everywhere else, never unknown.

    A rule that looks at such a provision does not apply.
    """
    settler = _Settler(figures, required)
    return disjunction(*(settler.without_limit(figures[key]) for key in keys if key in figures))


def settled_rule(
    applies: Node, requires: Node, figures: Mapping[str, Figure], required: Container[str] = ()
) -> tuple[Node, Node]:
    """When a rule applies, and what it requires then, over facts alone."""
    keys = dict.fromkeys((*figures_of(applies), *figures_of(requires)))
    free = unlimited(keys, figures, required)
    return conjunction(negation(free), settle(applies, figures, required)), settle(requires, figures, required)


def negation(node: Node) -> Node:
    """The contrary of a condition."""
    if isinstance(node, Not):
        return node.item
    return FALSE if node == TRUE else TRUE if node == FALSE else Not(node)


def _by_calendar(node: Node) -> bool:
    return any(isinstance(part, Call) and FUNCTIONS[part.function].needs_calendar for part in walk(node))


@frozen
class _Case:
    """A value of a figure, and when it is the one; `unknown` where it is not known which one is."""

    when: Node
    value: object


@define
class _Settler:
    figures: Mapping[str, Figure]
    required: Container[str]

    def settled(self, node: Node) -> Node:
        keys = figures_of(node)
        if not keys:
            return node
        match node:
            case And(items):
                return conjunction(*map(self.settled, items))
            case Or(items):
                return disjunction(*map(self.settled, items))
            case Not(item):
                return negation(self.settled(item))
            case Call("known", (argument,)) if not isinstance(argument, FigureNode):
                return Call("known", (self.settled(argument),))
            case _:
                return self.leaf(node, keys[0])

    def leaf(self, node: Node, key: str) -> Node:
        """A leaf, case by case for the first of its figures, and so on for the others."""
        figure = self.figures.get(key)
        cases = [_Case(TRUE, Absence.OPEN)] if figure is None else self.cases(figure)
        if isinstance(node, Call) and node.function == "known":
            return disjunction(*(self.surely(one.when) for one in cases if not isinstance(one.value, Absence)))
        return disjunction(*(conjunction(one.when, self.with_value(node, key, one.value)) for one in cases))

    def with_value(self, node: Node, key: str, value: object) -> Node:
        if isinstance(value, Absence):
            return UNKNOWN
        literal = Many(value) if isinstance(value, tuple) else Literal(value)
        put = substitute(node, {FigureNode(key): literal})
        if figures_of(put):
            return self.settled(put)
        return put if facts_of(put) or _by_calendar(put) else Literal(evaluate(put, {}, {}))

    def cases(self, figure: Figure) -> list[_Case]:
        """What a figure may come to, each value with its condition; they exclude each other."""
        cases: list[_Case] = []
        before: list[Node] = []
        for candidate in figure.candidates:
            applies = candidate.applies
            cases.append(_Case(conjunction(*before, applies), candidate.value))
            if not self.always_known(applies):
                undecided = Not(Call("known", (applies,)))
                cases.append(_Case(conjunction(*before, undecided), Absence.OPEN))
            if applies == TRUE:
                return cases
            before.append(negation(applies))
        # Where the candidates leave no dossier out, this is a case that does not arise.
        return cases if figure.exhaustive else [*cases, _Case(conjunction(*before), Absence.NONE)]

    def without_limit(self, figure: Figure) -> Node:
        return disjunction(
            *(self.surely(one.when) for one in self.cases(figure) if one.value is Absence.NONE),
        )

    def surely(self, node: Node) -> Node:
        """True where a condition is true, and false where it is false or unknown."""
        return node if self.always_known(node) else conjunction(node, Call("known", (node,)))

    def always_known(self, node: Node) -> bool:
        return all(name in self.required for name in facts_of(node))
