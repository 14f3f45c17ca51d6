"""What is wrong with the places of an agreement: nobody can have them, or there are none."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

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


def of_places(given: Unplaced[Agreement], draft: Draft, unmeetable: Collection[str] = ()) -> Iterator[Remark]:
    """Everything that is to be said of the places of an agreement; conditions that nobody can meet are said already."""
    conditions = [one for one in draft.conditions if one.rule.id not in unmeetable]
    programme = draft.ground.standing.programme
    for index, place in enumerate(given.value.places):
        if empty := next((name for name in FIGURES if getattr(place, name) == 0), None):
            yield _remark("place-empty", given, index, empty, figure=empty)
        if _unknown(place, programme):
            yield _remark("place-kind-unknown", given, index, "kind", programme=programme.code, kinds=programme.kinds)
        else:
            yield from _admitted(given, index, conditions, draft.ground)


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
    scope = ground.kept(
        ("place", place.direction, place.kind, participant, cycle), lambda: _scope(place, participant, cycle)
    )
    if ground.lets_in(conditions, scope, _facts(place, participant, cycle)):
        return ground.refuses(scope)
    own = (one.rule for one in conditions if ground.shuts(one, scope))
    return next(own, None) or ground.refuses(scope)


def _scope(place: Places, participant: str, cycle: str | None) -> Node:
    """Such participants in a place."""
    facts = _facts(place, participant, cycle)
    return conjunction(*(Compare(Comparison.EQUAL, Fact(name), Literal(value)) for name, value in facts.items()))


def _facts(place: Places, participant: str | None = None, cycle: str | None = None) -> dict[str, str]:
    named = {"direction": place.direction.value, "kind": place.kind.value, "participant": participant, "cycle": cycle}
    return {name: value for name, value in named.items() if value is not None}


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
