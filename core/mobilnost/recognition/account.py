"""The account of a stay in ECTS: what was agreed, what is recognised and as what, what is missing, what is beyond.

Every credit of the transcript stands under exactly one outcome: nothing is lost and nothing is counted twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from attrs import field, frozen

from mobilnost.law import Citation, Effective
from mobilnost.model import Course, Credits
from mobilnost.recognition.law import Outcome

ZERO = Decimal(0)
#: What is recognised for the study programme; the rest is only noted, waits for an exam, or is nothing.
FOR_THE_STUDY = (Outcome.HOME_COURSE, Outcome.ELECTIVE)
#: What was achieved at the host: the study programme's, and what is noted in the supplement (čl. 16 st. 1).
ACHIEVED = (*FOR_THE_STUDY, Outcome.SUPPLEMENT)


@frozen(kw_only=True)
class Counted:
    """One result as the account takes it: its outcome, its ECTS, and the line of the agreement that it is of.

    `credits` are as the host states them: a line whose ECTS nobody knows is held against those of its own scheme.
    `pending` is a result that is not there yet. `work` is the thesis or the research that was agreed on in place of
    courses (čl. 7 st. 2): it fills no line.
    """

    id: str
    outcome: Outcome
    ects: Decimal | None
    line: int | None = None
    credits: tuple[Credits, ...] = ()
    pending: bool = False
    work: bool = False


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
    is None where nobody can know: the ECTS of the agreement or of a result are not known, and their credits cannot be
    compared either.
    """

    ects: Decimal | None
    lines: tuple[tuple[int, Decimal | None], ...] = ()


@frozen(kw_only=True)
class Account:
    """The sums of a stay. `unknown` are results whose ECTS nobody knows; they are in no sum. `pending` are those that
    have no result yet, and `pending_ects` what they may still bring, None where nobody knows.

    `agreed` is None where the agreement does not say how many ECTS it has. `surplus` is what was achieved beyond it
    (čl. 14 st. 2 t. 1.6). `below_due` is what is missing against `due`, None where nobody can know. `complete` says
    that all that the agreement has was achieved (čl. 13 st. 1): every line, or of work without courses every result.
    """

    totals: Mapping[Outcome, Decimal] = field(hash=False)
    unknown: tuple[str, ...]
    pending: tuple[str, ...]
    pending_ects: Decimal | None
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
    held = {line: _against(course, _row_of(line, rows)) for line, course in enumerate(courses)}
    lines = tuple((line, one.short) for line, one in held.items() if one.filled is False)
    certain = all(one.filled is not None for one in held.values())
    noted = [row for row in rows if row.outcome is Outcome.SUPPLEMENT and row.line is None]
    beyond = sum((row.ects or ZERO for row in noted), ZERO) if courses or not work else ZERO
    achieved = sum((totals[one] for one in ACHIEVED), ZERO)
    counting = achieved - beyond - sum((row.ects or ZERO for row in rows if row.work), ZERO)
    unknown = any(row.ects is None for row in rows if row.outcome in ACHIEVED)
    done = bool(rows) and all(row.outcome in ACHIEVED for row in rows)
    return Account(
        totals=totals,
        unknown=tuple(row.id for row in rows if row.ects is None),
        pending=tuple(row.id for row in rows if row.pending),
        pending_ects=_sum_of([row.ects for row in rows if row.pending]),
        agreed=agreed,
        shortfall=Shortfall(
            ects=_missing(agreed, counting, unknown=unknown) if lines or agreed or not certain else ZERO, lines=lines
        ),
        surplus=beyond + (max(counting - agreed, ZERO) if agreed is not None else ZERO),
        due=due,
        below_due=_missing(due.ects, achieved, unknown=unknown) if due is not None else ZERO,
        complete=all(one.filled for one in held.values()) if courses else work and done,
    )


def _missing(wanted: Decimal | None, there: Decimal, *, unknown: bool) -> Decimal | None:
    """What is missing of a sum; None where it is not known, or where ECTS that nobody knows might make it up."""
    if wanted is None or (unknown and there < wanted):
        return None
    return max(wanted - there, ZERO)


def _agreed(courses: tuple[Course, ...]) -> Decimal | None:
    """The ECTS of the agreement; None where some of its courses have none yet."""
    return _sum_of([one.ects for one in courses]) if courses else None


def _sum_of(amounts: list[Decimal | None]) -> Decimal | None:
    """The sum; None where one of them is not known."""
    return sum((one for one in amounts if one is not None), ZERO) if None not in amounts else None


@frozen
class _Held:
    """A line against what was achieved of it: whether that fills it, and how many ECTS it lacks; None is not known."""

    filled: bool | None
    short: Decimal | None = None


def _row_of(line: int, rows: tuple[Counted, ...]) -> Counted | None:
    """What was achieved of a line."""
    return next((row for row in reversed(rows) if row.line == line and row.outcome in ACHIEVED), None)


def _against(course: Course, row: Counted | None) -> _Held:
    """Whether what was achieved of a line is what was agreed: by ECTS, else by the line's own credits."""
    if row is None:
        return _Held(False, course.ects)
    if course.ects is not None and row.ects is not None:
        missing = max(course.ects - row.ects, ZERO)
        return _Held(not missing, missing)
    agreed = course.host_credits
    same = next((one.value for one in row.credits if one.scheme.lower() == agreed.scheme.lower()), None)
    return _Held(None if same is None else same >= agreed.value)
