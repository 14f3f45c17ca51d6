"""Checking an expression against a vocabulary: every name known, every comparison of like with like.

What comes out is the same tree with its literals read as what they stand for: `'3 months'` compared with a span
becomes the span. All mistakes are found at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from attrs import define, field, frozen

from mobilnost.grammar.functions import FUNCTIONS
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
)
from mobilnost.grammar.spelling import text_of
from mobilnost.grammar.types import BOOLEAN, ORDERED, SPAN, Sort, Type, WrongValue, number, read_value
from mobilnost.model import Expected, Phrase

EQUALITIES = (Comparison.EQUAL, Comparison.DIFFERENT)


#: A typed expression with its mistakes.
Checked = tuple[Node, "tuple[Mistake, ...]"]


@frozen(kw_only=True)
class Vocabulary:
    """The names an expression may use: facts and provisions with their types, and which facts are always known."""

    facts: Mapping[str, Type]
    figures: Mapping[str, Type]
    required: frozenset[str] = frozenset()
    #: What was checked before and is right; the same condition stands in many files.
    checked: dict[Node, Node] = field(factory=dict, init=False, eq=False, repr=False)
    #: What is wrong, by its text, with its mistakes.
    mistaken: dict[str, Checked] = field(factory=dict, init=False, eq=False, repr=False)


#: So many conditions are remembered.
MOST_CHECKED = 4096


@frozen(kw_only=True)
class Mistake:
    """One thing wrong with an expression: a stable kind, the piece, what would be right, the nearest name."""

    kind: str
    found: str
    expected: Expected | None = None
    suggestion: str | None = None


def check(node: Node, vocabulary: Vocabulary) -> tuple[Node, tuple[Mistake, ...]]:
    """The tree with typed literals, and every mistake in it; a condition must be true or false as a whole."""
    known = vocabulary.checked
    if node in known:
        return known[node], ()
    if vocabulary.mistaken and (text := text_of(node)) in vocabulary.mistaken:
        return vocabulary.mistaken[text]
    checker = _Checker(vocabulary=vocabulary)
    typed = checker.condition(node)
    kept: dict[Any, Any] = vocabulary.mistaken if checker.mistakes else known
    if len(kept) >= MOST_CHECKED:
        kept.clear()
    if checker.mistakes:
        vocabulary.mistaken[text_of(node)] = typed, tuple(checker.mistakes)
    else:
        known[node] = typed
    return typed, tuple(checker.mistakes)


def check_value(node: Node, vocabulary: Vocabulary, expected: Type) -> tuple[Node, tuple[Mistake, ...]]:
    """As `check`, for an expression that gives a value of a type, such as the day on which something is due."""
    checker = _Checker(vocabulary=vocabulary)
    typed, type_ = checker.value(node, expected)
    if type_ is not None and not alike(type_, expected):
        checker.mistake("unlike-types", node, Phrase.of("type", this=expected))
    return typed, tuple(checker.mistakes)


@define
class _Checker:
    vocabulary: Vocabulary
    mistakes: list[Mistake] = field(factory=list)

    def mistake(self, kind: str, found: Node, expected: Expected | None = None, names: Iterable[str] = ()) -> None:
        near = get_close_matches(text_of(found), list(names), n=1)
        self.mistakes.append(
            Mistake(kind=kind, found=text_of(found), expected=expected, suggestion=near[0] if near else None)
        )

    def condition(self, node: Node) -> Node:
        match node:
            case And(items):
                return And(tuple(self.condition(item) for item in items))
            case Or(items):
                return Or(tuple(self.condition(item) for item in items))
            case Not(item):
                return Not(self.condition(item))
            case Compare(comparison, left, right):
                return self.compare(comparison, left, right)
            case Member(item, among, negated):
                return self.member(item, among, negated)
            case _:
                typed, type_ = self.value(node, BOOLEAN)
                if type_ is not None and (type_.sort is not Sort.BOOLEAN or type_.many):
                    self.mistake("not-a-condition", node, Phrase.of("condition-not", other=type_))
                return typed

    def value(self, node: Node, expected: Type | None = None) -> tuple[Node, Type | None]:
        """The typed node and its type; `None` where the type cannot be known because of a mistake."""
        match node:
            case Fact(name) if name in self.vocabulary.figures and name not in self.vocabulary.facts:
                return self.value(Figure(name), expected)
            case Fact(name):
                return node, self.named("unknown-fact", node, self.vocabulary.facts.get(name))
            case Figure(key):
                return node, self.named("unknown-provision", node, self.vocabulary.figures.get(key))
            case Literal():
                return self.literal(node, expected)
            case Add(left, right):
                return self.addition(node, left, right, expected)
            case Multiply(left, right):
                return self.multiplication(node, left, right)
            case Call(name, arguments):
                return self.call(name, arguments)
            case _:
                return self.condition(node), BOOLEAN

    def named(self, kind: str, node: Fact | Figure, type_: Type | None) -> Type | None:
        if type_ is None:
            names = self.vocabulary.facts if isinstance(node, Fact) else self.vocabulary.figures
            self.mistake(kind, node, names=names)
        return type_

    def literal(self, node: Literal, expected: Type | None) -> tuple[Node, Type | None]:
        if expected is None:
            plain = BOOLEAN if isinstance(node.value, bool) else Type(sort=Sort.TEXT)
            return node, plain if isinstance(node.value, str | bool) else number()
        try:
            return Literal(read_value(node.value, expected)), expected
        except WrongValue as error:
            self.mistakes.append(
                Mistake(
                    kind="wrong-literal",
                    found=text_of(node),
                    expected=error.expected,
                    suggestion=self.near(node.value, expected),
                )
            )
            return node, None

    @staticmethod
    def near(value: object, expected: Type) -> str | None:
        near = get_close_matches(str(value), expected.values, n=1)
        return near[0] if near else None

    def pair(self, left: Node, right: Node) -> tuple[Node, Type | None, Node, Type | None]:
        """Two sides, a literal taking the type of the other side."""
        if isinstance(left, Literal) and not isinstance(right, Literal):
            right, right_type = self.value(right)
            left, left_type = self.value(left, right_type)
        else:
            left, left_type = self.value(left)
            right, right_type = self.value(right, left_type)
        return left, left_type, right, right_type

    def compare(self, comparison: Comparison, left: Node, right: Node) -> Node:
        left, left_type, right, right_type = self.pair(left, right)
        compared = Compare(comparison, left, right)
        if left_type is None or right_type is None:
            return compared
        if not alike(left_type, right_type):
            self.mistake("unlike-types", compared, Phrase.of("alike", this=left_type, other=right_type))
        elif comparison not in EQUALITIES and left_type.sort not in ORDERED:
            self.mistake("not-ordered", compared, "== or !=")
        return compared

    def member(self, item: Node, among: Node, negated: bool) -> Node:
        item, item_type = self.value(item)
        if isinstance(among, Many):
            typed = [self.literal(Literal(value), item_type)[0] for value in among.values]
            return Member(item, Many(tuple(one.value for one in typed if isinstance(one, Literal))), negated)
        among, type_ = self.value(among)
        if isinstance(item, Literal) and type_ is not None:
            item, item_type = self.literal(item, type_.item)
        member = Member(item, among, negated)
        if type_ is None or item_type is None:
            return member
        if not type_.many or not alike(item_type, type_.item):
            self.mistake("unlike-types", member, Phrase.of("in-list", this=item_type, other=type_))
        return member

    def addition(self, node: Node, left: Node, right: Node, expected: Type | None) -> tuple[Node, Type | None]:
        if isinstance(left, Literal) and isinstance(right, Literal) and expected is not None:
            left, left_type = self.value(left, expected)
            right, right_type = self.value(right, expected)
        else:
            left, left_type, right, right_type = self.pair(left, right)
        summable = (Sort.NUMBER, Sort.SPAN)
        if left_type and right_type and not (alike(left_type, right_type) and left_type.sort in summable):
            self.mistake("unlike-types", node, Phrase.of("plus", this=left_type, other=right_type))
        return Add(left, right), left_type

    def multiplication(self, node: Node, left: Node, right: Node) -> tuple[Node, Type | None]:
        left, left_type = self.value(left, _factor(left))
        right, right_type = self.value(right, _factor(right))
        product = Multiply(left, right)
        for type_, factor in ((left_type, right_type), (right_type, left_type)):
            if type_ and factor and multiplies(factor, type_):
                return product, type_
        if left_type and right_type:
            self.mistake("unlike-types", node, Phrase.of("times", this=left_type))
        return product, None

    def call(self, name: str, arguments: tuple[Node, ...]) -> tuple[Node, Type | None]:
        function = FUNCTIONS[name]
        typed: list[Node] = []
        for argument, (parameter, wanted) in zip(arguments, function.parameters, strict=True):
            node, type_ = self.value(argument, wanted)
            typed.append(node)
            if wanted and type_ and not alike(type_, wanted):
                wish = Phrase.of("argument", this=wanted, name=parameter, other=type_)
                self.mistake("unlike-types", argument, wish)
        return Call(name, tuple(typed)), function.result


def _factor(node: Node) -> Type | None:
    """Words that are multiplied can only be a span."""
    return SPAN if isinstance(node, Literal) and isinstance(node.value, str) else None


def multiplies(factor: Type, type_: Type) -> bool:
    """Whether a number may multiply a value: a plain one any number, one of any unit a span (semesters)."""
    if factor.sort is not Sort.NUMBER or factor.many or type_.many:
        return False
    return type_.sort is Sort.SPAN or (type_.sort is Sort.NUMBER and factor.unit is None)


def alike(one: Type, other: Type) -> bool:
    """Whether values of the two types may be compared: one sort and unit, and choices that share a word."""
    if one is other:
        return not one.many
    if one.many or other.many:
        return False
    words = {Sort.CHOICE, Sort.TEXT}
    if one.sort in words and other.sort in words:
        return not (one.values and other.values) or bool(set(one.values) & set(other.values))
    return one.sort is other.sort and one.unit == other.unit
