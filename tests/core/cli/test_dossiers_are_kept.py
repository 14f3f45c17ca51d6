"""Dossiers come into the register from their files, are listed, shown, changed and brought back; nothing is lost."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import offices
import pytest
from offices import Run, dossier, put

from mobilnost.register.opening import opened
from mobilnost.register.sorts import PERSON

Said = Callable[..., CompletedProcess[str]]
BILATERAL = """\
[mobility]
id = "2019-0007"
programme = "bilateral"
kind = "teaching"
direction = "incoming"
sending = "uniri.hr"
receiving = "sum.ba"
start = 2019-03-01
end = 2019-03-20

[person]
id = "p-7"
given_names = "Marko"
family_name = "Gost"
birth_date = 1970-01-01
citizenships = ["HR"]
status_in_country = "none"

[staff]
category = "teaching"
employment_contract = true
employer = "uniri.hr"

[[institutions]]
id = "uniri.hr"
names = { en = "University of Rijeka" }
country = "HR"
"""


@pytest.fixture
def said(run: Run, office: Path) -> Said:
    """Runs a command of `mobilnost dossier` in the office."""

    def said(verb: str, *more: object, **environment: str) -> CompletedProcess[str]:
        return run("dossier", verb, *more, "--office", office, **environment)

    return said


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with two dossiers in its register, for those who only read it."""
    office = offices.make(tmp_path_factory.mktemp("filled") / "office")
    put(office / "dossiers" / "guest.toml", BILATERAL)
    done = offices.run("dossier", "add", office / "dossiers", "--office", office)
    assert done.returncode == 0, done.stderr
    return office


@pytest.fixture
def asked(run: Run, filled: Path) -> Said:
    """Asks the office that nobody changes."""

    def asked(verb: str, *more: object, **environment: str) -> CompletedProcess[str]:
        return run("dossier", verb, *more, "--office", filled, **environment)

    return asked


@pytest.fixture
def two(filled: Path, office: Path) -> Path:
    """An office of one's own with the same two dossiers."""
    shutil.rmtree(office)
    return shutil.copytree(filled, office)


