"""The university's law by itself, whatever the programme: what a programme says of it holds for that programme's stays.

It is read and not judged by: a dossier always has a programme, and with it a rulebook of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Set
from datetime import date
from typing import TypeVar

from attrs import evolve

from mobilnost.grammar import Compare, Comparison, Fact, Literal, Many, Member, Node, Vocabulary, conjunction, fold
from mobilnost.law import Authority, Component, DatedValue, Layer, Override, Programme, Provision, Resolver
from mobilnost.lawbook import Lawbook
from mobilnost.rulebook import Rulebook, RuleSet
from mobilnost.rules import Contribution, DocumentRequirement, Obligation, Rule, Typist, types_of
from mobilnost.standing import StandingLaw, refuse

Whatever = TypeVar("Whatever")
Layered = TypeVar("Layered", Rule, DocumentRequirement, Obligation)
Speaking = TypeVar("Speaking", Rule, DocumentRequirement, Obligation, Component)


def university_book(lawbook: Lawbook, on: date) -> Rulebook:
    """The regulation, what the office fills in and adds, and what programmes set of it for their own stays.

    Raises `InvalidData` where the regulation, or the law of a programme, is mistaken.
    """
    standing = {code: lawbook.standing(code, on) for code in lawbook.laws}
    definitions = {one.name: one for one in lawbook.facts}
    for one in standing.values():
        definitions = {**one.definitions, **definitions}
    law = _typed(lawbook)
    office = _of_the_office(law, lawbook, standing)
    resolver = Resolver(on, types_of(definitions.values()))
    resolution = resolver.over(resolver.figures((*law.provisions, *office.provisions)), _said(law, standing))
    required = frozenset(name for name, one in definitions.items() if one.required)
    rules = RuleSet((*law.rules, *office.rules), required)
    return Rulebook(
        programme=Programme(code="", names=lawbook.regulation.names),
        edition=None,
        agreement=None,
        call=None,
        decision=None,
        figures=resolution.figures,
        waived={},
        sets=(rules,),
        documents=(*law.documents, *office.documents),
        obligations=(*law.obligations, *office.obligations),
        components=(*law.components, *office.components),
        procedures=law.procedures,
        instalments=law.instalments,
        definitions=definitions,
        home=lawbook.home,
        programmes={code: one.programme for code, one in lawbook.laws.items()},
        institutions=lawbook.institutions,
    )


def any_book(lawbook: Lawbook, on: date) -> Rulebook:
    """A rulebook by which the regulation is put in words: of any programme, and of none where none is loaded.

    Raises as `university_book` does.
    """
    code = next(iter(lawbook.laws), None)
    return university_book(lawbook, on) if code is None else lawbook.rulebook(code, on)


def _typed(lawbook: Lawbook) -> Contribution:
    law = lawbook.regulation.law
    typist = Typist(Vocabulary(facts=types_of(lawbook.facts), figures={one.key: one.type for one in law.provisions}))
    typed = typist.contribution(law)
    refuse(typist.problems)
    return typed


def _said(law: Contribution, standing: Mapping[str, StandingLaw]) -> Iterator[Override]:
    """What settings and programmes say of the university's provisions; a setting may hold for some of them alone."""
    own = {one.key for one in law.provisions}
    settings: list[tuple[Override, list[str]]] = []
    for code, one in standing.items():
        for override in one.law.overrides:
            if override.key not in own:
                continue
            if override.origin.layer is Layer.SETTING:
                codes = next((codes for known, codes in settings if known == override), None)
                if codes is None:
                    settings.append((override, codes := []))
                codes.append(code)
            else:
                applies = fold(override.applies, one.resolver.known)
                yield evolve(override, applies=conjunction(_of([code]), applies))
    for setting, codes in settings:
        yield evolve(setting, applies=_for(codes, setting.applies, standing))


def _of_the_office(own: Contribution, lawbook: Lawbook, standing: Mapping[str, StandingLaw]) -> Contribution:
    """What an office's own plugins and closures add, for the programmes to which they add it."""
    known = frozenset(one.key for one in own.provisions)
    laws = {code: _added(one.law, known, lawbook.laws[code].added) for code, one in standing.items()}
    return Contribution(
        provisions=tuple(_joint({code: one.provisions for code, one in laws.items()})),
        rules=tuple(_gathered({code: one.rules for code, one in laws.items()})),
        documents=tuple(_gathered({code: one.documents for code, one in laws.items()})),
        obligations=tuple(_gathered({code: one.obligations for code, one in laws.items()})),
        components=tuple(_gathered({code: one.components for code, one in laws.items()})),
    )


def _added(law: Contribution, known: Set[str], ids: Collection[str]) -> Contribution:
    """Of a programme's law what the office adds: `known` are the regulation's provisions, `ids` those of plugins."""
    university = (one for one in law.provisions if one.authority is Authority.UNIVERSITY)
    return Contribution(
        provisions=tuple(one for one in university if one.key not in known),
        rules=_office_s(law.rules),
        documents=_office_s(law.documents),
        obligations=_office_s(law.obligations),
        components=tuple(one for one in law.components if one.id in ids),
    )


def _office_s(things: tuple[Layered, ...]) -> tuple[Layered, ...]:
    return tuple(one for one in things if one.layer is Layer.SETTING)


def _gathered(said: Mapping[str, tuple[Speaking, ...]]) -> Iterator[Speaking]:
    """What the office says, each thing once; what it says of some programmes alone holds for these."""
    for one, codes in _speakers(said).items():
        yield evolve(one, applies=_for(codes, one.applies, said))


def _joint(said: Mapping[str, tuple[Provision, ...]]) -> Iterator[Provision]:
    """Provisions, each key once; what they say for some programmes alone holds for these."""
    found: dict[str, Provision] = {}
    for one, codes in _speakers(said).items():
        values = tuple(_resting(one, evolve(it, applies=_for(codes, it.applies, said))) for it in one.values)
        first = found.get(one.key)
        found[one.key] = evolve(first, values=(*first.values, *values)) if first else evolve(one, values=values)
    yield from found.values()


def _resting(provision: Provision, value: DatedValue) -> DatedValue:
    """A value with where it stands, which goes with it when it stands beside those of others."""
    return evolve(value, citation=value.citation or provision.citation, place=value.place or provision.place)


def _speakers(said: Mapping[str, tuple[Whatever, ...]]) -> dict[Whatever, list[str]]:
    speakers: dict[Whatever, list[str]] = {}
    for code, things in said.items():
        for one in things:
            speakers.setdefault(one, []).append(code)
    return speakers


def _for(codes: list[str], applies: Node, said: Mapping[str, object]) -> Node:
    """A condition, for these programmes alone where they are not all."""
    return conjunction(_of(codes), applies) if len(codes) < len(said) else applies


def _of(codes: list[str]) -> Node:
    """That a stay is one of these programmes."""
    same = [Compare(Comparison.EQUAL, Fact("programme"), Literal(code)) for code in codes]
    return same[0] if len(same) == 1 else Member(Fact("programme"), Many(tuple(codes)), False)
