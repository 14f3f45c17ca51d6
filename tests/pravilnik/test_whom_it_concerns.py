"""Whom each rule, paper and duty of the Pravilnik concerns: tables written out by hand beside the regulation's own file.

Chapter II speaks of students both ways, III of outgoing students, IV of incoming students, V of staff.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pytest
from attrs import evolve, frozen
from pravilnik.cases import D, agreement, assessed, employee, incoming, outgoing, paper, term
from pravilnik.people import EVERYBODY, PEOPLE, called, who

import mobilnost as m

STUDENTS, STAFF = who(participant="student"), who(participant="staff")
OUT, IN = who(direction="outgoing"), who(direction="incoming")
GOING, COMING = STUDENTS & OUT, STUDENTS & IN
ONLINE, TRAINEES = who(kind="online"), who(kind="traineeship")
JOINT = who(joint_programme=True)
TEACHING = who(category=("teaching", "artistic-teaching"))
COURSES = who(kind=("study", "dual-degree"))
SUMMER = frozenset({"coming in summer"})
#: Provisions that say 'no limit' until an agreement sets one.
LIMITED = term("duration.maximum", "12 months") + term("mobilities.staff_per_year", 9)

RULES: Mapping[str, frozenset[str]] = {
    "mobility.abroad": EVERYBODY - ONLINE,
    "mobility.kind.student": STUDENTS,
    "agreement.required": EVERYBODY,
    "agreement.parties": EVERYBODY,
    "agreement.programme": EVERYBODY,
    "agreement.unit": EVERYBODY,
    "agreement.places": EVERYBODY,
    "agreement.field": EVERYBODY,
    # II. Students
    "learning_agreement.required": STUDENTS - TRAINEES - JOINT,
    "learning_agreement.minimum_ects": (STUDENTS & COURSES) - JOINT,
    "learning_agreement.credits_explained": STUDENTS - JOINT,
    "training_agreement.required": (STUDENTS & TRAINEES) - JOINT,
    "duration.minimum": (STUDENTS & who(programme=("erasmus", "ceepus"))) - ONLINE,
    "duration.maximum": EVERYBODY - ONLINE,
    "duration.cycle_total.first": who(cycle="first") - ONLINE,
    "duration.cycle_total.second": who(cycle="second") - ONLINE,
    "duration.cycle_total.third": who(cycle="third") - ONLINE,
    "duration.cycle_total.integrated": who(cycle="integrated") - ONLINE,
    # III. Outgoing students
    "call.programme": GOING,
    "call.agreement": GOING,
    "eligibility.student.status": GOING,
    "eligibility.student.first_cycle_year": GOING & who(cycle=("first", "integrated")),
    "eligibility.student.citizenship": GOING,
    "eligibility.student.language": GOING,
    "courses.not_passed_before": GOING,
    "learning_agreement.change_window_days": GOING,
    "study.minimum_ects_per_semester": GOING & COURSES,
    # IV. Incoming students
    "incoming.change_window_days": COMING,
    "incoming.application_deadline.winter": COMING - SUMMER,
    "incoming.application_deadline.summer": SUMMER,
    # V. Staff
    "staff.employment_contract_required": STAFF & OUT,
    "staff.not_external": STAFF & OUT,
    "mobility.kind.staff": STAFF,
    "staff_call.programme": STAFF,
    "staff_call.agreement": STAFF,
    "duration.staff_total": TEACHING - ONLINE,
    "mobilities.staff_per_year": STAFF & OUT,
}


def judged(name: str, said: str = LIMITED) -> m.Assessment:
    """What the Pravilnik says of one of the people, under an agreement that sets limits."""
    dossier = PEOPLE[name]
    under = agreement(said, programme=dossier.mobility.programme)
    return assessed(dossier, under=under, called=called(dossier))


@pytest.mark.parametrize("name", PEOPLE)
def test_a_rule_concerns_those_whom_its_article_names(name: str) -> None:
    concerned = {one.id for one in judged(name).findings if one.outcome != "not_applicable"}
    assert concerned == {rule for rule, people in RULES.items() if name in people}


#: What is judged only where there is something to judge: without agreement, call, and papers that carry a day.
WHERE_THERE_IS_ONE = {
    "agreement.parties",
    "agreement.programme",
    "agreement.unit",
    "agreement.places",
    "agreement.field",
    "learning_agreement.required",
    "learning_agreement.credits_explained",
    "training_agreement.required",
    "call.programme",
    "call.agreement",
    "courses.not_passed_before",
    "learning_agreement.change_window_days",
    "incoming.change_window_days",
    "incoming.application_deadline.winter",
    "incoming.application_deadline.summer",
    "staff_call.programme",
    "staff_call.agreement",
    # Here the agreement is what sets a limit.
    "duration.maximum",
    "mobilities.staff_per_year",
}


@pytest.mark.parametrize(
    ("dossier", "name"),
    [
        pytest.param(outgoing(documents=(), courses=None), "student", id="going"),
        pytest.param(outgoing(documents=(), courses=None, kind="traineeship"), "trainee", id="trainee"),
        pytest.param(incoming(documents=(), courses=None), "coming", id="coming"),
        pytest.param(
            incoming(documents=(), courses=None, start=D(2019, 2, 20), end=D(2019, 6, 30)), "coming in summer",
            id="in summer",
        ),
        pytest.param(employee(documents=()), "teacher", id="staff"),
    ],
)  # fmt: skip
def test_what_needs_something_to_judge_does_not_speak_without_it(dossier: m.Dossier, name: str) -> None:
    findings = assessed(dossier, under=None).findings
    spoken = {one.id for one in findings if one.outcome != "not_applicable"}
    assert spoken == {rule for rule, people in RULES.items() if name in people} - WHERE_THERE_IS_ONE


@pytest.mark.parametrize("kind", ["study", "traineeship"])
def test_who_takes_no_courses_explains_no_credits(kind: str) -> None:
    finding = assessed(outgoing(kind=kind, courses=())).finding("learning_agreement.credits_explained")
    assert finding.outcome == "not_applicable"


def test_a_guest_whose_election_period_is_not_on_record_is_not_asked_for_it() -> None:
    """It is another university's (čl. 22 st. 3, a reading); our own staff is."""
    for direction, outcome in (("incoming", "not_applicable"), ("outgoing", "unknown")):
        dossier = employee(direction=direction, election_period=None)
        assert assessed(dossier).finding("duration.staff_total").outcome == outcome


