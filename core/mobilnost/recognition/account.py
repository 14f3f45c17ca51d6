"""The account of a stay in ECTS: what was agreed, what is recognised and as what, what is missing, what is beyond.

Every credit of the transcript stands under exactly one outcome: nothing is lost and nothing is counted twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from attrs import field, frozen

from mobilnost.law import Citation, Effective
from mobilnost.model import Course
from mobilnost.recognition.law import Outcome

ZERO = Decimal(0)
#: What is recognised for the study programme; the rest is only noted, waits for an exam, or is nothing.
FOR_THE_STUDY = (Outcome.HOME_COURSE, Outcome.ELECTIVE)
#: What was achieved at the host: the study programme's, and what is noted in the supplement (čl. 16 st. 1).
ACHIEVED = (*FOR_THE_STUDY, Outcome.SUPPLEMENT)


@frozen(kw_only=True)
class Counted:
    """One result as the account takes it: its outcome, its ECTS, and the line of the agreement that it is of."""

    id: str
    outcome: Outcome
    ects: Decimal | None
    line: int | None = None


@frozen(kw_only=True)
class Due:
    """The ECTS that the stay had to bring (čl. 16 st. 1), where that applies; by which article and provisions."""

    ects: Decimal
    citation: Citation
    provisions: tuple[tuple[str, Effective], ...] = ()


@frozen(kw_only=True)
class Shortfall:
    """What is missing against the agreement.

    `lines` are the lines that were not achieved as agreed, from 0, with what is missing of each, where that is known;
    `ects` is what has to be made up after the return: what the agreement has more than is recognised (čl. 16 st. 3). It
    is None where nobody can know, since the ECTS of the agreement or of a result are not known.
    """

    ects: Decimal | None
    lines: tuple[tuple[int, Decimal | None], ...] = ()


@frozen(kw_only=True)
class Account:
    """The sums of a stay. `unknown` are results whose ECTS nobody knows; they are in no sum.

    `agreed` is None where the agreement does not say how many ECTS it has. `surplus` is what was achieved beyond it
    (čl. 14 st. 2 t. 1.6). `below_due` is what is missing against `due`, None where nobody can know. `complete` says
    that all that the agreement has was achieved (čl. 13 st. 1): every line, or of work without courses every result.
    """

    totals: Mapping[Outcome, Decimal] = field(hash=False)
    unknown: tuple[str, ...]
    agreed: Decimal | None
    shortfall: Shortfall
    surplus: Decimal
    due: Due | None
    below_due: Decimal | None
    complete: bool

    @property
    def recognised(self) -> Decimal:
        """The ECTS recognised for the study programme, as home courses and as electives."""
        return sum((self.totals[one] for one in FOR_THE_STUDY), ZERO)

    @property
    def achieved(self) -> Decimal:
        """The ECTS achieved at the host, those that are only noted included."""
        return sum((self.totals[one] for one in ACHIEVED), ZERO)

    @property
    def total(self) -> Decimal:
        """All ECTS of the transcript."""
        return sum(self.totals.values(), ZERO)


def account(
    counted: Iterable[Counted], courses: tuple[Course, ...], due: Due | None = None, *, work: bool = False
) -> Account:
    """The sums of what counts, against the courses of the agreement and against what the stay had to bring.

    `work` says that the stay was for a traineeship, a thesis or research: such an agreement may name no courses, and
    what was done is then what was agreed (čl. 7 st. 2, 3).
    """
    rows = tuple(counted)
    totals = {one: sum((row.ects or ZERO for row in rows if row.outcome is one), ZERO) for one in Outcome}
    agreed = _agreed(courses)
    lines = tuple(_short(rows, courses))
    noted = [row for row in rows if row.outcome is Outcome.SUPPLEMENT and row.line is None]
    beyond = sum((row.ects or ZERO for row in noted), ZERO) if courses or not work else ZERO
    achieved = sum((totals[one] for one in ACHIEVED), ZERO)
    counting = achieved - beyond
    unknown = any(row.ects is None for row in rows if row.outcome in ACHIEVED)
    done = bool(rows) and all(row.outcome in ACHIEVED for row in rows)
    return Account(
        totals=totals,
        unknown=tuple(row.id for row in rows if row.ects is None),
        agreed=agreed,
        shortfall=Shortfall(ects=_missing(agreed, counting, unknown=unknown) if lines or agreed else ZERO, lines=lines),
        surplus=beyond + (max(counting - agreed, ZERO) if agreed is not None else ZERO),
        due=due,
        below_due=_missing(due.ects, achieved, unknown=unknown) if due is not None else ZERO,
        complete=not lines if courses else work and done,
    )


def _missing(wanted: Decimal | None, there: Decimal, *, unknown: bool) -> Decimal | None:
    """What is missing of a sum; None where it is not known, or where ECTS that nobody knows might make it up."""
    if wanted is None or (unknown and there < wanted):
        return None
    return max(wanted - there, ZERO)


def _agreed(courses: tuple[Course, ...]) -> Decimal | None:
    """The ECTS of the agreement; None where some of its courses have none yet."""
    known = [one.ects for one in courses]
    return sum((one for one in known if one is not None), ZERO) if known and None not in known else None


def _short(rows: tuple[Counted, ...], courses: tuple[Course, ...]) -> Iterable[tuple[int, Decimal | None]]:
    """The lines of which nothing was achieved, or less than was agreed."""
    done = {row.line: row for row in rows if row.outcome in ACHIEVED and row.line is not None}
    for line, course in enumerate(courses):
        row = done.get(line)
        if row is None:
            yield line, course.ects
        elif course.ects is not None and row.ects is not None and row.ects < course.ects:
            yield line, course.ects - row.ects
