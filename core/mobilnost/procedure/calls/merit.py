"""Ranking candidates: tiers first, then points by weighted criteria, then ties by further facts; each step explained.

Pure: what the committee recorded and what the dossiers say in, an order out. A call or an agreement states tiers,
criteria and ties as data (`selection` makes a scheme of them); what they do not state, nobody here invents.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby
from typing import Any

from attrs import evolve, field, frozen

from mobilnost.grammar import TRUE, Node, evaluate, parse, waits_for
from mobilnost.law import Citation
from mobilnost.model import Order

__all__ = [
    "Candidate",
    "CannotRank",
    "Criterion",
    "Order",
    "Scheme",
    "Score",
    "Standing",
    "Tie",
    "Tier",
    "ordered",
    "ranked",
    "table_key",
]


@frozen(kw_only=True)
class Criterion:
    """What points are given for. They come from a fact (`fact`), as they are or by a table, or from the committee.

    `lowest` and `highest` bound what the committee may give; `weight` multiplies the points; `otherwise` are those of
    a value that the table does not name, and `decimals` rounds a fact that has no table.
    """

    id: str
    citation: Citation
    weight: Decimal = Decimal(1)
    fact: str | None = None
    table: Mapping[str, Decimal] | None = field(default=None, hash=False)
    otherwise: Decimal | None = None
    decimals: int | None = None
    lowest: Decimal | None = None
    highest: Decimal | None = None

    def admits(self, points: Decimal) -> bool:
        """Whether the committee may give so many points."""
        low = self.lowest is None or points >= self.lowest
        return low and (self.highest is None or points <= self.highest)


@frozen(kw_only=True)
class Tier:
    """A class of candidates that goes before all that come after it, however many points those have."""

    id: str
    citation: Citation
    applies: Node = field(converter=parse, default=TRUE)


@frozen(kw_only=True)
class Tie:
    """A fact that decides between those who have equal points."""

    fact: str
    citation: Citation
    order: Order = field(converter=Order, default=Order.HIGHER)


@frozen(kw_only=True)
class Scheme:
    """How a call ranks: its tiers from the first to the last, its criteria, and its ties in their order."""

    criteria: tuple[Criterion, ...]
    tiers: tuple[Tier, ...] = ()
    ties: tuple[Tie, ...] = ()


@frozen(kw_only=True)
class Candidate:
    """An applicant: the dossier, its facts, and the points that the committee gave, by criterion."""

    id: str
    facts: Mapping[str, Any] = field(hash=False)
    given: Mapping[str, Decimal] = field(factory=dict, hash=False)


@frozen(kw_only=True)
class Score:
    """What a candidate has by one criterion. `points` is `None` where nobody has said: `missing` names what is."""

    criterion: Criterion
    points: Decimal | None
    missing: str | None = None

    @property
    def weighted(self) -> Decimal:
        """The points that count."""
        return (self.points or Decimal(0)) * self.criterion.weight


@frozen(kw_only=True)
class Standing:
    """Where a candidate stands, and why.

    `tier` is the first that applies, `None` where none does: such a candidate is not ranked. `unsettled` are the facts
    without which nobody knows the tier. `rank` counts from 1; `tied` names those whom nothing in the scheme tells apart
    from this one: the committee decides, and says so.
    """

    candidate: Candidate
    tier: Tier | None
    scores: tuple[Score, ...]
    ties: tuple[Any, ...]
    unsettled: tuple[str, ...] = ()
    rank: int | None = None
    tied: tuple[str, ...] = ()

    @property
    def total(self) -> Decimal:
        """The sum of the weighted points."""
        return sum((one.weighted for one in self.scores), Decimal(0))

    @property
    def missing(self) -> tuple[str, ...]:
        """What must be known before the candidate can be ranked."""
        scores = (one.missing for one in self.scores if one.missing is not None)
        return tuple(dict.fromkeys((*self.unsettled, *scores)))


class CannotRank(ValueError):
    """Points or facts are missing, or out of bounds; `by` says which, by candidate."""

    def __init__(self, by: Mapping[str, tuple[str, ...]]) -> None:
        super().__init__(", ".join(by))
        self.by = by


def ranked(scheme: Scheme, candidates: Iterable[Candidate]) -> tuple[Standing, ...]:
    """The candidates in order, then those whom no tier admits. Raises `CannotRank` with everything that is missing."""
    standings = [standing(scheme, one) for one in candidates]
    admitted = [one for one in standings if one.tier is not None or one.unsettled]
    lacking = {one.candidate.id: one.missing for one in admitted if one.missing}
    if lacking:
        raise CannotRank(lacking)
    best_first = sorted(admitted, key=lambda one: (_merit(scheme, one), one.candidate.id))
    placed: list[Standing] = []
    for _, group in groupby(best_first, key=lambda one: _merit(scheme, one)):
        same = list(group)
        rank = len(placed) + 1
        placed += [_placed(one, rank, same) for one in same]
    return (*placed, *sorted((one for one in standings if one.tier is None), key=lambda one: one.candidate.id))


def ordered(standings: Sequence[Standing], orders: Iterable[Sequence[str]]) -> tuple[Standing, ...]:
    """The same with the orders that the committee recorded among those who are tied; the latest that names a whole
    group of them decides, and each of the group then has a rank of its own.
    """
    recorded = list(orders)
    result: list[Standing] = []
    for _, group in groupby(standings, key=lambda one: one.rank):
        same = list(group)
        names = {one.candidate.id for one in same}
        decided = next((order for order in reversed(recorded) if names <= set(order)), None)
        result += same if decided is None or same[0].rank is None else _by_order(same, decided)
    return tuple(result)


def standing(scheme: Scheme, candidate: Candidate) -> Standing:
    """A candidate's tier, points and ties, before anybody is compared."""
    tier, unsettled = _tier_of(scheme, candidate)
    return Standing(
        candidate=candidate,
        tier=tier,
        unsettled=unsettled,
        scores=tuple(score(one, candidate) for one in scheme.criteria),
        ties=tuple(candidate.facts.get(one.fact) for one in scheme.ties),
    )


