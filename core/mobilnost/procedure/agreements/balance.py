"""The balance of an exchange over the term of its agreement: who has sent more, year by year, and what is carried on.

Partners of a bilateral exchange count in student-semesters (a year is two), both ways, and settle over the whole term:
what one side lacks in a year it has in the next. Where the partner's year has another number of terms, the agreement
says so (`balance.partner_terms_per_year`), and stays there are worth their share. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from attrs import frozen

from mobilnost.model import AcademicYear, Agreement, Balance, BalanceUnit, Direction
from mobilnost.procedure.agreements.stays import Measures, Stay


@frozen(kw_only=True)
class YearBalance:
    """One academic year of an exchange, in the unit of its balance.

    `brought` comes from the years before. Above zero we have received more than we sent, and may send as many more;
    below zero we have sent more, and owe places.
    """

    year: AcademicYear
    sent: Decimal
    received: Decimal
    brought: Decimal = Decimal(0)

    @property
    def difference(self) -> Decimal:
        """What this year adds to it."""
        return self.received - self.sent

    @property
    def carried(self) -> Decimal:
        """What goes on to the next year, where the agreement carries it."""
        return self.brought + self.difference


def balanced_in(agreement: Agreement) -> Balance:
    """How an agreement keeps its balance; one that says nothing counts student-semesters and carries them on."""
    return agreement.balance or Balance()


def years_of(agreement: Agreement, stays: Iterable[Stay], until: AcademicYear) -> tuple[AcademicYear, ...]:
    """The academic years of an agreement's term up to one of them; years of stays before or after it are in it too."""
    known = [AcademicYear.of(agreement.valid_from), until, *(stay.year for stay in stays)]
    first = min(known)
    last = max([until, *(stay.year for stay in stays if stay.year <= until)])
    return tuple(AcademicYear(number) for number in range(first.first, last.first + 1))


def balance(
    agreement: Agreement, stays: Iterable[Stay], measures: Measures, until: AcademicYear
) -> tuple[YearBalance, ...]:
    """The balance of each academic year of an agreement's term, up to and with one of them.

    `stays` are those of the agreement, neither withdrawn nor refused; those that may still be refused do not count.
    """
    terms = balanced_in(agreement)
    counting = tuple(stay for stay in stays if _counts(terms, stay) and stay.year <= until)
    return tuple(_years(agreement, counting, measures, until, terms))


def _years(
    agreement: Agreement, stays: tuple[Stay, ...], measures: Measures, until: AcademicYear, terms: Balance
) -> Iterator[YearBalance]:
    brought = Decimal(0)
    for year in years_of(agreement, stays, until):
        those = [stay for stay in stays if stay.year == year]
        found = YearBalance(
            year=year,
            sent=_taken(those, Direction.OUTGOING, measures, terms),
            received=_taken(those, Direction.INCOMING, measures, terms),
            brought=brought,
        )
        yield found
        brought = found.carried if terms.carried else Decimal(0)


def _taken(stays: list[Stay], direction: Direction, measures: Measures, terms: Balance) -> Decimal:
    need = measures.taken(stay for stay in stays if stay.direction is direction)
    found: Decimal = getattr(need, terms.unit.value.replace("-", "_"))
    return found


def _counts(terms: Balance, stay: Stay) -> bool:
    """Whether a stay is of the kinds that are kept in balance; semesters are those of students."""
    if terms.kinds is not None:
        return stay.decided and stay.kind in terms.kinds
    return stay.decided and (terms.unit is not BalanceUnit.STUDENT_SEMESTERS or stay.participant == "student")
