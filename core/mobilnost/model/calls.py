"""Calls for applications: the rules of one round, where the regulation leaves them to it (čl. 11)."""

import datetime as dt

from attrs import field, frozen

from mobilnost.model.agreements import Condition, Term
from mobilnost.model.codes import ID, Id
from mobilnost.model.deadlines import AcademicYear
from mobilnost.model.ordered import require_distinct, require_order
from mobilnost.model.selection import Selection


@frozen(kw_only=True)
class Call:
    """One call of one programme for one academic year.

    `edition` names the programme's edition, and with it its rates; `agreements` are the ids of those that the
    call offers, None where it does not say; applications are taken from `opens` to `closes`, both included;
    `selection` is how it ranks those who apply.
    """

    id: Id = field(validator=ID)
    programme: Id = field(validator=ID)
    academic_year: AcademicYear
    edition: Id | None = field(default=None, validator=ID)
    opens: dt.date
    closes: dt.date
    agreements: tuple[Id, ...] | None = field(default=None, validator=ID)
    terms: tuple[Term, ...] = ()
    conditions: tuple[Condition, ...] = ()
    selection: Selection | None = None

    def __attrs_post_init__(self) -> None:
        require_order("opens", self.opens, "closes", self.closes)
        require_distinct("conditions", (condition.id for condition in self.conditions))
