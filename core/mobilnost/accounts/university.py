"""The university's law by itself, whatever the programme: what a programme says of it holds for that programme's stays.

It is read and not judged by: a dossier always has a programme, and with it a rulebook of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TypeVar

from attrs import evolve

from mobilnost.grammar import Compare, Comparison, Fact, Literal, Many, Member, Node, Vocabulary, conjunction, fold
from mobilnost.law import Authority, Layer, Override, Programme, Resolver
from mobilnost.lawbook import Lawbook
from mobilnost.rulebook import Rulebook, RuleSet
from mobilnost.rules import Contribution, DocumentRequirement, Obligation, Rule, Typist, types_of
from mobilnost.standing import StandingLaw, refuse

Speaking = TypeVar("Speaking", Rule, DocumentRequirement, Obligation)


def university_book(lawbook: Lawbook, on: date) -> Rulebook:
    """The regulation, what the office fills in and adds, and what programmes set of it for their own stays.

    Raises `InvalidData` where the regulation, or the law of a programme, is mistaken.
    """
    standing = {code: lawbook.standing(code, on) for code in lawbook.laws}
    definitions = {one.name: one for one in lawbook.facts}
    for one in standing.values():
        definitions = {**one.definitions, **definitions}
    law = _typed(lawbook)
    office = _of_the_office(law, standing)
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
        components=law.components,
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
    """What settings and programmes say of the university's provisions; a setting is the same for all of them."""
    own = {one.key for one in law.provisions}
    settings: dict[str, Override] = {}
    for code, one in standing.items():
        for override in one.law.overrides:
            if override.key not in own:
                continue
            if override.origin.layer is Layer.SETTING:
                settings[override.key] = override
            else:
                applies = fold(override.applies, one.resolver.known)
                yield evolve(override, applies=conjunction(_of([code]), applies))
    yield from settings.values()


def _of_the_office(own: Contribution, standing: Mapping[str, StandingLaw]) -> Contribution:
    """What an office's own plugins and closures add, for the programmes to which they add it."""
    known = {one.key for one in own.provisions}
    provisions = {
        one.key: one
        for law in standing.values()
        for one in law.law.provisions
        if one.authority is Authority.UNIVERSITY and one.key not in known
    }
    return Contribution(
        provisions=tuple(provisions.values()),
        rules=tuple(_gathered({code: one.law.rules for code, one in standing.items()})),
        documents=tuple(_gathered({code: one.law.documents for code, one in standing.items()})),
        obligations=tuple(_gathered({code: one.law.obligations for code, one in standing.items()})),
    )


def _gathered(said: Mapping[str, tuple[Speaking, ...]]) -> Iterator[Speaking]:
    """What the office says, each thing once; what it says of some programmes alone holds for these."""
    speakers: dict[Speaking, list[str]] = {}
    for code, things in said.items():
        for one in things:
            if one.layer is Layer.SETTING:
                speakers.setdefault(one, []).append(code)
    for one, codes in speakers.items():
        some = len(codes) < len(said)
        yield evolve(one, applies=conjunction(_of(codes), one.applies)) if some else one


def _of(codes: list[str]) -> Node:
    """That a stay is one of these programmes."""
    same = [Compare(Comparison.EQUAL, Fact("programme"), Literal(code)) for code in codes]
    return same[0] if len(same) == 1 else Member(Fact("programme"), Many(tuple(codes)), False)