# ---------------------------------------------------------------------- papers


@frozen
class Paper:
    """A required paper: its phase and article, whom it concerns, who issues and signs it, in which languages, by when.

    `due` is for the first of the people whom it concerns, in the order in which they are listed.
    """

    type: str
    phase: str
    article: str
    people: frozenset[str]
    due: dt.date | None = None
    issuer: str | None = None
    signed: str = ""
    languages: str = ""


AWAY = (STUDENTS | OUT) - ONLINE
CITIZENS = frozenset({"citizen", "coming citizen", "citizen teacher"})
#: The day before the first day of students, and of staff.
EVE, STAFF_EVE = D(2018, 9, 30), D(2019, 2, 28)
#: The thirtieth day after 1 October; after 15 February it is a Sunday, so the Monday counts; after 30 April.
AFTER_ARRIVAL, AFTER_RETURN, AFTER_STAFF_RETURN = D(2018, 10, 31), D(2019, 3, 18), D(2019, 5, 30)
UNIT, HOST, SUPERIOR = "student vice_dean vice_rector", "host", "superior"
PLANNED = {"teaching_plan": frozenset({"erasmus teacher"}), "work_plan": frozenset({"erasmus clerk"})}

PAPERS = (
    Paper("residence_permit", "before", "10 st. 1", (STUDENTS & AWAY) - CITIZENS),
    Paper("travel_health_insurance", "before", "10 st. 1", STUDENTS & AWAY, EVE),
    Paper("accident_insurance", "before", "10 st. 1", STUDENTS & AWAY, EVE),
    Paper("quality_commitment", "before", "7 st. 3", (STUDENTS & TRAINEES) - JOINT, EVE),
    # III. Outgoing students
    Paper("learning_agreement", "before", "12 st. 4", GOING - TRAINEES - JOINT, EVE, signed=f"{UNIT} host"),
    Paper("training_agreement", "before", "12 st. 5", (GOING & TRAINEES) - JOINT, EVE, signed=f"{UNIT} host employer"),
    Paper("learning_agreement_change", "during", "12 st. 6", GOING - TRAINEES, AFTER_ARRIVAL, signed=f"{UNIT} host"),
    Paper(
        "training_agreement_change", "during", "12 st. 6", GOING & TRAINEES, AFTER_ARRIVAL,
        signed=f"{UNIT} host employer",
    ),
    Paper("transcript_of_records", "after", "16 st. 4", GOING - TRAINEES, AFTER_RETURN, "host", languages="en"),
    Paper("transcript_of_work", "after", "16 st. 4", GOING & TRAINEES, AFTER_RETURN, "employer"),
    # IV. Incoming students
    Paper("student_application_form", "before", "2 st. 10; čl. 18", COMING - SUMMER, D(2018, 6, 1), "student"),
    Paper("student_application_form", "before", "2 st. 10; čl. 18", SUMMER, D(2018, 11, 1), "student"),
    Paper("acceptance_letter", "before", "2 st. 13", COMING, EVE, "university"),
    Paper("learning_agreement", "before", "17 st. 1", COMING - TRAINEES - JOINT, EVE, signed=f"{UNIT} home"),
    Paper("training_agreement", "before", "17 st. 1", (COMING & TRAINEES) - JOINT, EVE, signed=f"{UNIT} home employer"),
    Paper("learning_agreement_change", "during", "17 st. 2", COMING - TRAINEES, AFTER_ARRIVAL, signed=f"{UNIT} home"),
    Paper(
        "training_agreement_change", "during", "17 st. 2", COMING & TRAINEES, AFTER_ARRIVAL,
        signed=f"{UNIT} home employer",
    ),
    Paper("exchange_record_sheet", "during", "17 st. 3", COMING, None, "unit", "vice_dean international_office"),
    Paper("residence_registration", "during", "17 st. 7", COMING - ONLINE - CITIZENS, None, "authority"),
    Paper("transcript_of_records", "after", "19", COMING - TRAINEES, None, "unit", languages="hr en"),
    Paper("transcript_of_work", "after", "19", COMING & TRAINEES, None, "unit", languages="hr en"),
    # V. Staff
    Paper("residence_permit", "before", "24", (STAFF & AWAY) - CITIZENS),
    Paper("travel_health_insurance", "before", "24", STAFF & AWAY, STAFF_EVE),
    Paper("accident_insurance", "before", "24", STAFF & AWAY, STAFF_EVE),
    Paper("teaching_plan", "before", "2 st. 19", PLANNED["teaching_plan"], STAFF_EVE, signed="superior"),
    Paper("teaching_plan", "after", "2 st. 19", PLANNED["teaching_plan"], None, signed="superior host"),
    Paper("work_plan", "before", "2 st. 20", PLANNED["work_plan"], STAFF_EVE, signed="superior"),
    Paper("work_plan", "after", "2 st. 20", PLANNED["work_plan"], None, signed="superior host"),
    Paper("staff_report", "after", "26", STAFF & OUT, AFTER_STAFF_RETURN, "staff"),
)  # fmt: skip


