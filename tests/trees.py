"""Random sentences of law, typed, and random dossiers for them: some facts unknown, some figures open or absent."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import cache
from typing import Any

from hypothesis import strategies as st

from mobilnost.grammar import (
    BOOLEAN,
    CALENDAR,
    DATE,
    LEVEL,
    SPAN,
    TEXT,
    TRUE,
    Absence,
    Add,
    And,
    Call,
    Compare,
    Comparison,
    Fact,
    Literal,
    Many,
    Member,
    Multiply,
    Node,
    Not,
    Or,
    Type,
    Vocabulary,
    choice,
    number,
)
from mobilnost.grammar import Figure as FigureNode
from mobilnost.law import Candidate, Citation, Figure, Layer, Origin, Provision, Resolver
from mobilnost.model import Calendar, CefrLevel, Span
from mobilnost.rules import Rule

KINDS = ("study", "traineeship", "teaching")
CYCLES = ("first", "second", "third")
FACTS: dict[str, Type] = {
    "kind": choice(*KINDS),
    "cycle": choice(*CYCLES),
    "blended": BOOLEAN,
    "abroad": BOOLEAN,
    "days": number("days"),
    "absent_days": number("days"),
    "grade": number("grade"),
    "stay": SPAN,
    "total": SPAN,
    "level": LEVEL,
    "first_day": DATE,
    "signed": DATE,
    "partner": TEXT,
    "network": TEXT,
}
REQUIRED = frozenset({"kind", "blended", "days", "stay", "first_day", "partner"})
PROVISIONS: dict[str, Type] = {
    "f.days": number("days"),
    "f.grade": number("grade"),
    "f.share": number(),
    "f.stay": SPAN,
    "f.flag": BOOLEAN,
    "f.switch": BOOLEAN,
    "f.kinds": Type(sort="choice", values=KINDS, many=True),
    "f.level": LEVEL,
    "f.day": DATE,
}
VOCABULARY = Vocabulary(facts=FACTS, figures=PROVISIONS, required=REQUIRED)
#: Words that would do harm if they were taken for code, or for the compiler's own marks.
HOSTILE = (
    "a == b", "not x == 'y'", "f_kind", "v_0", "\0kind\0", "\1", "\\", "'", '"', "\"'", "\n", "]", "#", "{x}", "None",
    "x' or True or '", "é", "\u2028", "a  b",
)  # fmt: skip
DAYS = st.dates(dt.date(2018, 1, 1), dt.date(2018, 1, 12))
SPANS = st.builds(Span, st.integers(0, 3), st.integers(0, 31))
GRADES = st.sampled_from([Decimal(one) for one in ("2", "2.5", "3", "3.00", "4.25")])


@cache
def values(type_: Type) -> st.SearchStrategy[Any]:
    """Values of a type, from so small a stock that comparisons go either way."""
    if type_.many:
        return st.lists(st.sampled_from(type_.values), max_size=3, unique=True).map(tuple)
    if type_.values and type_ != LEVEL:
        return st.sampled_from(type_.values)
    return {
        "boolean": st.booleans(),
        "number": st.integers(0, 4) | GRADES,
        "span": SPANS,
        "level": st.sampled_from(CefrLevel),
        "date": DAYS,
        "text": st.sampled_from(HOSTILE),
    }[type_.sort]


@cache
def operands(type_: Type, figures: bool) -> st.SearchStrategy[Node]:
    """Facts, provisions, literals, sums and multiples of a type."""
    names = [Fact(name) for name, one in FACTS.items() if one == type_]
    keys = [FigureNode(key) for key, one in PROVISIONS.items() if one == type_ and figures]
    plain = st.sampled_from([*names, *keys]) if names or keys else st.nothing()
    plain = plain | values(type_).map(Literal)
    if type_.sort in ("number", "span"):
        share = st.integers(0, 3).map(Literal)
        share = share | st.just(FigureNode("f.share")) if figures else share
        plain = plain | st.builds(Add, plain, plain) | st.builds(Multiply, plain, share)
    if type_ == DATE:
        days = st.sampled_from([Fact("days"), Fact("absent_days"), Literal(2)])
        names = st.sampled_from(["last_day_after", "last_day_before", "day_after", "day_before"])
        plain = plain | st.builds(lambda name, day, count: Call(name, (day, count)), names, plain, days)
    return plain


@cache
def comparisons(figures: bool) -> st.SearchStrategy[Node]:
    """One comparison or membership."""
    ordered = [st.builds(Compare, st.sampled_from(Comparison), operands(one, figures), operands(one, figures))
               for one in (number("days"), number("grade"), SPAN, LEVEL, DATE)]  # fmt: skip
    equal = st.sampled_from([Comparison.EQUAL, Comparison.DIFFERENT])
    alike = [st.builds(Compare, equal, operands(one, figures), operands(one, figures))
             for one in (choice(*KINDS), choice(*CYCLES), TEXT, BOOLEAN)]  # fmt: skip
    several = {one: st.lists(values(one), max_size=3).map(tuple).map(Many) for one in FACTS.values()}
    among = [st.builds(Member, operands(one, figures), several[one], st.booleans())
             for one in (choice(*KINDS), number("days"), TEXT, LEVEL)]  # fmt: skip
    listed = st.builds(Member, operands(choice(*KINDS), False), st.just(FigureNode("f.kinds")), st.booleans())
    return st.one_of(*ordered, *alike, *among, *([listed] if figures else []))


@cache
def conditions(figures: bool = True, leaves_at_most: int = 6) -> st.SearchStrategy[Node]:
    """Whole conditions."""
    known = st.sampled_from(list(FACTS)).map(lambda name: Call("known", (Fact(name),)))
    leaves = comparisons(figures) | operands(BOOLEAN, figures) | known

    def larger(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
        several = st.lists(inner, min_size=2, max_size=3).map(tuple)
        compared = st.builds(Compare, st.sampled_from([Comparison.EQUAL, Comparison.DIFFERENT]), inner, inner)
        asked = inner.map(lambda node: Call("known", (node,)))
        return st.builds(And, several) | st.builds(Or, several) | st.builds(Not, inner) | compared | asked

    return st.recursive(leaves, larger, max_leaves=leaves_at_most)


@st.composite
def dossiers(draw: st.DrawFn) -> dict[str, Any]:
    """The facts of a dossier; those that are not required may be unknown."""
    facts = {
        name: draw(values(type_) if name in REQUIRED else st.none() | values(type_)) for name, type_ in FACTS.items()
    }
    return {**facts, CALENDAR: Calendar(frozenset({dt.date(2018, 1, 2)}))}


def of_law(at: str = "čl. 1") -> Origin:
    """The regulation's own voice."""
    return Origin(layer=Layer.REGULATION, citation=Citation(source="Pravilnik", at=at))