def records(done: CompletedProcess[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def ids(done: CompletedProcess[str]) -> list[str]:
    return [one["dossier"] for one in records(done)]


# -- adding


def test_a_dossier_is_added_and_found(said: Said, office: Path) -> None:
    done = said("add", office / "dossiers" / "good.toml", "--on", "2018-06-25", "--lang", "en")
    assert (done.returncode, done.stdout) == (0, "Added: 2018-0042 (may go).\n")
    assert ids(said("list", "--json")) == ["2018-0042"]


def test_good_ones_are_added_and_bad_ones_told(said: Said, office: Path) -> None:
    bad = put(office / "bad.toml", dossier(id='"2018-0043"', year_of_study='"two"'))
    unknown = put(office / "unknown.toml", dossier(id='"2018-0044"', programme='"norplus"'))
    done = said("add", bad, unknown, office / "dossiers" / "good.toml", "--lang", "en")
    assert done.returncode == 3
    assert "bad.toml" in done.stderr
    assert "norplus" in done.stderr
    assert ids(said("list", "--json")) == ["2018-0042"]


def test_a_refusal_names_the_dossier_once(said: Said, office: Path) -> None:
    given = ("add", office / "dossiers" / "good.toml", "--lang", "en")
    assert said(*given).returncode == 0
    again = said(*given)
    assert (again.returncode, again.stderr) == (1, "The id was given before: 2018-0042.\n")


def test_a_folder_without_dossiers_is_told(said: Said, office: Path) -> None:
    (office / "nothing").mkdir()
    done = said("add", office / "nothing", "--lang", "en")
    assert done.returncode == 3
    assert done.stderr == f"{office / 'nothing'}: Nothing stands here.\n"


def test_all_or_nothing(said: Said, office: Path) -> None:
    unknown = put(office / "unknown.toml", dossier(id='"2018-0044"', programme='"norplus"'))
    done = said("add", office / "dossiers" / "good.toml", unknown, "--all-or-nothing")
    assert done.returncode == 3
    assert said("list", "--json").stdout == ""


def test_a_dossier_need_not_be_eligible_to_be_kept(said: Said, office: Path) -> None:
    first_year = put(office / "first.toml", dossier(year_of_study="1"))
    done = said("add", first_year, "--json")
    assert [one["verdict"] for one in records(done)] == ["not_eligible"]
    assert done.returncode == 0


def test_an_id_is_given_once(said: Said, two: Path) -> None:
    done = said("add", two / "dossiers" / "good.toml", "--lang", "en")
    assert done.returncode == 1
    assert "2018-0042" in done.stderr
    assert records(said("show", "2018-0042", "--json"))[0]["revision"] == 1


def test_a_rehearsal_adds_nothing(said: Said, office: Path) -> None:
    done = said("add", office / "dossiers" / "good.toml", "--dry-run", "--lang", "en")
    assert done.stdout.startswith("Would be added: 2018-0042")
    assert said("list", "--json").stdout == ""


def test_an_agreement_named_by_its_file_is_noted_by_its_id(said: Said, office: Path) -> None:
    other = put(office / "dossiers" / "other.toml", dossier(agreement='"../agreements/rijeka.toml"'))
    assert said("add", other).returncode == 0
    assert records(said("list", "--json"))[0]["agreement"] == "sum-uniri-2018"


def test_one_id_is_one_person(said: Said, two: Path) -> None:
    text = BILATERAL.replace("2019-0007", "2020-0008").replace("1970-01-01", "1980-01-01")
    done = said("add", put(two / "another.toml", text), "--lang", "en")
    assert done.returncode == 1
    assert "date of birth" in done.stderr


# -- listing


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ((), ["2018-0042", "2019-0007"]),
        (("--programme", "bilateral"), ["2019-0007"]),
        (("--direction", "outgoing"), ["2018-0042"]),
        (("--kind", "teaching"), ["2019-0007"]),
        (("--unit", "fsre"), ["2018-0042"]),
        (("--partner", "uniri.hr"), ["2018-0042", "2019-0007"]),
        (("--agreement", "sum-uniri-2018"), ["2018-0042"]),
        (("--since", "2019-02-16"), ["2019-0007"]),
        (("--until", "2019-02-28"), ["2018-0042"]),
        (("--since", "2019-02-15", "--until", "2019-03-01"), ["2018-0042", "2019-0007"]),
        (("--text", "GOST"), ["2019-0007"]),
        (("--text", "0042"), ["2018-0042"]),
        (("--text", "%"), []),
        (("--limit", "1"), ["2018-0042"]),
        (("--state", "withdrawn"), []),
    ],
)
def test_a_list_is_what_fits_everything_that_is_asked(asked: Said, wanted, expected) -> None:
    assert ids(asked("list", "--json", *wanted)) == expected


def test_a_list_is_read_as_a_table_without_names_unless_they_are_asked_for(asked: Said) -> None:
    done = asked("list", "--lang", "en")
    head, *rows = done.stdout.splitlines()
    assert head.split()[:3] == ["dossier", "person", "programme"]
    assert len(rows) == 2
    assert "Primjer" not in done.stdout
    assert "Primjer, Iva" in asked("list", "--names").stdout
    assert done.stderr == "2 dossiers\n"


