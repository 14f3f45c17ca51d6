"""The lives of dossiers: whose procedure is which, whom each step concerns, when it belongs, and by which article."""

from __future__ import annotations

import pytest
from core.procedure.lives.walks import way
from pravilnik.cases import agreement, changed, employee, incoming, law, outgoing, term
from pravilnik.people import EVERYBODY, GUEST, PEOPLE, recorded, who

import mobilnost as m

GROUPS = {
    "group": PEOPLE["group"],
    "group that comes": recorded(incoming(kind="group-visit")),
    "staff in a group": recorded(employee(kind="group-visit")),
    "guest in a group": recorded(employee(**GUEST, kind="group-visit")),
}
ALL = PEOPLE | GROUPS
STUDENTS, STAFF = who(participant="student"), who(participant="staff")
GOING, COMING = who(direction="outgoing"), who(direction="incoming")
ALONE = EVERYBODY - {"group"}
JOINT = who(joint_programme=True)

PROCEDURES = {
    "student.outgoing": STUDENTS & GOING & ALONE,
    "student.incoming": STUDENTS & COMING,
    "staff.outgoing": STAFF & GOING,
    "staff.incoming": STAFF & COMING,
    "group_visit": frozenset(GROUPS),
}
#: The steps that do not concern everybody of their procedure.
CONCERNS = {
    ("student.outgoing", "agreed"): STUDENTS & GOING - JOINT,
    ("student.incoming", "agreed"): STUDENTS & COMING - JOINT,
    ("student.incoming", "registered"): STUDENTS & COMING - {"coming online", "coming citizen"},
    ("staff.outgoing", "plan_approved"): STAFF & GOING & who(kind=("teaching", "training")),
    ("group_visit", "reported"): {"group", "staff in a group"},
    ("group_visit", "transcript_issued"): {"group that comes"},
}
#: Every step, in the order in which they can be taken: before, during or after the stay, who takes it, and what is last.
CHART = {
    "student.outgoing": """
        applied before student · proposed before committee · selected before vice_rector
        not_selected before vice_rector refused · agreed before vice_rector · begun during student
        notified_before before unit · ended after student · notified_after after unit · papers_returned after student
        recognised after ects_coordinator · closed after office completed""",
    "student.incoming": """
        applied before student · accepted before office · declined before office refused · agreed before vice_rector
        begun during student · enrolled during unit · registered during student · record_sheet_certified after office
        transcript_issued after unit · closed after office completed""",
    "staff.outgoing": """
        applied before staff · proposed before committee · selected before vice_rector · informed before unit
        not_selected before vice_rector refused · plan_approved before superior · begun during staff
        ended after participant · reported after staff · closed after office completed""",
    "staff.incoming": """
        announced before home · accepted before unit · declined before unit refused · informed before unit
        begun during staff · ended after staff · closed after office completed""",
    "group_visit": """
        announced before unit · approved before vice_rector · declined before vice_rector refused
        begun during participant · ended after participant · reported after participant · transcript_issued after unit
        closed after office completed""",
}


def procedures() -> dict[str, m.Procedure]:
    return {one.id: one for one in law().law.procedures}


@pytest.mark.parametrize("name", ALL)
def test_everybody_has_the_procedure_of_their_kind(name: str) -> None:
    assert [id for id, people in PROCEDURES.items() if name in people] == [way(ALL[name]).procedure.id]


@pytest.mark.parametrize("name", ALL)
def test_nobody_has_two_procedures(name: str) -> None:
    """Which one is written first decides nothing."""
    found = way(ALL[name])
    applying = [one.id for one in procedures().values() if found.assessment.rulebook.value(one.applies, found.facts)]
    assert applying == [found.procedure.id]


@pytest.mark.parametrize("name", ALL)
def test_each_step_concerns_those_whom_it_is_for(name: str) -> None:
    found = way(ALL[name])
    id = found.procedure.id
    expected = {one.id for one in found.procedure.steps if name in CONCERNS.get((id, one.id), {name})}
    assert {one.id for one in found.applying} == expected


PLAN, TRAINING = "learning_agreement.required", "training_agreement.required"


@pytest.mark.parametrize(
    ("kind", "plan", "training", "agreed"),
    [
        ("study", True, True, True),
        ("study", True, False, True),
        ("study", False, True, False),
        ("study", False, False, False),
        ("traineeship", True, True, True),
        ("traineeship", True, False, False),
        ("traineeship", False, True, True),
        ("traineeship", False, False, False),
    ],
)
@pytest.mark.parametrize("dossier", [outgoing(), incoming()], ids=["going", "coming"])
def test_nobody_agrees_on_what_the_agreement_of_the_universities_spares(
    dossier: m.Dossier, kind: str, plan: bool, training: bool, agreed: bool
) -> None:
    """Čl. 7: who studies makes a learning agreement, a trainee makes one of training; each may be done without."""
    found = way(changed(dossier, kind=kind), under=agreement(term(PLAN, plan) + term(TRAINING, training)))
    assert ("agreed" in {one.id for one in found.applying}) is agreed


@pytest.mark.parametrize(
    ("selection", "proposed"), [("committee_proposes_vice_rector_decides", True), ("partner_selects", False)]
)
def test_the_committee_proposes_unless_the_agreement_selects_in_another_way(selection: str, proposed: bool) -> None:
    """Čl. 5 st. 3."""
    found = way(outgoing(), under=agreement(term("selection.student.procedure", selection)))
    assert ("proposed" in {one.id for one in found.applying}) is proposed


@pytest.mark.parametrize("id", CHART)
def test_the_chart_of_a_procedure(id: str) -> None:
    chart = [one.split() for line in CHART[id].splitlines() for one in line.split("·") if one.strip()]
    found = [
        [one.id, one.phase.value, one.role, *([one.final.value] if one.final else [])]
        for one in procedures()[id].ordered
    ]
    assert found == chart


def test_the_charts_are_all() -> None:
    assert procedures().keys() == CHART.keys() == PROCEDURES.keys()


@pytest.mark.parametrize(
    ("id", "step", "article"),
    [
        ("student.outgoing", "selected", "čl. 5 st. 3"),
        ("student.outgoing", "agreed", "čl. 7 st. 4"),
        ("student.outgoing", "begun", "čl. 10 st. 1"),
        ("student.outgoing", "papers_returned", "čl. 16 st. 4"),
        ("student.outgoing", "notified_before", "čl. 16 st. 5"),
        ("student.incoming", "agreed", "čl. 17 st. 1"),
        ("student.incoming", "enrolled", "čl. 17 st. 3"),
        ("student.incoming", "registered", "čl. 17 st. 7"),
        ("student.incoming", "transcript_issued", "čl. 19"),
        ("staff.outgoing", "begun", "čl. 24"),
        ("staff.outgoing", "reported", "čl. 26"),
        ("staff.incoming", "informed", "čl. 22 st. 4"),
    ],
)
def test_a_step_stands_under_its_article(id: str, step: str, article: str) -> None:
    assert procedures()[id].by_id[step].citation.at == article


def test_nobody_of_an_outgoing_stay_waits_for_what_comes_with_arrival_here() -> None:
    assert "enrolled" not in way(outgoing()).procedure.by_id
