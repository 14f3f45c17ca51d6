"""Čl. 5: study stays and traineeships of students, resting on an agreement; and how students are selected."""

import pytest
from pravilnik.cases import D, agreement, assessed, cited, outcome, outgoing, past, provision, term, value

from mobilnost import Span

KINDS = {
    "study": "met",
    "traineeship": "met",
    "thesis": "met",
    "research": "met",
    "dual-degree": "met",
    "online": "met",
    "group-visit": "met",
    "teaching": "unmet",
    "training": "unmet",
    "project": "unmet",
    "conference": "unmet",
}


@pytest.mark.parametrize(("kind", "expected"), KINDS.items())
def test_students_study_or_do_a_traineeship(kind: str, expected: str) -> None:
    assert outcome("mobility.kind.student", outgoing(kind=kind)) == expected


@pytest.mark.parametrize("cycle", ["first", "second", "third", "integrated"])
def test_students_of_every_cycle_go(cycle: str) -> None:
    assert assessed(outgoing(cycle=cycle)).verdict == "eligible"


STAY = {"start": D(2018, 10, 1), "end": D(2019, 2, 15)}
HALT = '[agreement.{}]\ndate = {}\nreason = "war"\n'


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        pytest.param({}, "met", id="open-ended"),
        pytest.param({"valid_from": D(2018, 10, 1)}, "met", id="in force from the first day"),
        pytest.param({"valid_from": D(2018, 10, 2)}, "unmet", id="in force from the second day"),
        pytest.param({"valid_to": D(2019, 2, 15)}, "met", id="in force to the last day"),
        pytest.param({"valid_to": D(2019, 2, 14)}, "unmet", id="expired the day before the last"),
    ],
)
def test_the_agreement_is_in_force_for_the_whole_stay(header, expected: str) -> None:
    assert outcome("agreement.required", outgoing(**STAY), under=agreement(**header)) == expected


@pytest.mark.parametrize("word", ["terminated", "suspended"])
@pytest.mark.parametrize(
    ("since", "expected"),
    [
        pytest.param(D(2019, 2, 16), "met", id="the day after the stay"),
        pytest.param(D(2019, 2, 15), "unmet", id="on its last day"),
        pytest.param(D(2018, 5, 1), "unmet", id="before it"),
    ],
)
def test_an_agreement_that_was_ended_carries_no_stay(word: str, since: D, expected: str) -> None:
    ended = agreement(HALT.format(word, since))
    assert outcome("agreement.required", outgoing(**STAY), under=ended) == expected


def test_without_an_agreement_the_dossier_waits_for_one() -> None:
    assessment = assessed(outgoing(), under=None)
    finding = assessment.finding("agreement.required")
    assert (assessment.verdict, finding.outcome) == ("incomplete", "unknown")
    assert finding.missing == ("agreement_in_force",)
    assert assessment.waiting == ("agreement.required",)


def test_an_early_return_keeps_a_stay_within_its_agreement() -> None:
    dossier = outgoing(**STAY, returned=D(2019, 1, 31))
    assert outcome("agreement.required", dossier, under=agreement(valid_to=D(2019, 1, 31))) == "met"


FREEMOVER = term("agreement.required", False, applies="freemover", cites="cites")


@pytest.mark.parametrize(
    ("freemover", "expected"),
    [
        pytest.param(True, "not_applicable", id="a freemover needs none but the programme"),
        pytest.param(False, "unknown", id="everybody else does"),
    ],
)
def test_a_programme_for_freemovers_is_an_agreement_itself(freemover: bool, expected: str) -> None:
    dossier = outgoing(programme="ceepus", freemover=freemover)
    assert outcome("agreement.required", dossier, under=None, programme=FREEMOVER) == expected


@pytest.mark.parametrize(("programme", "expected"), [("erasmus", "met"), ("bilateral", "unmet"), ("ceepus", "unmet")])
def test_the_agreement_is_one_of_the_programme(programme: str, expected: str) -> None:
    assert outcome("agreement.programme", outgoing(), under=agreement(programme=programme)) == expected


PLACES = '[[places]]\ndirection = "outgoing"\nkind = "study"\ncycles = ["first"]\npersons_per_year = 2\n'


@pytest.mark.parametrize(
    ("dossier", "expected"),
    [
        pytest.param(outgoing(), "met", id="a place of this kind, direction and cycle"),
        pytest.param(outgoing(cycle="second"), "unmet", id="another cycle"),
        pytest.param(outgoing(kind="research"), "unmet", id="another kind"),
    ],
)
def test_the_agreement_has_places_for_such_a_stay(dossier, expected: str) -> None:
    assert outcome("agreement.places", dossier, under=agreement(PLACES)) == expected


def test_an_agreement_without_places_admits_every_kind() -> None:
    assert outcome("agreement.places", outgoing(kind="research"), under=agreement()) == "met"


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        pytest.param("0613", "met", id="the field itself"),
        pytest.param("0714", "unmet", id="another field"),
        pytest.param(None, "unknown", id="nobody said which field"),
    ],
)
def test_the_agreement_covers_the_field(field, expected: str) -> None:
    under = agreement(isced_f=["061"])
    assert outcome("agreement.field", outgoing(field_isced_f=field), under=under) == expected


def test_selection_rests_on_four_criteria() -> None:
    assert value("selection.student.criteria", outgoing()) == (
        "academic_success",
        "motivation_letter",
        "outgoing_mobilities",
        "cv",
    )


def test_the_committee_has_three_members_for_a_year() -> None:
    assert value("selection.student.committee", outgoing()) == ("teacher", "office", "student")
    assert value("selection.student.mandate", outgoing()) == Span(12)
    assert cited("selection.student.committee") == "čl. 5 st. 5"
    assert cited("selection.student.mandate") == "čl. 5 st. 4"


def test_the_vice_rector_decides_on_the_committees_proposal() -> None:
    assert value("selection.student.procedure", outgoing()) == "committee_proposes_vice_rector_decides"
    assert provision("selection.student.procedure").citation.at == "čl. 5 st. 3"


def test_earlier_mobilities_do_not_exclude_anybody() -> None:
    history = (past("ceepus", D(2017, 10, 1), D(2017, 11, 30)),)
    assert assessed(outgoing(history=history)).verdict == "eligible"
