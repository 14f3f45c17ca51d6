"""The check commands show everything that is found, at its line, in the reader's language, and exit by how grave it is."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest
from offices import AGREEMENT, Run, put

CALL = """\
[call]
id = "erasmus-2018"
programme = "erasmus"
academic_year = "2018/2019"
edition = "2014-2020"
opens = 2018-03-01
closes = 2018-04-13
agreements = ["sum-uniri-2018"]
"""
DECISION = """\
[decision]
id = "d"
date = 2018-06-11
by = "international_office"
reference = "01/18"
reason = "r"
dossier = "2018-0042"

[[waivers]]
provision = "duration.minimum"
"""
UNMEETABLE = """
[[conditions]]
id = "average"
requires = "grade_average >= 4 and grade_average < 3"
clause = "čl. 6"
"""
IDLE = """
[[conditions]]
id = "average"
requires = "grade_average >= 4"
applies = "kind == 'study' and kind == 'thesis'"
clause = "čl. 6"
"""
FORBIDDEN = """
[[terms]]
provision = "duration.minimum"
value = "1 month"
clause = "čl. 5"
"""
NOUNS = ("agreement", "call", "decision", "regulation", "plugins")


def agreement(office: Path, *more: str) -> Path:
    return put(office / "agreements" / "rijeka.toml", AGREEMENT + "".join(more))


@pytest.mark.parametrize("noun", NOUNS)
def test_an_office_that_is_in_order_exits_well(run: Run, office: Path, noun: str) -> None:
    done = run(noun, "check", "--office", office)
    assert (done.returncode, done.stderr if noun in ("agreement", "plugins", "regulation") else "") == (0, "")


@pytest.mark.parametrize(
    ("more", "code"),
    [((), 0), ((IDLE,), 1), ((UNMEETABLE,), 3), ((FORBIDDEN,), 3), ((FORBIDDEN, IDLE), 3)],
)
def test_the_exit_code_says_how_grave_it_is(run: Run, office: Path, more: tuple[str, ...], code: int) -> None:
    agreement(office, *more)
    assert run("agreement", "check", "--office", office).returncode == code


def test_everything_is_shown_at_its_line_with_how_it_is_mended(run: Run, office: Path) -> None:
    path = agreement(office, FORBIDDEN, UNMEETABLE)
    shown = run("agreement", "check", "--office", office, "--lang", "en").stdout
    lines = shown.splitlines()
    assert lines[0].startswith(f"{path}:15: terms[1].provision: This may not be set here: duration.minimum")
    assert lines[0].endswith("[unlawful-override]")
    assert f"{path}:21: conditions[0].requires: mistake: " in shown
    assert "grade average is at least 4; " in shown
    assert "    To mend it: " in shown
    assert "docs/analysis/condition-unmeetable.md" in shown
    assert lines[-1] == "checked: 1; mistakes: 2"


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "mistake: "), ("hr", "pogreška: "), ("mk", "грешка: ")],
)
def test_it_is_told_in_the_readers_language(run: Run, office: Path, language: str, said: str) -> None:
    agreement(office, UNMEETABLE)
    assert said in run("agreement", "check", "--office", office, "--lang", language).stdout


def test_programs_get_one_object_for_each_finding(run: Run, office: Path) -> None:
    path = agreement(office, FORBIDDEN, UNMEETABLE)
    done = run("agreement", "check", "--office", office, "--json", "--lang", "en")
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(one["code"], one["severity"], one["line"]) for one in records] == [
        ("unlawful-override", "error", 15),
        ("condition-unmeetable", "error", 21),
    ]
    unmeetable = records[1]
    assert unmeetable["file"] == str(path)
    assert unmeetable["key"] == "conditions[0].requires"
    assert unmeetable["core"] == ["grade_average >= 4", "grade_average < 3"]
    assert isinstance(unmeetable["witness"], dict)
    assert unmeetable["message"]
    assert unmeetable["mend"]
    assert records[0].keys() >= {"article", "found", "expected", "others", "witness", "core", "message"}


@pytest.mark.parametrize("name", ["sum-uniri-2018", "agreements/rijeka.toml"])
def test_one_is_named_by_its_id_or_its_file(run: Run, office: Path, name: str) -> None:
    agreement(office, IDLE)
    put(office / "agreements" / "broken.toml", "[agreement]\n")
    done = run("agreement", "check", name, cwd=office)
    assert done.returncode == 1
    assert "broken" not in done.stdout


def test_a_broken_file_does_not_hide_what_is_wrong_with_others(run: Run, office: Path) -> None:
    agreement(office, IDLE)
    put(office / "agreements" / "broken.toml", "[agreement]\n")
    done = run("agreement", "check", "--office", office)
    assert done.returncode == 3
    assert "[missing-key]" in done.stdout
    assert "[condition-never-applies]" in done.stdout
    pages = [line.strip() for line in done.stdout.splitlines() if line.strip().startswith("docs/")]
    assert pages == ["docs/analysis/condition-never-applies.md"]


def test_an_id_that_nobody_bears_is_a_wrong_usage_with_a_suggestion(run: Run, office: Path) -> None:
    done = run("agreement", "check", "sum-unri-2018", "--office", office, "--lang", "en")
    assert done.returncode == 2
    assert "sum-uniri-2018" in done.stderr


# ---------------------------------------------------------------------- the other nouns


def test_a_call_is_held_against_the_agreements_of_the_office(run: Run, office: Path) -> None:
    (office / "calls").mkdir()
    put(office / "calls" / "c.toml", CALL)
    assert run("call", "check", "--office", office).returncode == 0
    put(office / "agreements" / "rijeka.toml", AGREEMENT.replace("2018-02-01", "2018-02-01\nvalid_to = 2018-12-31"))
    for noun in ("call", "agreement"):
        done = run(noun, "check", "--office", office)
        assert done.returncode == 1
        assert "[agreement-ends-too-early]" in done.stdout


def test_an_agreement_that_amends_nothing_is_told_until_the_other_is_there(run: Run, office: Path) -> None:
    later = AGREEMENT.replace('"sum-uniri-2018"', '"sum-uniri-2019"\namends = "sum-uniri-2081"')
    put(office / "agreements" / "later.toml", later)
    told = run("agreement", "check", "--office", office, "--json", "--lang", "en")
    assert told.returncode == 1
    (found,) = [json.loads(line) for line in told.stdout.splitlines()]
    assert (found["code"], found["severity"], found["key"]) == (
        "agreement-amends-unknown",
        "warning",
        "agreement.amends",
    )
    # The file is the same to the last byte: it is another one that has come.
    put(office / "agreements" / "earlier.toml", AGREEMENT.replace("sum-uniri-2018", "sum-uniri-2081"))
    assert run("agreement", "check", "--office", office).returncode == 0


def test_a_decision_is_held_against_what_may_be_waived(run: Run, office: Path) -> None:
    (office / "decisions").mkdir()
    put(office / "decisions" / "d.toml", DECISION)
    done = run("decision", "check", "--office", office)
    assert done.returncode == 3
    assert "[unlawful-waiver]" in done.stdout
    put(office / "decisions" / "d.toml", DECISION.replace("2018-0042", "2018-0043"))
    done = run("decision", "check", "--office", office)
    assert done.returncode == 1
    assert "[decision-without-dossier]" in done.stdout


REGULATION = """\
[regulation]
id = "example"
source = "Rulebook"
institution = "sum.ba"
country = "BA"

