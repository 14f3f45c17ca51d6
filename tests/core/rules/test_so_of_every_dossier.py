"""What is said to be so of every dossier is so of real ones, and what examples take as usual is a value of its type."""

from __future__ import annotations

from importlib.resources import as_file, files

import pytest

import mobilnost as m
from mobilnost.grammar import CALENDAR, evaluate, facts_of, parse, reachable, read_value, text_of
from mobilnost.rules import CORE_FACTS, Case, Home, dossier_domain, facts_for
from mobilnost.rules.axioms import USUAL, core_axioms

TYPES = dossier_domain().types
HOME = Home(institution="sum.ba", country="BA")


def dossiers() -> list[tuple[str, str]]:
    with as_file(files("mobilnost") / "examples" / "office" / "dossiers") as folder:
        return [(path.name, path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.toml"))]


@pytest.mark.parametrize(("name", "text"), dossiers(), ids=lambda one: one if one.endswith(".toml") else "")
def test_no_dossier_of_an_office_breaks_what_is_so_of_all(name: str, text: str) -> None:
    case = Case(dossier=m.parse_dossier(text, name).value, home=HOME)
    facts = facts_for(case, CORE_FACTS)
    broken = [text_of(one) for one in core_axioms() if evaluate(one, facts, {}) is False]
    assert not broken


def test_there_are_dossiers_to_hold_it_against() -> None:
    assert len(dossiers()) > 10


def test_what_is_said_of_all_dossiers_speaks_of_the_facts_of_the_core() -> None:
    names = {one.name for one in CORE_FACTS}
    assert all(set(facts_of(one)) <= names for one in core_axioms())


@pytest.mark.parametrize("name", USUAL)
def test_the_usual_value_of_a_fact_is_one_of_its_type(name: str) -> None:
    assert read_value(USUAL[name], TYPES[name]) == USUAL[name]


def test_the_usual_dossier_breaks_nothing() -> None:
    student = {name: value for name, value in USUAL.items() if not name.startswith(("staff", "teaching"))}
    around = {CALENDAR: m.Calendar(), **student}
    assert [text_of(one) for one in core_axioms() if evaluate(one, around, {}) is False] == []


def test_a_domain_says_nothing_of_facts_that_it_has_not() -> None:
    few = dossier_domain(one for one in CORE_FACTS if one.name in ("participant", "cycle"))
    assert few.axioms
    assert all(set(facts_of(one)) <= {"participant", "cycle"} for one in few.axioms)


OF_EACH = [
    ("student", "cycle", True),
    ("student", "year_of_study", True),
    ("student", "study_status", True),
    ("student", "programme_semesters", False),
    ("student", "grade_average", False),
    ("staff", "staff_category", True),
]


@pytest.mark.parametrize(("participant", "fact", "always"), OF_EACH)
def test_what_every_participant_has_is_known_and_the_rest_may_be_missing(
    participant: str, fact: str, always: bool
) -> None:
    missing = parse(f"participant == '{participant}' and not known({fact})")
    assert reachable(missing, dossier_domain(CORE_FACTS)).holds is not always


def test_an_example_has_the_usual_values_where_nothing_says_otherwise() -> None:
    domain = dossier_domain()
    for name in ("cycle_total", "staff_total", "teaching_hours_per_week", "application_day"):
        assert domain.values_of(name)[0] == USUAL[name]
