"""How the partners of an exchange keep it in balance, where their agreement says so."""

from enum import StrEnum

from attrs import field, frozen

from mobilnost.model.codes import Amount, between
from mobilnost.model.kinds import Kind


class BalanceUnit(StrEnum):
    """What is counted, both ways."""

    PERSONS = "persons"
    MONTHS = "months"
    DAYS = "days"
    STUDENT_SEMESTERS = "student-semesters"


@frozen(kw_only=True)
class Balance:
    """In what an exchange is counted, and whether a deficit goes on to the next year.

    `kinds` are those that are kept in balance, None all of them. `partner_terms_per_year` is the number of terms in
    the partner's year where it is not two: of one with quarters, three. A stay there is worth its share of two.
    """

    unit: BalanceUnit = BalanceUnit.STUDENT_SEMESTERS
    carried: bool = True
    kinds: tuple[Kind, ...] | None = None
    partner_terms_per_year: Amount = field(default=2, validator=between(2, 6))
