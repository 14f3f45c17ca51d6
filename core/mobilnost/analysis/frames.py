"""What an agreement fixes of its mobilities: the partner, and the direction, kind and cycles of its places.

An agreement without places admits all of them. Only what the law itself asks of an agreement counts here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from attrs import field, frozen

from mobilnost.analysis.ground import Ground
from mobilnost.analysis.sentences import Taken
from mobilnost.grammar import (
    TRUE,
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
)
from mobilnost.model import Agreement, Cycle, Direction, Institution, Places
from mobilnost.rules import Home

#: What is known of a mobility from the other party of its agreement.
OF_PARTNERS = frozenset({"partner", "partner_country", "host_country", "sending_country"})
#: What places are for: a direction, a kind, and cycles.
Sort = tuple[Direction, str, tuple[Cycle, ...] | None]


@frozen(eq=False)
class Frames:
    """All frames of an instrument as one condition, which is always so where it fixes nothing.

    `plain` is the same without the partner, which agreements with the same places share.
    """

    plain: Node = TRUE
    places: tuple[Sort, ...] = ()
    partner: Mapping[str, str] = field(factory=dict)
    _asked: set[str] = field(factory=set, init=False)

    @property
    def scope(self) -> Node:
        """The frames with the partner."""
        self._asked.add("partner")
        return _framed(self.places, tuple(self.partner.items())) if self.partner else self.plain

    @property
    def partner_asked(self) -> bool:
        """Whether anybody looked at the frames with the partner so far; else the same goes for all partners."""
        return bool(self._asked)

    def scope_of(self, *nodes: Node) -> Node:
        """The frames for some conditions: the partner is left out where they say nothing of it."""
        if self.partner and any(not OF_PARTNERS.isdisjoint(facts_of(node)) for node in nodes):
            return self.scope
        return self.plain

    def frame_of(self, rules: Iterable[Taken]) -> Node:
        """The frames for some rules."""
        if self.partner and any(not OF_PARTNERS.isdisjoint(one.facts) for one in rules):
            return self.scope
        return self.plain


def frames_of(agreement: Agreement, ground: Ground, home: Home, institutions: Mapping[str, Institution]) -> Frames:
    """The frames of an agreement under a law."""
    places = tuple(dict.fromkeys(map(_sort, agreement.places))) if ground.demands("agreement_place") else ()
    plain = _framed(places)
    partner = partner_of(agreement, home, institutions) if ground.demands("agreement_between") else {}
    return Frames(plain, places, partner)


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
