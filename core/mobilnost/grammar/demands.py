"""Demands: what must be so of single terms, all of it or one of several, for a condition to be as it is asked to be."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from attrs import frozen

from mobilnost.grammar.nodes import Comparison
from mobilnost.grammar.sets import Admitted, Values
from mobilnost.grammar.terms import Term


class Asked(StrEnum):
    """What is asked of a condition."""

    TRUE = "true"
    FALSE = "false"
    NOT_TRUE = "false or unknown"
    NOT_FALSE = "true or unknown"
    KNOWN = "true or false"
    UNKNOWN = "unknown"

    @property
    def contrary(self) -> Asked:
        """What is asked of the contrary of the condition."""
        return _CONTRARY.get(self, self)


_CONTRARY = {
    Asked.TRUE: Asked.FALSE,
    Asked.FALSE: Asked.TRUE,
    Asked.NOT_TRUE: Asked.NOT_FALSE,
    Asked.NOT_FALSE: Asked.NOT_TRUE,
}
#: What is asked of a conjunction as a whole is asked of all its parts; the contrary is asked of any of them.
OF_ALL = frozenset({Asked.TRUE, Asked.NOT_FALSE})


@frozen(eq=False)
class Demand:
    """That a term has one of some values."""

    term: Term
    admitted: Admitted


@frozen(eq=False)
class Relation:
    """That two terms compare so; both are known."""

    comparison: Comparison
    left: Term
    right: Term


@frozen(eq=False)
class AllOf:
    """All of the demands; of none of them it is always so."""

    parts: tuple[Formula, ...]


@frozen(eq=False)
class OneOf:
    """Any of the demands; of none of them it is never so."""

    options: tuple[Formula, ...]


Formula = Demand | Relation | AllOf | OneOf
ALWAYS = AllOf(())
NEVER = OneOf(())


def demand(term: Term, values: Values, unknown: bool) -> Formula:
    """That a term has one of some values, or is unknown; never, where that leaves it nothing."""
    return Demand(term, Admitted(values, unknown)) if unknown or not values.empty else NEVER


def all_of(parts: Iterable[Formula]) -> Formula:
    """All of the demands, those on one term made one."""
    flat: list[Formula] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, AllOf) else [part])
    if NEVER in flat:
        return NEVER
    return _gathered(flat, Admitted.meet, AllOf)


def any_of(options: Iterable[Formula]) -> Formula:
    """Any of the demands, those on one term made one."""
    flat: list[Formula] = []
    for option in options:
        flat.extend(option.options if isinstance(option, OneOf) else [option])
    if ALWAYS in flat:
        return ALWAYS
    return _gathered(flat, Admitted.join, OneOf)


def _gathered(flat: list[Formula], gather: Any, whole: Any) -> Formula:
    single: dict[Term, Admitted] = {}
    rest: list[Formula] = []
    for one in flat:
        if isinstance(one, Demand):
            found = single.get(one.term)
            single[one.term] = one.admitted if found is None else gather(found, one.admitted)
        else:
            rest.append(one)
    if whole is AllOf and any(admitted.nothing for admitted in single.values()):
        return NEVER
    if not single and not rest:
        return ALWAYS if whole is AllOf else NEVER
    parts = (*(Demand(term, admitted) for term, admitted in single.items()), *rest)
    return parts[0] if len(parts) == 1 else whole(parts)
