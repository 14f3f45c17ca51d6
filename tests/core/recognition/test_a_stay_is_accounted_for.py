"""The sums of a stay: what is made up, what is beyond the agreement, and what the stay had to bring (čl. 14, čl. 16)."""

from __future__ import annotations

from decimal import Decimal as D

import pytest
from core.recognition.results import course
from hypothesis import given
from hypothesis import strategies as st

from mobilnost.law import Citation
from mobilnost.model import Course, Credits
from mobilnost.recognition.account import Account, Counted, Due, account
from mobilnost.recognition.law import Outcome

COURSES = (course("A", 6), course("B", 6), course("C", 8))
SEMESTER = Due(ects=D(20), citation=Citation(source="Pravilnik", at="čl. 16 st. 1"))
H, E, S, X, N = Outcome


def made(*rows: tuple[Outcome, int | None, int | None], due: Due | None = SEMESTER) -> Account:
    counted = [
        Counted(id=str(index), outcome=outcome, ects=None if ects is None else D(ects), line=line)
        for index, (outcome, ects, line) in enumerate(rows)
    ]
    return account(counted, COURSES, due)


def test_all_that_was_agreed() -> None:
    sums = made((H, 6, 0), (E, 6, 1), (H, 8, 2))
    assert (sums.agreed, sums.recognised, sums.shortfall.ects, sums.surplus) == (20, 20, 0, 0)
    assert (sums.complete, sums.below_due) == (True, 0)


def test_what_is_short_of_the_agreement_is_made_up() -> None:
    sums = made((H, 6, 0), (X, 6, 1))
    assert sums.shortfall.ects == 14
    assert sums.shortfall.lines == ((1, D(6)), (2, D(8)))
    assert (sums.complete, sums.below_due) == (False, 14)


def test_a_course_that_brought_less_than_agreed_is_short_too() -> None:
    sums = made((H, 6, 0), (H, 5, 1), (H, 8, 2))
    assert (sums.shortfall.ects, sums.shortfall.lines, sums.complete) == (1, ((1, D(1)),), False)


def test_what_is_beyond_the_agreement_makes_up_for_nothing_until_it_is_recognised() -> None:
    noted = made((H, 6, 0), (H, 6, 1), (S, 8, None))
    assert (noted.shortfall.ects, noted.surplus, noted.below_due) == (8, 8, 0)
    recognised = made((H, 6, 0), (H, 6, 1), (E, 8, None))
    assert (recognised.shortfall.ects, recognised.surplus) == (0, 0)


def test_an_agreed_traineeship_in_the_supplement_is_achieved() -> None:
    assert made((S, 6, 0), (H, 6, 1), (H, 8, 2)).complete


def test_more_than_agreed_is_beyond_it() -> None:
    assert made((H, 7, 0), (H, 6, 1), (H, 8, 2), (S, 4, None)).surplus == 5


def test_unknown_credits_are_in_no_sum_and_are_named() -> None:
    sums = made((H, None, 0), (H, 6, 1))
    assert (sums.unknown, sums.total) == (("0",), 6)


#: A line whose credits nobody has converted to ECTS.
BARE = Course(host_title="D", host_credits=Credits(value=D(4), scheme="ze"))


def of_bare(value: object, scheme: str = "ze", ects: int | None = 4) -> Account:
    credits = () if value is None else (Credits(value=D(str(value)), scheme=scheme),)
    return account([Counted(id="1", outcome=H, ects=ects and D(ects), line=0, credits=credits)], (BARE,), None)


@pytest.mark.parametrize("value", [4, "4.5"])
def test_an_agreement_whose_credits_are_not_known_has_no_sum(value: object) -> None:
    sums = of_bare(value)
    assert (sums.agreed, sums.shortfall.ects, sums.surplus, sums.complete) == (None, 0, 0, True)


