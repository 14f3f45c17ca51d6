"""The JSON that other systems read: its keys, its figures, its units."""

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import offices
import pytest

from mobilnost.assessment import Assessment
from mobilnost.formats import load_dossier
from mobilnost.formats.report import json_line, quantity, refusal, report, written
from mobilnost.grammar import Absence, choice, number
from mobilnost.host import Host
from mobilnost.model import MonthDay, Place, Problem, Span
from mobilnost.office import Office

HOST = Host.discover()


@pytest.fixture
def assessment(tmp_path: Path) -> Assessment:
    folder = offices.make(tmp_path / "office")
    return Office.open(folder, HOST).assess(load_dossier(folder / "dossiers" / "good.toml"), dt.date(2018, 6, 25))


@pytest.fixture
def said(assessment: Assessment) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(json_line(report(assessment, lambda finding: f"told: {finding.id}")))
    return found


def finding(said: dict[str, Any], rule: str) -> dict[str, Any]:
    return next(one for one in said["findings"] if one["rule"] == rule)


def test_the_keys_stand_in_their_order(said: dict[str, Any]) -> None:
    assert list(said) == ["schema", "dossier", "on", "verdict", "findings", "grant", "documents", "obligations"]
    assert [said[key] for key in ("schema", "dossier", "on", "verdict")] == [1, "2018-0042", "2018-06-25", "eligible"]
    assert list(said["findings"][0])[:11] == [
        "rule",
        "topic",
        "authority",
        "binding",
        "outcome",
        "missing",
        "because",
        "citation",
        "required",
        "actual",
        "message",
    ]
    assert {"type", "phase", "state", "missing_signatures", "citation"} <= set(said["documents"][0])
    assert {"id", "who", "due", "state", "citation"} <= set(said["obligations"][0])


def test_a_finding_carries_both_sides_with_their_units(said: dict[str, Any]) -> None:
    found = finding(said, "duration.minimum")
    assert found["required"] == {"value": "3", "unit": "months"}
    assert found["actual"] == {"value": "4 15", "unit": "months days"}
    assert found["citation"] == {"source": "Pravilnik", "at": "čl. 9 st. 1", "reading": False}
    assert (found["outcome"], found["binding"], found["missing"], found["because"]) == ("met", True, [], None)
    assert found["message"] == "told: duration.minimum"


def test_a_figure_says_who_set_it_and_what_it_beat(said: dict[str, Any]) -> None:
    (maximum,) = finding(said, "duration.maximum")["provisions"]
    assert [maximum[key] for key in ("key", "value", "set_by", "source", "clause")] == [
        "duration.maximum",
        "10 months",
        "agreement",
        "sum-uniri-2018",
        "čl. 4",
    ]
    (beaten,) = maximum["beaten"]
    assert [beaten[key] for key in ("value", "set_by", "source")] == ["none", "regulation", "Pravilnik"]
    (minimum,) = finding(said, "duration.minimum")["provisions"]
    assert [minimum[key] for key in ("value", "set_by", "clause", "beaten")] == ["3 months", "regulation", None, []]


def test_a_figure_of_the_office_is_a_setting(said: dict[str, Any]) -> None:
    (language,) = finding(said, "eligibility.student.language")["provisions"]
    assert (language["value"], language["set_by"]) == ("B1", "setting")


def test_what_does_not_apply_shows_no_values(said: dict[str, Any]) -> None:
    found = finding(said, "duration.cycle_total.second")
    assert (found["outcome"], found["required"], found["actual"]) == ("not_applicable", None, None)


def test_a_set_is_a_list_in_its_own_order(said: dict[str, Any]) -> None:
    found = finding(said, "eligibility.student.citizenship")
    assert found["required"] == {"value": ["citizen", "refugee", "stateless", "resident"], "unit": None}
    assert found["actual"] == {"value": "citizen", "unit": None}


def test_the_same_is_said_every_time(assessment: Assessment) -> None:
    once, again = (json_line(report(assessment, lambda finding: "")) for _ in range(2))
    assert once == again


def test_there_are_no_floats_anywhere(assessment: Assessment) -> None:
    def refuse(text: str) -> None:
        pytest.fail(f"{text} is a float")

    json.loads(json_line(report(assessment, lambda finding: "")), parse_float=refuse)


@pytest.mark.parametrize(
    ("value", "type_", "expected"),
    [
        (Span(4, 15), None, {"value": "4 15", "unit": "months days"}),
        (Span(3), None, {"value": "3", "unit": "months"}),
        (Span(0, 28), None, {"value": "28", "unit": "days"}),
        (Span(), None, {"value": "0", "unit": "days"}),
        (6, number("ects"), {"value": "6", "unit": "ects"}),
        (Decimal("4.20"), number("grade"), {"value": "4.20", "unit": "grade"}),
        (Decimal("1E+2"), number(), {"value": "100", "unit": None}),
        (True, None, {"value": True, "unit": None}),
        ("study", choice("study"), {"value": "study", "unit": None}),
        (frozenset({"b", "a"}), choice("b", "a"), {"value": ["b", "a"], "unit": None}),
        (dt.date(2018, 10, 1), None, {"value": "2018-10-01", "unit": None}),
        (MonthDay(6, 1), None, {"value": "06-01", "unit": None}),
        (None, None, None),
        (Absence.OPEN, None, None),
    ],
    ids=lambda one: "" if isinstance(one, frozenset) else str(one),
)
def test_quantities(value: object, type_: Any, expected: object) -> None:
    assert quantity(value, type_) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Span(10), "10 months"),
        (20, "20"),
        (Decimal("0.5"), "0.5"),
        (True, True),
        (("a", "b"), ["a", "b"]),
        (Absence.NONE, "none"),
        (Absence.OPEN, "open"),
    ],
    ids=str,
)
def test_figures_are_written_as_their_provision_would_be(value: object, expected: object) -> None:
    assert written(value) == expected


def test_a_refusal_lists_every_problem_with_its_place() -> None:
    one = Problem("duplicate", Place("a.toml", 2, "agreement.id"), found="x", others=(Place("b.toml", 3, "k"),))
    said = refusal("a.toml", [one], lambda problem: f"told: {problem.kind}")
    assert said == {
        "schema": 1,
        "file": "a.toml",
        "problems": [
            {
                "kind": "duplicate",
                "file": "a.toml",
                "line": 2,
                "column": None,
                "key": "agreement.id",
                "found": "x",
                "expected": None,
                "suggestion": None,
                "article": None,
                "others": [{"file": "b.toml", "line": 3, "key": "k"}],
                "message": "told: duplicate",
            }
        ],
    }
