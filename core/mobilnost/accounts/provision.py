"""The search for a provision through all layers, from the decision down to the law's own text.

For each layer: what was looked at, what stands there, and what became of it: it stands, was beaten, says the same as
another, was refused, or does not concern this case. Refusals are values here: who explains shows them too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from attrs import evolve, frozen

from mobilnost.accounts.figures import of_provision
from mobilnost.accounts.layers import Fate, Instruments, ProvisionAccount, Said, Step
from mobilnost.grammar import FALSE, TRUE, Node, Type, WrongValue, evaluate, implies, waits_for
from mobilnost.instruments import InstrumentReader, Sourced
from mobilnost.law import (
    Authority,
    Candidate,
    DatedValue,
    Figure,
    Layer,
    Mode,
    Origin,
    Override,
    Permission,
    Provision,
)
from mobilnost.law.provisions import value_of
from mobilnost.lawbook import Lawbook
from mobilnost.model import Decision, Place, Problem
from mobilnost.rulebook import Rulebook
from mobilnost.rules import Typist
from mobilnost.standing import StandingLaw


def search(
    lawbook: Lawbook,
    key: str,
    programme: str,
    on: date,
    instruments: Instruments,
    facts: Mapping[str, Any] | None = None,
) -> ProvisionAccount:
    """The search for a provision by its key; `facts` are those of a dossier, by which it is then settled.

    Raises `KeyError` for a provision that nobody declares, `InvalidData` where the law beneath is itself at fault.
    """
    call = instruments.call
    edition = (call.value.edition, call.place("edition")) if call else ()
    standing = lawbook.standing(programme, on, *edition)
    book, problems = lawbook.consider(
        programme, on, agreement=instruments.agreement, call=call, decision=instruments.decision
    )
    provision = book.figures[key].provision
    spoken = [
        *_terms(provision, instruments, standing),
        *((one, ()) for one in standing.law.overrides if one.key == key),
    ]
    refused = {one.origin for one, places in spoken if _problems_at(problems, {one.origin.place, *places})}
    lawful = tuple(one for one in book.figures[key].candidates if one.origin not in refused)
    figure = evolve(book.figures[key], candidates=lawful)
    searcher = _Searcher(figure, standing, problems, facts)
    said = [
        *searcher.waivers(instruments.decision, book),
        *(searcher.override(one, places) for one, places in spoken),
        *searcher.own(on),
    ]
    return ProvisionAccount(
        figure=figure,
        programme=programme,
        edition=book.edition.id if book.edition else None,
        on=on,
        steps=tuple(_steps(said, figure.provision, instruments, lawbook, book)),
        effective=None if facts is None else figure.effective(facts),
        waived=book.waived.get(key),
        deciders=of_provision(lawbook.regulation.deciders, key),
    )


def _steps(
    said: list[Said], provision: Provision, instruments: Instruments, lawbook: Lawbook, book: Rulebook
) -> Iterator[Step]:
    """The layers from the decision down to the one in which the provision was declared."""
    own = Layer.REGULATION if provision.authority is Authority.UNIVERSITY else Layer.PROGRAMME
    sources = {
        Layer.PROGRAMME: book.programme.code,
        Layer.SETTING: "mobilnost.toml" if lawbook.settings else None,
        Layer.REGULATION: lawbook.regulation.source,
    }
    plugin = lawbook.laws[book.programme.code].added.get(provision.key)
    for layer in sorted(Layer, key=lambda one: one.rank, reverse=True):
        of_office = provision.setting and layer is Layer.SETTING
        if layer.rank >= own.rank or of_office:
            may = (Permission(layer=layer),) if of_office else provision.permission(layer)
            yield Step(
                layer=layer,
                source=plugin if plugin and layer is own else instruments.source(layer) or sources.get(layer),
                plugin=plugin if layer is own else None,
                permissions=may,
                said=tuple(one for one in said if one.origin.layer is layer),
            )


def _terms(
    provision: Provision, instruments: Instruments, standing: StandingLaw
) -> Iterator[tuple[Override, tuple[Place | None, ...]]]:
    """What agreement and call say of it, typed, with the further places at which its mistakes stand."""
    for given, layer in ((instruments.agreement, Layer.AGREEMENT), (instruments.call, Layer.CALL)):
        for index, term in enumerate(given.value.terms if given else ()):
            if given and term.provision == provision.key:
                typist, reader = Typist(standing.vocabulary), InstrumentReader((provision,))
                override = typist.override(reader.term(term, given.value.id, layer, given, index))
                yield override, (given.place("terms", index, "applies"),)


def _problems_at(problems: Iterable[Problem], places: Iterable[Place | None]) -> tuple[Problem, ...]:
    """What was found wrong at some places; a conflict belongs to both of its places."""
    at = {one for one in places if one is not None}
    return tuple(one for one in problems if one.place in at or at.intersection(one.others))


@frozen
class _Searcher:
    """Finds what became of everything that was said of one figure."""

    figure: Figure
    standing: StandingLaw
    problems: tuple[Problem, ...]
    facts: Mapping[str, Any] | None

    @property
    def types(self) -> Mapping[str, Type]:
        return self.standing.vocabulary.facts

    def waivers(self, decision: Sourced[Decision] | None, book: Rulebook) -> Iterator[Said]:
        """What a special decision sets aside."""
        waivers = InstrumentReader(()).waivers(decision) if decision else ()
        for one in waivers:
            if one.key == self.figure.provision.key:
                fate = Fate.WAIVES if one.key in book.waived else Fate.REFUSED
                problems = _problems_at(self.problems, {one.origin.place})
                yield Said(value=None, origin=one.origin, applies=TRUE, fate=fate, problems=problems)

    def own(self, on: date) -> Iterator[Said]:
        """What the provision's own text says, at other times too."""
        provision = self.figure.provision
        layer = Layer.REGULATION if provision.authority is Authority.UNIVERSITY else Layer.PROGRAMME
        for one in provision.values:
            citation, place = one.citation or provision.citation, one.place or provision.place
            origin = Origin(layer=layer, citation=citation, place=place)
            applies = self.standing.resolver.fold(one.applies)
            if not one.valid_on(on):
                yield Said(value=one.value, origin=origin, applies=one.applies, fate=Fate.OTHER_TIME, dated=one)
            elif applies == FALSE:
                yield Said(value=one.value, origin=origin, applies=one.applies, fate=Fate.ELSEWHERE, dated=one)
            else:
                wanted = (one.value, applies)
                of_it = [it for it in self.of(origin) if (it.value, it.applies) == wanted]
                yield self.judged(one.value, origin, applies, of_it, dated=one)

    def override(self, override: Override, places: tuple[Place | None, ...]) -> Said:
        """What became of what a layer says; `places` are further ones at which its mistakes stand."""
        provision = self.figure.provision
        applies = self.standing.resolver.fold(override.applies)
        problems = _problems_at(self.problems, {override.origin.place, *places})
        of_it = self.of(override.origin)
        if problems or (applies == FALSE and not of_it):
            return Said(
                value=self.typed(override.value),
                origin=override.origin,
                applies=override.applies,
                fate=Fate.REFUSED if problems else Fate.ELSEWHERE,
                problems=problems,
            )
        found = self.standing.resolver.permitted(provision, override, applies)
        permission = None if isinstance(found, Problem) else found
        return self.judged(self.typed(override.value), override.origin, applies, of_it, permission)

    def typed(self, raw: object) -> object:
        """A value as the provision's type has it; one that is of no such type as it was written."""
        try:
            return value_of(self.figure.provision, raw)
        except WrongValue:
            return raw

    def of(self, origin: Origin) -> list[Candidate]:
        """The candidates that go back to an origin."""
        return [one for one in self.figure.candidates if origin == one.origin or origin in one.also]

    def judged(
        self,
        value: object,
        origin: Origin,
        applies: Node,
        candidates: list[Candidate],
        permission: Permission | None = None,
        dated: DatedValue | None = None,
    ) -> Said:
        """Whether a value that was admitted stands, and if not, why."""
        candidate = self._best(candidates)
        fate, by = self._abstract(candidate) if self.facts is None else self._for_dossier(candidate)
        if fate is Fate.STANDS and candidate.origin != origin:
            fate, by = Fate.SAME, candidate
        missing = waits_for(candidate.applies, self.facts or {}, {}) if fate is Fate.WAITS else ()
        return Said(
            value=candidate.value if permission and permission.mode is Mode.EXTEND else value,
            origin=origin,
            applies=applies,
            fate=fate,
            by=by,
            permission=permission,
            missing=missing,
            dated=dated,
        )

    def _best(self, candidates: list[Candidate]) -> Candidate:
        """Of the candidates that one saying gave, that which holds of the dossier, else the first."""
        if self.facts is not None:
            facts = self.facts
            return next((one for one in candidates if evaluate(one.applies, facts, {})), candidates[0])
        return candidates[0]

    def _abstract(self, candidate: Candidate) -> tuple[Fate, Candidate | None]:
        """Of no dossier in particular: beaten where a stronger one holds wherever this one does."""
        index = self.figure.candidates.index(candidate)
        for stronger in self.figure.candidates[:index]:
            if stronger.origin != candidate.origin and implies(candidate.applies, stronger.applies, self.types):
                return Fate.BEATEN, stronger
        return Fate.STANDS, None

    def _for_dossier(self, candidate: Candidate) -> tuple[Fate, Candidate | None]:
        facts = self.facts or {}
        winner = self.figure.effective(facts).winner
        holds = evaluate(candidate.applies, facts, {})
        if candidate == winner:
            return Fate.STANDS, None
        if holds is False:
            return Fate.IDLE, None
        return (Fate.WAITS, None) if holds is None or winner is None else (Fate.BEATEN, winner)
