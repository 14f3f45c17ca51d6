"""Čl. 11: who may go out as a student; and that a call keeps to its agreement and programme."""

from decimal import Decimal

import pytest
from pravilnik.cases import D, agreement, assessed, call, incoming, outcome, outgoing, term

from mobilnost.model import LanguageSkill
from mobilnost.model.kinds import CefrLevel

STATUS, YEAR = "eligibility.student.status", "eligibility.student.first_cycle_year"
CITIZENSHIP, LANGUAGE = "eligibility.student.citizenship", "eligibility.student.language"
ALL_FOUR = (STATUS, YEAR, CITIZENSHIP, LANGUAGE)


def speaks(level: str, language: str = "hr") -> tuple[LanguageSkill, ...]:
    return (LanguageSkill(code=language, level=CefrLevel(level)),)


@pytest.mark.parametrize(("status", "expected"), [("regular", "met"), ("part-time", "unmet")])
def test_a_regular_student(status: str, expected: str) -> None:
    assert outcome(STATUS, outgoing(study_status=status)) == expected


@pytest.mark.parametrize(
    ("cycle", "year", "expected"),
    [
        ("first", 1, "unmet"),
        ("first", 2, "met"),
        ("first", 3, "met"),
        ("integrated", 1, "unmet"),
        ("integrated", 2, "met"),
        ("integrated", 5, "met"),
        ("second", 1, "not_applicable"),
        ("third", 1, "not_applicable"),
    ],
)
def test_of_the_second_year_or_a_later_one(cycle: str, year: int, expected: str) -> None:
    assert outcome(YEAR, outgoing(cycle=cycle, year_of_study=year)) == expected


def test_that_a_later_year_will_do_is_a_reading() -> None:
    citation = assessed(outgoing(year_of_study=3)).finding(YEAR).citation
    assert (citation.at, citation.reading) == ("čl. 11 st. 2 al. 1", True)


@pytest.mark.parametrize(
    ("status", "expected"),
    [("citizen", "met"), ("refugee", "met"), ("stateless", "met"), ("resident", "met"), ("none", "unmet")],
)
def test_a_citizen_or_one_whom_the_country_shelters(status: str, expected: str) -> None:
    assert outcome(CITIZENSHIP, outgoing(status_in_country=status)) == expected


@pytest.mark.parametrize(
    ("languages", "expected"),
    [
        pytest.param(speaks("A2"), "unmet", id="below"),
        pytest.param(speaks("B1"), "met", id="at the level"),
        pytest.param(speaks("C2"), "met", id="above"),
        pytest.param(speaks("C2", "en"), "unknown", id="another language"),
        pytest.param(None, "unknown", id="nobody asked"),
    ],
)
def test_the_language_of_instruction_at_the_host(languages, expected: str) -> None:
    dossier = outgoing(languages=languages)
    assert outcome(LANGUAGE, dossier, settings={LANGUAGE: "B1"}) == expected


def test_a_criterion_that_the_university_has_not_set_holds_nobody_back() -> None:
    assessment = assessed(outgoing(languages=None))
    finding = assessment.finding(LANGUAGE)
    assert (finding.outcome, finding.because) == ("unknown", "open figure")
    assert assessment.verdict == "eligible"


@pytest.mark.parametrize("rule", ALL_FOUR)
def test_the_conditions_are_for_those_who_go(rule: str) -> None:
    weak = incoming(study_status="part-time", year_of_study=1, status_in_country="none", languages=speaks("A1"))
    assert outcome(rule, weak, settings={LANGUAGE: "B1"}) == "not_applicable"


@pytest.mark.parametrize(
    ("rule", "said", "changes"),
    [
        pytest.param(STATUS, ["regular", "part-time"], {"study_status": "part-time"}, id="part-time students"),
        pytest.param(YEAR, 1, {"year_of_study": 1}, id="the first year"),
        pytest.param(CITIZENSHIP, ["citizen", "none"], {"status_in_country": "none"}, id="any citizenship"),
        pytest.param(LANGUAGE, "A2", {"languages": speaks("A2")}, id="a lower level"),
    ],
)
def test_a_call_may_ask_for_less(rule: str, said, changes) -> None:
    office = {LANGUAGE: "B1"}
    assert outcome(rule, outgoing(**changes), settings=office) == "unmet"
    assert outcome(rule, outgoing(**changes), settings=office, called=call(term(rule, said))) == "met"


@pytest.mark.parametrize(
    ("rule", "said", "changes"),
    [
        pytest.param(YEAR, 3, {"year_of_study": 2}, id="the third year"),
        pytest.param(LANGUAGE, "C1", {"languages": speaks("B2")}, id="a higher level"),
        pytest.param(CITIZENSHIP, ["citizen"], {"status_in_country": "resident"}, id="citizens alone"),
    ],
)
def test_a_call_may_ask_for_more(rule: str, said, changes) -> None:
    assert outcome(rule, outgoing(**changes), called=call(term(rule, said))) == "unmet"


ASKS = '[[conditions]]\nid = "average"\nrequires = "grade_average >= 3.5"\nclause = "čl. 6"\n'


@pytest.mark.parametrize(
    ("circumstances", "rule"),
    [
        pytest.param({"under": agreement(ASKS)}, "a.average", id="the agreement"),
        pytest.param({"called": call(ASKS)}, "c.average", id="the call"),
    ],
)
@pytest.mark.parametrize(("average", "expected"), [(None, "unknown"), ("3.4", "unmet"), ("3.5", "met"), ("4.2", "met")])
def test_both_may_add_conditions(circumstances, rule: str, average, expected: str) -> None:
    dossier = outgoing(grade_average=average and Decimal(average))
    assert outcome(rule, dossier, **circumstances) == expected


@pytest.mark.parametrize(
    ("called", "expected"),
    [
        pytest.param(call(), "met", id="its programme and year"),
        pytest.param(call(programme="ceepus"), "unmet", id="another programme"),
        pytest.param(call(academic_year="2019/2020"), "unmet", id="another year"),
        pytest.param(None, "not_applicable", id="no call"),
    ],
)
def test_a_call_is_made_for_the_programme(called, expected: str) -> None:
    assert outcome("call.programme", outgoing(), called=called) == expected


@pytest.mark.parametrize(
    ("called", "expected"),
    [
        pytest.param(call(), "met", id="it offers all"),
        pytest.param(call(agreements=["a", "b"]), "met", id="it offers this one"),
        pytest.param(call(agreements=["b"]), "unmet", id="it offers another"),
    ],
)
def test_a_call_offers_the_agreement(called, expected: str) -> None:
    assert outcome("call.agreement", outgoing(), called=called) == expected


def test_the_academic_year_of_a_stay_begins_in_august() -> None:
    july = outgoing(start=D(2019, 7, 31), end=D(2019, 12, 31))
    assert outcome("call.programme", july, called=call()) == "met"
    august = outgoing(start=D(2019, 8, 1), end=D(2019, 12, 31))
    assert outcome("call.programme", august, called=call()) == "unmet"
