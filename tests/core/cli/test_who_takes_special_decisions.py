"""Whoever reads of a special decision is told who takes it, where the law says that: of a provision, rule or dossier."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from offices import AGREEMENT, Run, dossier, put

ON = ("--on", "2018-09-01", "--lang", "en")
RULES = """\
[regulation]
id = "ours"
source = "Rules"
institution = "sum.ba"
country = "BA"

[[provisions]]
key = "stay.shortest"
type = "span"
cites = "art. 2(2)"
stricter = "higher"
value = "3 months"
may_set = [{ layer = "decision", mode = "waive", cites = "art. 2(2)" }]

[[deciders]]
provision = "stay.shortest"
by = "rector"
cites = "art. 2(3)"

[[rules]]
id = "stay.shortest"
topic = "duration"
cites = "art. 2(2)"
requires = "stay >= stay.shortest"
"""


def told(run: Run, *arguments: object) -> dict[str, Any]:
    """What is told to programs."""
    found: dict[str, Any] = json.loads(run("explain", *arguments, "--json", *ON).stdout)
    return found


@pytest.fixture
def excepting(office: Path) -> Path:
    """An office whose rules let the rector except somebody from their shortest stay, with a stay that is too short."""
    put(office / "dossiers" / "short.toml", dossier(id='"2018-0043"', end="2018-12-29"))
    put(office / "ours.toml", RULES)
    settings = (office / "mobilnost.toml").read_text(encoding="utf-8").replace('language_level = "B1"\n', "")
    put(office / "mobilnost.toml", settings.replace("[office]\n", '[office]\nregulation = "ours.toml"\n'))
    (office / "agreements" / "rijeka.toml").write_text(AGREEMENT.split("[[terms]]")[0], encoding="utf-8")
    return office


@pytest.mark.parametrize(
    ("key", "lang", "decides"),
    [
        ("selection.staff.criteria", "en", "who decides: Office (čl. 23, iza st. 3)"),
        ("selection.staff.committee", "hr", "odlučuje: Ured (čl. 23, iza st. 3)"),
        ("funding.bilateral.criteria", "hr", "odlučuje: prorektor (čl. 25 st. 2)"),
        ("funding.bilateral.criteria", "mk", "одлучува: проректорот (čl. 25 st. 2)"),
    ],
)
def test_a_provision_says_who_takes_the_special_decision(run: Run, key: str, lang: str, decides: str) -> None:
    shown = run("explain", key, "--programme", "bilateral", "--on", "2018-09-01", "--lang", lang).stdout
    (line,) = [one for one in " ".join(shown.split()).split(";") if decides in one]
    assert line.strip().startswith(decides)
    assert decides in " ".join(run("rules", "--on", "2018-09-01", "--lang", lang).stdout.split())


def test_a_rule_and_a_dossier_say_it_too(run: Run, excepting: Path) -> None:
    decides = "who decides: rector (art. 2(3))"
    assert decides in run("explain", "stay.shortest", "--only", "rule", "--office", excepting, *ON).stdout
    shown = run("explain", "2018-0043", "--office", excepting, *ON).stdout
    assert "A special decision may set it aside (art. 2(2))." in shown
    assert "Who decides: rector (art. 2(3))." in shown


def test_programs_are_told_who_decides(run: Run, excepting: Path) -> None:
    decider = {"role": "rector", "citation": {"source": "Rules", "at": "art. 2(3)", "reading": False}}
    said = told(run, "stay.shortest", "--programme", "erasmus", "--office", excepting)
    assert said["provision"]["deciders"] == said["rule"]["deciders"] == [decider]
    assert told(run, "2018-0043", "--office", excepting)["remedies"][0]["deciders"] == [decider]
    assert told(run, "duration.maximum", "--programme", "erasmus")["provision"]["deciders"] == []
