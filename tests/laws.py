"""Tiny constructors of law: a provision, what others say of it, and what it comes to."""

from __future__ import annotations

import datetime as dt
from typing import Any

from attrs import evolve

import mobilnost as m
from mobilnost.grammar import BOOLEAN, SPAN, TRUE, Node, Type, Vocabulary, check, choice, number, parse, read_value
from mobilnost.law import Candidate, Figure, Layer, Mode, Origin, Override, Resolver
from mobilnost.model import Place, Problem

DAY = dt.date(2018, 10, 1)
FACTS: dict[str, Type] = {
    "programme": choice("erasmus", "ceepus"),
    "participant": choice("student", "staff"),
    "kind": choice("study", "traineeship", "teaching"),
    "blended": BOOLEAN,
    "ects": number("ects"),
    "grade": number("grade"),
    "stay": SPAN,
}
KEY = "duration.maximum"
WORDS = Type(sort="choice", values=("a", "b", "c", "d"), many=True)


def when(text: str | None) -> Node:
    """A condition, typed."""
    if text is None:
        return TRUE
    node, mistakes = check(parse(text), Vocabulary(facts=FACTS, figures={}))
    assert not mistakes, mistakes
    return node


def may(layer: str, mode: str = "replace", applies: str | None = None) -> m.Permission:
    """That a layer may set it."""
    return m.Permission(layer=layer, mode=mode, applies=when(applies))


def provision(*said: Any, type: Type = SPAN, may: Any = (), key: str = KEY, **more: Any) -> m.Provision:
    """A provision; each of `said` is a value, or a value with its condition."""
    pairs = [one if isinstance(one, tuple) else (one, None) for one in said]
    return m.Provision(
        key=key,
        type=type,
        citation=m.Citation(source="Pravilnik", at="čl. 9 st. 1"),
        values=tuple(
            m.DatedValue(
                value=raw if isinstance(raw, m.Absence) else read_value(raw, type),
                applies=when(condition),
                place=Place("law.toml", index, "values"),
            )
            for index, (raw, condition) in enumerate(pairs)
        ),
        permissions=may if isinstance(may, tuple) else (may,),
        **more,
    )


def said(
    layer: str, value: Any, applies: str | None = None, mode: str | None = None, source: str = "a", line: int = 7
) -> Override:
    """What a layer says of the provision."""
    origin = Origin(
        layer=Layer(layer), citation=m.Citation(source=source, at="cl. 4"), place=Place(f"{source}.toml", line, "terms")
    )
    return Override(key=KEY, value=value, origin=origin, mode=Mode(mode) if mode else None, applies=when(applies))


def resolved(law: m.Provision, *overrides: Override, **known: Any) -> tuple[Figure, tuple[Problem, ...]]:
    """The provision after all have spoken, and what was refused."""
    resolver = Resolver(DAY, FACTS, known)
    resolution = resolver.over(resolver.figures([law]), overrides)
    return resolution.figures[law.key], resolution.problems


def value(figure: Figure, **facts: Any) -> Any:
    """What it comes to for a dossier, as text where it is a span."""
    found = figure.effective(facts).value
    return str(found) if isinstance(found, m.Span) else found


def candidates(figure: Figure) -> list[Candidate]:
    """The candidates without their places."""
    return [evolve(one, also=()) for one in figure.candidates]
