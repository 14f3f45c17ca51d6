"""`mobilnost settings check`: what is wanting before an office can work as the regulation says."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from offices import SETTINGS, Run, put

WHOLE = """
[holidays]
country = "BA"

[[semesters]]
academic_year = "2018/2019"
semester = "winter"
begins = 2018-10-01

[[semesters]]
academic_year = "2018/2019"
semester = "summer"
begins = 2019-02-25

[[semesters]]
academic_year = "2019/2020"
semester = "winter"
begins = 2019-09-30

[[semesters]]
academic_year = "2020/2021"
semester = "winter"
begins = 2020-10-05

[[units]]
id = "fsre"
names = { en = "Engineering" }
ects_coordinator = "Ana"
vice_dean = "Marko"

[[officers]]
role = "ects_coordinator"
name = "Sara"

[[officers]]
role = "vice_rector"
name = "Petra"
until = 2020-09-30

[[committees]]
id = "students"
participant = "student"
appointed = 2018-03-01
members = [
    { name = "A", capacity = "teacher" },
    { name = "B", capacity = "office" },
    { name = "C", capacity = "student" },
]

[[committees]]
id = "staff"
participant = "staff"
appointed = 2018-03-01
members = [
    { name = "A", capacity = "teacher", area = "social" },
    { name = "B", capacity = "teacher", area = "biotechnical" },
    { name = "C", capacity = "teacher", area = "humanities" },
    { name = "D", capacity = "teacher", area = "technical" },
    { name = "E", capacity = "teacher", area = "educational" },
    { name = "F", capacity = "teacher", area = "arts" },
    { name = "G", capacity = "rectorate" },
]
"""


def checked(run: Run, office: Path, text: str, *more: str) -> subprocess.CompletedProcess[str]:
    put(office / "mobilnost.toml", text)
    return run("settings", "check", "--office", office, "--lang", "en", "--on", "2018-06-25", *more)


def wanting(run: Run, office: Path, text: str, *more: str) -> list[str]:
    done = checked(run, office, text, "--json", *more)
    found = [json.loads(line)["wanting"] for line in done.stdout.splitlines()]
    assert done.returncode == (1 if found else 0), done.stderr
    return found


def test_nothing_is_wanting_where_everything_is_there(run: Run, office: Path) -> None:
    done = checked(run, office, SETTINGS + WHOLE)
    assert (done.returncode, done.stdout) == (0, "Nothing is wanting in the settings.\n"), done.stderr
    assert not (office / "register.db").exists(), "a check makes nothing"


@pytest.mark.parametrize(
    ("without", "expected"),
    [
        ('ects_coordinator = "Ana"\n', "settings-nobody-of-unit"),
        ('vice_dean = "Marko"\n', "settings-nobody-of-unit"),
        ('[[officers]]\nrole = "ects_coordinator"\nname = "Sara"\n', "settings-nobody"),
        ('[holidays]\ncountry = "BA"\n', "settings-no-holidays"),
        ('language_level = "B1"\n', "settings-no-language-level"),
        ('    { name = "C", capacity = "student" },\n', "committee-lacks"),
        ('    { name = "F", capacity = "teacher", area = "arts" },\n', "committee-lacks"),
    ],
)
def test_what_is_left_out_is_wanting(run: Run, office: Path, without: str, expected: str) -> None:
    text = SETTINGS + WHOLE
    assert without in text
    assert wanting(run, office, text.replace(without, "", 1)) == [expected]


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2019-02-28", []),
        ("2019-03-01", ["committee-expired"] * 2),
        ("2020-09-30", ["committee-expired"] * 2),
        ("2020-10-01", ["committee-expired"] * 2 + ["settings-nobody-since"]),
    ],
)
def test_mandates_run_out(run: Run, office: Path, on: str, expected: list[str]) -> None:
    put(office / "mobilnost.toml", SETTINGS + WHOLE)
    done = run("settings", "check", "--office", office, "--on", on, "--json")
    assert [json.loads(line)["wanting"] for line in done.stdout.splitlines()] == expected


def test_of_an_empty_office_everything_is_wanting(run: Run, office: Path) -> None:
    assert wanting(run, office, SETTINGS) == [
        "settings-no-units",
        "settings-nobody",
        "settings-no-committee",
        "settings-no-committee",
        "settings-no-semester",
        "settings-no-holidays",
    ]


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2018-09-30", []),  # the winter follows
        ("2019-02-24", []),  # the summer
        ("2019-09-29", []),  # the winter after
        ("2019-09-30", ["settings-no-semester"]),  # the summer of 2020 is left out
    ],
)
def test_when_the_next_semester_begins_must_be_known(run: Run, office: Path, on: str, expected: list[str]) -> None:
    put(office / "mobilnost.toml", SETTINGS + WHOLE)
    done = run("settings", "check", "--office", office, "--on", on, "--json")
    said = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["wanting"] for one in said if one["wanting"] != "committee-expired"] == expected
    assert all(one["citation"]["at"] == "čl. 14 st. 2 t. 3.7" for one in said if one["wanting"] in expected)


def test_semesters_that_overlap_are_refused_at_their_line(run: Run, office: Path) -> None:
    text = SETTINGS + WHOLE.replace("begins = 2019-02-25", "begins = 2018-09-30")
    done = checked(run, office, text)
    assert done.returncode == 3
    line = text.splitlines().index("begins = 2018-09-30") + 1
    assert f"mobilnost.toml:{line}" in done.stderr


@pytest.mark.parametrize(
    "url", ["postgresql://office:secret@127.0.0.1:1/none", "nonsense", "oracle://x", "sqlite:///nowhere/register.db"]
)
def test_a_register_that_cannot_be_reached_is_wanting(run: Run, office: Path, url: str) -> None:
    text = (SETTINGS + WHOLE).replace("[office]\n", f'[office]\nregister_url = "{url}"\n')
    done = checked(run, office, text)
    assert done.returncode == 1, done.stderr
    assert len(done.stdout.splitlines()) == 1
    assert "secret" not in done.stdout + done.stderr


def test_an_office_may_be_named_from_where_one_is(run: Run, office: Path) -> None:
    put(office / "mobilnost.toml", SETTINGS + WHOLE)
    done = run("settings", "check", "--office", office.name, "--on", "2018-06-25", cwd=office.parent)
    assert done.returncode == 0, done.stdout


def test_settings_that_cannot_be_read_are_invalid(run: Run, office: Path) -> None:
    assert checked(run, office, SETTINGS + "[[units]]\n").returncode == 3
