"""`mobilnost dossier import`: real files in, every bad row told with its number and column, nothing written by halves."""

import json
import zipfile
from pathlib import Path

import offices
import pytest
from books import write_book
from offices import Run

HEADERS = ["Broj", "Ime", "Prezime", "Datum rođenja", "Državljanstvo", "Fakultet", "Domaćin", "Od", "Do", "Ciklus", "Godina",
           "Status studenta", "ISCED", "Indeks"]  # fmt: skip
MAPPING = """\
[columns]
"Broj" = "mobility.id"
"Ime" = "person.given_names"
"Prezime" = "person.family_name"
"Datum rođenja" = "person.birth_date"
"Državljanstvo" = "person.citizenships"
"Fakultet" = "mobility.unit"
"Domaćin" = "mobility.receiving"
"Od" = "mobility.start"
"Do" = "mobility.end"
"Ciklus" = "student.cycle"
"Godina" = "student.year_of_study"
"Status studenta" = "student.study_status"
"ISCED" = { to = "student.isced_f", digits = 4 }
"Indeks" = "person.id"

[constants]
mobility.programme = "erasmus"
mobility.kind = "study"
mobility.direction = "outgoing"
mobility.sending = "sum.ba"
mobility.agreement = "sum-uniri-2018"
person.status_in_country = "citizen"

[words."student.study_status"]
redoviti = "regular"

[words."student.cycle"]
prvi = "first"
"""


def row(number: int, **changes: str) -> list[str]:
    said = dict(zip(HEADERS, [f"2018-{number}", "Iva", f"Čović-{number}", "2.3.1998.", "BA, HR", "fsre", "uniri.hr", "1.10.2018.",
                              "15.2.2019.", "prvi", "2", "redoviti", "0613", f"s-{number}"], strict=True))  # fmt: skip
    return list((said | changes).values())


def csv(path: Path, *rows: list[str], encoding: str = "utf-8") -> Path:
    path.write_bytes("\r\n".join(";".join(one) for one in (HEADERS, *rows)).encode(encoding))
    return path


@pytest.fixture
def mapping(tmp_path: Path) -> Path:
    return offices.put(tmp_path / "mapping.toml", MAPPING)


def records(run: Run, office: Path, *arguments: object) -> list[dict[str, object]]:
    done = run(*arguments, "--json", cwd=office)
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1250"])
def test_a_list_in_any_encoding_of_the_region_comes_in_whole(
    office: Path, run: Run, tmp_path: Path, mapping: Path, encoding: str
) -> None:
    file = csv(tmp_path / "prijave.csv", row(1), row(2), encoding=encoding)
    done = run("dossier", "import", file, "--mapping", mapping, cwd=office)
    assert done.returncode == 0, done.stderr
    assert "Dosjei uneseni u upisnik: 2" in done.stdout
    (person, _) = records(run, office, "person", "list", "--names")
    assert person["family_name"] == "Čović-1"


def test_a_workbook_comes_in_with_its_leading_zeros(office: Path, run: Run, tmp_path: Path, mapping: Path) -> None:
    rows: list[list[object]] = [list(HEADERS), [*row(1)[:10], 2, "redoviti", 613, "s-1"]]
    write_book(rows, tmp_path / "prijave.xlsx")
    done = run("dossier", "import", tmp_path / "prijave.xlsx", "--mapping", mapping, cwd=office)
    assert done.returncode == 0, done.stderr
    shown = run("dossier", "show", "2018-1", "--toml", cwd=office)
    assert 'isced_f = "0613"' in shown.stdout


def test_bad_rows_are_told_with_number_column_and_reason_and_nothing_is_kept(
    office: Path, run: Run, tmp_path: Path, mapping: Path
) -> None:
    file = csv(tmp_path / "prijave.csv", row(1), row(2, Godina="0"), row(3, Od="32.1.2018."), row(1))
    done = run("dossier", "import", file, "--mapping", mapping, "--lang", "en", cwd=office)
    assert done.returncode == 3
    told = done.stderr.splitlines()
    assert [line.removeprefix(f"{file}:").split(":")[0] for line in told] == ["2", "3", "4", "5"]
    assert "Godina: The value 0 cannot be right." in told[1]
    assert "Nothing was taken into the register." in done.stdout
    assert records(run, office, "dossier", "list") == []


