"""The law as it stands: typed once for a programme, resolved once for each edition and period."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from attrs import evolve, frozen

from mobilnost.grammar import Vocabulary, fold
from mobilnost.law import Edition, Programme, Resolution, Resolver
from mobilnost.model import InvalidData, Place, Problem
from mobilnost.rulebook import RuleSet
from mobilnost.rules import Contribution, FactDefinition, Rule


@frozen(eq=False)
class TypedLaw:
    """The law of a programme and the university's, typed; `turns` are the days on which a dated value changes."""

    programme: Programme
    vocabulary: Vocabulary
    law: Contribution
    definitions: Mapping[str, FactDefinition]
    turns: list[date]


@frozen(kw_only=True, eq=False)
class StandingLaw:
    """What all rulebooks of a programme, edition and period share."""

    programme: Programme
    edition: Edition | None
    vocabulary: Vocabulary
    law: Contribution
    rules: RuleSet
    resolver: Resolver
    resolution: Resolution
    definitions: Mapping[str, FactDefinition]


def standing_law(law: TypedLaw, edition: Edition | None, on: date) -> StandingLaw:
    """The law as it stands on a day for an edition."""
    known: dict[str, Any] = {"programme": law.programme.code}
    known |= {"edition": edition.id} if edition else {}
    resolver = Resolver(on=on, types=law.vocabulary.facts, known=known)
    resolution = resolver.over(resolver.figures(law.law.provisions), law.law.overrides)
    refuse(resolution.problems)
    return StandingLaw(
        programme=law.programme,
        edition=edition,
        vocabulary=law.vocabulary,
        law=law.law,
        rules=RuleSet(folded(law.law.rules, known), law.vocabulary.required),
        resolver=resolver,
        resolution=resolution,
        definitions=law.definitions,
    )


def edition_of(programme: Programme, on: date, named: str | None, place: Place | None) -> Edition | None:
    """The edition a call names, else the one in force when the stay begins."""
    if named is None:
        return programme.edition_on(on)
    for edition in programme.editions:
        if edition.id == named:
            return edition
    expected = ", ".join(one.id for one in programme.editions) or "none"
    where = place or Place(None, None, "call.edition")
    raise InvalidData([Problem("unknown-edition", where, named, expected)])


def said_twice(law: Contribution) -> list[Problem]:
    """What two sources declare: nobody takes another's place by using its name."""
    places: dict[tuple[str, ...], Place | None] = {}
    problems = []
    said = [
        *((("provision", one.key), one.key, one.place) for one in law.provisions),
        *((("rule", one.id, one.authority), one.id, one.place) for one in law.rules),
        *((("procedure", one.id), one.id, one.place) for one in law.procedures),
    ]
    for name, id, place in said:
        if name in places:
            others = tuple(filter(None, [places[name]]))
            problems.append(Problem("duplicate", place or Place(None, None, id), id, others=others))
        places.setdefault(name, place)
    return problems


def turns_of(law: Contribution) -> list[date]:
    """The days on which some dated value begins to hold or has ceased to."""
    values = [value for provision in law.provisions for value in provision.values]
    begins = {value.valid_from for value in values if value.valid_from}
    ceases = {value.valid_to + timedelta(days=1) for value in values if value.valid_to and value.valid_to < date.max}
    return sorted(begins | ceases)


def folded(rules: Iterable[Rule], known: Mapping[str, Any]) -> tuple[Rule, ...]:
    """Rules with what a rulebook already knows put into their conditions."""
    return tuple(evolve(rule, applies=fold(rule.applies, known), requires=fold(rule.requires, known)) for rule in rules)


def refuse(problems: Sequence[Problem]) -> None:
    """Raise `InvalidData` if there are problems."""
    if problems:
        raise InvalidData(problems)
