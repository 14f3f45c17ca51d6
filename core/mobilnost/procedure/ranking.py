"""Ranking candidates: tiers first, then points by weighted criteria, then ties by further facts; each step explained.

Pure: what the committee recorded and what the dossiers say in, an order out. A call or an agreement states tiers,
criteria and ties as data; what it leaves open, the regulation's own list fills (čl. 5 st. 3, čl. 23).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from enum import StrEnum
from itertools import groupby
from typing import Any

from attrs import field, frozen

from mobilnost.grammar import TRUE, Node, evaluate, parse
from mobilnost.law import Citation

Points = Decimal


class Order(StrEnum):
    """Which side of a fact goes first."""

    HIGHER = "higher"
    LOWER = "lower"


@frozen(kw_only=True)
class Criterion:
    """What points are given for. They come from a fact (`fact`), as they are or by a table, or from the committee.

    `lowest` and `highest` bound what the committee may give; `weight` multiplies the points.
    """

    id: str
    citation: Citation
    weight: Decimal = Decimal(1)
    fact: str | None = None
    table: Mapping[str, Decimal] | None = field(default=None, hash=False)
    lowest: Decimal | None = None
    highest: Decimal | None = None


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

    `tier` is the first that applies, `None` where none does: such a candidate is not ranked. `rank` counts from 1;
    `tied` names those whom nothing in the scheme tells apart from this one: the committee decides, and says so.
    """

    candidate: Candidate
    tier: Tier | None
    scores: tuple[Score, ...]
    ties: tuple[Any, ...]
    rank: int | None = None
    tied: tuple[str, ...] = ()

    @property
    def total(self) -> Decimal:
        """The sum of the weighted points."""
        return sum((one.weighted for one in self.scores), Decimal(0))

    @property
    def missing(self) -> tuple[str, ...]:
        """What must be known before the candidate can be ranked."""
        return tuple(one.missing for one in self.scores if one.missing is not None)


class CannotRank(ValueError):
    """Points or facts are missing, or out of bounds; `by` says which, by candidate."""

    def __init__(self, by: Mapping[str, tuple[str, ...]]) -> None:
        super().__init__(", ".join(by))
        self.by = by


def ranked(scheme: Scheme, candidates: Iterable[Candidate]) -> tuple[Standing, ...]:
    """The candidates in order, then those whom no tier admits. Raises `CannotRank` with everything that is missing."""
    standings = [standing(scheme, one) for one in candidates]
    admitted = [one for one in standings if one.tier is not None]
    lacking = {one.candidate.id: one.missing for one in admitted if one.missing}
    if lacking:
        raise CannotRank(lacking)
    ordered = sorted(admitted, key=lambda one: (_merit(scheme, one), one.candidate.id))
    placed: list[Standing] = []
    for _, group in groupby(ordered, key=lambda one: _merit(scheme, one)):
        same = list(group)
        rank = len(placed) + 1
        placed += [_placed(one, rank, same) for one in same]
    return (*placed, *sorted((one for one in standings if one.tier is None), key=lambda one: one.candidate.id))


def standing(scheme: Scheme, candidate: Candidate) -> Standing:
    """A candidate's tier, points and ties, before anybody is compared."""
    tiers = scheme.tiers or (Tier(id="all", citation=Citation(source="")),)
    tier = next((one for one in tiers if evaluate(one.applies, candidate.facts, {}) is True), None)
    return Standing(
        candidate=candidate,
        tier=tier,
        scores=tuple(score(one, candidate) for one in scheme.criteria),
        ties=tuple(candidate.facts.get(one.fact) for one in scheme.ties),
    )


def score(criterion: Criterion, candidate: Candidate) -> Score:
    """The points of a candidate by one criterion."""
    if criterion.fact is None:
        given = candidate.given.get(criterion.id)
        return Score(criterion=criterion, points=given, missing=None if _within(criterion, given) else criterion.id)
    value = candidate.facts.get(criterion.fact)
    if value is None:
        return Score(criterion=criterion, points=None, missing=criterion.fact)
    points = Decimal(value) if criterion.table is None else criterion.table.get(str(value), Decimal(0))
    return Score(criterion=criterion, points=points)


def _within(criterion: Criterion, given: Decimal | None) -> bool:
    if given is None:
        return False
    low = criterion.lowest is None or given >= criterion.lowest
    return low and (criterion.highest is None or given <= criterion.highest)


def _merit(scheme: Scheme, one: Standing) -> tuple[Any, ...]:
    """What decides, the best first: the tier, the points, the ties; who is silent about a tie comes last in it."""
    place = [tier.id for tier in scheme.tiers].index(one.tier.id) if scheme.tiers and one.tier else 0
    sides = zip(scheme.ties, one.ties, strict=True)
    return (place, -one.total, *(_side(tie, value) for tie, value in sides))


def _side(tie: Tie, value: Any) -> tuple[bool, Any]:
    if value is None:
        return True, 0
    return False, value if tie.order is Order.LOWER else -value


def _placed(one: Standing, rank: int, same: list[Standing]) -> Standing:
    from attrs import evolve

    others = tuple(other.candidate.id for other in same if other is not one)
    return evolve(one, rank=rank, tied=others)
