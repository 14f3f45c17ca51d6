"""`regulation coverage` and `plugins coverage` say what realises a law; what nothing mentions is a failure."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from offices import make, put, run

from mobilnost.accounts.sources import lookup_order

REGULATION = """\
[regulation]
id = "ours"
source = "Rulebook"
institution = "sum.ba"
country = "BA"
names = { en = "Our rulebook", hr = "Naš pravilnik", mk = "Нашиот правилник" }

[[articles]]
number = 9
names = { en = "Length", hr = "Trajanje", mk = "Траење" }
passages = [{ at = "st. 1" }, { at = "st. 2", people = ["conduct"] }]

[[provisions]]
key = "duration.minimum"
type = "span"
cites = "čl. 9 st. 1"
value = "3 months"

[[rules]]
id = "duration.minimum"
topic = "duration"
cites = "čl. 9 st. 1"
requires = "stay >= duration.minimum"
"""
GAP = '[[articles]]\nnumber = 10\npassages = [{ at = "st. 1" }]\n'
CASES = """\
[dossiers.iva.mobility]
programme = "bilateral"
kind = "study"
direction = "outgoing"
sending = "sum.ba"
receiving = "uniri.hr"
start = 2018-10-01
end = 2018-12-31

[dossiers.iva.person]
id = "s"
given_names = "Iva"
family_name = "Primjer"
citizenships = ["BA"]
status_in_country = "citizen"

[dossiers.iva.student]
cycle = "first"
year_of_study = 2
study_status = "regular"

