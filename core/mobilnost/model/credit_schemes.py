"""Credits other than ECTS: how an institution describes its own, and how they become ECTS (čl. 7 st. 2)."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from attrs import field, frozen

from mobilnost.model.codes import ID, NOT_NEGATIVE, POSITIVE, Count, Id, Quantity
from mobilnost.model.courses import ECTS
from mobilnost.model.institutions import Names
from mobilnost.model.ordered import require_distinct
from mobilnost.model.problems import BadValue

#: Of an hour by the clock.
MINUTES = 60


class CreditPrinciple(StrEnum):
    """How credits become ECTS (čl. 14 st. 2 t. 1.1); what each of them does stands in `recognition.credits`."""

    STATED = "ects-as-stated"
    AGREED = "as-agreed"
    WORKLOAD = "workload"
    HOME = "home-course"
    YEAR_LOAD = "year-load"
    TABLE = "table"


@frozen(kw_only=True)
class Workload:
    """Hours of a student's work; an hour may be an academic one of 45 minutes."""

    hours: Quantity = field(validator=NOT_NEGATIVE)
    minutes: Count = field(default=MINUTES, validator=POSITIVE)

    @property
    def clock_hours(self) -> Decimal:
        """The same in hours of sixty minutes."""
        return self.hours * self.minutes / MINUTES


@frozen(kw_only=True)
class CreditRow:
    """A row of a table of conversion: so many credits are so many ECTS."""

    credits: Quantity = field(validator=NOT_NEGATIVE)
    ects: Quantity = field(validator=NOT_NEGATIVE)


@frozen(kw_only=True)
class CreditScheme:
    """A scheme of credits other than ECTS, as the institution that uses it describes it.

    `full_year` is how many make a year of full-time study; `workload` the work that one of them stands for; `table`
    what both institutions have agreed on. `principle` says how it is converted, where that is settled for it.
    """

    id: Id = field(validator=ID)
    names: Names = field(factory=dict, hash=False)
    full_year: Quantity | None = field(default=None, validator=NOT_NEGATIVE)
    workload: Workload | None = None
    table: tuple[CreditRow, ...] = ()
    principle: CreditPrinciple | None = None
    source: str | None = None

    def __attrs_post_init__(self) -> None:
        if self.id.lower() == ECTS:
            raise BadValue("id", found=self.id, expected="!= ects")
        if self.full_year == 0:
            raise BadValue("full_year", found="0", expected="> 0")
        require_distinct("table", (f"{one.credits.normalize():f}" for one in self.table), key="credits")
