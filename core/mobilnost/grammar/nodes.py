"""The pieces of an expression: what a condition of the law is made of once it has been read.

A tree of these values is what every reader of the law works on: the interpreter, the compiler, the analyses and
the words. They are frozen and compare by value, so equal conditions are equal trees.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cached_property, partial

from attrs import field, frozen

#: What a literal may be, in a text as written or after its type has been found.
Scalar = object


class Comparison(StrEnum):
    """The six comparisons. Spans compare month by month, then by days; CEFR levels by their order."""

    EQUAL = "=="
    DIFFERENT = "!="
    LESS = "<"
    AT_MOST = "<="
    MORE = ">"
    AT_LEAST = ">="

    @property
    def opposite(self) -> Comparison:
        """The comparison that holds exactly where this one does not."""
        return _OPPOSITE[self]

    @property
    def mirrored(self) -> Comparison:
        """The comparison that says the same with its two sides exchanged."""
        return _MIRRORED.get(self, self)


_OPPOSITE = {
    Comparison.EQUAL: Comparison.DIFFERENT,
    Comparison.DIFFERENT: Comparison.EQUAL,
    Comparison.LESS: Comparison.AT_LEAST,
    Comparison.AT_LEAST: Comparison.LESS,
    Comparison.MORE: Comparison.AT_MOST,
    Comparison.AT_MOST: Comparison.MORE,
}
_MIRRORED = {
    Comparison.LESS: Comparison.MORE,
    Comparison.MORE: Comparison.LESS,
    Comparison.AT_MOST: Comparison.AT_LEAST,
    Comparison.AT_LEAST: Comparison.AT_MOST,
}


@frozen
class Piece:
    """What every piece of an expression knows of itself, found out when it is first asked for."""

    @cached_property
    def facts(self) -> tuple[str, ...]:
        """The names of the facts that it mentions, each once, in their order."""
        mine = (self.name,) if isinstance(self, Fact) else ()
        return tuple(dict.fromkeys((*mine, *(name for part in children(self) for name in part.facts))))

    @cached_property
    def figures(self) -> tuple[str, ...]:
        """The keys of the provisions that it mentions, each once, in their order."""
        mine = (self.key,) if isinstance(self, Figure) else ()
        return tuple(dict.fromkeys((*mine, *(key for part in children(self) for key in part.figures))))


@frozen(cache_hash=True)
class Literal(Piece):
    """A value written in the expression; `None` stands for 'unknown' (an open figure, once it is put in).

    Other than in Python, `1` and `true` are not the same.
    """

    value: Scalar = field(eq=lambda value: (isinstance(value, bool), value))


@frozen(cache_hash=True)
class Fact(Piece):
    """What is so about a dossier, by its plain name."""

    name: str


@frozen(cache_hash=True)
class Figure(Piece):
    """What the law says today for this programme, call and agreement, by the key of its provision."""

    key: str


@frozen(cache_hash=True)
class Compare(Piece):
    """One comparison of two values."""

    comparison: Comparison
    left: Node
    right: Node


@frozen(cache_hash=True)
class Member(Piece):
    """Whether a value is one of several; `negated` for `not in`."""

    item: Node
    among: Node
    negated: bool = False


@frozen(cache_hash=True)
class Many(Piece):
    """Several literals in parentheses, to the right of `in`."""

    values: tuple[Scalar, ...]


@frozen(cache_hash=True)
class And(Piece):
    """All of them: false as soon as one is false, else unknown if one is unknown (Kleene)."""

    items: tuple[Node, ...]


@frozen(cache_hash=True)
class Or(Piece):
    """Any of them: true as soon as one is true, else unknown if one is unknown (Kleene)."""

    items: tuple[Node, ...]


@frozen(cache_hash=True)
class Not(Piece):
    """The contrary; of the unknown, the unknown."""

    item: Node


@frozen(cache_hash=True)
class Add(Piece):
    """A sum of two values of one unit; spans carry 30 days to a month."""

    left: Node
    right: Node


@frozen(cache_hash=True)
class Multiply(Piece):
    """A value times a plain number or a share."""

    left: Node
    right: Node


@frozen(cache_hash=True)
class Call(Piece):
    """One of the grammar's few named functions."""

    function: str
    arguments: tuple[Node, ...]


Node = Literal | Fact | Figure | Compare | Member | Many | And | Or | Not | Add | Multiply | Call

TRUE = Literal(True)
FALSE = Literal(False)
UNKNOWN = Literal(None)


def children(node: Piece) -> tuple[Node, ...]:
    """The parts directly under a node."""
    match node:
        case Compare(_, left, right) | Add(left, right) | Multiply(left, right) | Member(left, right, _):
            return (left, right)
        case And(items) | Or(items) | Call(_, items):
            return items
        case Not(item):
            return (item,)
        case _:
            return ()


def walk(node: Node) -> Iterator[Node]:
    """The node and everything under it, from left to right."""
    yield node
    for child in children(node):
        yield from walk(child)


def facts_of(node: Node) -> tuple[str, ...]:
    """The names of the facts an expression mentions, each once, in their order."""
    return node.facts


def figures_of(node: Node) -> tuple[str, ...]:
    """The keys of the provisions an expression mentions, each once, in their order."""
    return node.figures


def substitute(node: Node, replacement: Mapping[Node, Node]) -> Node:
    """The expression with some of its pieces replaced by others."""
    if node in replacement:
        return replacement[node]
    again = partial(substitute, replacement=replacement)
    match node:
        case And(items):
            return And(tuple(map(again, items)))
        case Or(items):
            return Or(tuple(map(again, items)))
        case Not(item):
            return Not(again(item))
        case Compare(comparison, left, right):
            return Compare(comparison, again(left), again(right))
        case Member(item, among, negated):
            return Member(again(item), again(among), negated)
        case Add(left, right):
            return Add(again(left), again(right))
        case Multiply(left, right):
            return Multiply(again(left), again(right))
        case Call(function, arguments):
            return Call(function, tuple(map(again, arguments)))
        case _:
            return node


def conjunction(*items: Node) -> Node:
    """All of the items, with what is always true left out."""
    flat: list[Node] = []
    for item in items:
        flat.extend(item.items if isinstance(item, And) else [item])
    kept = tuple(dict.fromkeys(item for item in flat if not _is(item, True)))
    if any(_is(item, False) for item in kept):
        return FALSE
    return And(kept) if len(kept) > 1 else kept[0] if kept else TRUE


def disjunction(*items: Node) -> Node:
    """Any of the items, with what is never true left out."""
    flat: list[Node] = []
    for item in items:
        flat.extend(item.items if isinstance(item, Or) else [item])
    kept = tuple(dict.fromkeys(item for item in flat if not _is(item, False)))
    if any(_is(item, True) for item in kept):
        return TRUE
    return Or(kept) if len(kept) > 1 else kept[0] if kept else FALSE


def _is(node: Node, value: bool) -> bool:
    """Whether a node is the literal `true` or `false`."""
    return isinstance(node, Literal) and node.value is value
