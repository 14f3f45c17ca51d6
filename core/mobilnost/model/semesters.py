"""When semesters begin, as an office has said, and which of them comes next."""

import datetime as dt
from collections.abc import Iterable
from itertools import pairwise

from attrs import field, frozen

from mobilnost.model.codes import DAY, Day
from mobilnost.model.deadlines import AcademicYear, Semester, semester_of
from mobilnost.model.problems import BadValue

#: The winter's months begin with August, the summer's half a year later (čl. 18).
FIRST_MONTH, MONTHS = 8, 6


@frozen(kw_only=True)
class SemesterStart:
    """The first day of one semester."""

    academic_year: AcademicYear
    semester: Semester
    begins: Day = field(validator=DAY)

    @property
    def number(self) -> int:
        """Its place in the row of all semesters: winter, summer, the winter of the next year."""
        return _number(self.academic_year, self.semester)


def _number(year: AcademicYear, semester: Semester) -> int:
    return 2 * year.first + (semester is Semester.SUMMER)


def semesters_touched(first: dt.date, last: dt.date) -> int:
    """How many semesters have a day of the period; the day on which they change is that of čl. 18."""
    began, ended = (_number(AcademicYear.of(day), semester_of(day)) for day in (first, last))
    return ended - began + 1


def next_semester(known: Iterable[SemesterStart], day: dt.date) -> dt.date | None:
    """The first day of the next semester that begins after a day; unknown where another may lie before it.

    None does where the one before is known to have begun: it is listed, or the day lies in the second half of its
    months (November to January, May to July), or already in the months of the next.
    """
    ours = sorted(known, key=lambda one: one.number)
    now = _number(AcademicYear.of(day), semester_of(day))
    coming = next((one for one in ours if one.begins > day), None)
    if coming is None:
        return None
    begun = now if (day.month - FIRST_MONTH) % MONTHS >= MONTHS // 2 else now - 1
    sure = coming.number <= begun + 1 or any(one.number == coming.number - 1 for one in ours)
    return coming.begins if sure else None


def require_row(list_key: str, known: Iterable[SemesterStart]) -> None:
    """Refuse semesters of which one is there twice, or begins no later than the one before."""
    rows = sorted(enumerate(known), key=lambda row: row[1].number)
    for (_, one), (index, other) in pairwise(rows):
        if one.number == other.number:
            found = f"{other.academic_year} {other.semester}"
            raise BadValue(list_key, index, kind="duplicate", found=found)
        if other.begins <= one.begins:
            expected = f"> {one.begins.isoformat()}"
            raise BadValue(
                list_key, index, "begins", kind="wrong-order", found=other.begins.isoformat(), expected=expected
            )
