"""An instrument read under one standing law: its conditions as rules, its terms as figures, and what is wrong with it.

Only the figures that its terms name are resolved anew. A part that cannot be read is a `Problem`, and is not analysed.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any, Generic, TypeVar

from attrs import define, field, frozen

from mobilnost.analysis.ground import Ground
from mobilnost.analysis.sentences import Taken
from mobilnost.instruments import InstrumentReader, Sourced
from mobilnost.law import Figure, Layer, Override
from mobilnost.model import Agreement, Call, Place, Problem
from mobilnost.model.problems import dotted
from mobilnost.rules import Rule, Typist

T = TypeVar("T", Agreement, Call)
Path = tuple[str | int, ...]


@define(eq=False)
class Unplaced(Generic[T]):
    """An instrument whose places are found on its lines when they are shown: of a good file, never."""

    given: Sourced[T]
    paths: dict[Place, Path] = field(factory=dict)

    @property
    def value(self) -> T:
        """The instrument."""
        return self.given.value

    def place(self, *path: str | int) -> Place:
        """A place that is known by its path alone; a call and an agreement may bear the same id."""
        place = Place(f"{type(self.value).__name__} {self.value.id}", None, dotted(path))
        self.paths[place] = path
        return place

    def found(self, place: Place) -> Place:
        """The place in the file."""
        path = self.paths.get(place)
        return place if path is None else self.given.place(*path)


@frozen(eq=False)
class Draft:
    """What an instrument, or a call with an agreement, comes to under a law."""

    ground: Ground
    rules: tuple[Rule, ...]
    overrides: tuple[Override, ...]
    touched: Mapping[str, Figure]
    problems: tuple[Problem, ...]

    @cached_property
    def figures(self) -> Mapping[str, Figure]:
        """All figures, those of its terms included."""
        return ChainMap(dict(self.touched), dict(self.ground.figures)) if self.touched else self.ground.figures

    @cached_property
    def conditions(self) -> tuple[Taken, ...]:
        """Its conditions, with the figures put in."""
        return tuple(self.ground.taken(rule, self.figures) for rule in self.rules)

    @cached_property
    def changed(self) -> tuple[Taken, ...]:
        """The rules of the law that look at a figure of its terms, with these put in."""
        rules = {id(rule): rule for key in self.touched for rule in self.ground.testing.get(key, ())}
        return tuple(self.ground.taken(rule, self.figures) for rule in rules.values())

    def law(self, demanded: Iterable[str]) -> tuple[Taken, ...]:
        """The rules of the law that make demands of some facts or of what is bound to them, under the instrument."""
        changed = {id(one.rule): one for one in self.changed} if self.touched else {}
        names = self.ground.bound(frozenset(demanded))
        standing = [one for one in self.ground.demanding_of(names) if id(one.rule) not in changed]
        return (*standing, *(one for one in changed.values() if not one.demands.isdisjoint(names)))


def draft(parts: Iterable[tuple[Unplaced[Any], Layer]], ground: Ground) -> Draft:
    """What instruments of one or more layers come to under a law."""
    base = ground.standing
    reader = InstrumentReader(base.law.provisions)
    typist = Typist(base.vocabulary)
    said = [reader.read(given, layer) for given, layer in parts]
    added = [typist.rule(rule) for one in said for rule in one.rules]
    set_ = [typist.override(override) for one in said for override in one.overrides]
    mistaken = {problem.place for problem in (*reader.problems, *typist.problems)}
    rules = tuple(one for one in added if one.place and mistaken.isdisjoint((one.place, one.applies_place)))
    sound = [one for one in set_ if mistaken.isdisjoint((one.origin.place, one.applies_place))]
    overrides = [one for one in sound if one.key in ground.figures]
    touched, refused = _resolved(overrides, ground)
    return Draft(ground, rules, tuple(overrides), touched, (*reader.problems, *typist.problems, *refused))


def _resolved(overrides: Iterable[Override], ground: Ground) -> tuple[dict[str, Figure], list[Problem]]:
    """The figures that terms name, after they have spoken."""
    said: dict[str, list[Override]] = {}
    for one in overrides:
        said.setdefault(one.key, []).append(one)
    figures: dict[str, Figure] = {}
    problems: list[Problem] = []
    for key, those in said.items():
        figures[key], found = ground.standing.resolver.stacked(ground.figures[key], those)
        problems.extend(found)
    return figures, problems