def score(criterion: Criterion, candidate: Candidate) -> Score:
    """The points of a candidate by one criterion."""
    if criterion.fact is None:
        given = candidate.given.get(criterion.id)
        known = given is not None and criterion.admits(given)
        return Score(criterion=criterion, points=given, missing=None if known else criterion.id)
    value = candidate.facts.get(criterion.fact)
    points = None if value is None else _points(criterion, value)
    return Score(criterion=criterion, points=points, missing=criterion.fact if points is None else None)


def table_key(value: object) -> str:
    """A value as a table names it: `B2`, `2`, `true`."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _points(criterion: Criterion, value: Any) -> Decimal | None:
    """The points of a known value; a table that neither names it nor says `otherwise` gives none."""
    if criterion.table is not None:
        return criterion.table.get(table_key(value), criterion.otherwise)
    points = Decimal(value)
    return (
        points if criterion.decimals is None else points.quantize(Decimal(1).scaleb(-criterion.decimals), ROUND_HALF_UP)
    )


def _tier_of(scheme: Scheme, candidate: Candidate) -> tuple[Tier | None, tuple[str, ...]]:
    """The first tier that applies; where it hangs on what nobody knows, the facts that would tell."""
    tiers = scheme.tiers or (Tier(id="", citation=Citation(source="")),)
    for tier in tiers:
        applies = evaluate(tier.applies, candidate.facts, {})
        if applies is None:
            return None, waits_for(tier.applies, candidate.facts, {})
        if applies:
            return tier, ()
    return None, ()


def _merit(scheme: Scheme, one: Standing) -> tuple[Any, ...]:
    """What decides, the best first: the tier, the points, the ties; who is silent about a tie comes last in it."""
    place = [tier.id for tier in scheme.tiers].index(one.tier.id) if scheme.tiers and one.tier else 0
    sides = zip(scheme.ties, one.ties, strict=True)
    return (place, -one.total, *(_side(tie, value) for tie, value in sides))


@frozen(order=False)
class _Downwards:
    """A value of which the greater goes first: spans and days have no opposite, as numbers do."""

    value: Any

    def __lt__(self, other: _Downwards) -> bool:
        return bool(other.value < self.value)


def _side(tie: Tie, value: Any) -> tuple[bool, Any]:
    if value is None:
        return True, 0
    return False, value if tie.order is Order.LOWER else _Downwards(value)


def _placed(one: Standing, rank: int, same: list[Standing]) -> Standing:
    return evolve(one, rank=rank, tied=tuple(other.candidate.id for other in same if other is not one))


def _by_order(same: list[Standing], order: Sequence[str]) -> list[Standing]:
    first = same[0].rank or 1
    sorted_out = sorted(same, key=lambda one: order.index(one.candidate.id))
    return [evolve(one, rank=first + index, tied=()) for index, one in enumerate(sorted_out)]
