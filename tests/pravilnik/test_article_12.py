"""Čl. 12: no course twice, who signs, and how long an agreement may be changed."""

import pytest
from pravilnik.cases import (
    HOME_SIGNATURES,
    D,
    assessed,
    away,
    course,
    document,
    incoming,
    outcome,
    outgoing,
    paper,
)

WINDOW = "learning_agreement.change_window_days"
ALL_SAINTS = (D(2018, 11, 1),)


@pytest.mark.parametrize(
    ("passed", "expected"),
    [
        pytest.param((False, False), "met", id="none was passed"),
        pytest.param((False, True), "unmet", id="one was passed"),
        pytest.param((None, True), "unmet", id="one was passed, one not compared"),
        pytest.param((False, None), "not_applicable", id="one was not compared yet"),
    ],
)
def test_no_course_equals_one_passed_before(passed, expected: str) -> None:
    courses = tuple(course(10, passed=one) for one in passed)
    assert outcome("courses.not_passed_before", outgoing(courses=courses)) == expected


SIGNATORIES = {
    "study": (*HOME_SIGNATURES, "host"),
    "thesis": (*HOME_SIGNATURES, "host"),
    "traineeship": (*HOME_SIGNATURES, "host", "employer"),
}


@pytest.mark.parametrize(("kind", "roles"), SIGNATORIES.items())
def test_all_of_them_sign(kind: str, roles: tuple[str, ...]) -> None:
    type = "training_agreement" if kind == "traineeship" else "learning_agreement"
    signed = outgoing(kind=kind, documents=(paper(type, D(2018, 6, 1), *roles),))
    assert document(type, signed).state == "present"
    for missing in roles:
        others = (role for role in roles if role != missing)
        state = document(type, outgoing(kind=kind, documents=(paper(type, D(2018, 6, 1), *others),)))
        assert (state.state, state.missing_signatures) == ("unsigned", (missing,))


@pytest.mark.parametrize(("on", "verdict"), [(D(2018, 9, 30), "eligible"), (D(2018, 10, 1), "incomplete")])
def test_a_missing_signature_counts_from_the_first_day(on: D, verdict: str) -> None:
    unsigned = paper("learning_agreement", D(2018, 6, 1), *HOME_SIGNATURES)
    insured = (paper("travel_health_insurance"), paper("accident_insurance"))
    assert assessed(outgoing(documents=(unsigned, *insured)), on=on).verdict == verdict


@pytest.mark.parametrize(
    ("arrived", "changed", "holidays", "expected"),
    [
        pytest.param(D(2018, 10, 1), D(2018, 10, 1), (), "met", id="on the day of arrival"),
        pytest.param(D(2018, 10, 1), D(2018, 10, 31), (), "met", id="on the thirtieth day after it"),
        pytest.param(D(2018, 10, 1), D(2018, 11, 1), (), "unmet", id="on the thirty-first"),
        pytest.param(D(2018, 10, 1), D(2018, 9, 20), (), "met", id="before arrival"),
        pytest.param(D(2018, 10, 4), D(2018, 11, 5), (), "met", id="the thirtieth is a Saturday: the Monday"),
        pytest.param(D(2018, 10, 4), D(2018, 11, 6), (), "unmet", id="and not the Tuesday"),
        pytest.param(D(2018, 10, 2), D(2018, 11, 2), ALL_SAINTS, "met", id="the thirtieth is a holiday"),
        pytest.param(D(2018, 10, 2), D(2018, 11, 2), (), "unmet", id="where it is none"),
        pytest.param(D(2019, 1, 29), D(2019, 2, 28), (), "met", id="at the end of February"),
        pytest.param(D(2019, 1, 29), D(2019, 3, 1), (), "unmet", id="after the end of February"),
        pytest.param(D(2020, 1, 29), D(2020, 2, 28), (), "met", id="in a leap February"),
        pytest.param(D(2020, 1, 29), D(2020, 2, 29), (), "unmet", id="on its last day"),
        pytest.param(D(2018, 12, 5), D(2019, 1, 4), (), "met", id="over the end of the year"),
        pytest.param(D(2018, 12, 5), D(2019, 1, 7), (), "unmet", id="and too late after it"),
    ],
)
def test_changes_within_thirty_days_of_arrival(arrived: D, changed: D, holidays, expected: str) -> None:
    dossier = outgoing(
        start=arrived, end=D(arrived.year + 1, 6, 30), documents=(paper("learning_agreement_change", changed),)
    )
    assert outcome(WINDOW, dossier, holidays=holidays) == expected


def test_the_window_opens_with_the_arrival_and_not_with_the_plan() -> None:
    late = outgoing(arrived=D(2018, 10, 8), documents=(paper("learning_agreement_change", D(2018, 11, 7)),))
    assert outcome(WINDOW, late) == "met"


def test_the_last_signature_counts() -> None:
    changes = tuple(paper("learning_agreement_change", day) for day in (D(2018, 10, 15), D(2018, 11, 2)))
    assert outcome(WINDOW, outgoing(documents=changes)) == "unmet"


def test_a_full_year_has_one_window() -> None:
    spring = paper("learning_agreement_change", D(2019, 2, 20))
    assert outcome(WINDOW, outgoing(end=D(2019, 6, 30), documents=(spring,))) == "unmet"


def test_a_training_agreement_changes_within_the_same_window() -> None:
    changed = paper("training_agreement_change", D(2018, 11, 1))
    assert outcome(WINDOW, outgoing(kind="traineeship", documents=(changed,))) == "unmet"


def test_without_a_change_there_is_nothing_to_judge() -> None:
    assert outcome(WINDOW, outgoing()) == "not_applicable"


def test_every_signatory_agrees_to_a_change() -> None:
    changed = paper("learning_agreement_change", D(2018, 10, 15), *HOME_SIGNATURES)
    state = document("learning_agreement_change", outgoing(documents=(changed,)), on=D(2018, 10, 20))
    assert (state.state, state.missing_signatures) == ("unsigned", ("host",))


def test_the_employer_agrees_to_a_change_of_a_training_agreement_too() -> None:
    changed = paper("training_agreement_change", D(2018, 10, 15), *HOME_SIGNATURES, "host")
    dossier = outgoing(kind="traineeship", documents=(changed,))
    state = document("training_agreement_change", dossier, on=D(2018, 10, 20))
    assert (state.state, state.missing_signatures) == ("unsigned", ("employer",))
    assert (state.due, state.citation.at) == (D(2018, 10, 31), "čl. 12 st. 6")


def test_an_interruption_does_not_stop_the_window() -> None:
    ill = outgoing(
        interruptions=(away(D(2018, 10, 10), D(2018, 10, 20)),),
        documents=(paper("learning_agreement_change", D(2018, 11, 2)),),
    )
    assert outcome(WINDOW, ill) == "unmet"


@pytest.mark.parametrize("rule", [WINDOW, "courses.not_passed_before"])
def test_it_is_about_those_who_go(rule: str) -> None:
    dossier = incoming(
        courses=(course(20, passed=True),), documents=(paper("learning_agreement_change", D(2019, 1, 1)),)
    )
    assert outcome(rule, dossier) == "not_applicable"
