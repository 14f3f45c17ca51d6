"""`mobilnost document`: from a draft to the last signature, a change, and papers in and out, as an office types it."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import offices
import pytest

from mobilnost.formats import load_dossier
from mobilnost.languages import LANGUAGES
from mobilnost.register.opening import opened
from mobilnost.register.sorts import DOSSIER

Document = Callable[..., subprocess.CompletedProcess[str]]
ID, LA = "2018-0042", "learning_agreement"
NAMES = {"student": "Iva Primjer", "vice_dean": "Marko Dekan", "vice_rector": "Petra Prorektor", "host": "Hana Horvat"}
COURSES = """
[[courses]]
host_title = "{0}"
host_credits = {{ value = 12, scheme = "ects" }}
already_passed = false

[[courses]]
host_title = "{1}"
host_credits = {{ value = {2}, scheme = "ects" }}
already_passed = false
"""
UNITS = """
[[units]]
id = "fsre"
names = { hr = "Fakultet" }
ects_coordinator = "Ana Koordinator"
vice_dean = "Marko Dekan"

[[units]]
id = "ff"
names = { hr = "Filozofski" }
ects_coordinator = "Nada Koordinator"
"""


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with a dossier in its register that has insurances, and no agreement yet."""
    folder = offices.make(tmp_path_factory.mktemp("empty") / "office")
    text = offices.dossier()
    without = text[: text.index("[[courses]]")] + text[text.index("[[institutions]]") :]
    insured = '[[documents]]\ntype = "travel_health_insurance"\n\n[[documents]]\ntype = "accident_insurance"\n\n'
    one = load_dossier(offices.put(folder / "dossiers" / "good.toml", without + insured)).value
    offices.put(folder / "mobilnost.toml", offices.SETTINGS + UNITS)
    register = opened(folder, None)
    with register.write("tests", dt.datetime(2018, 5, 1, tzinfo=dt.UTC)) as writer:
        writer.add(DOSSIER, one)
    register.engine.dispose()
    offices.put(folder / "first.toml", COURSES.format("Databases", "Networks", 12))
    offices.put(folder / "second.toml", COURSES.format("Databases", "Graphs", 14))
    return folder


