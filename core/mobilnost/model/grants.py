"""What the office records of the money of one mobility: the facts that it hangs on, and what was paid."""

import datetime as dt

from attrs import field, frozen

from mobilnost.model.codes import DAY, NOT_NEGATIVE, Amount, Day, Quantity
from mobilnost.model.money import Money
from mobilnost.model.problems import BadValue


@frozen(kw_only=True)
class Amendment:
    """That the parties moved the last day of the stay that the grant is for, and when the last of them signed."""

    date: dt.date
    end: Day = field(validator=DAY)


@frozen(kw_only=True)
class Payment:
    """Money that went to the participant on a day, or with `back` came from there."""

    date: dt.date
    amount: Money
    back: bool = False

    def __attrs_post_init__(self) -> None:
        if self.amount.amount < 0:
            raise BadValue("amount", found=str(self.amount), expected=">= 0")


@frozen(kw_only=True)
class GrantRecord:
    """The money of one mobility as the office knows it.

    `distance_km` is one way, by the programme's own calculator; without it the distance follows from the coordinates
    of the institutions. `travel_days` are paid beside the days of the stay, `zero_grant_days` are days of the stay
    that are not paid; `teaching_hours` are those of the whole stay. The grant is agreed for the mobility's `start` to
    its `end`, or to the end of the last of the `amendments`.

    `travel_cost` is the real cost of an expensive journey, recorded where the office has decided to pay of that, and
    `cancelled` the day since which it is known that the participant does not go.
    """

    distance_km: Quantity | None = field(default=None, validator=NOT_NEGATIVE)
    travel_days: Amount = field(default=0, validator=NOT_NEGATIVE)
    zero_grant_days: Amount = field(default=0, validator=NOT_NEGATIVE)
    teaching_hours: Quantity | None = field(default=None, validator=NOT_NEGATIVE)
    travel_cost: Money | None = None
    cancelled: dt.date | None = None
    amendments: tuple[Amendment, ...] = ()
    payments: tuple[Payment, ...] = ()

    def __attrs_post_init__(self) -> None:
        if self.travel_cost is not None and self.travel_cost.amount < 0:
            raise BadValue("travel_cost", found=str(self.travel_cost), expected=">= 0")
