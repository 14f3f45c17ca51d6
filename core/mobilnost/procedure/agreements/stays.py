"""What a stay takes of an agreement's places: a person, months, days and student-semesters. Pure.

Months are counted by the programme's own strategy, as everywhere; the days are days of the calendar, interruptions
taken off. How long a stay is a whole semester, and how long a whole year, the regulation and the office say (čl. 16
st. 1, a reading and an office's setting); a shorter one is worth its share. Where nobody says, they are not known.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, ROUND_UP, Decimal
from fractions import Fraction
from functools import cache

from attrs import field, frozen

from mobilnost.law import Programme
from mobilnost.model import (
    DAYS_PER_MONTH,
    AcademicYear,
    Cycle,
    Direction,
    Dossier,
    Kind,
    Period,
    Span,
    actual_days,
    measure,
)
from mobilnost.model.codes import between
from mobilnost.procedure.agreements.rooms import Need

#: Quantities of places have two decimals, as the exchange formats of the field have.
HUNDREDTH = Decimal("0.01")


@frozen(kw_only=True)
class Stay:
    """What is known of stays that are alike: `count` of them, each by one person.

    One that is not `decided` may still be refused.
    """

    agreement: str | None
    programme: str
    kind: Kind
    direction: Direction
    participant: str
    cycle: Cycle | None = None
    blended: bool = False
    first_day: dt.date
    last_day: dt.date
    interruptions: tuple[Period, ...] = ()
    decided: bool = True
    count: int = 1

    @classmethod
    def of(cls, dossier: Dossier) -> Stay:
        """The stay of a dossier."""
        mobility = dossier.mobility
        return cls(
            agreement=mobility.agreement,
            programme=mobility.programme,
            kind=mobility.kind,
            direction=mobility.direction,
            participant=dossier.participant,
            cycle=dossier.student.cycle if dossier.student else None,
            blended=mobility.blended,
            first_day=dossier.first_day,
            last_day=dossier.last_day,
            interruptions=tuple(one.period for one in dossier.interruptions),
        )

    @property
    def year(self) -> AcademicYear:
        """The academic year that it belongs to: that of its first day, wherever it ends."""
        return AcademicYear.of(self.first_day)

    @property
    def days(self) -> int:
        """Its days of the calendar, both ends counted, less interruptions."""
        return measure(actual_days, self.first_day, self.last_day, self.interruptions).days


@frozen(kw_only=True)
class Semesters:
    """From how long a stay is a whole semester, and from how long a whole year (čl. 16 st. 1, a reading).

    `terms` are those of the host's year where it has another number than two: a quarter is one of three.
    """

    semester: Span
    year: Span
    terms: int = field(default=2, validator=between(2))

    def of(self, stay: Span) -> Fraction:
        """How many semesters of ours a stay is worth; a year is always two."""
        for least, worth in _worths(self):
            if stay >= least:
                return worth
        one = self.semester * Fraction(2, self.terms)
        return Fraction(2, self.terms) * Fraction(_days(stay), _days(one))


@cache
def _worths(semesters: Semesters) -> tuple[tuple[Span, Fraction], ...]:
    """From which length on a stay is worth how many semesters, the longest first."""
    terms = semesters.terms
    one = semesters.semester * Fraction(2, terms)
    whole = ((one * number, Fraction(2 * number, terms)) for number in range(terms - 1, 0, -1))
    return ((semesters.year, Fraction(2)), *whole)


@frozen(kw_only=True)
class Measures:
    """How stays are measured: the programmes with their strategies, and what a semester is.

    `partners` are the semesters of the partner's calendar, for those who go there; else it is like ours. Without
    `semesters` nobody says what one is.
    """

    programmes: Mapping[str, Programme]
    semesters: Semesters | None = None
    partners: Semesters | None = None
    _strategies: dict[tuple[object, ...], str] = field(factory=dict, init=False, eq=False, repr=False)

    def length(self, stay: Stay) -> Span:
        """The length of a stay by its programme's own count; of one that is not loaded, in calendar months."""
        programme = self.programmes.get(stay.programme, Programme(code=stay.programme))
        edition = programme.edition_on(stay.first_day)
        facts = {
            "participant": stay.participant,
            "cycle": stay.cycle,
            "kind": stay.kind,
            "blended": stay.blended,
            "calendar_days": stay.days,
            "edition": edition.id if edition else None,
        }
        key = (stay.programme, *facts.values())
        if key not in self._strategies:
            said = {name: value for name, value in facts.items() if value is not None}
            self._strategies[key] = programme.strategy(said)
        return measure(self._strategies[key], stay.first_day, stay.last_day, stay.interruptions)

    def taken(self, stays: Iterable[Stay]) -> Need:
        """What stays take together. Students alone have semesters."""
        persons = days = thirtieths = 0
        semesters = None if self.semesters is None else Fraction(0)
        for stay in stays:
            length = self.length(stay)
            persons += stay.count
            days += stay.days * stay.count
            thirtieths += _days(length) * stay.count
            if semesters is not None and stay.participant == "student":
                semesters += self._worth(stay, length) * stay.count
        return Need(
            persons=Decimal(persons),
            months=_rounded(Fraction(thirtieths, DAYS_PER_MONTH), ROUND_HALF_UP),
            days=Decimal(days),
            student_semesters=None if semesters is None else _rounded(semesters, ROUND_UP),
        )

    def _worth(self, stay: Stay, length: Span) -> Fraction:
        """How many semesters a stay of a student is worth, by the calendar of those who receive."""
        away = stay.direction is Direction.OUTGOING
        found = self.partners if away and self.partners is not None else self.semesters
        return Fraction(0) if found is None else found.of(length)


def _days(span: Span) -> int:
    return span.months * DAYS_PER_MONTH + span.days


def _rounded(value: Fraction, how: str) -> Decimal:
    return (Decimal(value.numerator) / value.denominator).quantize(HUNDREDTH, how)