def test_a_list_is_written_for_a_spreadsheet_and_never_over_another_file(asked: Said, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    assert asked("list", "--csv", file).returncode == 0
    rows = list(csv.DictReader(file.read_text(encoding="utf-8-sig").splitlines(), delimiter=";"))
    assert [one["id"] for one in rows] == ["2018-0042", "2019-0007"]
    assert file.stat().st_mode & 0o077 == 0
    assert asked("list", "--csv", file).returncode == 2
    assert asked("list", "--csv", file, "--force").returncode == 0


def test_a_list_needs_no_plugin(asked: Said) -> None:
    done = asked("list", "--json", MOBILNOST_DISABLE_PLUGINS="erasmus,bilateral,ceepus,lipetsk")
    assert ids(done) == ["2018-0042", "2019-0007"]
    assert done.stderr == ""


# -- showing and changing


def test_a_dossier_is_shown_as_it_is_judged_with_its_life_and_its_journal(said: Said, two: Path) -> None:
    said("record", "2018-0042", "applied", "--by", "Iva Primjer", "--on", "2018-05-01")
    done = said("show", "2018-0042", "--on", "2018-06-25", "--lang", "en")
    assert done.returncode == 0
    for part in ("2018-0042: may go", "Life: outgoing student", "application · 1 May 2018", "Journal"):
        assert part in done.stdout


def test_a_dossier_is_shown_for_programs_whole(asked: Said) -> None:
    (found,) = records(asked("show", "2019-0007", "--json"))
    assert found["document"]["person"]["family_name"] == "Gost"
    assert found["assessment"]["dossier"] == "2019-0007"
    assert [one["step"] for one in found["next"]] == ["announced"]
    assert [(one["kind"], one["revision"]) for one in found["journal"]] == [("dossier", 1)]


def test_a_dossier_is_taken_out_edited_and_brought_back(said: Said, two: Path, tmp_path: Path) -> None:
    text = said("show", "2018-0042", "--toml", "--lang", "en").stdout
    assert text.startswith("# Revision 1 of the dossier 2018-0042")
    edited = put(tmp_path / "edited.toml", text.replace("year_of_study = 2", "year_of_study = 3"))
    done = said("change", "2018-0042", edited, "--revision", "1", "--lang", "en")
    assert done.stdout == "Changed: 2018-0042, revision 2.\n"
    assert "year_of_study = 2" in said("show", "2018-0042", "--toml", "--revision", "1").stdout
    assert "year_of_study = 3" in said("show", "2018-0042", "--toml").stdout


def test_who_comes_second_is_told_field_by_field_and_nothing_is_lost(said: Said, two: Path, tmp_path: Path) -> None:
    text = said("show", "2018-0042", "--toml").stdout
    first = put(tmp_path / "first.toml", text.replace("year_of_study = 2", "year_of_study = 3"))
    second = put(tmp_path / "second.toml", text.replace('language = "hr"', 'language = "en"'))
    assert said("change", "2018-0042", first, "--revision", "1").returncode == 0
    done = said("change", "2018-0042", second, "--revision", "1")
    assert done.returncode == 1
    assert "student.year_of_study: 2 → 3" in done.stderr
    assert "mobility.language: hr → en" in done.stderr
    assert "year_of_study = 3" in said("show", "2018-0042", "--toml").stdout


def test_what_changes_nothing_makes_no_revision(said: Said, two: Path) -> None:
    done = said("change", "2018-0042", two / "dossiers" / "good.toml", "--revision", "1", "--lang", "en")
    assert done.stdout == "Nothing differs: 2018-0042, revision 1.\n"


def test_a_change_that_cannot_be_judged_is_refused(said: Said, two: Path) -> None:
    wrong = put(two / "wrong.toml", dossier(programme='"norplus"'))
    assert said("change", "2018-0042", wrong, "--revision", "1").returncode == 3
    assert records(said("show", "2018-0042", "--json"))[0]["revision"] == 1


def test_a_file_of_another_dossier_is_wrong_usage(said: Said, two: Path) -> None:
    assert said("change", "2018-0042", two / "dossiers" / "guest.toml", "--revision", "1").returncode == 2


@pytest.mark.parametrize("verb", ["show", "next"])
def test_a_dossier_that_is_not_there_is_wrong_usage(asked: Said, verb: str) -> None:
    done = asked(verb, "2017-0001", "--lang", "en")
    assert done.returncode == 2
    assert "2017-0001" in done.stderr


def test_the_person_of_a_dossier_is_kept_and_follows_its_changes(said: Said, two: Path, tmp_path: Path) -> None:
    text = said("show", "2018-0042", "--toml").stdout.replace('family_name = "Primjer"', 'family_name = "Novo"')
    said("change", "2018-0042", put(tmp_path / "married.toml", text), "--revision", "1")
    register = opened(two, None)
    with register.read() as reader:
        assert reader.get(PERSON, "s-1001").value.family_name == "Novo"
    register.engine.dispose()


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "The register has no such record: Dossier nowhere."),
        ("hr", "U upisniku nema takvoga zapisa: Dosje nowhere."),
        ("mk", "Во регистарот нема таков запис: Досие nowhere."),
    ],
)
def test_no_such_record_is_told_with_the_name_of_its_sort(said: Said, language: str, told: str) -> None:
    assert told in said("show", "nowhere", "--lang", language).stderr
