"""The lawbook of an office: one regulation, its programmes and settings, from which rulebooks are resolved.

Each rulebook is resolved once and kept. What does not depend on call and agreement is typed, folded and compiled once
for a programme, its edition, and the period in which the same dated values are in force.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Any

from attrs import evolve

from mobilnost.grammar import Vocabulary
from mobilnost.instruments import InstrumentReader, Sourced, closure_rule, kind_rules
from mobilnost.law import (
    Citation,
    Layer,
    Origin,
    Override,
    Programme,
)
from mobilnost.model import (
    Agreement,
    Call,
    Decision,
    Institution,
    Place,
    Problem,
    Settings,
)
from mobilnost.rulebook import Rulebook, RuleSet
from mobilnost.rules import (
    CORE_FACTS,
    Contribution,
    FactDefinition,
    Home,
    Typist,
    troubles,
    types_of,
)
from mobilnost.standing import (
    StandingLaw,
    TypedLaw,
    edition_of,
    folded,
    refuse,
    said_twice,
    standing_law,
    turns_of,
)
from mobilnost.statutes import ProgrammeLaw as ProgrammeLaw
from mobilnost.statutes import Regulation as Regulation

#: The rulebooks that are kept; a system that reads its agreements anew for every question does not fill the memory.
MOST_RULEBOOKS = 1024


class Lawbook:
    """Regulation, programmes, settings and known institutions; gives the rulebook of a dossier's circumstances.

    Raises `InvalidData` with every problem found when a rulebook cannot be resolved.
    """

    def __init__(
        self,
        *,
        regulation: Regulation,
        programmes: Iterable[ProgrammeLaw] = (),
        settings: Settings | None = None,
        settings_place: Callable[..., Place] | None = None,
        institutions: Iterable[Institution] = (),
        facts: Iterable[FactDefinition] = CORE_FACTS,
    ) -> None:
        self.regulation = regulation
        self.laws = {one.programme.code: one for one in programmes}
        self.settings = settings
        self.settings_place = settings_place
        # What facts look at is read-only: they are others' work.
        self.institutions = MappingProxyType({one.id: one for one in institutions})
        self.facts = tuple(facts)
        self.home = _home(regulation, settings)
        self._typed: dict[str, TypedLaw] = {}
        self._standing: dict[tuple[str, str | None, int], StandingLaw] = {}
        self._rulebooks: dict[tuple[Any, ...], tuple[Rulebook, tuple[Any, ...]]] = {}

    def rulebook(
        self,
        programme: str,
        on: date,
        *,
        agreement: Sourced[Agreement] | None = None,
        call: Sourced[Call] | None = None,
        decision: Sourced[Decision] | None = None,
        partners: tuple[Institution, ...] = (),
    ) -> Rulebook:
        """What a mobility of a programme is judged by when its stay begins on a day.

        `partners` are institutions that are known for it alone; of those that the lawbook knows they say nothing new.
        Raises `KeyError` for a programme that is not loaded, `InvalidData` for unlawful or wrong instruments.
        """
        base = self._standing_for(programme, on, call)
        instruments = (agreement, call, decision)
        key = (id(base), *map(id, instruments), partners)
        if key not in self._rulebooks:
            # The instruments are kept beside the rulebook, so that their ids stay theirs.
            rulebook, problems = self._resolve(base, agreement, call, decision)
            refuse(problems)
            if partners:
                known = {one.id: one for one in partners} | dict(self.institutions)
                rulebook = evolve(rulebook, institutions=MappingProxyType(known))
            self._rulebooks[key] = (rulebook, instruments)
            if len(self._rulebooks) > MOST_RULEBOOKS:
                del self._rulebooks[next(iter(self._rulebooks))]
        return self._rulebooks[key][0]

    def consider(
        self,
        programme: str,
        on: date,
        *,
        agreement: Sourced[Agreement] | None = None,
        call: Sourced[Call] | None = None,
        decision: Sourced[Decision] | None = None,
    ) -> tuple[Rulebook, tuple[Problem, ...]]:
        """What instruments come to without what is refused of them, and why it is refused; for those who explain.

        Nobody is judged by such a rulebook where there are problems. Raises as `rulebook` does for what lies beneath.
        """
        return self._resolve(self._standing_for(programme, on, call), agreement, call, decision)

    def standing(self, code: str, on: date, edition_id: str | None = None, place: Place | None = None) -> StandingLaw:
        """What a programme's rulebooks share, for the edition named (at a place) or the one in force on a day."""
        law = self._law(code)
        edition = edition_of(law.programme, on, edition_id, place)
        key = (code, edition.id if edition else None, bisect_right(law.turns, on))
        if key not in self._standing:
            self._standing[key] = standing_law(law, edition, on)
        return self._standing[key]

    def _standing_for(self, programme: str, on: date, call: Sourced[Call] | None) -> StandingLaw:
        if call is None:
            return self.standing(programme, on)
        return self.standing(programme, on, call.value.edition, call.place("edition"))

    def _law(self, code: str) -> TypedLaw:
        """A programme's law and the university's, typed once."""
        if code not in self._typed:
            self._typed[code] = self._type(self.laws[code])
        return self._typed[code]

    def _type(self, given: ProgrammeLaw) -> TypedLaw:
        definitions = {one.name: one for one in (*self.facts, *given.facts)}
        brought = Contribution.joined([given.law, self._frame(given.programme)])
        provisions = (*self.regulation.law.provisions, *brought.provisions)
        vocabulary = Vocabulary(
            facts=types_of(definitions.values()),
            figures={one.key: one.type for one in provisions},
            required=frozenset(one.name for one in definitions.values() if one.required),
        )
        typist = Typist(vocabulary)
        said = (*self._set_by_office(vocabulary), *brought.overrides)
        typed = typist.contribution(evolve(brought, overrides=said))
        law = Contribution.joined([self._university, typed])
        refuse([*typist.problems, *said_twice(law), *troubles(law)])
        return TypedLaw(given.programme, vocabulary, law, definitions, turns_of(law))

    @cached_property
    def _university(self) -> Contribution:
        """The regulation, typed; it speaks of the facts that every programme has, and of its own provisions."""
        law = self.regulation.law
        types = {one.key: one.type for one in law.provisions}
        typist = Typist(Vocabulary(facts=types_of(self.facts), figures=types))
        typed = typist.contribution(law)
        refuse(typist.problems)
        return typed

    @cached_property
    def _declared(self) -> frozenset[str]:
        """The keys of all provisions, whoever declares them."""
        laws = [self.regulation.law, *(one.law for one in self.laws.values())]
        return frozenset(one.key for law in laws for one in law.provisions)

    def _set_by_office(self, vocabulary: Vocabulary) -> list[Override]:
        """What the office fills in; the level of language has a key of its own in the settings.

        What it fills in of other programmes does not concern this one; a key that nobody declares is a problem.
        """
        if self.settings is None:
            return []
        said = dict(self.settings.provisions)
        if self.settings.language_level is not None:
            said["eligibility.student.language"] = str(self.settings.language_level)
        place_of = self.settings_place or (lambda *path: Place("mobilnost.toml", None, ".".join(path)))
        return [
            Override(
                key=key,
                value=value,
                origin=Origin(
                    layer=Layer.SETTING,
                    citation=Citation(source="mobilnost.toml", at=f"provisions.{key}"),
                    place=place_of("provisions", key),
                ),
            )
            for key, value in said.items()
            if key in vocabulary.figures or key not in self._declared
        ]

    def _frame(self, programme: Programme) -> Contribution:
        """What follows from the programme itself: its kinds of mobility, and what is closed."""
        office = self.settings.closures if self.settings else ()
        return Contribution(
            rules=(
                *kind_rules(programme),
                *(closure_rule(one, Layer.PROGRAMME, programme.code) for one in programme.closures),
                *(closure_rule(one, Layer.SETTING, "mobilnost.toml") for one in office),
            )
        )

    def _resolve(
        self,
        base: StandingLaw,
        agreement: Sourced[Agreement] | None,
        call: Sourced[Call] | None,
        decision: Sourced[Decision] | None,
    ) -> tuple[Rulebook, tuple[Problem, ...]]:
        typist = Typist(base.vocabulary)
        reader = InstrumentReader(base.law.provisions)
        parts = [
            reader.read(one, layer)
            for one, layer in ((call, Layer.CALL), (agreement, Layer.AGREEMENT))
            if one is not None
        ]
        said = typist.contribution(Contribution.joined(parts))
        waivers = reader.waivers(decision) if decision else ()
        typist.keys((one.key, one.origin.place) for one in waivers)
        resolution = base.resolver.over(base.resolution, said.overrides, waivers)
        added = RuleSet(folded(said.rules, base.resolver.known), base.vocabulary.required)
        rulebook = Rulebook(
            programme=base.programme,
            edition=base.edition,
            agreement=agreement.value if agreement else None,
            call=call.value if call else None,
            decision=decision.value if decision else None,
            figures=resolution.figures,
            waived=resolution.waived,
            sets=(base.rules, added) if added.rules else (base.rules,),
            documents=base.law.documents,
            obligations=base.law.obligations,
            components=base.law.components,
            procedures=base.law.procedures,
            instalments=base.law.instalments,
            definitions=base.definitions,
            home=self.home,
            programmes=MappingProxyType({code: one.programme for code, one in self.laws.items()}),
            institutions=self.institutions,
        )
        return rulebook, (*reader.problems, *typist.problems, *resolution.problems)


def _home(regulation: Regulation, settings: Settings | None) -> Home:
    if settings is None:
        return Home(institution=regulation.institution, country=regulation.country)
    units = {unit.id for unit in settings.units}
    return Home(
        institution=settings.institution,
        country=settings.country,
        units=frozenset(units),
        affiliated=frozenset(settings.affiliated),
        semesters=settings.semesters,
    )
