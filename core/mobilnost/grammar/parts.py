"""What is asked of conditions held together: each is to be true, false, or not so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mobilnost.grammar.demands import OF_ALL, Asked
from mobilnost.grammar.kleene import CALENDAR
from mobilnost.grammar.nodes import And, Node, Not, Or, facts_of
from mobilnost.grammar.verdicts import verdict
from mobilnost.model import Calendar

#: A condition and what is asked of it.
Part = tuple[Node, Asked]

#: What a condition may come to that is as it is asked to be.
FITTING: Mapping[Asked, tuple[object, ...]] = {
    Asked.TRUE: (True,),
    Asked.FALSE: (False,),
    Asked.NOT_TRUE: (False, None),
    Asked.NOT_FALSE: (True, None),
}


def shows(facts: Mapping[str, Any], parts: tuple[Part, ...]) -> bool:
    """Whether each condition is as it is asked to be of a dossier with these facts."""
    around = {CALENDAR: Calendar(), **facts}
    return all(verdict(node)(around) in FITTING[asked] for node, asked in parts)


def facts_of_all(parts: tuple[Part, ...]) -> tuple[str, ...]:
    """The facts that the conditions mention, each once."""
    return tuple(dict.fromkeys(name for node, _ in parts for name in facts_of(node)))


def pieces(node: Node, asked: Asked) -> list[Part]:
    """The parts that must all be so for a condition to be as asked."""
    match node:
        case Not(item):
            return pieces(item, asked.contrary)
        case And(items) if asked in OF_ALL:
            return [piece for item in items for piece in pieces(item, asked)]
        case Or(items) if asked in (Asked.FALSE, Asked.NOT_TRUE):
            return [piece for item in items for piece in pieces(item, asked)]
        case _:
            return [(node, asked)]


def said(node: Node, asked: Asked) -> Node:
    """What is asked of a condition, as a condition."""
    return Not(node) if asked in (Asked.FALSE, Asked.NOT_TRUE) else node
