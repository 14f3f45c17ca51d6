"""What an office's own plugin adds to programmes speaks for the university, by its own source and not by the settings."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from offices import Run, dossier, plugged_in, put

ON = ("--on", "2018-10-01")
SENATE = "Decision of the Senate"
LAW = """\
[programme]
code = "{code}"
source = "Decision of the Senate"

[[provisions]]
key = "our.average"
type = "number"
unit = "grade"
cites = "p. 2"
stricter = "higher"
value = {average}

[[rules]]
id = "our.average"
topic = "eligibility"
cites = "p. 2"
requires = "grade_average >= our.average"

[[documents]]
type = "our_letter"
phase = "before"
cites = "p. 3"

[[obligations]]
id = "our.talk"
who = "participant"
cites = "p. 4"
due = "last_day_after(last_day, 10)"

[[components]]
id = "our.top_up"
cites = "p. 5"
per = "stay"
payer = "sending"
rates = [{{ amount = "100.00", currency = "BAM" }}]
"""


def plug(run: Run, folder: Path, **averages: int) -> Run:
    """The program with a plugin of the office's own that adds to these programmes."""
    files = {f"{code}.toml": LAW.format(code=code, average=one) for code, one in averages.items()}
    return plugged_in(run, folder, "senate_rules", files)


@pytest.fixture
def plugged(run: Run, tmp_path: Path) -> Run:
    return plug(run, tmp_path / "plugged", erasmus=4)


def sections(run: Run, office: Path, *arguments: str) -> list[dict[str, Any]]:
    """The sections that a programme, or the university, has in the rulebook."""
    account = json.loads(run("rules", "--office", office, "--json", "--lang", "en", *ON, *arguments).stdout)
    return [one for chapter in account["chapters"] for one in chapter["sections"]]


def entries(section: dict[str, Any]) -> dict[str, dict[str, Any]]:
    told = [one for division in section["divisions"] for one in division["entries"]]
    return {one.get("id") or one.get("type") or one["key"]: one for one in told}


@pytest.mark.parametrize("arguments", [(), ("--programme", "erasmus")], ids=["all", "erasmus"])
def test_it_stands_under_its_own_source_and_all_of_it(plugged: Run, office: Path, arguments: tuple[str, ...]) -> None:
    found = sections(plugged, office, *arguments)
    (added,) = [one for one in found if one["added"]]
    assert (added["layer"], added["source"], added["sets"]) == ("setting", SENATE, [])
    assert entries(added).keys() == {"our.average", "our_letter", "our.talk", "our.top_up"}
    others = {id for one in found if one is not added for id in entries(one)}
    assert not {id for id in others if id.startswith("our")}


@pytest.mark.parametrize("arguments", [(), ("--programme", "erasmus")], ids=["all", "erasmus"])
def test_its_figures_are_traced_to_the_plugin(plugged: Run, office: Path, arguments: tuple[str, ...]) -> None:
    (added,) = [one for one in sections(plugged, office, *arguments) if one["added"]]
    rule = entries(added)["our.average"]
    assert (rule["layer"], rule["plugin"]) == ("setting", "senate_rules")
    (figure,) = rule["provisions"]
    assert (figure["plugin"], [one["set_by"] for one in figure["standing"]]) == ("senate_rules", ["setting"])
    shown = plugged("rules", "--office", office, "--lang", "en", *ON, *arguments).stdout
    assert f"the plugin senate_rules: {SENATE}, p. 2 [erasmus.toml:5]" in shown
    assert f"the regulation: {SENATE}" not in shown


def test_without_a_programme_it_is_told_of_which_ones_it_holds(run: Run, office: Path, tmp_path: Path) -> None:
    both = plug(run, tmp_path / "plugged", erasmus=4, ceepus=3)
    (added,) = [one for one in sections(both, office) if one["added"]]
    rules = [one for division in added["divisions"] for one in division["entries"] if one["kind"] == "rule"]
    assert {one["told"] for one in rules} == {"The grade average is at least 3.", "The grade average is at least 4."}
    (figure,) = [figure for one in rules for figure in one["provisions"]]
    said = {one["value"]: (one["applies"], one["place"]["file"]) for one in figure["standing"]}
    assert said == {
        "4": ("programme == 'erasmus'", "erasmus.toml"),
        "3": ("programme == 'ceepus'", "ceepus.toml"),
    }


@pytest.mark.parametrize(
    ("lang", "heading"),
    [("en", "Added by the university"), ("hr", "Sveučilište dodaje"), ("mk", "Универзитетот додава")],
)
def test_people_find_it_under_its_source(plugged: Run, office: Path, lang: str, heading: str) -> None:
    lines = plugged("rules", "--office", office, "--lang", lang, *ON).stdout.splitlines()
    assert f"{heading}: {SENATE}" in lines


def test_programs_are_told_that_the_office_set_it_and_not_the_regulation(plugged: Run, office: Path) -> None:
    file = put(office / "dossiers" / "good.toml", dossier(grade_average="3.6"))
    said = json.loads(plugged("check", file, "--json", *ON).stdout)
    (finding,) = [one for one in said["findings"] if one["rule"] == "our.average"]
    assert [(one["key"], one["set_by"], one["source"]) for one in finding["provisions"]] == [
        ("our.average", "setting", SENATE)
    ]