def required(name: str, said: str = LIMITED) -> list[m.DocumentState]:
    """The papers that are required of somebody."""
    return [one for one in judged(name, said).documents if one.state != "not_required"]


@pytest.mark.parametrize("name", PEOPLE)
def test_a_paper_is_required_of_those_whom_its_article_names(name: str) -> None:
    found = [(one.type, str(one.phase), one.citation.at) for one in required(name)]
    assert sorted(found) == sorted((one.type, one.phase, f"čl. {one.article}") for one in PAPERS if name in one.people)


def held(name: str, *types: str) -> m.Assessment:
    """What the Pravilnik says of somebody who has papers of these types, unsigned and in a language of no use."""
    dossier = PEOPLE[name]
    others = [one for one in dossier.documents if one.type not in types]
    days = {type: D(2018, 10, 20) for type in types if type.endswith("_change")}
    papers = [paper(type, days.get(type), languages=("mk",)) for type in types]
    under = agreement(LIMITED, programme=dossier.mobility.programme)
    return assessed(evolve(dossier, documents=(*others, *papers)), under=under, called=called(dossier))


@pytest.mark.parametrize("row", PAPERS, ids=lambda one: f"{one.type} {one.phase} čl. {one.article}")
def test_a_paper_comes_from_whom_it_must_and_by_the_day_that_it_must(row: Paper) -> None:
    name = next(name for name in PEOPLE if name in row.people)
    key = (row.type, row.phase, f"čl. {row.article}")
    states = [one for one in held(name, row.type).documents if one.state != "not_required"]
    (found,) = [one for one in states if (one.type, one.phase, one.citation.at) == key]
    assert (found.due, found.issuer) == (row.due, row.issuer)
    assert found.missing_signatures == tuple(row.signed.split())
    assert found.missing_languages == tuple(row.languages.split())


