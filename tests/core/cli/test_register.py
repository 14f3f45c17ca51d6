"""`mobilnost register`: what is in it, who did what, past assessments again, copies and the way back."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import offices
import pytest

from mobilnost.desk.basis import noted
from mobilnost.desk.judging import assess

GOOD = "2018-0042"
OFFICERS = """
[[units]]
id = "fsre"
names = { hr = "Fakultet strojarstva, računarstva i elektrotehnike" }
ects_coordinator = "Ana Primjer"

[[officers]]
role = "vice_rector"
name = "Petra Primjer"
"""


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """An office with a dossier in its register, whose assessment was noted."""
    folder = offices.make(tmp_path / "office")
    register(folder, "show")
    add(folder)
    return folder


def add(folder: Path) -> None:
    from mobilnost.cli.counter import Counter
    from mobilnost.formats import load_dossier
    from mobilnost.register.sorts import DOSSIER

    with Counter(folder, "en", on=date(2018, 6, 25), as_json=False) as counter, counter.desk.write() as writer:
        writer.add(DOSSIER, load_dossier(folder / "dossiers" / "good.toml").value, note="by post")
        noted(counter.desk, writer, assess(counter.desk, writer.reader, GOOD))
        writer.keep(b"a scan", GOOD)


def register(folder: Path, *arguments: object, code: int = 0, lang: str = "en", **more: str) -> Any:
    done = offices.run("register", *arguments, "--office", folder, "--lang", lang, **more)
    assert done.returncode == code, (done.stdout, done.stderr)
    return done


def records(folder: Path, *arguments: object, code: int = 0) -> list[dict[str, Any]]:
    return [json.loads(line) for line in register(folder, *arguments, "--json", code=code).stdout.splitlines()]


def test_it_shows_where_it_lies_and_what_is_in_it(office: Path) -> None:
    (shown,) = records(office, "show")
    assert shown["records"] == {"basis": 1, "dossier": 1}
    assert shown["address"].endswith("/office/register.db")
    assert (shown["schema"], shown["version"], shown["entries"]) == (1, "0001", 2)
    assert "Entries in the journal: 2" in register(office, "show").stdout


def test_the_log_tells_who_did_what_to_what_belongs_to_a_dossier(office: Path) -> None:
    told = register(office, "log", GOOD).stdout.splitlines()
    assert len(told) == 2
    assert f"Dossier {GOOD}" in told[0]
    assert "by post" in told[0]
    assert "Basis of an assessment 2018-0042/1" in told[1]
    assert len(register(office, "log", "--last", "1").stdout.splitlines()) == 1
    register(office, "log", "nothing", code=2)


def test_the_log_shows_the_fields_that_were_changed(office: Path) -> None:
    from attrs import evolve

    from mobilnost.cli.counter import Counter
    from mobilnost.register.sorts import DOSSIER

    with Counter(office, "en", as_json=False) as counter, counter.desk.write() as writer:
        one = writer.reader.get(DOSSIER, GOOD).value
        writer.change(DOSSIER, evolve(one, mobility=evolve(one.mobility, language="en")), 1)
    assert "mobility.language: hr → en" in register(office, "log", GOOD, "--all").stdout
    changed = records(office, "log", GOOD, "--all")[-1]["changed"]
    assert changed == [{"field": ["mobility", "language"], "old": "hr", "new": "en"}]


def test_an_assessment_is_replayed_under_the_law_of_then(office: Path) -> None:
    agreement = office / "agreements" / "rijeka.toml"
    agreement.write_text(agreement.read_text().replace("10 months", "1 months"))
    told = register(office, "replay", GOOD).stdout
    assert "the same report, byte for byte" in told
    assert "may go" in told
    (made,) = records(office, "replay", GOOD, "1")
    assert (made["same"], made["verdict"]) == (True, "eligible")
    assert "1" in register(office, "replay", GOOD, "7", code=2).stderr


@pytest.mark.parametrize("packed", [True, False])
def test_an_export_is_imported_as_the_same_register(office: Path, tmp_path: Path, packed: bool) -> None:
    source = tmp_path / ("all.tar.gz" if packed else "all")
    register(office, "backup" if packed else "export", source)
    other = offices.make(tmp_path / "other")
    assert "Nothing was kept" in register(other, "import", source, "--dry-run").stdout
    register(other, "import", source)
    assert records(other, "show")[0] | {"address": ""} == records(office, "show")[0] | {"address": ""}
    assert records(other, "log") == records(office, "log")
    assert "whole" in register(other, "verify").stdout
    assert "an archive is read into an empty one" in register(other, "import", source, code=1).stderr
    register(other, "replay", GOOD)


def test_what_is_wrong_with_an_archive_is_told_at_its_file(office: Path, tmp_path: Path) -> None:
    source = tmp_path / "all"
    register(office, "export", source)
    file = source / "records" / "dossier" / GOOD / "1.toml"
    file.write_text(file.read_text().replace("Iva", "Eva"))
    other = offices.make(tmp_path / "other")
    refused = register(other, "import", source, code=3).stderr
    assert f"records/dossier/{GOOD}/1.toml: This is not what the journal recorded" in refused
    assert records(other, "show")[0]["entries"] == 0


def test_a_copy_is_a_register_of_its_own_for_its_owner_alone(office: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    register(office, "backup", copy)
    assert copy.stat().st_mode & 0o777 == 0o600
    other = offices.make(tmp_path / "other")
    copy.rename(other / "register.db")
    assert records(other, "log") == records(office, "log")


def test_a_folder_that_is_not_there_is_named(office: Path, tmp_path: Path) -> None:
    refused = register(office, "backup", tmp_path / "nowhere" / "copy.db", code=2).stderr
    assert str(tmp_path / "nowhere") in refused
    assert ".copy.db" not in refused


def test_nothing_is_written_over(office: Path, tmp_path: Path) -> None:
    there = offices.put(tmp_path / "there", "mine")
    register(office, "backup", there, code=2)
    assert there.read_text() == "mine"
    folder = tmp_path / "full"
    folder.mkdir()
    offices.put(folder / "mine", "mine")
    register(office, "export", folder, code=2)
    assert [one.name for one in folder.iterdir()] == ["mine"]


@pytest.mark.parametrize("command", [("verify",), ("show",), ("backup", "x"), ("export", "x"), ("upgrade",)])
def test_the_whole_register_is_nobodys_but_the_offices(office: Path, tmp_path: Path, command: tuple[str, ...]) -> None:
    settings = office / "mobilnost.toml"
    settings.write_text(settings.read_text() + OFFICERS)
    done = offices.run(
        "register", *command, "--office", office, "--lang", "en", cwd=tmp_path, MOBILNOST_AS="Ana Primjer"
    )
    assert done.returncode == 1
    assert "which only the Office sees" in done.stderr
    register(office, *command[:1], *(tmp_path / one for one in command[1:]), MOBILNOST_AS="Petra Primjer")
    assert len(offices.run("register", "log", "--office", office, MOBILNOST_AS="Ana Primjer").stdout.splitlines()) == 2
