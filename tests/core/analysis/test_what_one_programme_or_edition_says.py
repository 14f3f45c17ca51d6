"""What is said of one programme or of one edition alone is held to the same as what is said of all of them."""

from __future__ import annotations

import pytest
from analysed import File, agreement, codes, condition, inspected

BOTH = {"start": "2018-02-01", "end": "2024-09-30"}
OLD, NEW = "edition == '2014-2020'", "edition == '2021-2027'"
ERASMUS = "programme == 'erasmus' and participant == 'student'"

REGULATION = """
[regulation]
id = "example"
source = "Rulebook"
institution = "sum.ba"
country = "BA"
"""


def rule(requires: str, applies: str, id: str = "x") -> str:
    return f'[[rules]]\nid = "{id}"\ntopic = "duration"\ncites = "art. 1"\nrequires = "{requires}"\napplies = "{applies}"\n'


def regulation(*rules: str) -> File:
    return File("regulation", "\n".join((REGULATION, *rules)))


@pytest.mark.parametrize(
    ("code", "rules"),
    [
        pytest.param("condition-always-met", [rule("calendar_days >= 0", ERASMUS)], id="always met"),
        pytest.param(
            "condition-implied",
            [rule("stay >= '3 months'", ERASMUS), rule("stay >= '2 months'", ERASMUS, "y")],
            id="implied",
        ),
        pytest.param(
            "condition-never-applies",
            [rule("ects >= 20", f"{ERASMUS} and cycle == 'first' and cycle == 'second'")],
            id="never",
        ),
        pytest.param(
            "condition-never-applies", [rule("ects >= 20", "programme == 'erasmuss'")], id="misspelt programme"
        ),
        pytest.param(
            "condition-never-applies",
            [rule("ects >= 20", "programme == 'erasmus' and edition == '2021-2072'")],
            id="misspelt edition",
        ),
        pytest.param(None, [rule("ects >= 20", "programme == 'norplus'")], id="a programme that is not installed"),
        pytest.param(None, [rule("ects >= 20", f"programme == 'erasmus' and {NEW}")], id="one edition"),
        pytest.param(
            None,
            [rule("stay >= '3 months'", ERASMUS), rule("stay >= '2 months'", "participant == 'student'", "y")],
            id="implied for one programme, not for the others",
        ),
    ],
)
def test_a_rule_of_the_university_for_one_programme(code: str | None, rules: list[str]) -> None:
    assert codes([regulation(*rules)]) == ({code} if code else set())


@pytest.mark.parametrize(
    ("code", "parts"),
    [
        pytest.param("condition-always-met", [condition("calendar_days >= 0", OLD)], id="always met"),
        pytest.param(
            "condition-implied", [condition("ects >= 20", OLD, "a"), condition("ects >= 15", OLD, "b")], id="implied"
        ),
        pytest.param("condition-unmeetable", [condition("ects >= 20 and ects < 20", OLD)], id="unmeetable"),
        pytest.param(
            "conditions-contradict",
            [condition("grade_average >= 4", OLD, "a"), condition("grade_average < 3", "kind == 'study'", "b")],
            id="contradict",
        ),
        pytest.param(
            None,
            [condition("grade_average >= 4", OLD, "a"), condition("grade_average < 3", NEW, "b")],
            id="side by side",
        ),
        pytest.param(
            None,
            [condition("ects >= 20", OLD, "a"), condition("ects >= 15", "kind == 'study'", "b")],
            id="implied in one",
        ),
    ],
)
def test_a_condition_for_one_edition(code: str | None, parts: list[str]) -> None:
    assert codes([agreement(*parts, **BOTH)]) == ({code} if code else set())


def test_a_rule_that_no_edition_reaches_names_what_it_says() -> None:
    (remark,) = inspected([regulation(rule("ects >= 20", "programme == 'erasmuss'"))]).remarks
    assert remark.subject == "x"
    assert remark.core
    assert remark.editions == ()
