"""The analyst of a lawbook: finds what is wrong with instruments and laws; what the law is, it works out once."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from difflib import get_close_matches

from attrs import define, evolve, field

from mobilnost.analysis.agreements import of_agreement, unknown_amended
from mobilnost.analysis.articles import of_citations
from mobilnost.analysis.calls import of_call, of_pair, unknown_agreements
from mobilnost.analysis.decisions import of_decision, without_dossier
from mobilnost.analysis.drafts import Unplaced
from mobilnost.analysis.entries import part_of
from mobilnost.analysis.frames import DAYS, PARTNER, Frames, frames_of, partner_of
from mobilnost.analysis.ground import Ground
from mobilnost.analysis.inspection import Inspection
from mobilnost.analysis.laws import of_law
from mobilnost.analysis.periods import days_of_law, end_of, year_of
from mobilnost.analysis.remarks import Remark, united
from mobilnost.analysis.silent import with_silent
from mobilnost.analysis.templates import template_of
from mobilnost.analysis.usage import permissions, unmarked, unused
from mobilnost.instruments import Sourced
from mobilnost.law import Authority
from mobilnost.lawbook import Lawbook
from mobilnost.model import Agreement, Call, Decision, Dossier, InvalidData, Place, Problem
from mobilnost.standing import StandingLaw, turns_of

Instruments = Iterable[Sourced[Agreement]]


@define(eq=False)
class Analyst:
    """Analyses under one lawbook. Pure: the same questions have the same answers, whatever was asked before.

    With a day, it looks at the law of that day alone; else at that of each edition and period concerned.
    """

    lawbook: Lawbook
    on: date | None = None
    _grounds: dict[int, Ground] = field(factory=dict, init=False)
    #: The laws of a programme from one day to another.
    _periods: dict[tuple[str, date, date | None], list[Ground]] = field(factory=dict, init=False)
    #: Templates of agreements of which there is nothing to be said: of which ones, by what was asked of their frames.
    _clean: dict[object, dict[frozenset[str], set[object]]] = field(factory=dict, init=False)

    # -- instruments

    def agreement(
        self, given: Sourced[Agreement], calls: Iterable[Sourced[Call]] = (), agreements: Instruments | None = None
    ) -> Inspection:
        """What is to be said of an agreement: alone under each law of its time, beside the calls that offer it, and
        beside the known agreements, where somebody knows them.
        """
        stranger = self._stranger(given)
        if stranger:
            return Inspection((stranger,))
        alone = self._alone(given)
        offering = (call for call in calls if given.value.id in (call.value.agreements or ()))
        beside = [remark for call in offering for remark in self._pair(call, given)]
        beside += () if agreements is None else unknown_amended(given, [one.value.id for one in agreements])
        return evolve(alone, remarks=united([(*alone.remarks, *beside)])) if alone.remarks or beside else alone

    def _alone(self, given: Sourced[Agreement]) -> Inspection:
        """What is to be said of an agreement by itself; where nothing is, nor of another from the same template."""
        grounds = self._grounds_of(given.value)
        clean = self._clean.setdefault(template_of(given.value, grounds), {})
        if any(self._seen(given.value, asked) in those for asked, those in clean.items()):
            return Inspection()
        mine = Unplaced(given)
        frames = [self._frames(mine, ground) for ground in grounds]
        runs = [of_agreement(mine, *pair) for pair in zip(grounds, frames, strict=True)]
        found = Inspection.joined(runs, [ground.edition for ground in grounds])
        if found == Inspection():
            asked = frozenset(name for one in frames for name in one.asked)
            clean.setdefault(asked, set()).add(self._seen(given.value, asked))
        return found.placed(mine.found)

    def _seen(self, agreement: Agreement, asked: Collection[str]) -> object:
        """What tells an agreement from others of its template for somebody who asked for this of its frames."""
        partner = partner_of(agreement, self.lawbook.home, self.lawbook.institutions)
        days = (agreement.valid_from, agreement.valid_to) if DAYS in asked else None
        return tuple(partner.items()) if PARTNER in asked else bool(partner), days

    def call(self, given: Sourced[Call], agreements: Instruments | None = None) -> Inspection:
        """What is to be said of a call: alone, and beside those of the known agreements that it offers."""
        stranger = self._stranger(given)
        if stranger:
            return Inspection((stranger,))
        mine = Unplaced(given)
        try:
            alone = of_call(mine, self._ground_of(given))
        except InvalidData as error:  # it names an edition that its programme has not
            return Inspection(error.problems)
        known = None if agreements is None else {one.value.id: one for one in agreements}
        remarks = list(alone.placed(mine.found).remarks)
        if known is not None:
            remarks += [evolve(one, place=mine.found(one.place)) for one in unknown_agreements(mine, known)]
            offered = [known[one] for one in given.value.agreements or () if one in known]
            remarks += [remark for one in offered for remark in self._pair(given, one)]
        return Inspection(alone.placed(mine.found).problems, united([remarks]))

    def decision(self, given: Sourced[Decision], dossier: Dossier | None) -> Inspection:
        """What is to be said of a decision, and of the dossier that it was made for; `None` where there is none."""
        remarks = tuple(of_decision(given))
        if dossier is None:
            return Inspection((), (*remarks, without_dossier(given)))
        code = dossier.mobility.programme
        if code not in self.lawbook.laws:
            return Inspection((), remarks)
        _, problems = self.lawbook.consider(code, dossier.first_day, decision=given)
        return Inspection(problems, remarks)

    def used(self, agreement: Sourced[Agreement] | None, call: Sourced[Call] | None) -> tuple[Remark, ...]:
        """What is to be said of the agreement and the call that a dossier rests on, and of the two together."""
        found: list[Remark] = []
        if agreement is not None:
            found += self.agreement(agreement).remarks
        if call is not None:
            found += self.call(call).remarks
            found += self._pair(call, agreement) if agreement is not None else ()
        return united([found])

    # -- laws

    def regulation(self) -> Inspection:
        """What is to be said of the university's own law, under every programme that is loaded or that it names."""
        book = with_silent(self.lawbook)
        return (self if book is self.lawbook else Analyst(book, self.on))._law(list(book.laws), Authority.UNIVERSITY)

    def programme(self, code: str) -> Inspection:
        """What is to be said of a programme's law, in each edition. Raises `KeyError` where it is not loaded."""
        return self._law([code], Authority.PROGRAMME)

    def _law(self, codes: list[str], authority: Authority) -> Inspection:
        book = self.lawbook.regulation
        try:
            grounds = {code: self._all_grounds(code) for code in codes}
            every = [self.lawbook.standing(code, date.max).law for code in self.lawbook.laws]
        except InvalidData as error:
            return Inspection(error.problems)
        remarks: list[Remark] = []
        for those in list(grounds.values())[:1]:
            law, base = part_of(those[0].standing.law, authority), those[0]
            remarks += of_citations(law, book, book.deciders if authority is Authority.UNIVERSITY else ())
            remarks += unused(law, every)
            remarks += unmarked(law, base.standing.law.provisions)
            remarks += permissions(law, base)
        runs = [(ground, code) for code, those in grounds.items() for ground in those]
        names = [ground.edition if len(codes) == 1 else f"{code} {ground.edition}".rstrip() for ground, code in runs]
        remarks += united([of_law(ground, authority) for ground, _ in runs], names)
        return Inspection((), united([remarks]))

    # -- the law that each of them is laid on

    def _stranger(self, given: Sourced[Agreement] | Sourced[Call]) -> Problem | None:
        """That its programme is not loaded."""
        code, known = given.value.programme, self.lawbook.laws
        if code in known:
            return None
        near = get_close_matches(code, known, n=1)
        expected = ", ".join(known) or None
        return Problem("unknown-programme", given.place("programme"), code, expected, near[0] if near else None)

    def _pair(self, call: Sourced[Call], agreement: Sourced[Agreement]) -> list[Remark]:
        ours, theirs = Unplaced(call), Unplaced(agreement)
        if self._stranger(call):
            return []
        try:
            ground = self._ground_of(call)
        except InvalidData:  # it names an edition that its programme has not, which is said of the call
            return []
        found = of_pair(ours, theirs, ground, self._frames(theirs, ground))

        def place(one: Place) -> Place:
            return theirs.found(ours.found(one))

        return list(Inspection((), tuple(found)).placed(place).remarks)

    def _frames(self, given: Unplaced[Agreement], ground: Ground) -> Frames:
        return frames_of(given.value, ground, self.lawbook.home, self.lawbook.institutions)

    def _ground(self, standing: StandingLaw) -> Ground:
        if id(standing) not in self._grounds:
            self._grounds[id(standing)] = Ground(standing)
        return self._grounds[id(standing)]

    def _ground_of(self, call: Sourced[Call]) -> Ground:
        value = call.value
        return self._ground(
            self.lawbook.standing(value.programme, self.on or self.day_of(value), value.edition, call.place("edition"))
        )

    @staticmethod
    def day_of(call: Call) -> date:
        """The first day on which a stay of a call may begin."""
        return year_of(call.academic_year)[0]

    def _grounds_of(self, agreement: Agreement) -> list[Ground]:
        """The laws of each edition and period in which an agreement is in force."""
        end = end_of(agreement)
        return self._between(agreement.programme, agreement.valid_from, end[0] if end else None)

    def _all_grounds(self, code: str) -> list[Ground]:
        programme = self.lawbook.laws[code].programme
        begins = [one.valid_from for one in programme.editions] or [self.lawbook.regulation.valid_from or date.min]
        return self._between(code, min(begins), None)

    def _between(self, code: str, first: date, last: date | None) -> list[Ground]:
        period = code, first, last
        if period not in self._periods:
            programme = self.lawbook.laws[code].programme
            turns = turns_of(self.lawbook.standing(code, first).law)
            days = days_of_law(first, last, programme, turns) if self.on is None else [self.on]
            self._periods[period] = list(dict.fromkeys(self._ground(self.lawbook.standing(code, day)) for day in days))
        return self._periods[period]