@pytest.mark.parametrize("ects", [2, None])
def test_fewer_credits_than_agreed_are_short_though_nobody_knows_their_ects(ects: int | None) -> None:
    sums = of_bare("3.99", ects=ects)
    assert (sums.shortfall.ects, sums.shortfall.lines, sums.complete) == (None, ((0, None),), False)


@pytest.mark.parametrize(("value", "scheme"), [(None, "ze"), (4, "ects"), (40, "hours")])
def test_what_cannot_be_compared_with_the_agreement_is_not_known_to_fill_it(value: object, scheme: str) -> None:
    sums = of_bare(value, scheme)
    assert (sums.shortfall.ects, sums.shortfall.lines, sums.complete) == (None, (), False)


@pytest.mark.parametrize("outcome", [H, E, S])
def test_what_nobody_knows_is_never_missing_as_if_it_were_nothing(outcome: Outcome) -> None:
    """A course was achieved, and nobody knows its ECTS: then nobody knows what is missing either."""
    sums = made((outcome, None, 0), (H, 6, 1), (H, 7, 2))
    assert (sums.shortfall.ects, sums.shortfall.lines, sums.below_due) == (None, ((2, D(1)),), None)
    enough = made((outcome, None, 0), (H, 6, 1), (H, 20, 2))
    assert (enough.shortfall.ects, enough.below_due) == (0, 0)
    failed = made((N, None, 0), (H, 6, 1), (H, 8, 2))
    assert (failed.shortfall.ects, failed.below_due) == (6, 6)


def test_short_of_an_agreement_whose_sum_nobody_knows() -> None:
    sums = account([Counted(id="1", outcome=H, ects=D(3), line=0)], (BARE, course("A", 6)), None)
    assert (sums.shortfall.ects, sums.shortfall.lines) == (None, ((1, D(6)),))


def test_work_is_agreed_without_courses() -> None:
    """Of a traineeship, research or a thesis: what was done is what was agreed, and nothing of it is beyond."""
    noted = [Counted(id="1", outcome=S, ects=D(10))]
    sums = account(noted, (), None, work=True)
    assert (sums.complete, sums.surplus, sums.shortfall.ects) == (True, 0, 0)
    assert not account([*noted, Counted(id="2", outcome=N, ects=D(5))], (), None, work=True).complete
    assert not account([], (), None, work=True).complete
    assert account(noted, (), None).surplus == 10


def test_a_thesis_makes_up_for_no_course_that_was_agreed_beside_it() -> None:
    thesis = Counted(id="t", outcome=H, ects=D(30), work=True)
    one_course = Counted(id="1", outcome=H, ects=D(6), line=0)
    sums = account([thesis, one_course], COURSES, SEMESTER, work=True)
    assert (sums.shortfall.ects, sums.surplus, sums.recognised, sums.below_due) == (14, 0, 36, 0)
    assert (sums.shortfall.lines, sums.complete) == (((1, D(6)), (2, D(8))), False)


def test_without_an_agreement_nothing_is_complete() -> None:
    assert not account([], (), None).complete


@pytest.mark.parametrize(("achieved", "below"), [(19, 1), (20, 0), (30, 0)])
def test_what_the_stay_had_to_bring(achieved: int, below: int) -> None:
    assert made((H, achieved, 0)).below_due == below
    assert made((H, achieved, 0), due=None).below_due == 0


@given(st.lists(st.tuples(st.sampled_from(Outcome), st.none() | st.integers(0, 30), st.none() | st.integers(0, 2))))
def test_every_credit_stands_under_one_outcome_and_no_sum_is_negative(
    rows: list[tuple[Outcome, int | None, int | None]],
) -> None:
    sums = made(*rows)
    assert sums.total == sum(ects or 0 for _, ects, _ in rows)
    known = [one for one in (sums.shortfall.ects, sums.below_due) if one is not None]
    assert min(*known, sums.surplus, sums.recognised, *sums.totals.values()) >= 0
