"""Sets of values: some words or all but some, and stretches of an order. What a box admits of each fact.

A stretch lies between two cuts, and a cut lies between values: just before one or just after it. So every comparison
with a literal is a stretch from one cut to another, and no set needs open and closed ends.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

from attrs import field, frozen

#: A place between values: comparable with other cuts of the same scale, and nothing else.
Cut = Any


@frozen
class Words:
    """Some values, or (`others`) all values but these."""

    values: frozenset[Any]
    others: bool = False

    @property
    def empty(self) -> bool:
        """Whether no value is left; of an open vocabulary something always is."""
        return not self.values and not self.others

    def meet(self, other: Words) -> Words:
        """What is in both."""
        if self.others:
            return Words(self.values | other.values, True) if other.others else Words(other.values - self.values)
        return Words(self.values - other.values if other.others else self.values & other.values)

    def join(self, other: Words) -> Words:
        """What is in either."""
        if self.others:
            return Words(self.values & other.values if other.others else self.values - other.values, True)
        return Words(other.values - self.values, True) if other.others else Words(self.values | other.values)

    def without(self, other: Words) -> Words:
        """What is in this one alone."""
        return self.meet(Words(other.values, not other.others))

    def within(self, other: Words) -> bool:
        """Whether the other has all of it."""
        if self.others or other.others:
            return self.without(other).empty
        return self.values <= other.values

    def beside(self, other: Words) -> bool:
        """Whether the two have nothing in common."""
        return self.meet(other).empty if self.others or other.others else self.values.isdisjoint(other.values)

    def __contains__(self, value: object) -> bool:
        return (value in self.values) != self.others


@frozen
class Stretches:
    """Stretches of an order, from the first cut to the second, from the third to the fourth, and so on."""

    cuts: tuple[Cut, ...]

    @property
    def empty(self) -> bool:
        """Whether no value is left."""
        return not self.cuts

    def each(self) -> Iterator[tuple[Cut, Cut]]:
        """The stretches, each with its two cuts."""
        return zip(self.cuts[::2], self.cuts[1::2], strict=True)

    def meet(self, other: Stretches) -> Stretches:
        """What is in both."""
        mine, theirs = self.cuts, other.cuts
        found: list[Cut] = []
        here = there = 0
        while here < len(mine) and there < len(theirs):
            low, high = max(mine[here], theirs[there]), min(mine[here + 1], theirs[there + 1])
            if low < high:
                found += (low, high)
            if mine[here + 1] < theirs[there + 1]:
                here += 2
            else:
                there += 2
        return Stretches(tuple(found))

    def join(self, other: Stretches) -> Stretches:
        """What is in either."""
        found: list[Cut] = []
        for low, high in sorted(chain(self.each(), other.each())):
            if found and low <= found[-1]:
                found[-1] = max(found[-1], high)
            else:
                found += (low, high)
        return Stretches(tuple(found))

    def without(self, other: Stretches) -> Stretches:
        """What is in this one alone."""
        found: list[Cut] = []
        for start, end in self.each():
            low = start
            for cut, after in other.each():
                if low < cut < end:
                    found += (low, cut)
                if low < after and cut < end:
                    low = after
            if low < end:
                found += (low, end)
        return Stretches(tuple(found))

    def within(self, other: Stretches) -> bool:
        """Whether the other has all of it."""
        return self.cuts == other.cuts or self.meet(other).cuts == self.cuts

    def beside(self, other: Stretches) -> bool:
        """Whether the two have nothing in common."""
        return not self.meet(other).cuts


Values = Words | Stretches


@frozen
class Admitted:
    """What may be so of a fact: its known values, and whether it may be unknown."""

    known: Any = field()
    unknown: bool = False

    @property
    def nothing(self) -> bool:
        """Whether nothing is admitted any more."""
        return not self.unknown and bool(self.known.empty)

    def meet(self, other: Admitted) -> Admitted:
        """What both admit."""
        return Admitted(self.known.meet(other.known), self.unknown and other.unknown)

    def within(self, other: Admitted) -> bool:
        """Whether the other admits all of it."""
        return (other.unknown or not self.unknown) and self.known.within(other.known)

    def excludes(self, other: Admitted) -> bool:
        """Whether nothing is admitted by both."""
        return not (self.unknown and other.unknown) and self.known.beside(other.known)

    def join(self, other: Admitted) -> Admitted:
        """What either admits."""
        return Admitted(self.known.join(other.known), self.unknown or other.unknown)