def test_the_good_rows_are_kept_where_that_is_asked_for(office: Path, run: Run, tmp_path: Path, mapping: Path) -> None:
    file = csv(tmp_path / "prijave.csv", row(1), row(2, Godina="0"))
    found = records(run, office, "dossier", "import", file, "--mapping", mapping, "--keep-good")
    bad, good, total = found
    assert (bad["row"], bad["column"], bad["problem"]) == (3, "Godina", "wrong-value")
    assert (good["row"], good["dossier"], good["written"]) == (2, "2018-1", True)
    assert (total["good"], total["refused"], total["written"], total["encoding"]) == (1, 1, True, "utf-8")
    assert [one["dossier"] for one in records(run, office, "dossier", "list")] == ["2018-1"]
    again = run("dossier", "import", file, "--mapping", mapping, "--keep-good", cwd=office)
    assert again.returncode == 3


def test_a_dry_run_says_what_would_be_and_writes_nothing(office: Path, run: Run, tmp_path: Path, mapping: Path) -> None:
    file = csv(tmp_path / "prijave.csv", row(1))
    done = run("dossier", "import", file, "--mapping", mapping, "--dry-run", "--lang", "mk", cwd=office)
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "Досиеја што би се внеле во регистарот: 1")
    assert records(run, office, "dossier", "list") == []


def test_personal_data_are_not_in_the_output(office: Path, run: Run, tmp_path: Path, mapping: Path) -> None:
    bad = row(2, **{"Datum rođenja": "31.2.1998.", "Ime": "Tajna\x07"})
    file = csv(tmp_path / "prijave.csv", row(1), bad)
    done = run("dossier", "import", file, "--mapping", mapping, "--json", cwd=office)
    assert not any(word in done.stdout + done.stderr for word in ("Iva", "Čović", "Tajna", "31.2.1998"))


def test_a_mapping_is_proposed_and_works_once_it_is_completed(office: Path, run: Run, tmp_path: Path) -> None:
    file, proposal = csv(tmp_path / "prijave.csv", row(1), encoding="cp1250"), tmp_path / "m.toml"
    done = run("dossier", "import", file, "--propose", proposal, cwd=office)
    assert done.returncode == 0, done.stderr
    assert "Broj → mobility.id" in done.stdout
    text = proposal.read_text(encoding="utf-8")
    for key, value in {
        "mobility.programme": "erasmus",
        "mobility.kind": "study",
        "mobility.direction": "outgoing",
        "mobility.sending": "sum.ba",
        "person.status_in_country": "citizen",
    }.items():
        assert f'# {key} = ""' in text
        text = text.replace(f'# {key} = ""', f'{key} = "{value}"')
    proposal.write_text(text, encoding="utf-8")
    assert run("dossier", "import", file, "--mapping", proposal, cwd=office).returncode == 0
    assert run("dossier", "import", file, "--propose", proposal, cwd=office).returncode == 2


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["prijave.csv"], 2, "--propose"),
        (["none.csv", "--mapping", "mapping.toml"], 2, "none.csv"),
        (["prijave.csv", "--mapping", "none.toml"], 2, "none.toml"),
        (["prijave.csv", "--mapping", "mapping.toml", "--encoding", "klingon"], 3, "windows-1250"),
        (["unsure.csv", "--mapping", "mapping.toml"], 3, "--encoding"),
        (["bomb.xlsx", "--mapping", "mapping.toml"], 3, "bomb.xlsx"),
    ],
)
def test_what_cannot_be_read_is_told_and_changes_nothing(
    office: Path, run: Run, tmp_path: Path, mapping: Path, arguments: list[str], code: int, told: str
) -> None:
    csv(tmp_path / "prijave.csv", row(1))
    csv(tmp_path / "unsure.csv", row(1, Prezime="Š.", Ime="Ž"), encoding="iso8859-2")
    with zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/workbook.xml", "<x/>")
        parts.writestr("xl/worksheets/sheet1.xml", bytes(80 * 1024 * 1024))
    done = run("dossier", "import", *arguments, "--office", office, "--lang", "en")
    assert done.returncode == code, done.stderr
    assert told in done.stderr
    assert records(run, office, "dossier", "list") == []


def test_what_is_exported_is_imported_again(office: Path, run: Run, tmp_path: Path, mapping: Path) -> None:
    run("dossier", "import", csv(tmp_path / "a.csv", row(1, Prezime="=HYPERLINK(1)")), "--mapping", mapping, cwd=office)
    done = run("dossier", "list", "--csv", tmp_path / "out.csv", cwd=office)
    assert done.returncode == 0, done.stderr
    assert "=HYPERLINK" not in (tmp_path / "out.csv").read_text(encoding="utf-8-sig").replace("'=HYPERLINK", "")


def test_a_list_of_institutions_that_is_not_there_is_wrong_usage_too(office: Path, run: Run, mapping: Path) -> None:
    done = run("institution", "import", "gone.csv", "--mapping", mapping, "--lang", "en", cwd=office)
    assert (done.returncode, done.stdout) == (2, "")
    assert "'gone.csv' does not exist" in done.stderr
