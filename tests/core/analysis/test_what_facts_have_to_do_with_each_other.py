"""What one fact says of another counts where two conditions are compared; what cannot be compared is said."""

from __future__ import annotations

import pytest
from analysed import agreement, call, codes, condition, inspected, term

STUDENTS = "participant == 'student'"
YEAR = {"start": "2018-08-01"}


@pytest.mark.parametrize(
    ("code", "one", "other"),
    [
        ("conditions-contradict", "first_day >= '2019-10-01'", "last_day <= '2019-09-30'"),
        (None, "first_day >= '2019-10-01'", "last_day <= '2019-10-01'"),
        ("condition-implied", "first_day >= '2019-10-01'", "last_day >= '2019-10-01'"),
        (None, "first_day >= '2019-10-01'", "last_day >= '2019-10-02'"),
        ("conditions-contradict", "calendar_days <= 90", "working_days >= 91"),
        (None, "calendar_days <= 90", "working_days >= 90"),
        ("condition-implied", "calendar_days <= 90", "working_days <= 90"),
        ("condition-implied", "ects > 0", "has_courses"),
        (None, "grade_average >= 3", "known(cycle)"),
        (None, "grade_average >= 3", "participant == 'student'"),
        ("conditions-contradict", "participant == 'staff'", "year_of_study >= 2"),
        ("conditions-contradict", "known(staff_category)", "known(cycle)"),
        (None, "known(staff_category) or blended", "known(cycle)"),
        ("conditions-contradict", "first_day >= '2019-10-01'", "next_semester <= '2019-10-01'"),
        (None, "first_day >= '2019-10-01'", "next_semester <= '2019-10-02'"),
        ("condition-unmeetable", "first_day >= '2019-10-01' and next_semester <= '2019-10-01'", "ects >= 25"),
    ],
)
def test_two_conditions_of_an_agreement_over_different_facts(code: str | None, one: str, other: str) -> None:
    found = codes([agreement(condition(one, None, "a"), condition(other, None, "b"))])
    assert found == ({code} if code else set())


def test_a_condition_is_held_against_what_the_law_says_of_another_fact() -> None:
    (remark,) = inspected(
        [agreement(condition("not has_courses", "participant == 'student' and kind == 'study'"))]
    ).remarks
    assert remark.code == "condition-against-law"
    assert remark.parts["rule"] == "learning_agreement.minimum_ects"


def test_facts_are_compared_for_those_alone_whom_both_conditions_concern() -> None:
    one, other = "first_day >= '2019-10-01'", "last_day <= '2019-09-30'"
    apart = [condition(one, "kind == 'study'", "a"), condition(other, "kind != 'study'", "b")]
    assert codes([agreement(*apart)]) == set()
    beside = [condition(one, "kind == 'study'", "a"), condition(other, "blended", "b")]
    (remark,) = inspected([agreement(*beside)]).remarks
    assert remark.code == "conditions-contradict"
    assert remark.witness is not None
    assert (remark.witness["kind"], remark.witness["blended"]) == ("study", True)


@pytest.mark.parametrize(
    ("code", "ours", "theirs"),
    [
        ("call-against-agreement", "last_day <= '2018-09-30'", "first_day >= '2018-10-01'"),
        (None, "last_day <= '2018-10-01'", "first_day >= '2018-10-01'"),
        ("call-against-agreement", "working_days >= 100", "calendar_days <= 90"),
        ("not-analysed", "calendar_days >= 120", "calendar_days + working_days <= 100"),
        ("not-analysed", "calendar_days + working_days >= 120", "calendar_days <= 50"),
    ],
)
def test_a_call_beside_its_agreement(code: str | None, ours: str, theirs: str) -> None:
    files = [call(condition(ours, STUDENTS)), agreement(condition(theirs, STUDENTS), **YEAR)]
    assert codes(files) == ({code} if code else set())


@pytest.mark.parametrize(
    "requires",
    [
        "past_mobilities + mobilities_this_year >= 1",
        "day_after(first_day, 5) > first_day",
        "calendar_days + working_days >= working_days",
    ],
)
def test_what_perhaps_everybody_meets_is_said_not_to_be_analysed(requires: str) -> None:
    (remark,) = inspected([agreement(condition(requires))]).remarks
    assert remark.code == "not-analysed"
    assert remark.core


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ects + 5 >= 20", "ects >= 15"),
        ("calendar_days * 2 <= 100", "calendar_days + 0 <= 50"),
        ("day_after(last_day, 30) <= '2019-10-01'", "last_day <= '2019-09-01'"),
    ],
)
def test_what_perhaps_follows_is_said_not_to_be_compared(one: str, other: str) -> None:
    files = [agreement(condition(one, STUDENTS, "one"), condition(other, STUDENTS, "other"))]
    assert codes(files) == {"not-analysed"}
    (remark,) = (remark for remark in inspected(files).remarks if remark.subject == "a.other")
    assert remark.parts["rules"] == ("a.one",)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ects + 5 <= 30", "ects >= 16"),
        ("application_day <= day_before(first_day, 30)", "application_day <= '2019-05-01'"),
    ],
)
def test_what_a_dossier_shows_to_be_otherwise_is_let_be(one: str, other: str) -> None:
    assert codes([agreement(condition(one, STUDENTS, "one"), condition(other, STUDENTS, "other"))]) == set()


def test_a_term_that_cannot_be_compared_with_a_condition_of_the_agreement_is_no_mistake() -> None:
    parts = [
        term("duration.maximum", '"6 months"', "kind == 'study'"),
        condition("stay + stay >= '13 months'", STUDENTS),
    ]
    assert codes([agreement(*parts)]) == {"not-analysed"}
