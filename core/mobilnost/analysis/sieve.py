"""Agreements of which there is nothing to be said, found part by part: most parts were found in order before.

A condition, the terms, two conditions together and a place are each looked at by themselves, under the law and within
the frames. What is found of a part hangs on nothing but what it says, so it is kept for other agreements that say the
same. Only where some part is not in order, or not so easily told to be, the agreement is analysed as a whole.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

from attrs import define, evolve, field, frozen

from mobilnost.analysis.comparing import Within
from mobilnost.analysis.conditions import among
from mobilnost.analysis.drafts import Draft, Unplaced, draft
from mobilnost.analysis.frames import Frames
from mobilnost.analysis.ground import Ground
from mobilnost.analysis.places import admits, empty, first_admitted
from mobilnost.analysis.sentences import Taken
from mobilnost.analysis.spotless import is_spotless
from mobilnost.analysis.templates import said
from mobilnost.analysis.terms import of_terms
from mobilnost.grammar import Node
from mobilnost.law import Layer
from mobilnost.model import Agreement, Condition, Place, Places, Term

#: Whether something was found to be in order within some frames.
Found = dict[object, bool]


@frozen
class Part:
    """An agreement that says one thing alone; it has no file."""

    value: Agreement

    def place(self, *path: str | int) -> Place:
        """Somewhere in it."""
        return Place(self.value.id, None, ".".join(map(str, path)))


@frozen(eq=False)
class Said:
    """What terms say, or one condition, drafted, and what was found of it.

    Of terms, `found` says within which frames they are in order; of a condition, whom it lets into a place. `beside`
    says within which frames a condition is in order beside the law as some terms leave it, or another condition.
    """

    drafted: Draft
    found: Found = field(factory=dict)
    beside: dict[object, Found] = field(factory=dict)

    @property
    def condition(self) -> Taken:
        """The condition."""
        return self.drafted.conditions[0]

    def touches(self, demanded: frozenset[str]) -> bool:
        """Whether terms change a rule that makes any of some demands, or made it before."""
        if not self.drafted.touched:
            return False
        changed = {id(rule.rule) for rule in self.drafted.changed}
        ground = self.drafted.ground
        before = ground.demanding_of(ground.bound(demanded))
        return any(id(one.rule) in changed for one in (*before, *self.drafted.law(demanded)))


@define(eq=False)
class Sieve:
    """Lets pass, under one law, the agreements of which there is nothing to be said."""

    ground: Ground
    _conditions: dict[object, Said | None] = field(factory=dict, init=False)
    _terms: dict[object, Said | None] = field(factory=dict, init=False)
    #: Whom the law lets in first, by what places are for.
    _first: dict[object, Node | None] = field(factory=dict, init=False)

    def passes(self, agreement: Agreement, frames: Frames) -> bool:
        """Whether there is nothing to be said of an agreement; `False` where that is not so easily told."""
        terms = self._of_terms(agreement)
        conditions = [self._of_condition(one, agreement) for one in agreement.conditions]
        known = [one for one in conditions if one is not None]
        return (
            terms is not None
            and len(known) == len(conditions)
            and self._in_order(terms, frames)
            and all(self._is_spotless(one, terms, frames) for one in known)
            and all(self._go_together(one, other, frames) for one, other in combinations(known, 2))
            and all(self._admits(place, known) for place in agreement.places)
        )

    # ------------------------------------------------------------------ what is said

    def _of_terms(self, agreement: Agreement) -> Said | None:
        key = tuple((one.provision, said(one.value), one.applies) for one in agreement.terms)
        if key not in self._terms:
            drafted = self._drafted(agreement, terms=agreement.terms)
            self._terms[key] = None if drafted.problems else Said(drafted)
        return self._terms[key]

    def _of_condition(self, one: Condition, agreement: Agreement) -> Said | None:
        """A condition that rests on no figure, so that it says the same whatever the terms are."""
        key = one.requires, one.applies
        if key not in self._conditions:
            drafted = self._drafted(agreement, conditions=(one,))
            plain = not drafted.problems and not drafted.rules[0].figures
            self._conditions[key] = Said(drafted) if plain else None
        return self._conditions[key]

    def _drafted(
        self, agreement: Agreement, terms: tuple[Term, ...] = (), conditions: tuple[Condition, ...] = ()
    ) -> Draft:
        part = evolve(agreement, places=(), terms=terms, conditions=conditions)
        return draft([(Unplaced(Part(part)), Layer.AGREEMENT)], self.ground)

    # ------------------------------------------------------------------ whether it is in order

    def _in_order(self, terms: Said, frames: Frames) -> bool:
        """Whether nothing is to be said of terms."""
        return self._found(terms.found, frames, lambda within: not any(of_terms(terms.drafted, within)))

    def _is_spotless(self, one: Said, terms: Said, frames: Frames) -> bool:
        """Whether nothing is to be said of a condition by itself and beside the law, as the terms leave it."""
        drafted = terms.drafted if terms.touches(one.condition.demands) else one.drafted
        found = one.beside.setdefault(drafted, {})
        return self._found(found, frames, lambda within: is_spotless(one.condition, drafted, within))

    def _go_together(self, one: Said, other: Said, frames: Frames) -> bool:
        """Whether nothing is to be said of two conditions beside each other."""
        both, found = (one.condition, other.condition), one.beside.setdefault(other, {})
        return self._found(found, frames, lambda within: not any(among(both, within)))

    def _admits(self, place: Places, conditions: list[Said]) -> bool:
        """Whether nothing is to be said of a place: most conditions let in whom the law lets in first."""
        key = place.direction, place.kind, place.cycles, bool(empty(place))
        if key not in self._first:
            self._first[key] = first_admitted(place, self.ground)
        scope = self._first[key]
        if scope is not None and all(self._lets_in(one, scope) for one in conditions):
            return True
        return admits(place, [one.condition for one in conditions], self.ground)

    def _lets_in(self, one: Said, scope: Node) -> bool:
        if scope not in one.found:
            one.found[scope] = self.ground.lets_in((one.condition,), scope)
        return one.found[scope]

    def _found(self, found: Found, frames: Frames, find: Callable[[Within], bool]) -> bool:
        """What was found within frames before, else what is found now."""
        return frames.kept(found, lambda mine: find(Within(self.ground.lawful, mine)))