@st.composite
def figures(draw: st.DrawFn, rules: tuple[Rule, ...]) -> dict[str, Figure]:
    """Every provision that rules look at: a value, none, open, or one of these by conditions."""
    resolver = Resolver(dt.date(2018, 1, 1), FACTS)
    made = {}
    for key in dict.fromkeys(key for rule in rules for key in rule.figures):
        type_ = PROVISIONS[key]
        one = st.sampled_from([Absence.NONE, Absence.OPEN]) | values(type_) | values(type_)
        stack = [
            Candidate(value=draw(one), origin=of_law(), applies=draw(conditions(False, 2)))
            for _ in range(draw(st.integers(0, 2)))
        ]
        if draw(st.booleans()):
            stack.append(Candidate(value=draw(one), origin=of_law(), applies=TRUE))
        provision = Provision(key=key, type=type_, citation=of_law().citation)
        made[key] = resolver.figure(provision, stack)
    return made


@st.composite
def laws(draw: st.DrawFn) -> tuple[Rule, ...]:
    """A few rules, each with an id that would like to be code."""
    return tuple(
        Rule(
            id=f"{index}{draw(st.sampled_from(HOSTILE))}",
            topic="eligibility",
            citation=of_law().citation,
            applies=draw(st.just(TRUE) | conditions()),
            requires=draw(conditions()),
            curable=draw(st.booleans()),
        )
        for index in range(draw(st.integers(1, 4)))
    )
