"""What an instrument fixes of its mobilities: the partner, the direction, kind and cycles of places, and the days.

An agreement without places admits all of them. Only what the law itself asks of an agreement or a call counts here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import TypeVar

from attrs import field, frozen

from mobilnost.analysis.ground import Ground
from mobilnost.analysis.periods import year_of
from mobilnost.analysis.sentences import Taken
from mobilnost.grammar import (
    FALSE,
    Call,
    Compare,
    Comparison,
    Fact,
    Literal,
    Many,
    Member,
    Node,
    Not,
    conjunction,
    disjunction,
    facts_of,
    fold,
)
from mobilnost.model import AcademicYear, Agreement, Cycle, Direction, Institution, Places
from mobilnost.rules import Home

#: What is known of a mobility from the other party of its agreement.
OF_PARTNERS = frozenset({"partner", "partner_country", "host_country", "sending_country"})
#: What is known of a mobility from the time for which its agreement or call is made.
FIRST, LAST = "first_day", "last_day"
NAMED = OF_PARTNERS | {FIRST, LAST}
#: What places are for: a direction, a kind, and cycles.
Sort = tuple[Direction, str, tuple[Cycle, ...] | None]
T = TypeVar("T")
#: What of the frames may be asked beside the places.
PARTNER, DAYS = "partner", "days"
WAYS = (frozenset[str](), frozenset({PARTNER}), frozenset({DAYS}), frozenset({PARTNER, DAYS}))


@frozen(cache_hash=True)
class Day:
    """A bound of the day on which a stay begins or ends; `node` is the same for those whom the law binds to it."""

    name: str
    bound: Node
    node: Node


@frozen(eq=False)
class Frames:
    """All frames of an instrument as one condition, which is always so where it fixes nothing.

    That it was terminated or suspended since is no fault of what it says, and does not count.

    `plain` are the places alone, which many agreements share. The partner, and the bounds of the `days` on which a stay
    begins and ends, are left out where nobody speaks of them; `asked` says which of the two somebody looked at so far.
    Where nobody did, what was found goes for all partners and all times.
    """

    places: tuple[Sort, ...] = ()
    partner: Mapping[str, str] = field(factory=dict)
    days: tuple[Day, ...] = ()
    plain: Node = field(init=False)
    asked: set[str] = field(factory=set, init=False)

    @plain.default
    def _places(self) -> Node:
        return _framed(self.places)

    def scope_of(self, *nodes: Node) -> Node:
        """The frames for some conditions."""
        named = any(not NAMED.isdisjoint(facts_of(node)) for node in nodes)
        return self._of([facts_of(node) for node in nodes]) if named else self.plain

    def frame_of(self, rules: Iterable[Taken]) -> Node:
        """The frames for some rules."""
        facts = [one.facts for one in rules]
        return self._of(facts) if any(not NAMED.isdisjoint(one) for one in facts) else self.plain

    def _of(self, facts: Sequence[Collection[str]]) -> Node:
        partner = self.partner and any(not OF_PARTNERS.isdisjoint(one) for one in facts)
        bounds = [one.node for one in self.days if any(one.name in those for those in facts)]
        if partner:
            self.asked.add(PARTNER)
        if bounds:
            self.asked.add(DAYS)
        scope = self.partnered if partner else self.plain
        return conjunction(scope, *bounds) if bounds else scope

    @property
    def partnered(self) -> Node:
        """The places, with the partner."""
        return _framed(self.places, tuple(self.partner.items())) if self.partner else self.plain

    def key(self, asked: Collection[str]) -> object:
        """What somebody saw of the frames who asked for this; frames with the same are the same to him."""
        partner = tuple(self.partner.items()) if PARTNER in asked else bool(self.partner)
        return self.plain, partner, self.days if DAYS in asked else bool(self.days)

    def kept(self, found: dict[object, T], find: Callable[[Frames], T]) -> T:
        """What was found before within frames of which the same was asked, else what is found now."""
        for asked in WAYS if self.partner or self.days else WAYS[:1]:
            if (key := self.key(asked)) in found:
                self.asked.update(asked)
                return found[key]
        mine = Frames(self.places, self.partner, self.days)
        known = find(mine)
        found[mine.key(mine.asked)] = known
        self.asked.update(mine.asked)
        return known


def frames_of(agreement: Agreement, ground: Ground, home: Home, institutions: Mapping[str, Institution]) -> Frames:
    """The frames of an agreement under a law."""
    places = tuple(dict.fromkeys(map(_sort, agreement.places))) if ground.demands("agreement_place") else ()
    days = _within(agreement.valid_from, agreement.valid_to, ground.wanted_of("agreement_in_force"))
    partner = partner_of(agreement, home, institutions) if ground.demands("agreement_between") else {}
    return Frames(places, partner, days)


def frames_of_year(year: AcademicYear, ground: Ground) -> Frames:
    """The frames of a call for an academic year, in which the stays begin."""
    (first, last), whose = year_of(year), ground.wanted_of("call_programme")
    return Frames(days=(*_days(FIRST, first, last, whose), *_days(LAST, first, None, whose)))


@lru_cache(maxsize=256)
def _within(first: date, last: date | None, whose: Node) -> tuple[Day, ...]:
    """That a stay of those whom the law binds to it begins and ends within a time."""
    return (*_days(FIRST, first, last, whose), *_days(LAST, first, last, whose))


def _days(name: str, first: date, last: date | None, whose: Node) -> Iterator[Day]:
    """The bounds of a day; none, where nobody is bound to them."""
    sides = [(Comparison.AT_LEAST, first), *([(Comparison.AT_MOST, last)] if last else [])]
    for comparison, day in sides if whose != FALSE else ():
        bound = Compare(comparison, Fact(name), Literal(day))
        yield Day(name, bound, disjunction(fold(Not(whose), {}), bound))


def _sort(place: Places) -> Sort:
    return place.direction, place.kind.value, place.cycles


@lru_cache(maxsize=256)
def _framed(places: tuple[Sort, ...], partner: tuple[tuple[str, str], ...] = ()) -> Node:
    known = dict(partner)
    return disjunction(*(_place(place, known) for place in places)) if places else _known(known)


def _known(facts: Mapping[str, str]) -> Node:
    return conjunction(*(Compare(Comparison.EQUAL, Fact(name), Literal(value)) for name, value in facts.items()))


def _place(place: Sort, partner: Mapping[str, str]) -> Node:
    """The mobilities of a place: their direction and kind, their partner, and for students the cycle."""
    direction, kind, cycles = place
    known = {"direction": direction.value, "kind": kind, **partner}
    if country := partner.get("partner_country"):
        known["host_country" if direction is Direction.OUTGOING else "sending_country"] = country
    if cycles is None:
        return _known(known)
    one_of = Member(Fact("cycle"), Many(tuple(cycle.value for cycle in cycles)))
    return conjunction(_known(known), disjunction(one_of, Not(Call("known", (Fact("cycle"),)))))


def partner_of(agreement: Agreement, home: Home, institutions: Mapping[str, Institution]) -> dict[str, str]:
    """The other party and its country, where there is one other party alone."""
    others = [party for party in agreement.parties if party != home.institution]
    if len(others) != 1 or home.institution not in agreement.parties:
        return {}
    known = institutions.get(others[0])
    country = {"partner_country": known.country} if known is not None and known.country else {}
    return {"partner": others[0], **country}
