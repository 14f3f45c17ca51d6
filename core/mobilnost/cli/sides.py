"""Sets of circumstances as they are named on the command line: a programme, an agreement, a call, a regulation.

    erasmus                            a programme; erasmus@2014-2020 one of its editions
    sum-uniri-2018                     an agreement, a call or a decision of the office by its id
    agreements/rijeka.toml             a file of any of these; what it is stands in it
    mostar-2018                        a regulation that comes along; my-regulation.toml another
    erasmus-2018+sum-uniri-2018        several of them together
    agreement:sum-uniri-2018           where one id is borne by several

What is joined holds together; a name that several things bear is made clear by its kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from attrs import field, frozen

from mobilnost.accounts.terms import term_of
from mobilnost.accounts.university import university_book
from mobilnost.formats import Loaded
from mobilnost.law import Edition
from mobilnost.lawbook import Lawbook
from mobilnost.model import Agreement, Call, Decision, MonthDay
from mobilnost.rulebook import Rulebook

JOIN = "+"
KINDS = ("programme", "agreement", "call", "decision", "regulation")
#: The day on which an academic year begins, as `AcademicYear` counts.
YEAR_BEGINS = MonthDay(8, 1)


class Misnamed(Exception):
    """A name that means nothing, or too much; `kind` says how, `values` what is told of it."""

    def __init__(self, kind: str, **values: object) -> None:
        super().__init__(kind)
        self.kind = kind
        self.values = values


@frozen(kw_only=True)
class Side:
    """What is in force: the lawbook of a regulation, and of a programme its edition, call, agreement and decision.

    `named` are the kinds of things that were named, in the order of `KINDS`. Without a programme it is the university's
    law alone.
    """

    lawbook: Lawbook = field(eq=False)
    named: tuple[str, ...] = ()
    programme: str | None = None
    edition: Edition | None = None
    agreement: Loaded[Agreement] | None = None
    call: Loaded[Call] | None = None
    decision: Loaded[Decision] | None = None

    @property
    def terms(self) -> Iterator[tuple[date, date]]:
        """The periods in which a stay begins under it: of the edition, the agreement, and the call's year."""
        if self.edition:
            yield self.edition.valid_from, self.edition.valid_to or date.max
        if self.agreement:
            begins, ends = term_of(self.agreement.value)
            yield begins, ends or date.max
        if self.call:
            year = self.call.value.academic_year
            yield YEAR_BEGINS.in_year(year.first), YEAR_BEGINS.in_year(year.second) - timedelta(days=1)

    def day(self, today: date) -> date:
        """A day on which it holds: today; of an edition the nearest to it; else the first of agreement and call.

        Where these never meet, it is the first day of that which begins last.
        """
        if self.edition and not (self.agreement or self.call):
            return min(max(today, self.edition.valid_from), self.edition.valid_to or date.max)
        found = day_for(self.terms, today)
        return found or max((begins for begins, _ in self.terms), default=today)

    def book(self, on: date) -> Rulebook:
        """The rulebook for stays that begin on a day. Raises `InvalidData` where something of it is not lawful."""
        if self.programme is None:
            return university_book(self.lawbook, on)
        return self.lawbook.rulebook(
            self.programme, on, agreement=self.agreement, call=self.call, decision=self.decision
        )


def day_for(terms: Iterable[tuple[date, date]], today: date) -> date | None:
    """A day on which all terms hold: today, else the first of them; none where there is no such day."""
    begins, ends = zip(*((date.min, date.max), *terms), strict=True)
    first, last = max(begins), min(ends)
    if first > last:
        return None
    return today if first <= today <= last else first