[[provisions]]
key = "stay.shortest"
type = "span"
cites = "art. 9(1)"
value = "3 months"
"""


def test_a_regulation_is_checked_from_its_file(run: Run, tmp_path: Path) -> None:
    done = run("regulation", "check", put(tmp_path / "ours.toml", REGULATION))
    assert done.returncode == 1
    assert "ours.toml:7: " in done.stdout
    assert "[provision-unused]" in done.stdout


def test_a_regulation_that_cannot_be_read_is_told_with_its_line(run: Run, tmp_path: Path) -> None:
    done = run("regulation", "check", put(tmp_path / "ours.toml", REGULATION.replace('"span"', '"spam"')))
    assert done.returncode == 3
    assert "ours.toml:9: " in done.stdout


def test_one_programme_is_checked_by_its_code(run: Run) -> None:
    assert run("plugins", "check", "erasmus", "--lang", "en").stdout.splitlines()[-1].startswith("checked: 1; ")
    done = run("plugins", "check", "erasmsu", "--lang", "en")
    assert done.returncode == 2
    assert "erasmus" in done.stderr


def test_the_list_of_plugins_is_what_it_was(run: Run) -> None:
    assert run("plugins", "--lang", "en").stdout.splitlines()[0].startswith("bilateral (mobilnost ")


# -- where not every programme is installed

NONE = {"MOBILNOST_DISABLE_PLUGINS": "erasmus,ceepus,bilateral,lipetsk"}


@pytest.mark.parametrize("off", ["ceepus", "erasmus,ceepus", NONE["MOBILNOST_DISABLE_PLUGINS"]])
def test_what_a_regulation_says_of_a_programme_that_is_not_loaded_is_no_mistake(run: Run, off: str) -> None:
    done = run("regulation", "check", "--json", MOBILNOST_DISABLE_PLUGINS=off)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_regulation_is_looked_at_without_any_programme(run: Run, tmp_path: Path) -> None:
    shipped = files("mobilnost.regulations").joinpath("mostar_2018.toml").read_text(encoding="utf-8")
    text = shipped.replace('requires = "abroad"', 'requires = "abroad and not abroad"', 1)
    done = run("regulation", "check", put(tmp_path / "ours.toml", text), "--lang", "en", **NONE)
    assert done.returncode == 3, done.stdout + done.stderr
    assert "[condition-unmeetable]" in done.stdout


def test_a_decision_is_looked_at_without_any_programme(run: Run, office: Path) -> None:
    twice = DECISION + DECISION[DECISION.index("[[waivers]]") :]
    path = put(office / "d.toml", twice)
    done = run("decision", "check", path, "--office", office, "--lang", "en", **NONE)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "[waiver-repeated]" in done.stdout


def test_a_misspelt_programme_is_a_mistake_all_the_same(run: Run, tmp_path: Path) -> None:
    shipped = files("mobilnost.regulations").joinpath("mostar_2018.toml").read_text(encoding="utf-8")
    assert "programme == 'ceepus'" in shipped
    text = shipped.replace("programme == 'ceepus'", "programme == 'ceepuss'", 1)
    done = run("regulation", "check", put(tmp_path / "ours.toml", text), "--lang", "en")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "[term-never-applies]" in done.stdout