@pytest.fixture(scope="module")
def signed(empty: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same office when everybody has signed the agreement."""
    folder = tmp_path_factory.mktemp("signed") / "office"
    shutil.copytree(empty, folder)
    desk = typing(folder)
    desk("draft", ID, LA, "--courses", "first.toml", "--on", "2018-05-20")
    sign(desk, *NAMES)
    return folder


@pytest.fixture
def document(empty: Path, tmp_path: Path) -> Document:
    """The commands of a copy of the office without an agreement."""
    shutil.copytree(empty, tmp_path / "office")
    return typing(tmp_path / "office")


@pytest.fixture
def agreed(signed: Path, tmp_path: Path) -> Document:
    """The commands of a copy of the office with an agreement."""
    shutil.copytree(signed, tmp_path / "office")
    return typing(tmp_path / "office")


def typing(office: Path) -> Document:
    def typed(verb: str, *arguments: object, lang: str = "en", **more: str) -> subprocess.CompletedProcess[str]:
        more = {"MOBILNOST_AS": "Ana Koordinator", **more}
        return offices.run("document", verb, *arguments, "--lang", lang, "--office", office, cwd=office, **more)

    return typed


def record(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    assert done.returncode == 0, done.stderr
    (line,) = done.stdout.splitlines()
    found: dict[str, Any] = json.loads(line)
    return found


def sign(document: Document, *roles: str, on: str = "2018-06-01") -> subprocess.CompletedProcess[str]:
    for role in roles:
        done = document("sign", ID, LA, "--role", role, "--name", NAMES[role], "--on", on)
        assert done.returncode == 0, done.stderr
    return done


def states(document: Document, on: str) -> dict[str, str]:
    return {one["type"]: one["state"] for one in record(document("list", ID, "--json", "--on", on))["needed"]}


def verdict(office: Path, on: str) -> str:
    """What the register's dossier comes to."""
    done = offices.run("dossier", "show", ID, "--json", "--on", on, "--office", office, MOBILNOST_AS="Ana Koordinator")
    (found,) = re.findall(r'"verdict": "(\w+)"', done.stdout)
    return str(found)


def test_an_agreement_is_drafted_signed_by_all_and_then_on_file(document: Document, tmp_path: Path) -> None:
    assert states(document, "2018-06-02")[LA] == "missing"
    done = document("draft", ID, LA, "--courses", "first.toml", "--on", "2018-05-20")
    assert "Still to sign: student, vice-dean, vice-rector and host" in done.stdout
    assert "Waits for signatures." in sign(document, "student", "vice_dean", "vice_rector").stdout
    assert states(document, "2018-06-02")[LA] == "unsigned"
    assert verdict(tmp_path / "office", "2018-10-02") == "incomplete"
    assert "In force." in sign(document, "host").stdout
    assert states(document, "2018-06-02")[LA] == "present"
    assert verdict(tmp_path / "office", "2018-10-02") == "eligible"


def test_a_change_has_its_reasons_its_days_and_everybody(agreed: Document) -> None:
    change = ("draft", ID, LA, "--courses", "second.toml")
    without = agreed(*change, "--on", "2018-10-08")
    assert (without.returncode, "čl. 12 st. 6" in without.stderr) == (1, True)
    late = agreed(*change, "--reason", "other", "--because", "Full", "--on", "2018-11-05")
    assert "31 October 2018" in late.stderr
    done = agreed(*change, "--reason", "not-available,substituting-deleted", "--on", "2018-10-08")
    assert "do not hold for this one: student (Iva Primjer" in done.stdout
    sign(agreed, *NAMES, on="2018-10-30")
    versions = record(agreed("list", ID, "--json", "--on", "2018-10-30"))["plans"][0]["versions"]
    assert [one["standing"] for one in versions] == ["replaced", "in_force"]


def test_two_versions_are_compared(document: Document) -> None:
    document("draft", ID, LA, "--courses", "first.toml", "--on", "2018-05-20")
    document("draft", ID, LA, "--courses", "second.toml", "--on", "2018-05-21")
    told = document("diff", ID, LA).stdout
    assert [line.strip() for line in told.splitlines()[1:]] == [
        "+ Graphs, 14 ECTS",
        "- Networks, 12 ECTS",
        "ECTS together: 24 → 26",
    ]
    found = record(document("diff", ID, LA, 1, 2, "--json"))
    assert (found["ects"], [one["host_title"] for one in found["added"]]) == (["24", "26"], ["Graphs"])


def test_a_version_is_shown_with_what_it_says(document: Document) -> None:
    document("draft", ID, LA, "--courses", "first.toml", "--text", "With a project", "--language", "en")
    told = document("show", ID, LA).stdout
    for said in ("Databases, 12 ECTS", "Together: 24 ECTS", "Text: With a project", "Languages: English", "SHA-256: "):
        assert said in told
    assert record(document("show", ID, LA, "--version", 1, "--json"))["version"]["missing"] == list(NAMES)


def test_a_rehearsal_writes_nothing(document: Document) -> None:
    assert "nothing was written" in document("draft", ID, LA, "--text", "a", "--dry-run").stdout
    assert record(document("draft", ID, LA, "--text", "a", "--dry-run", "--json"))["written"] is False
    assert document("show", ID, LA).returncode == 1


def test_a_paper_comes_in_and_goes_out_as_it_was(document: Document, tmp_path: Path) -> None:
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(b"%PDF-1.7\n\xff\x00")
    kept = record(document("add", ID, "nomination", scan, "--date", "2018-04-01", "--json"))
    assert (kept["id"], kept["media_type"], kept["size"]) == (f"{ID}/1", "application/pdf", 11)
    assert states(document, "2018-06-01")["nomination"] == "present"
    out = tmp_path / "out.pdf"
    assert document("get", f"{ID}/1", "--output", out).returncode == 0
    assert (out.read_bytes(), stat.S_IMODE(out.stat().st_mode)) == (scan.read_bytes(), 0o600)
    again = document("get", f"{ID}/1", "--output", out)
    assert (again.returncode, "--force" in again.stderr) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        pytest.param(("list", "2018-0043"), 1, "2018-0043", id="no such dossier"),
        pytest.param(("draft", ID, "learning_agrement", "--text", "a"), 2, "learning_agreement", id="no such plan"),
        pytest.param(
            ("draft", ID, LA, "--text", "a", "--reason", "timetable"), 2, "timetable-conflict", id="no such reason"
        ),
        pytest.param(("draft", ID, LA, "--courses", "mobilnost.toml"), 3, "institution", id="no courses"),
        pytest.param(("draft", ID, LA, "--language", "English"), 3, "languages", id="no code of a language"),
        pytest.param(
            ("sign", ID, LA, "--role", "host", "--name", "Hana"), 1, "There is no version", id="nothing to sign"
        ),
        pytest.param(("sign", ID, LA, "--role", "a b", "--name", "Hana"), 3, "role", id="no role"),
        pytest.param(("draft", ID, LA, "--text", "a\udcff"), 2, "--text", id="half a character"),
        pytest.param(("show", ID, LA), 1, "There is no version", id="nothing to show"),
        pytest.param(("diff", ID, LA, 1, 2), 1, "There is no version", id="nothing to compare"),
        pytest.param(("add", ID, "nomination", "empty.pdf"), 1, "empty", id="an empty file"),
        pytest.param(("add", ID, "nominaton", "first.toml"), 2, "nomination", id="no such type"),
        pytest.param(("add", ID, "nomination", "first.toml", "--signed-by", "hots"), 2, "host", id="no such role"),
        pytest.param(("get", f"{ID}/9", "--output", "a"), 1, f"{ID}/9", id="no such paper"),
    ],
)
def test_what_cannot_be_done_is_told(
    document: Document, tmp_path: Path, arguments: tuple[object, ...], code: int, told: str
) -> None:
    (tmp_path / "office" / "empty.pdf").touch()
    done = document(*arguments)
    assert (done.returncode, told in done.stderr) == (code, True), done.stderr


def test_a_coordinator_of_another_unit_sees_nothing_of_it(document: Document) -> None:
    for act in (("list", ID), ("draft", ID, LA, "--text", "a")):
        done = document(*act, MOBILNOST_AS="Nada Koordinator")
        assert (done.returncode, done.stdout) == (1, ""), done.stderr


@pytest.mark.parametrize("lang", LANGUAGES)
def test_everything_is_said_in_every_language(agreed: Document, lang: str) -> None:
    told = agreed(
        "draft",
        ID,
        LA,
        "--courses",
        "second.toml",
        "--on",
        "2018-10-08",
        "--reason",
        "other",
        "--because",
        "x",
        lang=lang,
    ).stdout
    told += agreed("sign", ID, LA, "--role", "host", "--name", "H", "--on", "2018-10-08", lang=lang).stdout
    told += agreed("sign", ID, LA, "--role", "host", "--name", "H", "--on", "2018-11-08", lang=lang).stderr
    told += agreed("list", ID, "--on", "2018-10-09", lang=lang).stdout
    told += agreed("diff", ID, LA, lang=lang).stdout
    assert not [one for one in ("plans.", "refusals.", "{", "}", "vice_") if one in told], told
