"""Orders between terms: values for all of them so that each lies as it must to the others, or that there are none.

Terms that must be equal become one, and so do those in a circle of 'at most'; a 'less' in a circle cannot be met. What
is left has no circle: going back from the ends each term is kept below those above it, and then, going forward, any
value that lies above those already chosen will do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from attrs import define, field

from mobilnost.grammar.demands import Relation
from mobilnost.grammar.nodes import Comparison
from mobilnost.grammar.sets import Admitted, Stretches, Words
from mobilnost.grammar.terms import Term

#: Chooses a value for a term out of those that it may have.
Choose = Callable[[Term, Any], Any]


def in_order(
    admitted: Mapping[Term, Admitted], relations: Iterable[Relation], choose: Choose
) -> dict[Term, Any] | None:
    """Values for the related terms; `None` if there are none for certain."""
    ties = _Ties()
    for one in relations:
        ties.add(one)
    if not ties.closed():
        return None
    values: dict[Term, Any] = {}
    for term in ties.heads:
        mine, theirs = ties.values(term), admitted[term].known
        ties.known[mine] = ties.known[mine].meet(theirs) if mine in ties.known else theirs
    if any(known.empty for known in ties.known.values()):
        return None
    order = ties.upwards()
    if not _kept_below(ties, order) or not _chosen(ties, order, choose, values):
        return None
    return {term: values[ties.values(term)] for term in ties.heads}


@define
class _Ties:
    """Which terms are one, and which lies below or beside which."""

    heads: dict[Term, Term] = field(factory=dict)
    below: dict[tuple[Term, Term], bool] = field(factory=dict)
    apart: list[tuple[Term, Term]] = field(factory=list)
    known: dict[Term, Any] = field(factory=dict)

    def add(self, relation: Relation) -> None:
        left, right = relation.left, relation.right
        self.heads.setdefault(left, left)
        self.heads.setdefault(right, right)
        match relation.comparison:
            case Comparison.EQUAL:
                self.join(left, right)
            case Comparison.DIFFERENT:
                self.apart.append((left, right))
            case comparison:
                strict = comparison is Comparison.LESS
                self.below[left, right] = strict or self.below.get((left, right), False)

    def values(self, term: Term) -> Term:
        """The term that stands for all that are one with this one."""
        while self.heads[term] is not term:
            term = self.heads[term]
        return term

    def join(self, one: Term, other: Term) -> None:
        self.heads[self.values(one)] = self.values(other)

    def closed(self) -> bool:
        """Make circles one; whether none of them asks for a term below itself."""
        for (low, high), strict in self.below.items():
            if strict and self._reaches(high, low):
                return False
        for low, high in list(self.below):
            if self._reaches(high, low):
                self.join(low, high)
        self.below = self._between_heads()
        self.apart = [(self.values(one), self.values(other)) for one, other in self.apart]
        return all(one is not other for one, other in self.apart)

    def _between_heads(self) -> dict[tuple[Term, Term], bool]:
        found: dict[tuple[Term, Term], bool] = {}
        for (low, high), strict in self.below.items():
            key = self.values(low), self.values(high)
            if key[0] is not key[1]:
                found[key] = strict or found.get(key, False)
        return found

    def _reaches(self, start: Term, end: Term) -> bool:
        """Whether one term lies at or below another, perhaps by way of others."""
        goal, seen, todo = self.values(end), set[Term](), [self.values(start)]
        while todo:
            here = todo.pop()
            if here is goal:
                return True
            if here not in seen:
                seen.add(here)
                todo += [self.values(high) for low, high in self.below if self.values(low) is here]
        return False

    def upwards(self) -> list[Term]:
        """The terms, each after all that lie below it."""
        order: list[Term] = []
        waiting = list(dict.fromkeys(self.values(term) for term in self.heads))
        while waiting:
            ready = [one for one in waiting if not any(high is one and low in waiting for low, high in self.below)]
            order += ready
            waiting = [one for one in waiting if one not in ready]
        return order


def _kept_below(ties: _Ties, order: list[Term]) -> bool:
    """Cut off, from the top, the values of each term that leave nothing for those above it."""
    for term in reversed(order):
        for (low, high), strict in ties.below.items():
            if low is term and term.scale:
                top = ties.known[high].cuts[-1]
                end = term.scale.inside(top) if strict else top
                ties.known[term] = _before(ties.known[term], end)
                if ties.known[term].empty:
                    return False
    return True


def _chosen(ties: _Ties, order: list[Term], choose: Choose, values: dict[Term, Any], index: int = 0) -> bool:
    """Choose a value for each term, above those below it and other than those that it must differ from."""
    if index == len(order):
        return True
    term = order[index]
    known = _above(ties, term, values)
    apart = [one if other is term else other for one, other in ties.apart if term in (one, other)]
    known = known.without(Words(frozenset(values[one] for one in apart if one in values))) if apart else known
    while not known.empty:
        values[term] = choose(term, known)
        if _chosen(ties, order, choose, values, index + 1):
            return True
        if not apart or known.others:
            return False
        known = known.without(Words(frozenset({values.pop(term)})))
    values.pop(term, None)
    return False


def _above(ties: _Ties, term: Term, values: Mapping[Term, Any]) -> Any:
    known = ties.known[term]
    for (low, high), strict in ties.below.items():
        if high is term and term.scale:
            value = values[low]
            known = _after(known, term.scale.after(value) if strict else term.scale.before(value))
    return known


def _before(known: Stretches, end: Any) -> Stretches:
    return Stretches(tuple(cut for low, high in known.each() if low < end for cut in (low, min(high, end))))


def _after(known: Stretches, start: Any) -> Stretches:
    return Stretches(tuple(cut for low, high in known.each() if start < high for cut in (max(low, start), high)))
