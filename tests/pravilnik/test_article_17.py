"""Čl. 17: those who come: their agreement, its changes, their rights, their papers, and their programme's rules."""

import pytest
from pravilnik.cases import (
    HOME_SIGNATURES,
    D,
    agreement,
    assessed,
    document,
    incoming,
    outcome,
    outgoing,
    paper,
    term,
    value,
)

WINDOW = "incoming.change_window_days"
COMING = "direction == 'incoming'"


@pytest.mark.parametrize(
    ("kind", "type", "roles"),
    [
        ("study", "learning_agreement", (*HOME_SIGNATURES, "home")),
        ("traineeship", "training_agreement", (*HOME_SIGNATURES, "home", "employer")),
    ],
)
def test_all_of_them_sign(kind: str, type: str, roles: tuple[str, ...]) -> None:
    signed = incoming(kind=kind, documents=(paper(type, D(2018, 6, 1), *roles),))
    assert document(type, signed).state == "present"
    for missing in roles:
        others = (role for role in roles if role != missing)
        state = document(type, incoming(kind=kind, documents=(paper(type, D(2018, 6, 1), *others),)))
        assert (state.state, state.missing_signatures) == ("unsigned", (missing,))


@pytest.mark.parametrize(
    ("changed", "holidays", "expected"),
    [
        pytest.param(D(2018, 10, 31), (), "met", id="on the thirtieth day"),
        pytest.param(D(2018, 11, 1), (), "unmet", id="on the thirty-first"),
        pytest.param(D(2018, 11, 1), (D(2018, 10, 31),), "met", id="the thirtieth is a holiday"),
    ],
)
def test_changes_within_thirty_days_of_arrival(changed: D, holidays, expected: str) -> None:
    dossier = incoming(documents=(paper("learning_agreement_change", changed),))
    assert outcome(WINDOW, dossier, holidays=holidays) == expected


def test_every_signatory_agrees_to_a_change() -> None:
    changed = paper("learning_agreement_change", D(2018, 10, 15), *HOME_SIGNATURES)
    state = document("learning_agreement_change", incoming(documents=(changed,)), on=D(2018, 10, 20))
    assert (state.state, state.missing_signatures) == ("unsigned", ("home",))


def test_the_employer_agrees_to_a_change_of_a_training_agreement_too() -> None:
    changed = paper("training_agreement_change", D(2018, 10, 15), *HOME_SIGNATURES, "home")
    dossier = incoming(kind="traineeship", documents=(changed,))
    state = document("training_agreement_change", dossier, on=D(2018, 10, 20))
    assert (state.state, state.missing_signatures) == ("unsigned", ("employer",))
    assert state.citation.at == "čl. 17 st. 2"


def test_their_programme_may_set_another_window() -> None:
    late = incoming(documents=(paper("learning_agreement_change", D(2018, 11, 5)),))
    said = term(WINDOW, 35, applies=COMING, cites="cites")
    assert outcome(WINDOW, late) == "unmet"
    assert outcome(WINDOW, late, programme=said) == "met"


def test_the_window_of_those_who_go_is_another() -> None:
    changed = (paper("learning_agreement_change", D(2018, 10, 15)),)
    assert outcome(WINDOW, outgoing(documents=changed)) == "not_applicable"


@pytest.mark.parametrize(
    ("key", "stands", "said"),
    [("incoming.student_rights", "regular_student", "guest"), ("incoming.tuition_waived", True, False)],
)
def test_rights_and_tuition_unless_the_agreement_says_otherwise(key: str, stands, said) -> None:
    assert value(key, incoming()) == stands
    assert value(key, incoming(), under=agreement(term(key, said))) == said


@pytest.mark.parametrize(
    "type", ["student_application_form", "acceptance_letter", "exchange_record_sheet", "residence_registration"]
)
def test_the_papers_of_those_who_come(type: str) -> None:
    assert document(type, incoming(documents=())).state == "missing"
    assert document(type, outgoing(documents=())).state == "not_required"


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        pytest.param({}, "missing", id="a foreigner"),
        pytest.param({"citizenships": ("HR", "BA")}, "not_required", id="a citizen of Bosnia and Herzegovina"),
        pytest.param({"kind": "online"}, "not_required", id="one who studies online"),
    ],
)
def test_who_registers_a_residence(changes, state: str) -> None:
    assert document("residence_registration", incoming(**changes)).state == state


def test_the_text_names_no_day_for_registering() -> None:
    assert document("residence_registration", incoming()).due is None
    assert assessed(incoming(), on=D(2019, 2, 1)).verdict == "eligible"
