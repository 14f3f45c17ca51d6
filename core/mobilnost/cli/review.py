"""Dossiers judged by the one and by the other of two sides: each with its own circumstances, less what is compared."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from contextlib import redirect_stdout
from datetime import date
from typing import TYPE_CHECKING, Any

from attrs import evolve, frozen

from mobilnost.accounts.differences import AGREEMENT_ITEMS
from mobilnost.accounts.touched import Reviewed, Touched, touched
from mobilnost.assessment import Assessment, assess
from mobilnost.cli.exits import PluginRaised
from mobilnost.cli.sides import Side
from mobilnost.formats import Loaded
from mobilnost.model import Agreement, Call, Decision, Dossier, Institution, InvalidData, Problem
from mobilnost.office import Office, unfound
from mobilnost.rules import BrokenFact

if TYPE_CHECKING:  # what knows of a register is imported by whoever looks into one
    from mobilnost.cli.sources import Source
    from mobilnost.desk.matters import Matter

#: What a dossier may have another of when it is judged by a side; the programme it keeps.
REPLACED = ("agreement", "call", "decision")


@frozen
class Review:
    """Judges dossiers by both sides on a day."""

    office: Office
    before: Side
    after: Side
    on: date

    @property
    def possible(self) -> bool:
        """Whether a dossier can be judged by both: not where they are of different programmes."""
        return self.before.programme == self.after.programme

    def of(self, sources: Iterable[Source]) -> tuple[Reviewed, tuple[Problem, ...]]:
        """The dossiers that are concerned, those touched among them, and why others cannot be judged."""
        count, found, refused, problems = 0, list[Touched](), list[str](), list[Problem]()
        for source in sources:
            try:
                with redirect_stdout(sys.stderr):  # facts of plugins are found here, and may print
                    judged = self.both(source.load())
            except BrokenFact as error:
                refused.append(source.name)
                problems.append(self.broken(error))
                continue
            except InvalidData as error:
                refused.append(source.name)
                problems.extend(error.problems)
                continue
            count += judged is not None
            if judged and (changed := touched(*judged)):
                found.append(changed)
        return Reviewed(count=count, touched=tuple(found), refused=tuple(refused)), tuple(dict.fromkeys(problems))

    def broken(self, error: BrokenFact) -> Problem:
        """What a plugin cannot find of a dossier; a strict host ends the program with the plugin's own error."""
        if self.office.host.strict:
            raise PluginRaised from (error.__cause__ or error)
        return unfound(error, self.office.host)

    def both(self, matter: Matter) -> tuple[Assessment, Assessment] | None:
        """The dossier by either side; none where it is not concerned. Raises `InvalidData`, also as it stands."""
        given = (matter.decision, matter.partners)
        if not self.concerns(matter.dossier, matter.decision):
            return None
        matter.assessed(self.office, self.on)
        return self.judged(matter.dossier, self.before, *given), self.judged(matter.dossier, self.after, *given)

    def concerns(self, dossier: Loaded[Dossier], decision: Loaded[Decision] | None = None) -> bool:
        """Whether a dossier has, of each kind that is compared, what one of the sides names."""
        programme = dossier.value.mobility.programme
        if self.before.programme not in (None, programme):
            return False
        own = self.own(dossier, decision)
        return all(
            own[kind] in (self._id(self.before, kind), self._id(self.after, kind)) and own[kind] is not None
            for kind in self.compared
        )

    @property
    def compared(self) -> tuple[str, ...]:
        """The instruments of which the sides name one."""
        return tuple(kind for kind in REPLACED if {kind} & {*self.before.named, *self.after.named})

    def own(self, dossier: Loaded[Dossier], decision: Loaded[Decision] | None = None) -> dict[str, str | None]:
        """The ids of the instruments that a dossier has; the decision is the one given, or lies among the files."""
        agreement, call = self.office.agreement(dossier), self.office.call(dossier)
        decision = decision or self.office.decision_for(dossier.value.mobility.id)
        return {
            "agreement": agreement.value.id if agreement else None,
            "call": call.value.id if call else None,
            "decision": decision.value.id if decision else None,
        }

    def judged(
        self,
        dossier: Loaded[Dossier],
        side: Side,
        decision: Loaded[Decision] | None = None,
        partners: tuple[Institution, ...] = (),
    ) -> Assessment:
        """The dossier by a side: its own circumstances, save for what the sides compare; a decision and partners
        that a register has are among them. Raises `InvalidData`.
        """
        own = {
            "agreement": self.office.agreement(dossier),
            "call": self._in_edition(self.office.call(dossier), side),
            "decision": decision or self.office.decision_for(dossier.value.mobility.id),
        }
        instruments = own | {kind: compared(own[kind], getattr(side, kind)) for kind in self.compared}
        instruments["call"] = offering(instruments["call"], own["agreement"], instruments["agreement"])
        rulebook = side.lawbook.rulebook(
            dossier.value.mobility.programme,
            self._day(dossier.value.first_day, side),
            agreement=instruments["agreement"],
            call=instruments["call"],
            decision=instruments["decision"],
            partners=partners,
        )
        return assess(dossier.value, rulebook, on=self.on, calendar=self.office.calendar_for(dossier.value))

    def _in_edition(self, call: Loaded[Call] | None, side: Side) -> Loaded[Call] | None:
        """The dossier's call as it would be in the edition of a side."""
        if call is None or side.edition is None:
            return call
        return evolve(call, value=evolve(call.value, edition=side.edition.id))

    def _day(self, day: date, side: Side) -> date:
        """The first day of the stay, or the nearest day of the edition that the side names."""
        if side.edition is None:
            return day
        return min(max(day, side.edition.valid_from), side.edition.valid_to or date.max)

    def _id(self, side: Side, kind: str) -> str | None:
        named = getattr(side, kind)
        return named.value.id if named else None


def compared(own: Loaded[Any] | None, named: Loaded[Any] | None) -> Loaded[Any] | None:
    """What a dossier is judged by for its own instrument: the one that a side names, or its own without its content.

    A side that names none has the law without what the instrument sets and adds; the instrument is there all the same.
    Of an agreement between others only the content is taken: the dossier's own parties, period and places stay.
    """
    if own is None or isinstance(own.value, Decision):
        return named
    if named is None:
        return evolve(own, value=evolve(own.value, terms=(), conditions=()))
    if isinstance(own.value, Agreement) and set(own.value.parties) != set(named.value.parties):
        kept = {key: getattr(own.value, key) for key in ("programme", *AGREEMENT_ITEMS)}
        return evolve(named, value=evolve(named.value, **kept))
    return named


def offering(call: Loaded[Any] | None, own: Loaded[Any] | None, judged: Loaded[Any] | None) -> Loaded[Any] | None:
    """A call that offers what a dossier is judged by, where it offers the dossier's own agreement."""
    if call is None or own is None or judged is None or own.value.id not in (call.value.agreements or ()):
        return call
    return evolve(call, value=evolve(call.value, agreements=(*call.value.agreements, judged.value.id)))
