"""`mobilnost test` runs the cases of an office, or of a law, and says which do not hold."""

from __future__ import annotations

import json
from pathlib import Path

from offices import Run

import mobilnost

OFFICE = Path(str(mobilnost.__file__)).parent / "examples" / "office"
#: Cases of an office: a dossier of its own, with changes to it and to its agreement.
CASES = """\
on = 2018-06-25

[[scenarios]]
rule = "agreement.required"
base = "2018-0042"
set.mobility.agreement = "sum-uniri-2018"
cases = [
    { name = "the agreement is in force", finds = "met" },
    { name = "it has ended", agreement.valid_to = 2018-10-31, finds = "unmet" },
]
"""


def put(path: Path, text: str) -> Path:
    """A file in a folder that may not be there yet."""
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_the_cases_of_the_example_office_hold(run: Run) -> None:
    found = run("test", "--lang", "en", "--office", OFFICE)
    assert (found.returncode, found.stderr) == (0, "")
    assert found.stdout == "Files: 1; cases that hold: 6; that do not: 0.\n"


def test_a_case_that_does_not_hold_is_told_at_its_line(run: Run, office: Path) -> None:
    file = put(office / "scenarios" / "ours.toml", CASES.replace('finds = "met"', 'finds = "unmet"'))
    found = run("test", "--lang", "en", office)
    assert found.returncode == 1
    told = "The case “the agreement is in force” says finds = unmet, and the law finds met; right is a case that holds."
    assert f"ours.toml:8: scenarios[0].cases[0].name: {told}" in found.stdout
    assert found.stdout.endswith("Files: 1; cases that hold: 1; that do not: 1.\n")
    lines = [json.loads(line) for line in run("test", "--json", "--lang", "en", file).stdout.splitlines()]
    assert [one["holds"] for one in lines] == [False, True]
    assert lines[0]["differences"] == [{"what": "finds", "wanted": "unmet", "found": "met"}]


def test_what_cannot_be_read_is_told_and_the_rest_is_run(run: Run, office: Path) -> None:
    put(office / "scenarios" / "a.toml", CASES.replace("2018-0042", "2018-9999"))
    put(office / "scenarios" / "b.toml", CASES)
    put(office / "scenarios" / "c.toml", CASES.replace("2018-0042", "2018-0042").replace("sum-uniri-2018", "nobody's"))
    found = run("test", "--all", "--lang", "en", office)
    assert found.returncode == 3
    assert "a.toml:8: scenarios[0].cases[0].base: The value 2018-9999 cannot be right." in found.stderr
    assert "The value nobody's cannot be right" in found.stderr
    assert "b.toml:8: scenarios[0].cases[0].name: the agreement is in force" in found.stdout


def test_cases_of_a_programme_that_is_not_loaded_are_not_run(run: Run, tmp_path: Path) -> None:
    norplus = Path(__file__).parents[3] / "examples" / "plugin-norplus"
    found = run("test", "--lang", "en", norplus)
    assert found.returncode == 3
    assert found.stderr.count("The programme norplus is not loaded") == 1


def test_where_there_are_no_cases_that_is_wrong_usage(run: Run, office: Path) -> None:
    found = run("test", "--lang", "en", office)
    assert found.returncode == 2
    assert "scenarios" in found.stderr
