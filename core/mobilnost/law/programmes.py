"""Programmes: code, names, dated editions, the kinds of mobility they know, and how they count a stay."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from attrs import field, frozen

from mobilnost.grammar import TRUE, Node, evaluate, parse
from mobilnost.law.citations import Reference
from mobilnost.model import Closure, Kind


@frozen(kw_only=True)
class Edition:
    """A period of a programme with rules of its own, such as 2014-2020; both ends count."""

    id: str
    valid_from: date
    valid_to: date | None = None
    source: str | None = None

    def valid_on(self, day: date) -> bool:
        """Whether a stay that begins on the day belongs to this edition."""
        return self.valid_from <= day <= (self.valid_to or day)


@frozen(kw_only=True)
class Counting:
    """A strategy of counting, by its name in `mobilnost.model.COUNTING`, and for which stays it is used."""

    strategy: str
    applies: Node = field(converter=parse, default=TRUE)


@frozen(kw_only=True)
class Programme:
    """A scheme under which people go and come.

    `names` are by language. `counting` is tried in order; the last entry should apply always. A programme without
    editions has the same rules at all times, save for what is dated in itself. `closures` say since when, and why, no
    stay begins under it or with a country; what began earlier is not touched. `sources` are those that its law cites.
    """

    code: str
    names: Mapping[str, str] = field(factory=dict, hash=False)
    kinds: tuple[Kind, ...] = tuple(Kind)
    editions: tuple[Edition, ...] = ()
    counting: tuple[Counting, ...] = (Counting(strategy="calendar-months"),)
    closures: tuple[Closure, ...] = ()
    source: str | None = None
    sources: tuple[Reference, ...] = ()

    def edition_on(self, day: date) -> Edition | None:
        """The edition of a stay that begins on a day."""
        return next((edition for edition in self.editions if edition.valid_on(day)), None)

    def strategy(self, facts: Mapping[str, Any]) -> str:
        """The name of the strategy for a stay of which these facts are known."""
        for counting in self.counting:
            if evaluate(counting.applies, facts, {}) is True:
                return counting.strategy
        return self.counting[-1].strategy
