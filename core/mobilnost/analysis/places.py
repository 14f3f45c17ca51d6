"""What is wrong with the places of an agreement: nobody can have them, or there are none."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from operator import attrgetter

from mobilnost.analysis.drafts import Draft, Unplaced
from mobilnost.analysis.ground import Ground
from mobilnost.analysis.remarks import Remark
from mobilnost.analysis.sentences import Taken
from mobilnost.grammar import Compare, Comparison, Fact, Literal, Node, conjunction
from mobilnost.law import Layer, Programme
from mobilnost.model import Agreement, Kind, Places
from mobilnost.rules import Rule

FIGURES = ("persons_per_year", "months_per_year", "days_per_year", "student_semesters_per_year")
PARTICIPANTS = ("student", "staff")
_figures = attrgetter(*FIGURES)


def of_places(given: Unplaced[Agreement], draft: Draft, unmeetable: Collection[str] = ()) -> Iterator[Remark]:
    """Everything that is to be said of the places of an agreement; conditions that nobody can meet are said already."""
    conditions = [one for one in draft.conditions if one.rule.id not in unmeetable]
    programme = draft.ground.standing.programme
    for index, place in enumerate(given.value.places):
        if zero := empty(place):
            yield _remark("place-empty", given, index, zero, figure=zero)
        if _unknown(place, programme):
            yield _remark("place-kind-unknown", given, index, "kind", programme=programme.code, kinds=programme.kinds)
        else:
            yield from _admitted(given, index, conditions, draft.ground)


def admits(place: Places, conditions: Collection[Taken], ground: Ground) -> bool:
    """Whether nothing is to be said of a place; `False` where that is not so easily told."""
    return any(ground.lets_in(conditions, scope) for scope in _admitted_by_law(place, ground))


def first_admitted(place: Places, ground: Ground) -> Node | None:
    """Those whom the law lets into a place, the first sort of them; `None` if there are none or it is empty."""
    return next(_admitted_by_law(place, ground), None)


def _admitted_by_law(place: Places, ground: Ground) -> Iterator[Node]:
    if not empty(place) and not _unknown(place, ground.standing.programme):
        scopes = (_scope(known) for known in _those(place))
        yield from (scope for scope in scopes if ground.refuses(scope) is None)


def _those(place: Places) -> Iterator[tuple[tuple[str, str], ...]]:
    """Whom a place may be for: each sort of participant, a student in each of its cycles."""
    for participant in PARTICIPANTS:
        for cycle in (place.cycles or (None,)) if participant == "student" else (None,):
            yield _known(place.direction.value, place.kind.value, participant, cycle.value if cycle else None)


def empty(place: Places) -> str | None:
    """The figure of a place that is zero, if one is."""
    figures = _figures(place)
    return FIGURES[figures.index(0)] if 0 in figures else None


def _unknown(place: Places, programme: Programme) -> bool:
    return Kind(place.kind) not in programme.kinds


def _admitted(given: Unplaced[Agreement], index: int, conditions: list[Taken], ground: Ground) -> Iterator[Remark]:
    """Whether anybody can have a place: each sort of participant, in each of its cycles."""
    place = given.value.places[index]
    cycles: tuple[str | None, ...] = tuple(one.value for one in place.cycles) if place.cycles is not None else (None,)
    shut: list[tuple[Rule, Mapping[str, str]]] = []
    for participant in PARTICIPANTS:
        for cycle in cycles if participant == "student" else (None,):
            rule = _shutting(place, participant, cycle, conditions, ground)
            if rule is None:
                return
            shut.append((rule, _facts(place, participant, cycle)))
    own = [one for one in shut if one[0].layer is Layer.AGREEMENT] or shut
    rules = tuple(dict.fromkeys(rule.id for rule, _ in own))
    yield _remark("place-inadmissible", given, index, "kind", witness=own[0][1], rule=own[0][0], rules=rules)


def _shutting(
    place: Places, participant: str, cycle: str | None, conditions: list[Taken], ground: Ground
) -> Rule | None:
    """The rule that no such participant can meet, of the agreement itself or of the law."""
    known = _known(place.direction.value, place.kind.value, participant, cycle)
    scope = _scope(known)
    if ground.lets_in(conditions, scope):
        return ground.refuses(scope)
    own = (one.rule for one in conditions if ground.shuts(one, scope))
    return next(own, None) or ground.refuses(scope)


@lru_cache(maxsize=256)
def _scope(facts: tuple[tuple[str, str], ...]) -> Node:
    """Such participants in a place."""
    return conjunction(*(Compare(Comparison.EQUAL, Fact(name), Literal(value)) for name, value in facts))


def _facts(place: Places, participant: str | None = None, cycle: str | None = None) -> dict[str, str]:
    return dict(_known(place.direction.value, place.kind.value, participant, cycle))


def _known(direction: str, kind: str, participant: str | None, cycle: str | None) -> tuple[tuple[str, str], ...]:
    named = {"direction": direction, "kind": kind, "participant": participant, "cycle": cycle}
    return tuple((name, value) for name, value in named.items() if value is not None)


def _remark(
    code: str,
    given: Unplaced[Agreement],
    index: int,
    key: str,
    *,
    witness: Mapping[str, str] | None = None,
    rule: Rule | None = None,
    **parts: object,
) -> Remark:
    place = given.value.places[index]
    if rule is not None:
        parts["rule"] = rule.id
    return Remark(
        code=code,
        place=given.place("places", index, key),
        subject=f"places[{index}]",
        parts={**parts, "direction": place.direction.value, "kind": place.kind.value, "cycles": place.cycles},
        witness=witness or _facts(place),
        citation=rule.citation if rule else None,
        others=(rule.place,) if rule and rule.place else (),
    )