[[scenarios]]
name = "three months to the day"
rule = "duration.minimum"
base = "iva"
finds = "met"
"""


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    put(tmp_path / "ours_scenarios.toml", CASES)
    return put(tmp_path / "ours.toml", REGULATION)


def records(*arguments: object, **more: Any) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run(*arguments, "--json", **more).stdout.splitlines()]


def test_the_shipped_regulation_lacks_nothing(tmp_path: Path) -> None:
    done = run("regulation", "coverage", cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.splitlines()[-1].endswith("Nothing is missing.")
    for number in range(1, 29):
        assert f"\nčl. {number}  " in done.stdout


def test_the_shipped_programmes_lack_nothing(tmp_path: Path) -> None:
    done = run("plugins", "coverage", cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "EWP IIA API" in done.stdout


def test_a_regulation_of_ones_own_is_read_with_the_cases_beside_it(ours: Path) -> None:
    done = run("regulation", "coverage", ours, "--all")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "What realises Our rulebook" in done.stdout
    assert "Cases: 1" in done.stdout
    assert "three months to the day" in done.stdout


@pytest.mark.parametrize(
    ("lang", "said"),
    [("hr", "Prepušteno ljudima: kako se tko ponaša"), ("mk", "Препуштено на луѓето: како се однесува")],
)
def test_it_is_said_in_the_readers_language(ours: Path, lang: str, said: str) -> None:
    assert said in run("regulation", "coverage", ours, "--lang", lang).stdout


def test_a_paragraph_that_nothing_mentions_is_a_failure_at_its_line(ours: Path) -> None:
    text = REGULATION + GAP
    done = run("regulation", "coverage", put(ours, text))
    assert done.returncode == 1
    line = text[: text.index("[[articles]]\nnumber = 10")].count("\n") + 3
    assert f"ours.toml:{line}: articles[1].passages[0]: Nothing realises čl. 10 st. 1" in done.stdout


def test_a_case_that_no_longer_holds_is_a_failure(ours: Path) -> None:
    put(ours.with_name("ours_scenarios.toml"), CASES.replace('"met"', '"unmet"'))
    done = run("regulation", "coverage", ours)
    assert done.returncode == 1
    assert "three months to the day (finds: met)" in done.stdout


def test_an_office_is_asked_about_its_own(tmp_path: Path) -> None:
    office = make(tmp_path / "office")
    put(office / "ours.toml", REGULATION + GAP)
    settings = (office / "mobilnost.toml").read_text(encoding="utf-8")
    put(office / "mobilnost.toml", settings.replace("[office]\n", '[office]\nregulation = "ours.toml"\n'))
    done = run("regulation", "coverage", "--lang", "en", "--office", office)
    assert done.returncode == 1
    assert "Our rulebook" in done.stdout


BRACKETS = (
    REGULATION.replace("čl. 9 st. 1", "art. 9(1)")
    .replace('at = "st. 1"', 'at = "(1)"')
    .replace('at = "st. 2"', 'at = "(2)"')
)


def test_passages_are_told_as_the_regulation_itself_cites_them(ours: Path) -> None:
    gap = GAP.replace("st. 1", "(1)") + '[[articles]]\nnumber = 11\npeople = ["conduct"]\n'
    done = run("regulation", "coverage", put(ours, BRACKETS + gap), "--lang", "en")
    assert "\nart. 9  Length\n  (1): " in done.stdout
    assert "\n  (2): Left to people" in done.stdout
    assert "\nart. 11\n" in done.stdout
    assert "Nothing realises art. 10(1)" in done.stdout
    assert "čl." not in done.stdout
    assert [one["at"] for one in records("regulation", "coverage", ours) if one["sort"] == "passage"] == [
        "art. 9(1)",
        "art. 9(2)",
        "art. 10(1)",
        "art. 11",
    ]


def test_an_article_that_does_not_exist_is_named_as_the_regulation_cites_it(ours: Path) -> None:
    strange = BRACKETS.replace('cites = "art. 9(1)"', 'cites = "art. 9(1); art. 12(3)"', 1)
    for words in (("regulation", "coverage"), ("regulation", "check")):
        done = run(*words, put(ours, strange), "--lang", "en")
        assert "art. 12(3)" in done.stdout
        assert "čl." not in done.stdout


def test_without_an_outline_it_says_so(ours: Path) -> None:
    start, end = REGULATION.index("[[articles]]"), REGULATION.index("[[provisions]]")
    done = run("regulation", "coverage", put(ours, REGULATION[:start] + REGULATION[end:]))
    assert done.returncode == 1
    assert "[[articles]]" in done.stdout


def test_for_programs_every_passage_is_a_line(ours: Path) -> None:
    first, second, failure = records("regulation", "coverage", put(ours, REGULATION + GAP))[:3]
    assert (first["at"], first["held"], [one["id"] for one in first["realised"]]) == (
        "čl. 9 st. 1",
        True,
        ["duration.minimum", "duration.minimum"],
    )
    assert [one["name"] for one in first["scenarios"]] == ["three months to the day"]
    assert second["people"][0]["id"] == "conduct"
    assert failure["covered"] is False


def test_places_in_a_source_stand_in_the_order_in_which_one_looks_them_up(tmp_path: Path) -> None:
    found = records("plugins", "coverage", "ceepus", cwd=tmp_path)
    assert found[0]["name"] == "CEEPUS"
    order = ["official", "page", "weak"]
    weights = [(order.index(one["confidence"]), lookup_order(one["name"])) for one in found[1:]]
    assert weights == sorted(weights)
    for source in found:
        places = [one["at"] for one in source["places"]]
        assert places == sorted(places, key=lookup_order)
    assert sorted(["p. 12", "P. 3", "čl. 23", "čl. 5", "p. 3, 2"], key=lookup_order) == [
        "čl. 5",
        "čl. 23",
        "P. 3",
        "p. 3, 2",
        "p. 12",
    ]


def test_for_programs_every_source_is_a_line(tmp_path: Path) -> None:
    found = records("plugins", "coverage", "lipetsk", cwd=tmp_path)
    assert {one["sort"] for one in found} == {"source"}
    assert all({"name", "address", "confidence", "places"} <= one.keys() for one in found)


def test_a_programme_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    done = run("plugins", "coverage", "erasmos", cwd=tmp_path)
    assert done.returncode == 2
    assert "erasmus" in done.stderr


def test_a_file_that_cannot_be_read_is_invalid(ours: Path) -> None:
    put(ours.with_name("ours_scenarios.toml"), CASES.replace("finds", "fnds"))
    done = run("regulation", "coverage", ours)
    assert done.returncode == 3
    assert "ours_scenarios.toml:" in done.stderr + done.stdout


def test_a_regulation_is_told_where_no_programme_is_loaded(ours: Path) -> None:
    done = run("regulation", "coverage", ours, MOBILNOST_DISABLE_PLUGINS="erasmus,ceepus,bilateral,lipetsk")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "What realises Our rulebook" in done.stdout
