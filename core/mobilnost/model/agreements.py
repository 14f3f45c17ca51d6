"""Institutional agreements: what universities set and add, where the regulation lets them (čl. 2 st. 9)."""

import datetime as dt

from attrs import field, frozen

from mobilnost.model.balances import Balance
from mobilnost.model.codes import (
    ID,
    ISCED_F,
    NOT_NEGATIVE,
    TEXT,
    Amount,
    Id,
    IscedF,
    Quantity,
    Text,
)
from mobilnost.model.kinds import AgreementLevel, Cycle, Direction, Kind
from mobilnost.model.ordered import require_distinct, require_order
from mobilnost.model.problems import BadValue
from mobilnost.model.selection import Selection
from mobilnost.model.values import Value


@frozen(kw_only=True)
class Term:
    """What an agreement or call sets: the value of a provision, by which clause, and when it applies."""

    provision: Id = field(validator=ID)
    value: Value
    clause: Text = field(validator=TEXT)
    applies: Text | None = field(default=None, validator=TEXT)


@frozen(kw_only=True)
class Condition:
    """What an agreement or call adds: an expression that must hold, and when it applies."""

    id: Id = field(validator=ID)
    requires: Text = field(validator=TEXT)
    applies: Text | None = field(default=None, validator=TEXT)
    clause: Text = field(validator=TEXT)


@frozen(kw_only=True)
class Places:
    """How many may go each academic year: persons, and the months, days or semesters that they share.

    At least one of the four figures is given. `cycles` is None where every cycle may go.
    """

    direction: Direction
    kind: Kind
    cycles: tuple[Cycle, ...] | None = None
    persons_per_year: Amount | None = field(default=None, validator=NOT_NEGATIVE)
    months_per_year: Quantity | None = field(default=None, validator=NOT_NEGATIVE)
    days_per_year: Amount | None = field(default=None, validator=NOT_NEGATIVE)
    student_semesters_per_year: Amount | None = field(default=None, validator=NOT_NEGATIVE)

    def __attrs_post_init__(self) -> None:
        figures = ("persons_per_year", "months_per_year", "days_per_year", "student_semesters_per_year")
        if all(getattr(self, name) is None for name in figures):
            raise BadValue(kind="one-of", expected=", ".join(figures))


@frozen(kw_only=True)
class Halt:
    """The day from which an agreement is terminated or suspended, and why."""

    date: dt.date
    reason: Text = field(validator=TEXT)


@frozen(kw_only=True)
class Agreement:
    """One institutional agreement, of the university or of one unit.

    `valid_to` None is open-ended; `isced_f` None covers all fields; `amends` names the agreement that this
    one changes; `notice_days` is the term of notice; `selection` is how it ranks those who want its places;
    `balance` is how the partners keep the exchange in balance.
    """

    id: Id = field(validator=ID)
    programme: Id = field(validator=ID)
    level: AgreementLevel
    unit: Id | None = field(default=None, validator=ID)
    parties: tuple[Id, ...] = field(validator=ID)
    signed: dt.date
    valid_from: dt.date
    valid_to: dt.date | None = None
    isced_f: tuple[IscedF, ...] | None = field(default=None, validator=ISCED_F)
    terminated: Halt | None = None
    suspended: Halt | None = None
    amends: Id | None = field(default=None, validator=ID)
    notice_days: Amount | None = field(default=None, validator=NOT_NEGATIVE)
    renewal: str | None = None
    balance: Balance | None = None
    places: tuple[Places, ...] = ()
    terms: tuple[Term, ...] = ()
    conditions: tuple[Condition, ...] = ()
    selection: Selection | None = None

    def __attrs_post_init__(self) -> None:
        require_order("valid_from", self.valid_from, "valid_to", self.valid_to)
        if len(self.parties) < 2:
            raise BadValue("parties", found=str(len(self.parties)), expected=">= 2")
        if self.level is AgreementLevel.UNIT and self.unit is None:
            raise BadValue("unit", kind="missing-key")
        require_distinct("parties", self.parties, key=None)
        require_distinct("conditions", (condition.id for condition in self.conditions))
