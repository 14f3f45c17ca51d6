"""What is examined: the law of a plugin, or a regulation, with everything that it takes to judge by it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from attrs import field, frozen

from mobilnost.analysis import Analyst, Inspection
from mobilnost.law import Authority, Programme
from mobilnost.lawbook import Lawbook
from mobilnost.model import Place
from mobilnost.rules import Contribution, FactDefinition
from mobilnost.scenarios import Bench, Scenario, Trial
from mobilnost.testing.crowd import Crowd, crowd
from mobilnost.testing.lacks import Lack
from mobilnost.testing.places import Find


@frozen(kw_only=True, eq=False)
class Candidate:
    """A law on its bench.

    `law` is what it says itself, to all programmes together; `programmes` are those that it brings, and `codes` those
    under which it speaks; a `regulation` brings none. `packages`, or a `folder`, have its words, and `find` says where
    an id stands that has no place of its own. `refused` are files beside it that cannot be read.
    """

    name: str
    authority: Authority
    programmes: tuple[Programme, ...] = ()
    regulation: bool = False
    codes: tuple[str, ...]
    law: Contribution = field(repr=False)
    facts: tuple[FactDefinition, ...] = ()
    packages: tuple[str, ...] = ()
    folder: Path | None = None
    lawbook: Lawbook = field(repr=False)
    find: Find = field(repr=False)
    scenarios: tuple[Scenario, ...] = field(default=(), repr=False)
    refused: tuple[Lack, ...] = ()
    _tried: dict[int, Trial] = field(factory=dict, init=False, repr=False)

    @cached_property
    def crowds(self) -> tuple[Crowd, ...]:
        """The dossiers that it is tried on: of every programme under which it speaks, of a regulation of one alone."""
        codes = self.codes[:1] if self.regulation else self.codes
        return tuple(crowd(self.lawbook, code) for code in codes)

    @cached_property
    def bench(self) -> Bench:
        """What judges its cases."""
        return Bench(self.lawbook)

    @property
    def trials(self) -> tuple[Trial, ...]:
        """Its cases, judged."""
        return tuple(map(self.trial, self.scenarios))

    def trial(self, scenario: Scenario) -> Trial:
        """A case, judged once."""
        if id(scenario) not in self._tried:
            self._tried[id(scenario)] = self.bench.judge(scenario)
        return self._tried[id(scenario)]

    @cached_property
    def inspections(self) -> tuple[Inspection, ...]:
        """What the analysis finds in it."""
        analyst = Analyst(self.lawbook)
        if self.authority is Authority.UNIVERSITY:
            return (analyst.regulation(),)
        return tuple(analyst.programme(one) for one in self.codes)

    def place(self, id: str) -> Place:
        """Where an entry of the law stands."""
        return self._places.get(id) or self.find(id)

    @cached_property
    def _places(self) -> Mapping[str, Place]:
        law = self.law
        found = {one.key: one.place for one in law.provisions} | {one.id: one.place for one in law.rules}
        found |= {one.id: one.place for one in law.obligations} | {one.id: one.place for one in law.duties}
        found |= {one.id: one.place for one in law.components} | {one.id: one.place for one in law.instalments}
        return {id: place for id, place in found.items() if place is not None}

    @property
    def law_file(self) -> str | None:
        """The file that says most of the law."""
        places = [*self._places.values()]
        return places[0].file if places else None
