"""The dossier of one mobility: everything that the office knows when it decides."""

import datetime as dt

from attrs import field, frozen

from mobilnost.model.codes import DAY, ID, ISCED_F, LANGUAGE, TEXT, Day, Id, IscedF, Language, Text
from mobilnost.model.courses import Course
from mobilnost.model.documents import Document
from mobilnost.model.grants import GrantRecord
from mobilnost.model.institutions import Institution
from mobilnost.model.kinds import Cycle, Direction, Kind
from mobilnost.model.ordered import require_distinct, require_order
from mobilnost.model.persons import Person, Staff, Student
from mobilnost.model.problems import BadValue
from mobilnost.model.spans import Period


@frozen(kw_only=True)
class Mobility:
    """One stay: its programme and purpose, where from and where to, and when; both days count.

    `agreement` and `call` are ids known to the office, or paths of files. `arrived` and `returned` say what
    happened where it differs from `start` and `end`. `network` is the network of CEEPUS.
    """

    id: Id = field(validator=ID)
    programme: Id = field(validator=ID)
    kind: Kind
    direction: Direction
    agreement: str | None = None
    call: str | None = None
    sending: Id = field(validator=ID)
    receiving: Id = field(validator=ID)
    unit: Id | None = field(default=None, validator=ID)
    start: Day = field(validator=DAY)
    end: Day = field(validator=DAY)
    arrived: Day | None = field(default=None, validator=DAY)
    returned: Day | None = field(default=None, validator=DAY)
    language: Language | None = field(default=None, validator=LANGUAGE)
    field_isced_f: IscedF | None = field(default=None, validator=ISCED_F)
    network: str | None = None
    blended: bool = False
    joint_programme: bool = False
    freemover: bool = False
    zero_grant: bool = False

    def __attrs_post_init__(self) -> None:
        require_order("start", self.start, "end", self.end)
        first = "start" if self.arrived is None else "arrived"
        last = "end" if self.returned is None else "returned"
        require_order(first, getattr(self, first), last, getattr(self, last))


@frozen(kw_only=True)
class Interruption:
    """Days on which the stay did not go on, both included; they shorten it (čl. 9, a reading)."""

    start: Day = field(validator=DAY)
    end: Day = field(validator=DAY)
    reason: Text = field(validator=TEXT)

    def __attrs_post_init__(self) -> None:
        require_order("start", self.start, "end", self.end)

    @property
    def period(self) -> Period:
        """Its first and last day."""
        return self.start, self.end


@frozen(kw_only=True)
class PastMobility:
    """An earlier mobility of the same person; cancelled ones do not count (čl. 9 st. 2, a reading)."""

    programme: Id = field(validator=ID)
    cycle: Cycle | None = None
    kind: Kind | None = None
    start: Day = field(validator=DAY)
    end: Day = field(validator=DAY)
    cancelled: bool = False
    zero_grant: bool = False

    def __attrs_post_init__(self) -> None:
        require_order("start", self.start, "end", self.end)


@frozen(kw_only=True)
class Suspension:
    """A duty that waits for somebody else since a day, and why; meanwhile it is not overdue (čl. 16)."""

    obligation: Id = field(validator=ID)
    date: dt.date
    reason: Text = field(validator=TEXT)


@frozen(kw_only=True)
class Dossier:
    """One mobility, who goes, and what the office has on record; `student` or `staff`, never both.

    `courses` None means that nobody has said; an empty list of anything else means that there is none.
    """

    mobility: Mobility
    person: Person
    student: Student | None = None
    staff: Staff | None = None
    courses: tuple[Course, ...] | None = None
    documents: tuple[Document, ...] = ()
    history: tuple[PastMobility, ...] = ()
    interruptions: tuple[Interruption, ...] = ()
    institutions: tuple[Institution, ...] = ()
    suspensions: tuple[Suspension, ...] = ()
    grant: GrantRecord = field(factory=GrantRecord)

    def __attrs_post_init__(self) -> None:
        if self.student is not None and self.staff is not None:
            raise BadValue("staff", kind="one-of", found="student, staff", expected="student, staff")
        if self.student is None and self.staff is None:
            raise BadValue(kind="one-of", expected="student, staff")
        require_distinct("institutions", (institution.id for institution in self.institutions))
        begins = max(self.mobility.start, self.first_day)
        for number, amendment in enumerate(self.grant.amendments):
            if amendment.end < begins:
                expected = f">= start {begins.isoformat()}"
                path = ("grant", "amendments", number, "end")
                raise BadValue(*path, kind="wrong-order", found=amendment.end.isoformat(), expected=expected)

    @property
    def participant(self) -> str:
        """`student` or `staff`."""
        return "student" if self.student is not None else "staff"

    @property
    def first_day(self) -> dt.date:
        """The day of arrival, or else the planned first day."""
        return self.mobility.arrived or self.mobility.start

    @property
    def last_day(self) -> dt.date:
        """The day of return, or else the planned last day."""
        return self.mobility.returned or self.mobility.end