@pytest.mark.parametrize("name", ["student", "trainee", "coming", "coming trainee"])
def test_no_change_that_nobody_made_is_asked_for(name: str) -> None:
    kind = PEOPLE[name].mobility.kind
    make = outgoing if name in GOING else incoming
    papers = assessed(make(kind=kind)).documents
    assert not [one for one in papers if one.type.endswith("_change") and one.state != "not_required"]


#: What an agreement can spare people, and what that takes away.
SPARED: Mapping[str, tuple[set[str], set[str]]] = {
    "insurance.travel_health": ({"travel_health_insurance"}, set()),
    "insurance.accident": ({"accident_insurance"}, set()),
    "residence_permit": ({"residence_permit"}, set()),
    "learning_agreement.required": (
        {"learning_agreement"},
        {"learning_agreement.required", "learning_agreement.minimum_ects", "learning_agreement.credits_explained"},
    ),
    "training_agreement.required": ({"training_agreement", "quality_commitment"}, {"training_agreement.required"}),
}


@pytest.mark.parametrize("name", ["student", "trainee", "coming", "coming trainee", "teacher", "clerk"])
@pytest.mark.parametrize("key", SPARED)
def test_what_an_agreement_spares_is_spared_and_nothing_else(key: str, name: str) -> None:
    def asked(said: str) -> tuple[set[str], set[str]]:
        findings = judged(name, said).findings
        return (
            {one.type for one in required(name, said)},
            {one.id for one in findings if one.outcome != "not_applicable"},
        )

    papers, rules = asked(LIMITED)
    fewer_papers, fewer_rules = asked(LIMITED + term(key, False))
    assert (papers - fewer_papers, rules - fewer_rules) == (papers & SPARED[key][0], rules & SPARED[key][1])
    assert fewer_papers <= papers
    assert fewer_rules <= rules


# ---------------------------------------------------------------------- duties


DUTIES = {
    "return.documents_days": ("student", "vice_dean", "transcript_of_records transcript_of_work", AFTER_RETURN),
    "unit.notice_before_days": ("unit", "office", "unit_notice_before", D(2018, 9, 24)),
    "unit.notice_after_days": ("unit", "office", "unit_notice_after", D(2019, 3, 4)),
    "staff.report_days": ("staff", "vice_rector_or_vice_dean", "staff_report", AFTER_STAFF_RETURN),
}


@pytest.mark.parametrize("name", PEOPLE)
def test_a_duty_falls_on_those_whom_its_article_names(name: str) -> None:
    """Students who go out, their units, and staff that goes out; nobody has duties to us for coming."""
    expected = {one for one in DUTIES if name in (STAFF & OUT if one.startswith("staff") else GOING)}
    assert {one.id for one in judged(name).obligations} == expected


@pytest.mark.parametrize("id", DUTIES)
def test_a_duty_names_who_owes_what_to_whom_and_by_when(id: str) -> None:
    who_owes, to, evidence, due = DUTIES[id]
    name = "teacher" if id.startswith("staff") else "student"
    for type in (*evidence.split(), "passport"):
        (duty,) = [one for one in held(name, type).obligations if one.id == id]
        assert (duty.who, duty.to, duty.due) == (who_owes, to, due)
        assert (duty.state == "done") is (type in evidence.split())


# ---------------------------------------------------------------------- what rules are about

#: What is not about eligibility itself.
TOPICS = {
    "duration": "duration.minimum duration.maximum duration.cycle_total.first duration.cycle_total.second "
    "duration.cycle_total.third duration.cycle_total.integrated duration.staff_total",
    "documents": "learning_agreement.required learning_agreement.minimum_ects learning_agreement.credits_explained "
    "training_agreement.required learning_agreement.change_window_days incoming.change_window_days",
    "procedure": "study.minimum_ects_per_semester incoming.application_deadline.winter "
    "incoming.application_deadline.summer",
}


def test_a_finding_stands_under_its_topic() -> None:
    """Reports and lists of rules are grouped by it."""
    topics = {rule: topic for topic, rules in TOPICS.items() for rule in rules.split()}
    found = {one.id: str(one.rule.topic) for one in judged("student").findings}
    assert found == {rule: topics.get(rule, "eligibility") for rule in RULES}


def test_only_what_a_paper_mends_is_curable() -> None:
    """Missing explanations of credits are written down later (čl. 7 st. 2); nothing else that is unmet is mended."""
    curable = {one.id for one in judged("student").findings if one.rule.curable}
    assert curable == {"learning_agreement.credits_explained"}
