"""Conditions taken apart before they are told: what must all hold, what is known already, two bounds of one thing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mobilnost.grammar import (
    And,
    Call,
    Compare,
    Comparison,
    Fact,
    Literal,
    Many,
    Member,
    Node,
    Or,
    conjunction,
    facts_of,
    walk,
)
from mobilnost.grammar import Figure as FigureNode
from mobilnost.rules import Rule

#: Beside these, who takes part is always named: `incoming students on a traineeship`.
WHERE = frozenset({"direction", "kind", "cycle", "semester", "staff_category"})


def beyond(node: Node, known: Node) -> Node:
    """What a condition asks for beyond what is known; who takes part is said again beside anything else."""
    rest = conjunction(*(part for part in parts_of(node) if part not in parts_of(known)))
    if not WHERE.intersection(facts_of(rest)):
        return rest
    people = (part for part in parts_of(known) if isinstance(part, Compare) and part.left == Fact("participant"))
    return conjunction(*people, rest)


def parts_of(node: Node) -> tuple[Node, ...]:
    """The conditions that must all hold."""
    return node.items if isinstance(node, And) else (node,)


def ranges(nodes: Iterable[Node]) -> list[Node]:
    """Conditions with two bounds of one and the same thing told together: `5 <= calendar_days <= 14`."""
    found: list[Node] = []
    for node in nodes:
        before = found[-1] if found else None
        if is_bound(node) and is_bound(before) and bounded(node) == bounded(before):
            found[-1] = And((found[-1], node))
        else:
            found.append(node)
    return found


def is_range(node: Node) -> bool:
    """Whether a condition is two bounds of one thing."""
    return (
        isinstance(node, And)
        and len(node.items) == 2
        and all(map(is_bound, node.items))
        and len({bounded(one) for one in node.items}) == 1
    )


def is_bound(node: Node | None) -> bool:
    """Whether a condition holds a fact against a limit."""
    return isinstance(node, Compare) and node.comparison.opposite.mirrored is not node.comparison.opposite


def bounded(node: Node | None) -> Node | None:
    """What a condition bounds."""
    if not isinstance(node, Compare):
        return None
    return node.left if facts_of(node.left) else node.right


def vocabulary_of(rules: Mapping[str, Rule]) -> dict[str, str]:
    """For provisions, the fact that the rules compare them with."""
    found: dict[str, str] = {}
    for rule in rules.values():
        for node in (*walk(rule.requires), *walk(rule.applies)):
            match node:
                case Compare(_, Fact(name), FigureNode(key)) | Compare(_, FigureNode(key), Fact(name)):
                    found.setdefault(key, name)
                case Member(Fact(name), FigureNode(key), _):
                    found.setdefault(key, name)
    return found


def flattened(node: Node) -> tuple[Node, ...]:
    """The conditions that must all hold, however they are nested."""
    return tuple(one for part in parts_of(node) for one in (flattened(part) if isinstance(part, And) else (part,)))


def guarded(parts: Iterable[Node]) -> tuple[Node, ...]:
    """Conditions without those that say that something is on record of which another says more."""
    kept = tuple(parts)
    return tuple(
        one
        for one in kept
        if not (isinstance(one, Call) and any(other is not one and _concerns(other, one) for other in kept))
    )


def without_guards(node: Node) -> Node:
    """The same for a condition of several parts."""
    return conjunction(*guarded(node.items)) if isinstance(node, And) else node


def _concerns(node: Node, known: Call) -> bool:
    return not isinstance(node, Call) and set(facts_of(known)) <= set(facts_of(node))


def one_of(node: Node) -> Node:
    """Several values of one fact, any of which will do, as a choice among them."""
    if not isinstance(node, Or):
        return node
    found = [_choice(item) for item in node.items]
    fact = found[0][0]
    if fact is None or any(one != fact for one, _ in found):
        return node
    return Member(fact, Many(tuple(value for _, values in found for value in values)))


def _choice(node: Node) -> tuple[Fact | None, tuple[object, ...]]:
    match node:
        case Compare(Comparison.EQUAL, Fact() as fact, Literal(str() as value)):
            return fact, (value,)
        case Member(Fact() as fact, Many(values), False):
            return fact, values
        case _:
            return None, ()
