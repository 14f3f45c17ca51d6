"""What an expression stands for, as a noun phrase: `half of the length of the study programme`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from attrs import evolve, frozen

from mobilnost.grammar import (
    FALSE,
    FUNCTIONS,
    TRUE,
    Absence,
    Add,
    Call,
    Fact,
    Literal,
    Many,
    Multiply,
    Node,
    Sort,
    conjunction,
    evaluate,
    facts_of,
    figures_of,
    may_coincide,
    text_of,
)
from mobilnost.grammar import Figure as FigureNode
from mobilnost.law import Figure
from mobilnost.locales.catalogue import Catalogue, filled
from mobilnost.locales.pieces import beyond, parts_of
from mobilnost.locales.subjects import Subjects
from mobilnost.model import MonthDay

NAME = "name"
#: The form after 'before', 'after' and 'half of'; in Croatian the genitive.
GENITIVE = "gen"


@frozen(kw_only=True)
class Phrases:
    """Names what expressions stand for under the figures of a law.

    `vocabulary` gives for provisions the fact that they are compared with, whose words their values have. `when` tells
    whom a condition picks out; `within` is a condition that holds already and is not said again.
    """

    words: Catalogue
    subjects: Subjects
    figures: Mapping[str, Figure]
    vocabulary: Mapping[str, str]
    when: Callable[[Node], str]
    within: Node = TRUE

    def phrase(self, node: Node, form: str = NAME, beside: Node | None = None) -> str:
        """What an expression stands for; `beside` is what it is compared with."""
        own = self.own(node, form)
        if own is not None:
            return own
        of, type_ = self.subjects.subject(beside) if beside is not None else (None, None)
        match node:
            case Literal(value):
                return self.subjects.value(value, of, type_)
            case Many(values):
                return self.subjects.many(values, of, type_)
            case Fact(name):
                return self.words.find("facts", name, form) or self.subjects.fact(name)
            case FigureNode(key):
                return self.figure(self.figures[key], of) if key in self.figures else self.subjects.provision(key)
            case Add() | Multiply():
                return self.sum(node, form)
            case Call(function, arguments):
                return self.call(function, arguments)
            case _:
                return self.subjects.phrase(node)

    def own(self, node: Node, form: str) -> str | None:
        """The words that a catalogue has for a whole expression, with the figures in it."""
        pattern = self.words.find("expressions", text_of(node), form)
        return None if pattern is None else filled(pattern, **self.blanks(node))

    def blanks(self, node: Node) -> dict[str, str]:
        """The figures that an expression mentions, by their keys with underscores for dots."""
        return {key.replace(".", "_"): self.phrase(FigureNode(key)) for key in figures_of(node)}

    # -- arithmetic and functions

    def sum(self, node: Add | Multiply, form: str) -> str:
        """A sum or a product: its value where the law alone decides it, else its parts."""
        how = self._parts(node, form)
        value = self.constant(node)
        if value is None:
            return how
        _, type_ = self.subjects.subject(node)
        return self.words.text("law", "that_is", value=self.subjects.value(value, None, type_), how=how)

    def _parts(self, node: Add | Multiply, form: str) -> str:
        text, left, right = self.words.text, node.left, node.right
        if isinstance(node, Add):
            return text("law", "plus", one=self.phrase(left, form), other=self.phrase(right, form, left))
        share = self.constant(left)
        if share is not None and isinstance(left, FigureNode) and self.is_share(left.key):
            whole = self.phrase(right, GENITIVE)
            half = share * 2 == 1
            return text("law", "half" if half else "share", whole=whole, percent=self.subjects.percent(share))
        if isinstance(left, FigureNode) and self.constant(node) is not None:
            return text("law", "times_each", count=self.phrase(left), each=self.phrase(right))
        return text("law", "times", count=self.phrase(left), each=self.phrase(right, form))

    def is_share(self, key: str) -> bool:
        """Whether a provision is a plain number, such as a half."""
        type_ = self.subjects.types.get(key)
        return type_ is not None and type_.sort is Sort.NUMBER and type_.unit is None

    def call(self, function: str, arguments: tuple[Node, ...]) -> str:
        """What a function gives; where a figure in it is not the same for everybody, once for each of its values."""
        keys = [one.key for one in arguments if isinstance(one, FigureNode) and one.key in self.figures]
        varying = next((key for key in keys if len(self.values(self.figures[key])) > 1), None)
        if varying is None:
            return self._given(function, arguments)
        told = list(self._each(function, arguments, self.figures[varying]))
        if self.values(self.figures[varying])[-1][1] == TRUE:
            told[-1] = self.words.text("law", "otherwise", value=told[-1])
        return "; ".join(told)

    def _each(self, function: str, arguments: tuple[Node, ...], figure: Figure) -> Iterator[str]:
        for value, applies in self.values(figure):
            one = evolve(figure.candidates[0], value=value, applies=TRUE)
            figures = {**self.figures, figure.provision.key: evolve(figure, candidates=(one,))}
            absent = isinstance(value, Absence)
            told = self.subjects.value(value) if absent else evolve(self, figures=figures)._given(function, arguments)
            yield told if applies == TRUE else f"{told} ({self.when(applies)})"

    def _given(self, function: str, arguments: tuple[Node, ...]) -> str:
        types = [type_ for _, type_ in FUNCTIONS[function].parameters]
        parts = {
            f"_{number}": self.subjects.value(one.value, None, type_)
            if isinstance(one, Literal)
            else self.phrase(one, GENITIVE)
            for number, (one, type_) in enumerate(zip(arguments, types, strict=True))
        }
        shaped = self.words.find("periods", function, self._shape(self.constant(arguments[-1])))
        pattern = shaped or self.words.find("periods", function, "other") or self.words.text("functions", function)
        return filled(pattern, **parts)

    @staticmethod
    def _shape(length: Any) -> str:
        """Which form a period takes: `one` day, a day of the year that is `moving` off a weekend, or any `other`."""
        if isinstance(length, MonthDay):
            return "other" if length.fixed else "moving"
        return "one" if length == 1 else "other"

    def constant(self, node: Node) -> Any:
        """The value of an expression that the law alone decides, else `None`."""
        if facts_of(node):
            return None
        settled = {key: self.settled(key) for key in figures_of(node)}
        return evaluate(node, {}, settled)

    def settled(self, key: str) -> Any:
        """The value of a provision that is the same for everybody, else `None`."""
        figure = self.figures.get(key)
        if figure is None:
            return None
        if figure.constant:
            return figure.settled
        values = [one.value for one in figure.candidates]
        return values[0] if figure.exhaustive and all(one == values[0] for one in values) else None

    def absence(self, node: Node) -> str | None:
        """That a figure in an expression is no limit, or open; as a statement."""
        for key in figures_of(node):
            settled = self.settled(key)
            if isinstance(settled, Absence):
                name = "open" if settled is Absence.OPEN else "no_limit"
                return self.words.text("law", name, provision=self.subjects.provision(key))
        return None

    # -- figures

    def figure(self, figure: Figure, of: str | None = None) -> str:
        """What a provision comes to; each value that holds for some only with those whom it concerns."""
        values = self.values(figure)
        told = [self.stated(value, applies, figure.provision.key, of) for value, applies in values]
        if len(values) > 1 and values[-1][1] == TRUE:
            told[-1] = self.words.text("law", "otherwise", value=told[-1])
        return "; ".join(dict.fromkeys(told))

    def stated(self, value: object, applies: Node, key: str, of: str | None) -> str:
        """One value, and for whom it holds."""
        told = self.value(value, key, of)
        return told if applies == TRUE else f"{told} ({self.when(applies)})"

    def values(self, figure: Figure) -> list[tuple[object, Node]]:
        """The values of a provision and when each holds, as far as the condition that holds already leaves it open."""
        settled = self.settled(figure.provision.key)
        if settled is not None:
            return [(settled, TRUE)]
        known = conjunction(*(part for part in parts_of(self.within) if not figures_of(part)))
        told: list[tuple[object, Node]] = []
        for one in figure.candidates:
            if known not in (TRUE, FALSE) and not may_coincide(one.applies, known, self.subjects.types):
                continue
            rest = beyond(one.applies, known)
            told.append((one.value, rest))
            if rest == TRUE:
                break
        limits = [one for one in told if one[0] is not Absence.NONE]
        return limits or told[:1] or [(Absence.NONE, TRUE)]

    def value(self, value: Any, key: str, of: str | None = None) -> str:
        """A value of a provision in words; of a list that does not name a choice, all are meant."""
        type_ = self.subjects.types.get(key)
        fact = of or self.vocabulary.get(key)
        if isinstance(value, tuple) and of is None and value and type_ is not None and type_.sort is not Sort.CHOICE:
            return self.subjects.forms.all_of(self.subjects.figure(one, key, fact) for one in value)
        return self.subjects.figure(value, key, fact)
