"""What a programme's law rests on: each source that it declares, what cites it, and which cases hold that."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import Protocol, TypeVar
from unicodedata import combining, normalize

from attrs import evolve, field, frozen

from mobilnost.accounts.coverage import Failure, Gap, Realiser, broken
from mobilnost.accounts.sayings import Saying, Sort, rests_on, sayings
from mobilnost.law import Authority, Citation, Confidence, Reference
from mobilnost.lawbook import ProgrammeLaw
from mobilnost.scenarios import Scenario, Trial


class Spoken(Protocol):
    """A piece of law that somebody says."""

    @property
    def authority(self) -> Authority:
        """In whose name."""


P = TypeVar("P", bound=Spoken)


#: A number within a text.
NUMBER = re.compile(r"(\d+)")


def lookup_order(text: str) -> tuple[tuple[str, int], ...]:
    """Where a place is looked up in a list: page 3 before page 12, letters whatever their case and their marks."""
    plain = "".join(one for one in normalize("NFKD", text.casefold()) if not combining(one))
    parts = NUMBER.split(plain)
    return tuple((words, int(number or 0)) for words, number in zip_longest(parts[::2], parts[1::2]))


@frozen(kw_only=True)
class PlaceAccount:
    """A place in a source, as it is cited: what rests on it, and the cases whose findings do."""

    at: str
    realised: tuple[Realiser, ...]
    scenarios: tuple[Scenario, ...] = field(repr=False)


@frozen(kw_only=True)
class SourceAccount:
    """A source and the places in it that are cited, in the order in which one looks them up."""

    source: Reference
    places: tuple[PlaceAccount, ...]

    @property
    def scenarios(self) -> tuple[Scenario, ...]:
        """The cases that rest on it, each once."""
        return tuple({id(one): one for place in self.places for one in place.scenarios}.values())


@frozen(kw_only=True)
class SourceCoverage:
    """The whole account of a programme's sources: its own rules first, then the most reliable."""

    law: ProgrammeLaw = field(repr=False)
    sources: tuple[SourceAccount, ...]
    failures: tuple[Failure, ...]


def source_coverage(law: ProgrammeLaw, trials: Iterable[Trial]) -> SourceCoverage:
    """What rests on each source of a programme; a source that is cited and not declared is a failure, as one that is
    declared and not cited is.
    """
    trials = tuple(trials)
    said = tuple(_said(law))
    held = [(citation, one.scenario) for one in trials if one.holds for citation in rests_on(one)]
    declared = {one.name: one for one in law.programme.sources}
    cited = dict.fromkeys(one.citation.source for one in said)
    failures = (
        *(_undeclared(name, said) for name in cited if name not in declared),
        *(Failure(gap=Gap.UNUSED, id=name) for name in declared if name not in cited),
        *broken(trials),
    )
    own = law.programme.source
    ordered = sorted(declared.values(), key=lambda one: (one.name != own, *_by_weight(one)))
    sources = tuple(_source(one, said, held) for one in ordered)
    return SourceCoverage(law=law, sources=sources, failures=failures)


def _by_weight(source: Reference) -> tuple[int, tuple[tuple[str, int], ...]]:
    """The most reliable first; among equals, in the order in which one looks them up."""
    return tuple(Confidence).index(source.confidence), lookup_order(source.name)


def _said(law: ProgrammeLaw) -> Iterator[Saying]:
    """Everything that a programme says, its editions included; others' additions to it are theirs to account for."""
    own = law.programme
    for edition in own.editions:
        if edition.source:
            citation = Citation(source=edition.source, at=edition.id)
            yield Saying(sort=Sort.EDITION, id=edition.id, citation=citation)
    said = law.law
    yield from sayings(
        evolve(
            said,
            provisions=_own(said.provisions),
            rules=_own(said.rules),
            documents=_own(said.documents),
            obligations=_own(said.obligations),
            procedures=_own(said.procedures),
        )
    )


def _own(pieces: tuple[P, ...]) -> tuple[P, ...]:
    """What the programme says itself: what others add to it speaks for the university."""
    return tuple(one for one in pieces if one.authority is Authority.PROGRAMME)


def _source(source: Reference, said: Iterable[Saying], held: Iterable[tuple[Citation, Scenario]]) -> SourceAccount:
    mine = [one for one in said if one.citation.source == source.name]
    cases = [(citation.at, one) for citation, one in held if citation.source == source.name]
    places = sorted({one.citation.at for one in mine}, key=lookup_order)
    return SourceAccount(source=source, places=tuple(_place(at, mine, cases) for at in places))


def _place(at: str, said: Iterable[Saying], held: Iterable[tuple[str, Scenario]]) -> PlaceAccount:
    realised = dict.fromkeys(Realiser(sort=one.sort, id=one.id) for one in said if one.citation.at == at)
    scenarios = {id(one): one for where, one in held if where == at}
    return PlaceAccount(at=at, realised=tuple(realised), scenarios=tuple(scenarios.values()))


def _undeclared(name: str, said: Iterable[Saying]) -> Failure:
    first = next(one for one in said if one.citation.source == name)
    return Failure(gap=Gap.UNDECLARED, id=name, found=first.id, place=first.place)
