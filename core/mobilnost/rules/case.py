"""A case: a dossier together with what the office knows around it. What facts are computed from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property

from attrs import field, frozen

from mobilnost.law import Programme
from mobilnost.model import (
    Agreement,
    Calendar,
    Call,
    Dossier,
    Institution,
    Kind,
    PastMobility,
    Semester,
    SemesterStart,
    Span,
    actual_days,
    measure,
    semester_of,
    semesters_touched,
)


@frozen(kw_only=True)
class Home:
    """Our own university: its id, its country, and who else employs its staff (čl. 21 st. 2).

    `units` are its own, `affiliated` others that belong to it, such as the clinical hospital; `semesters` say
    when these begin.
    """

    institution: str
    country: str
    units: frozenset[str] = frozenset()
    affiliated: frozenset[str] = frozenset()
    semesters: tuple[SemesterStart, ...] = ()


@frozen(kw_only=True)
class Case:
    """A dossier, and what is known of its agreement, call, institutions, and the programmes of earlier stays."""

    dossier: Dossier
    home: Home
    programmes: Mapping[str, Programme] = field(factory=dict, hash=False)
    institutions: Mapping[str, Institution] = field(factory=dict, hash=False)
    agreement: Agreement | None = None
    call: Call | None = None
    edition: str | None = None
    calendar: Calendar = field(factory=Calendar)

    @cached_property
    def stay(self) -> Span:
        """The length of the stay by its programme's own count, less interruptions."""
        mobility = self.dossier.mobility
        strategy = self.strategy(mobility.programme, mobility.kind, mobility.blended, self.calendar_days, self.edition)
        interruptions = [one.period for one in self.dossier.interruptions]
        return measure(strategy, self.dossier.first_day, self.dossier.last_day, interruptions)

    @property
    def semester(self) -> Semester:
        """The semester in which the stay begins."""
        return semester_of(self.dossier.first_day)

    @property
    def semesters(self) -> int:
        """How many semesters the stay touches, one after the other."""
        return semesters_touched(self.dossier.first_day, self.dossier.last_day)

    @cached_property
    def calendar_days(self) -> int:
        """The days of the stay, first and last included, less interruptions."""
        interruptions = [one.period for one in self.dossier.interruptions]
        return measure(actual_days, self.dossier.first_day, self.dossier.last_day, interruptions).days

    def strategy(self, programme: str, kind: Kind | None, blended: bool | None, days: int, edition: str | None) -> str:
        """How a programme counts a stay of this person; one that is not loaded counts calendar months."""
        student = self.dossier.student
        facts = {
            "participant": self.dossier.participant,
            "cycle": student.cycle if student else None,
            "kind": kind,
            "blended": blended,
            "calendar_days": days,
            "edition": edition,
        }
        known = self.programmes.get(programme, Programme(code=programme))
        return known.strategy({name: value for name, value in facts.items() if value is not None})

    def past_stay(self, past: PastMobility) -> Span:
        """The length of an earlier stay, by its own programme's count at the time."""
        days = actual_days(past.start, past.end).days
        programme = self.programmes.get(past.programme)
        edition = programme.edition_on(past.start) if programme else None
        strategy = self.strategy(past.programme, past.kind, None, days, edition.id if edition else None)
        return measure(strategy, past.start, past.end)

    @property
    def past(self) -> tuple[PastMobility, ...]:
        """The earlier mobilities that count: none that was cancelled or no stay abroad (čl. 9 st. 2, a reading)."""
        return tuple(one for one in self.dossier.history if not one.cancelled and one.kind is not Kind.ONLINE)

    def total(self, past: Iterable[PastMobility]) -> Span:
        """This stay and earlier ones together; 30 days carry to a month."""
        return sum((self.past_stay(one) for one in past), Span() + self.stay)

    def institution(self, id: str) -> Institution | None:
        """What is known of an institution: the dossier's own entry first, then the office's."""
        own = (one for one in self.dossier.institutions if one.id == id)
        return next(own, self.institutions.get(id))

    def country(self, id: str) -> str | None:
        """The country of an institution, if it is known."""
        if id == self.home.institution:
            return self.home.country
        known = self.institution(id)
        return known.country if known else None

    @property
    def partner(self) -> str:
        """The other institution."""
        mobility = self.dossier.mobility
        return mobility.receiving if mobility.direction == "outgoing" else mobility.sending

    def document_day(self, *types: str, latest: bool = False) -> date | None:
        """The day of the first (or the latest) document of these types, if one is dated."""
        days = [one.date for one in self.dossier.documents if one.type in types and one.date]
        return (max if latest else min)(days) if days else None
