"""The life of a dossier from the command line: what comes next, what is recorded, what is refused and why."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import offices
import pytest
from offices import Run, put

Said = Callable[..., CompletedProcess[str]]
ID = "2018-0042"
OFFICERS = """
[[officers]]
role = "vice_rector"
name = "Petra Prorektor"

[[officers]]
role = "international_office"
name = "Olga Ured"
"""
OLGA = {"MOBILNOST_AS": "Olga Ured"}


def records(done: CompletedProcess[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture(scope="module")
def applied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with officers, and a dossier whose student has applied and is proposed."""
    office = offices.make(tmp_path_factory.mktemp("applied") / "office")
    put(office / "mobilnost.toml", offices.SETTINGS + OFFICERS)
    for words in (
        ("add", office / "dossiers"),
        ("record", ID, "applied", "--by", "Iva Primjer", "--on", "2018-05-01"),
        ("record", ID, "proposed", "--by", "Committee", "--on", "2018-05-20"),
    ):
        done = offices.run("dossier", *words, "--office", office, **OLGA)
        assert done.returncode == 0, done.stderr
    return office


@pytest.fixture
def said(run: Run, applied: Path, tmp_path: Path) -> Said:
    """Runs a command of `mobilnost dossier` in an office like that."""
    office = shutil.copytree(applied, tmp_path / "office")

    def said(verb: str, *more: object, **environment: str) -> CompletedProcess[str]:
        return run("dossier", verb, *more, "--office", office, **(OLGA | environment))

    return said


def test_what_comes_next_is_shown_with_who_may_do_it_and_by_which_article(said: Said) -> None:
    done = said("next", ID, "--on", "2018-06-25", "--lang", "en")
    assert done.returncode == 0
    assert "→ selection [selected] · vice-rector: Petra Prorektor · Pravilnik, čl. 5 st. 3" in done.stdout


def test_what_comes_next_is_there_for_programs(said: Said) -> None:
    found = {one["step"]: one for one in records(said("next", ID, "--on", "2018-06-25", "--json"))}
    assert found.keys() == {"selected", "not_selected"}
    assert (found["selected"]["possible"], found["selected"]["by"]) == (True, ["Petra Prorektor"])
    assert found["not_selected"]["final"] == "refused"


def test_a_step_is_recorded_and_stands_in_list_and_sheet(said: Said) -> None:
    words = ("record", ID, "selected", "--by", "Petra Prorektor", "--reference", "12/18", "--on", "2018-05-25")
    assert said(*words, "--lang", "en").stdout == "Recorded: 2018-0042: selection, 25 May 2018.\n"
    (line,) = records(said("list", "--step", "selected", "--json"))
    assert (line["procedure"], line["state"]) == ("student.outgoing", "under_way")
    (sheet,) = records(said("show", ID, "--json"))
    taken = sheet["life"]["steps"][-1]
    assert (taken["step"], taken["by"], taken["reference"]) == ("selected", "Petra Prorektor", "12/18")
    assert taken["basis"]
    assert sheet["journal"][-1]["actor"] == "Olga Ured"


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "“agreement signed” comes later; first: selection (Pravilnik, čl. 7 st. 4)."),
        ("hr", "Prije koraka „potpisivanje ugovora” treba zabilježiti: odabir (Pravilnik, čl. 7 st. 4)."),
        ("mk", "Пред чекорот „потпишување на договорот“ треба да се запише: избор (Pravilnik, čl. 7 st. 4)."),
    ],
)
def test_why_a_step_is_refused_is_told_in_every_language(said: Said, language: str, expected: str) -> None:
    done = said("record", ID, "agreed", "--by", "Petra Prorektor", "--on", "2018-06-25", "--lang", language)
    assert done.returncode == 1
    assert f"{ID}: {expected}" in done.stderr
    assert done.stdout == ""


def test_an_unmet_rule_is_told_by_what_it_found(said: Said, tmp_path: Path) -> None:
    first_year = put(tmp_path / "first.toml", offices.dossier(year_of_study="1"))
    assert said("change", ID, first_year, "--revision", "1").returncode == 0
    done = said("record", ID, "selected", "--by", "Petra Prorektor", "--on", "2018-06-25", "--json")
    assert done.returncode == 1
    (refused,) = records(done)
    assert (refused["refused"], refused["parts"]["rule"]) == ("rule-unmet", "eligibility.student.first_cycle_year")
    assert refused["citation"]["at"] == "čl. 11 st. 2 al. 1"
    assert len(refused["message"]) > 30


def test_who_does_not_hold_the_role_is_told_who_does(said: Said) -> None:
    done = said("record", ID, "selected", "--on", "2018-06-25", "--lang", "en")
    assert done.returncode == 1
    assert "Olga Ured does not hold the role vice-rector; it is held by: Petra Prorektor" in done.stderr


def test_a_misspelt_step_is_wrong_usage_with_the_nearest_name(said: Said) -> None:
    done = said("record", ID, "slected", "--lang", "en")
    assert done.returncode == 2
    assert "selected" in done.stderr


def test_a_step_is_taken_back_with_a_reason(said: Said) -> None:
    assert said("record", ID, "proposed", "--undo").returncode == 2
    done = said("record", ID, "proposed", "--undo", "--note", "another dossier", "--lang", "en")
    assert done.stdout == "Taken back: 2018-0042: proposal of the committee.\n"
    assert [one["step"] for one in records(said("list", "--json"))] == ["applied"]


def test_a_withdrawn_dossier_goes_no_further(said: Said) -> None:
    assert said("withdraw", ID, "--reason", "illness", "--dry-run").returncode == 0
    assert said("withdraw", ID, "--reason", "illness", "--lang", "en").stdout == "Withdrawn: 2018-0042.\n"
    assert [one["dossier"] for one in records(said("list", "--state", "withdrawn", "--json"))] == [ID]
    assert said("next", ID, "--lang", "en").stdout == "Nothing comes next: withdrawn.\n"
    assert said("withdraw", ID, "--reason", "again").returncode == 1


WAIVER = """\
[decision]
id = "d-1"
date = 2018-05-01
by = "Petra Prorektor"
reference = "01-1/18"
reason = "need"
dossier = "2018-0042"

[[waivers]]
provision = "{key}"
"""


@pytest.mark.parametrize(
    ("key", "code", "article"),
    [
        pytest.param("funding.bilateral.criteria", 0, "", id="čl. 25 st. 2 gives it to decisions"),
        pytest.param("duration.minimum", 3, "čl. 9 st. 1", id="nothing gives it to decisions"),
        pytest.param("selection.staff.committee", 3, "čl. 23, iza st. 3", id="given for employees of the Rectorate"),
    ],
)
def test_a_decision_is_recorded_where_it_waives_what_decisions_may(
    run: Run, applied: Path, tmp_path: Path, key: str, code: int, article: str
) -> None:
    office = shutil.copytree(applied, tmp_path / "office")
    file = put(tmp_path / "d.toml", WAIVER.format(key=key))
    done = run("decision", "record", file, "--office", office, "--lang", "en", **OLGA)
    assert done.returncode == code
    assert ("Recorded: special decision d-1" in done.stdout) is (code == 0)
    assert article in done.stderr
