"""The law of one call as its round needs it: who may state criteria, what ranks whom, who may sit on the committee."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import cached_property

from attrs import frozen

from mobilnost.analysis.periods import year_of
from mobilnost.formats import Loaded
from mobilnost.grammar import facts_of
from mobilnost.law import Citation, Figure, Layer
from mobilnost.model import Agreement, Calendar, Call, Committee, InvalidData, Problem, Selected, Selection
from mobilnost.office import Office, Unknown
from mobilnost.office.daysoff import calendar_of
from mobilnost.procedure.calls.committees import CommitteeLaw, committee_law
from mobilnost.procedure.calls.committees import objections as committee_objections
from mobilnost.procedure.calls.lists import ListLaw
from mobilnost.procedure.calls.merit import Scheme
from mobilnost.procedure.calls.rankings import RankedList, Ranking
from mobilnost.procedure.calls.selection import CRITERIA, replaces, scheme_of, selection_problems, with_default_tie
from mobilnost.procedure.refusals import Reason
from mobilnost.rulebook import Rulebook
from mobilnost.standing import StandingLaw

NOTHING = Scheme(criteria=())


@frozen(eq=False)
class CallLaw:
    """A call of an office with the law that it is run by. `on` is the day on which a committee's mandate counts."""

    office: Office
    call: Loaded[Call]
    participant: Selected
    on: dt.date

    @classmethod
    def of(cls, office: Office, name: str, participant: Selected | None, on: dt.date) -> CallLaw:
        """The law of a call, by its id or file. Raises `Unknown`, and `InvalidData` for one that cannot be run."""
        call = office.calls.named(name)
        if call.value.programme not in office.lawbook.laws:
            raise InvalidData(office.absent(call.value.programme, call.place("programme")))
        own = call.value.selection
        return cls(office, call, participant or (own.participant if own else Selected.STUDENT), on)

    @cached_property
    def standing(self) -> StandingLaw:
        """The law under the edition that the call names."""
        value = self.call.value
        return self.office.lawbook.standing(
            value.programme, year_of(value.academic_year)[0], value.edition, self.call.place("edition")
        )

    @property
    def figures(self) -> Mapping[str, Figure]:
        """What the provisions come to under the call alone."""
        return self.rulebook().figures

    def rulebook(self, agreement: Loaded[Agreement] | None = None) -> Rulebook:
        """By what a candidate for an agreement's places is judged. Raises `InvalidData`."""
        day = year_of(self.call.value.academic_year)[0]
        return self.office.lawbook.rulebook(self.call.value.programme, day, agreement=agreement, call=self.call)

    def agreement(self, name: str) -> Loaded[Agreement]:
        """An agreement of the office. Raises `Unknown`, `InvalidData`."""
        return self.office.agreements.named(name)

    # -- what ranks

    def selection_of(self, agreement: Loaded[Agreement]) -> Selection | None:
        """What the places of an agreement are ranked by: a selection of its own, else the call's."""
        own = agreement.value.selection
        if own is not None and own.participant is self.participant:
            return own
        return self.call.value.selection

    def lists_again(self, before: Ranking) -> tuple[ListLaw, ...]:
        """The lists of an earlier ranking by what they were then ranked by, whatever the files say now."""
        return tuple(self._again(one) for one in before.lists)

    def lists(self, agreements: Iterable[Loaded[Agreement]]) -> tuple[ListLaw, ...]:
        """By what each list is ranked: that of the call, and those of agreements with a selection of their own.

        Raises `InvalidData` with everything that is wrong with any of these.
        """
        own = [one for one in agreements if self.selection_of(one) is not self.call.value.selection]
        problems = [*self._problems(self.call, Layer.CALL)]
        problems += [problem for one in own for problem in self._problems(one, Layer.AGREEMENT)]
        if problems:
            raise InvalidData(problems)
        call = self.call.value
        return (
            self._list(call.id, call.selection, None, Layer.CALL),
            *(self._list(one.value.id, one.value.selection, one.value.id, Layer.AGREEMENT) for one in own),
        )

    def _problems(self, given: Loaded[Call] | Loaded[Agreement], layer: Layer) -> tuple[Problem, ...]:
        return selection_problems(given, layer, self.standing)

    def _again(self, one: RankedList) -> ListLaw:
        return self._list(one.source, one.selection, one.agreement, Layer.AGREEMENT if one.agreement else Layer.CALL)

    def _list(self, source: str, selection: Selection | None, agreement: str | None, layer: Layer) -> ListLaw:
        figure = self.standing.resolution.figures.get(CRITERIA[self.participant])
        cited = figure.provision.citation if figure else Citation(source="")
        scheme = scheme_of(selection, source, self.standing.vocabulary) if selection else NOTHING
        listed = tuple(str(name) for one in figure.candidates for name in _names(one.value)) if figure else ()
        return ListLaw(
            source=source,
            agreement=agreement,
            selection=selection,
            scheme=with_default_tie(scheme, selection, listed, cited),
            citation=cited,
            replaces=figure is None or replaces(layer, figure.provision),
        )

    def facts_wanted(self, laws: Iterable[ListLaw]) -> tuple[str, ...]:
        """The facts that any list, or the law's own list of criteria, looks at."""
        names: dict[str, None] = {}
        for law in laws:
            names.update((one.fact, None) for one in law.scheme.criteria if one.fact)
            names.update((one.fact, None) for one in law.scheme.ties)
            names.update((name, None) for one in law.scheme.tiers for name in facts_of(one.applies))
        figure = self.figures.get(CRITERIA[self.participant])
        for candidate in figure.candidates if figure else ():
            names.update(dict.fromkeys(facts_of(candidate.applies)))
        known = self.standing.definitions
        return tuple(name for name in names if name in known)

    # -- who ranks

    @property
    def committee_law(self) -> CommitteeLaw | None:
        """What the regulation asks of the committee."""
        return committee_law(self.participant, self.figures)

    def committee(self, name: str | None) -> Committee:
        """The committee of a name; without one, the office's latest for these candidates. Raises `Unknown`."""
        settings = self.office.settings
        known = settings.value.committees if settings else ()
        if name is None:
            mine = [one for one in known if one.participant is self.participant and one.appointed <= self.on]
            mine = mine or [one for one in known if one.participant is self.participant]
            if mine:
                return max(mine, key=lambda one: one.appointed)
        for one in known:
            if one.id == name:
                return one
        raise Unknown("committee", name or self.participant.value, (one.id for one in known))

    def objections(self, committee: Committee) -> tuple[Reason, ...]:
        """What keeps a committee from ranking; a regulation that knows no committees has nothing against any."""
        law = self.committee_law
        return () if law is None else committee_objections(committee, self.participant, law, self.on)


def calendar_around(office: Office, *days: dt.date) -> Calendar:
    """The office's working days around some days. Raises `InvalidData` for a calendar that nobody knows."""
    if office.settings is None:
        return Calendar()
    return calendar_of(office.settings, range(min(days).year, max(days).year + 2))


def _names(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else ()
