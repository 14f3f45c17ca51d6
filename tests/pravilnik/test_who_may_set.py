"""Who may set what: the whole table of provisions, written out by hand beside the regulation's own file.

Whoever the table names is heard; everybody else is refused, with the file, the line, the key and the article.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from attrs import evolve, field, frozen
from pravilnik.cases import (
    OFFICE,
    D,
    agreement,
    assessed,
    call,
    decision,
    law,
    lawbook,
    outgoing,
    provision,
    term,
    value,
)

from mobilnost import InvalidData, Problem, Rulebook, Span

ALWAYS = ""
COMING, STAFF, STUDENTS = "direction == 'incoming'", "participant == 'staff'", "participant == 'student'"
JOINT, FREEMOVERS = "joint_programme", "freemover"
LAYERS = ("programme", "call", "agreement", "decision", "setting")


@frozen
class Row:
    """A row of the table: the key, its article, a value to try, and who may set it on what condition."""

    key: str
    article: str
    try_: Any
    who: Mapping[str, str] = field(factory=dict, hash=False)


def row(key: str, article: str, try_: Any, **who: str) -> Row:
    return Row(key, f"čl. {article}", try_, who)


INSURED = {"agreement": ALWAYS, "programme": STUDENTS}
TABLE = (
    # II. Students
    row("agreement.required", "5 st. 2", False, programme=FREEMOVERS),
    row("selection.student.criteria", "5 st. 3", ["interview"], agreement=ALWAYS, call=ALWAYS),
    row("selection.student.procedure", "5 st. 3", "lottery", agreement=ALWAYS),
    row("selection.student.committee", "5 st. 5", ["teacher"]),
    row("selection.student.mandate", "5 st. 4", "2 years"),
    row("learning_agreement.required", "7 st. 1", False, agreement=ALWAYS, programme=JOINT),
    row("learning_agreement.minimum_ects", "7 st. 2", 15),
    row("training_agreement.required", "7 st. 3", False, agreement=ALWAYS, programme=JOINT),
    row("duration.minimum", "9 st. 1", "2 months", programme=COMING),
    row("duration.maximum", "9 st. 1", "6 months", agreement=ALWAYS, programme=ALWAYS, call=STAFF),
    row("duration.cycle_total.first", "9 st. 2", 3),
    row("duration.cycle_total.second", "9 st. 2", 1),
    row("duration.cycle_total.third", "9 st. 2", 1),
    row("duration.cycle_total.integrated", "9 st. 2", 1, setting=ALWAYS),
    row("duration.semester", "9 st. 2", "5 months", setting=ALWAYS),
    row("insurance.travel_health", "10 st. 1", False, **INSURED),
    row("insurance.accident", "10 st. 1", False, **INSURED),
    row("residence_permit", "10 st. 1", False, **INSURED),
    # III. Outgoing students
    row("eligibility.student.status", "11 st. 2 al. 1", ["part-time"], call=ALWAYS),
    row("eligibility.student.first_cycle_year", "11 st. 2 al. 1", 3, call=ALWAYS),
    row("eligibility.student.citizenship", "11 st. 2 al. 2", ["citizen"], call=ALWAYS),
    row("eligibility.student.language", "11 st. 2 al. 3", "B2", call=ALWAYS, setting=ALWAYS),
    row("eligibility.conditions", "11 st. 1", ["average"], call=ALWAYS, agreement=ALWAYS),
    row("learning_agreement.change_window_days", "12 st. 6", 45),
    row("recognition.overlap_percent", "14 st. 2 t. 1.2, 1.3", 60),
    row("recognition.credit_principle", "14 st. 2 t. 1.1", "workload", agreement=ALWAYS, setting=ALWAYS),
    row("recognition.full_year_ects", "14 st. 2 t. 1.1", 64),
    row("recognition.hours_per_ects", "14 st. 2 t. 1.1", 30, setting=ALWAYS),
    row("recognition.enter_days_before_semester", "14 st. 2 t. 3.7", 5),
    row("study.minimum_ects_per_semester", "16 st. 1", 15),
    row("study.full_semester_months", "16 st. 1", "3 months", setting=ALWAYS),
    row("study.full_year_months", "16 st. 1", "10 months", setting=ALWAYS),
    row("return.documents_days", "16 st. 4", 60),
    row("return.documents", "16 st. 4", ["report"], call=ALWAYS, agreement=ALWAYS),
    row("unit.notice_before_days", "16 st. 5", 3),
    row("unit.notice_after_days", "16 st. 5", 30),
    row("grant.reclaim", "16 st. 6", "all", agreement=ALWAYS),
    # IV. Incoming students
    row("incoming.change_window_days", "17 st. 2", 35, programme=COMING),
    row("incoming.student_rights", "17 st. 4", "guest", agreement=ALWAYS),
    row("incoming.tuition_waived", "17 st. 5", False, agreement=ALWAYS),
    row("incoming.application_deadline.winter", "18", "06-15", programme=COMING),
    row("incoming.application_deadline.summer", "18", "10-31", programme=COMING),
    row("information_package.due", "20", "05-15"),
    row("information_package.languages", "20", ["en"]),
    # V. Staff
    row("staff.employment_contract_required", "21 st. 2", False),
    row("duration.staff_total", "22 st. 3", "2 years"),
    row("mobilities.staff_per_year", "23 st. 2 al. 1; čl. 23 st. 3 al. 1", 1, agreement=ALWAYS),
    row("selection.staff.criteria", "23", ["cv"], agreement=ALWAYS, call=ALWAYS, decision=ALWAYS),
    row("selection.staff.committee", "23 st. 5", ["rectorate"], decision=ALWAYS),
    row("selection.staff.mandate", "23 st. 4", "2 years"),
    row("funding.bilateral.conferences", "25 st. 2", True),
    row("funding.bilateral.criteria", "25 st. 2", ["equal"], decision=ALWAYS),
    row("funding.unit_cofinancing", "25 st. 3", False),
    row("staff.report_days", "26", 60),
    row("appeal.file_days", "27", 15),
    row("appeal.decide_days", "27", 15),
)
EXTENDED = (
    ("selection.student.criteria", ("call",)),
    ("eligibility.conditions", ("call", "agreement")),
    ("return.documents", ("call", "agreement")),
)


def speak(layer: str, key: str, said: Any, applies: str = ALWAYS) -> Rulebook:
    """The rulebook in which a layer sets a provision. Raises `InvalidData`."""
    office = evolve(OFFICE, provisions={key: said}) if layer == "setting" else OFFICE
    programme = term(key, said, applies, cites="cites") if layer == "programme" else ""
    return lawbook(programme, office).rulebook(
        "erasmus",
        D(2018, 10, 1),
        agreement=agreement(term(key, said, applies)) if layer == "agreement" else None,
        call=call(term(key, said, applies)) if layer == "call" else None,
        decision=decision(key) if layer == "decision" else None,
    )


def refused(layer: str, one: Row) -> Problem:
    """The problem of an attempt, which must be the only one."""
    with pytest.raises(InvalidData) as refusal:
        speak(layer, one.key, one.try_)
    (problem,) = refusal.value.problems
    return problem


def attempts(lawful: bool):
    return [
        pytest.param(layer, one, id=f"{layer} {'may' if lawful else 'may not'} set {one.key}")
        for one in TABLE
        for layer in LAYERS
        if (layer in one.who) is lawful
    ]


def test_the_table_is_whole() -> None:
    assert {one.key for one in TABLE} == {one.key for one in law().law.provisions}


@pytest.mark.parametrize("one", TABLE, ids=lambda one: one.key)
def test_every_provision_stands_in_its_article(one: Row) -> None:
    assert provision(one.key).citation.at == one.article


@pytest.mark.parametrize(("layer", "one"), attempts(lawful=True))
def test_whom_the_table_names_is_heard(layer: str, one: Row) -> None:
    rulebook = speak(layer, one.key, one.try_, one.who[layer])
    if layer == "decision":
        assert one.key in rulebook.waived
    else:
        assert rulebook.figures[one.key].candidates[0].origin.layer == layer


FILES = {
    "programme": "programme.toml",
    "call": "call.toml",
    "agreement": "agreement.toml",
    "decision": "decision.toml",
    "setting": "mobilnost.toml",
}


@pytest.mark.parametrize(("layer", "one"), attempts(lawful=False))
def test_everybody_else_is_refused_by_file_line_key_and_article(layer: str, one: Row) -> None:
    problem = refused(layer, one)
    assert problem.kind == ("unlawful-waiver" if layer == "decision" else "unlawful-override")
    assert (problem.place.file, problem.article) == (FILES[layer], one.article)
    assert one.key in problem.found
    assert layer == "setting" or problem.place.line


CONDITIONAL = [
    pytest.param(layer, one, id=f"{layer} sets {one.key} only where {condition}")
    for one in TABLE
    for layer, condition in one.who.items()
    if condition
]


@pytest.mark.parametrize(("layer", "one"), CONDITIONAL)
def test_a_condition_is_not_overstepped(layer: str, one: Row) -> None:
    problem = refused(layer, one)
    assert (problem.kind, problem.article) == ("unlawful-scope", one.article)


@pytest.mark.parametrize(("key", "layer"), [(key, layer) for key, layers in EXTENDED for layer in layers])
def test_who_may_only_add_removes_nothing(key: str, layer: str) -> None:
    one = next(row for row in TABLE if row.key == key)
    stands = value(key, outgoing())
    rulebook = speak(layer, key, one.try_)
    assert rulebook.figures[key].candidates[0].value == (*stands, *one.try_)


def test_an_agreement_adds_a_language_only_as_a_condition_of_its_own() -> None:
    asks = '[[conditions]]\nid = "language"\nrequires = "language_level >= \'C1\'"\nclause = "čl. 5"\n'
    assessment = assessed(outgoing(), under=agreement(asks))
    assert assessment.finding("a.language").citation.source == "a"
    assert assessment.finding("eligibility.student.language").because == "open figure"


def test_the_call_is_in_line_with_the_agreement() -> None:
    """Where both may set a provision, the agreement prevails (čl. 11 st. 1)."""
    rulebook = lawbook().rulebook(
        "erasmus",
        D(2018, 10, 1),
        agreement=agreement(term("duration.maximum", "6 months")),
        call=call(term("duration.maximum", "9 months", STAFF)),
    )
    assert [(one.origin.layer, one.value) for one in rulebook.figures["duration.maximum"].candidates][:2] == [
        ("agreement", Span(6)),
        ("call", Span(9)),
    ]


def test_a_provision_that_nobody_has_is_a_mistake_with_a_suggestion() -> None:
    with pytest.raises(InvalidData) as refusal:
        speak("agreement", "duration.maximun", "6 months")
    (problem,) = refusal.value.problems
    assert (problem.kind, problem.suggestion) == ("unknown-provision", "duration.maximum")


#: Where the Pravilnik does not say in so many words who may set something, and a choice was made.
READ = {
    ("agreement.required", "programme"),
    ("duration.maximum", "programme"),
    ("insurance.travel_health", "agreement"),
    ("insurance.accident", "agreement"),
    ("residence_permit", "agreement"),
    ("recognition.credit_principle", "agreement"),
}


def test_permissions_that_are_readings_are_marked_as_such() -> None:
    marked = {
        (provision.key, permission.layer.value)
        for provision in law().law.provisions
        for permission in provision.permissions
        if permission.citation and permission.citation.reading
    }
    assert marked == READ
