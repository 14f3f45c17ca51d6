"""`mobilnost person` and `mobilnost institution`: what the register knows, and who they are only where that is asked for."""

import json
from pathlib import Path
from typing import Any

import offices
import pytest
from offices import Run

RIJEKA = '[[institutions]]\nid = "uniri.hr"\nnames = { hr = "Rijeka" }\ncountry = "HR"\nerasmus_code = "HR RIJEKA01"\n'


@pytest.fixture
def kept(office: Path, run: Run) -> Path:
    """The office with its dossier in the register."""
    done = run("dossier", "add", office / "dossiers" / "good.toml", cwd=office)
    assert done.returncode == 0, done.stderr
    return office


def said(run: Run, office: Path, *arguments: object) -> list[dict[str, Any]]:
    done = run(*arguments, "--json", cwd=office)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize("verb", [["list"], ["show", "s-1001"], ["list", "--text", "primjer"]])
@pytest.mark.parametrize("form", [[], ["--json"]])
def test_names_are_shown_only_where_they_are_asked_for(kept: Path, run: Run, verb: list[str], form: list[str]) -> None:
    shut, opened = run("person", *verb, *form, cwd=kept), run("person", *verb, *form, "--names", cwd=kept)
    assert shut.returncode == opened.returncode == 0
    assert "s-1001" in shut.stdout
    assert "Primjer" not in shut.stdout
    assert "Primjer" in opened.stdout


def test_a_person_is_shown_with_their_dossiers(kept: Path, run: Run) -> None:
    (one,) = said(run, kept, "person", "show", "s-1001", "--names")
    assert one["citizenships"] == ["BA", "HR"]
    assert [each["dossier"] for each in one["dossiers"]] == ["2018-0042"]


def test_days_are_written_as_the_language_writes_them(kept: Path, run: Run) -> None:
    shown = run("person", "show", "s-1001", "--lang", "hr", cwd=kept).stdout
    assert "1. listopada 2018. – 15. veljače 2019." in shown


def test_a_name_is_put_right_in_every_dossier_and_a_citizenship_in_those_ahead(kept: Path, run: Run) -> None:
    change = ("person", "change", "s-1001", "--family-name", "Novak", "--citizenship", "HR")
    (done,) = said(run, kept, *change, "--on", "2020-01-01")
    assert done["dossiers"] == ["2018-0042"]
    shown = run("dossier", "show", "2018-0042", "--toml", cwd=kept).stdout
    assert 'family_name = "Novak"' in shown
    assert '"BA"' in shown
    said(run, kept, "person", "change", "s-1001", "--citizenship", "HR", "--citizenship", "MK", "--on", "2018-01-01")
    shown = run("dossier", "show", "2018-0042", "--toml", cwd=kept).stdout
    assert '"MK"' in shown
    assert '"BA"' not in shown


def test_a_rehearsed_change_is_not_kept(kept: Path, run: Run) -> None:
    run("person", "change", "s-1001", "--family-name", "Novak", "--dry-run", cwd=kept)
    assert "Novak" not in run("person", "list", "--names", cwd=kept).stdout


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["show", "s-9"], 2),
        (["change", "s-9", "--family-name", "X"], 2),
        (["change", "s-1001"], 2),
        (["change", "s-1001", "--citizenship", "hr"], 3),
        (["change", "s-1001", "--birth-date", "1.1.1999."], 2),
        (["change", "s-1001", "--family-name", "Y", "--revision", "1"], 1),
    ],
)
def test_what_cannot_be_done_is_told(kept: Path, run: Run, arguments: list[str], code: int) -> None:
    run("person", "change", "s-1001", "--family-name", "X", cwd=kept)
    done = run("person", *arguments, cwd=kept)
    assert (done.returncode, bool(done.stderr)) == (code, True)


def test_a_file_of_institutions_that_is_not_there_is_wrong_usage(kept: Path, run: Run) -> None:
    done = run("institution", "add", "nowhere.toml", "--office", kept, "--lang", "en")
    assert done.returncode == 2
    assert "nowhere.toml" in done.stderr


def test_institutions_are_added_changed_and_shown(kept: Path, run: Run, tmp_path: Path) -> None:
    file = offices.put(tmp_path / "i.toml", RIJEKA)
    assert [one["done"] for one in said(run, kept, "institution", "add", file)] == ["added"]
    assert [one["done"] for one in said(run, kept, "institution", "add", file)] == ["same"]
    offices.put(file, RIJEKA.replace("Rijeka", "Sveučilište u Rijeci"))
    assert [one["written"] for one in said(run, kept, "institution", "add", file, "--dry-run")] == [False]
    assert [one["done"] for one in said(run, kept, "institution", "add", file)] == ["changed"]
    (one,) = said(run, kept, "institution", "show", "uniri.hr")
    assert (one["revision"], one["dossiers"], one["erasmus_code"]) == (2, 1, "HR RIJEKA01")
    assert "Sveučilište u Rijeci" in run("institution", "list", "--country", "HR", cwd=kept).stdout
    assert run("institution", "list", "--country", "DE", cwd=kept).stdout == ""


def test_institutions_come_from_a_list_and_go_into_one(kept: Path, run: Run, tmp_path: Path) -> None:
    file = offices.put(
        tmp_path / "i.csv",
        'id;names.hr;country;erasmus_code;latitude\nfu.de;"=cmd()";DE;D  BERLIN01;52,45\nx;y;ZZZ;;\nz;a;DE;;\nz;b;DE;;\n',
    )
    done = run("institution", "import", file, cwd=kept)
    assert (done.returncode, run("institution", "list", cwd=kept).stdout) == (3, "")
    done = run("institution", "import", file, "--keep-good", cwd=kept)
    assert done.returncode == 1
    assert [f":{number}: " in done.stderr for number in (3, 4, 5)] == [True, True, True]
    assert run("institution", "list", "--csv", tmp_path / "out.csv", cwd=kept).returncode == 0
    assert "'=cmd()" in (tmp_path / "out.csv").read_text(encoding="utf-8-sig")
    assert [one["done"] for one in said(run, kept, "institution", "import", tmp_path / "out.csv")] == ["same"]
    (one,) = said(run, kept, "institution", "show", "fu.de")
    assert (one["names"], one["erasmus_code"], one["latitude"]) == ({"hr": "=cmd()"}, "D  BERLIN01", "52.45")


def test_a_mapping_is_proposed_for_a_list_of_institutions(kept: Path, run: Run, tmp_path: Path) -> None:
    file, mapping = offices.put(tmp_path / "i.csv", "Oznaka;Naziv;Država\nfu.de;FU;DE\n"), tmp_path / "m.toml"
    done = run("institution", "import", file, cwd=kept)
    assert (done.returncode, "--propose" in done.stderr) == (2, True)
    (told,) = said(run, kept, "institution", "import", file, "--propose", mapping)
    assert [one["key"] for one in told["columns"]] == ["id", "names.hr", "country"]
    assert run("institution", "import", file, "--propose", mapping, cwd=kept).returncode == 2
    assert run("institution", "list", cwd=kept).stdout == ""
    (one,) = said(run, kept, "institution", "import", file, "--mapping", mapping)
    assert (one["institution"], one["done"]) == ("fu.de", "added")
