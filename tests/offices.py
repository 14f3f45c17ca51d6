"""An office small enough to be read at a glance, and the program as a shell runs it."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import warm

Run = Callable[..., subprocess.CompletedProcess[str]]
PROGRAM = (sys.executable, "-c", "from mobilnost.cli import main; main()")

DOSSIER = """\
[mobility]
id = "2018-0042"
programme = "erasmus"
kind = "study"
direction = "outgoing"
agreement = "sum-uniri-2018"
sending = "sum.ba"
receiving = "uniri.hr"
unit = "fsre"
start = 2018-10-01
end = 2019-02-15
language = "hr"

[person]
id = "s-1001"
given_names = "Iva"
family_name = "Primjer"
citizenships = ["BA", "HR"]
status_in_country = "citizen"

[student]
cycle = "first"
year_of_study = 2
study_status = "regular"
programme_semesters = 6
isced_f = "0613"
grade_average = 4.2
languages = [{ code = "hr", level = "C2" }]

[[courses]]
host_title = "Databases"
host_credits = { value = 24, scheme = "ects" }
already_passed = false

[[documents]]
type = "learning_agreement"
date = 2018-06-20
signed_by = ["student", "vice_dean", "vice_rector", "host"]

[[institutions]]
id = "uniri.hr"
names = { en = "University of Rijeka", hr = "Sveučilište u Rijeci" }
country = "HR"
"""
AGREEMENT = """\
[agreement]
id = "sum-uniri-2018"
programme = "erasmus"
level = "university"
parties = ["sum.ba", "uniri.hr"]
signed = 2018-01-15
valid_from = 2018-02-01

[[terms]]
provision = "duration.maximum"
value = "10 months"
clause = "čl. 4"
"""
SETTINGS = """\
[institution]
id = "sum.ba"
country = "BA"

[office]
language = "hr"
language_level = "B1"
"""


def dossier(**changes: str) -> str:
    """The dossier with the values of some keys written otherwise."""
    text = DOSSIER
    for key, value in changes.items():
        line = next(line for line in text.splitlines() if line.startswith(f"{key} = "))
        text = text.replace(line, f"{key} = {value}", 1)
    return text


def environment(**more: str) -> dict[str, str]:
    """The tests' own environment, without what would change the program's answers."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("MOBILNOST", "LC_", "LANG", "NO_COLOR"))
    }
    return kept | {"PYTHONUTF8": "1", "LANG": "en_GB.UTF-8"} | more


def make(folder: Path) -> Path:
    """An office with one dossier that nothing is wrong with."""
    for name in ("dossiers", "agreements"):
        (folder / name).mkdir(parents=True)
    put(folder / "mobilnost.toml", SETTINGS)
    put(folder / "dossiers" / "good.toml", dossier())
    put(folder / "agreements" / "rijeka.toml", AGREEMENT)
    return folder


def put(path: Path, text: str) -> Path:
    """A file with a text."""
    path.write_text(text, encoding="utf-8")
    return path


def run(*arguments: object, cwd: Path | None = None, **more: str) -> subprocess.CompletedProcess[str]:
    """The program, with settings of the environment as keywords; those of Python's own have Python started anew."""
    if not any(name.startswith("PYTHON") for name in more):
        return warm.run([*map(str, arguments)], cwd, environment(**more))
    return subprocess.run(
        [*PROGRAM, *map(str, arguments)],
        cwd=cwd,
        env=environment(**more),
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


#: What an office's own plugin says to each hook: what stands in the law files beside it.
OWN_PLUGIN = """\
from pathlib import Path

from mobilnost import hookimpl, parse_programme

LAWS = [parse_programme(one.read_text(encoding="utf-8"), one.name) for one in Path(__file__).parent.glob("*.toml")]


def said(hook, programme):
    return next((found for one in LAWS if (found := getattr(one, hook)(programme)) is not None), None)


@hookimpl
def mobilnost_eligibility(programme):
    return said("eligibility", programme)


@hookimpl
def mobilnost_documents(programme):
    return said("documents", programme)


@hookimpl
def mobilnost_procedure(programme):
    return said("procedure", programme)


@hookimpl
def mobilnost_funding(programme):
    return said("funding", programme)
"""


def plugged_in(run: Run, folder: Path, name: str, laws: Mapping[str, str]) -> Run:
    """The program with a plugin of an office's own that brings law files, found as an installed one is."""
    info = f"{name}-1.0.dist-info"
    files = {f"{name}/{file}": text for file, text in laws.items()} | {
        f"{name}/__init__.py": OWN_PLUGIN,
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name.replace('_', '-')}\nVersion: 1.0\n",
        f"{info}/entry_points.txt": f"[mobilnost]\n{name} = {name}\n",
    }
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        put(folder / path, text)
    return lambda *words, **more: run(*words, PYTHONPATH=str(folder), **more)
