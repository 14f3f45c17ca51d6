"""What an author declares as a gap does not fail, and is told as soon as it is none any more."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from core.testing.conftest import Make
from core.testing.plugins import Change

from mobilnost.testing.gaps import sifted, strangers
from mobilnost.testing.lacks import Check, Lack

FOUND = (Lack(check=Check.UNIT, subject="a"), Lack(check=Check.UNIT, subject="b"))
SUITE = """
from mobilnost.testing import ProgrammeContract


class TestIt(ProgrammeContract):
    plugin = "{name}"
    gaps = {gaps}
"""
UNISSUED: Change = ("law.toml", 'issuer = "host"\nsigned_by = ["host"]\n', "")


@pytest.mark.parametrize(
    ("gaps", "open_", "declared", "mended"),
    [
        ({}, ["a", "b"], (), ()),
        ({"unit": "why"}, [], ("why",), ()),
        ({"unit:a": "why"}, ["b"], ("why",), ()),
        ({"unit:a": "x", "unit:c": "y"}, ["b"], ("x",), ("unit:c",)),
        ({"due": "why"}, ["a", "b"], (), ()),
    ],
)
def test_a_gap_is_of_a_check_or_of_one_thing(
    gaps: dict[str, str], open_: list[str], declared: tuple[str, ...], mended: tuple[str, ...]
) -> None:
    found = sifted(Check.UNIT, FOUND, gaps)
    assert ([one.subject for one in found.open], found.declared, found.mended) == (open_, declared, mended)


def test_a_gap_that_is_no_check_is_a_stranger() -> None:
    gaps = ("unit", "units", "scenario", "scenario:a case", "scenario:another", "due:norplus.report_days")
    assert strangers(gaps, ["a case"]) == ("units", "scenario", "scenario:another")


def run(folder: Path, *more: str) -> str:
    """What pytest says in a folder, as an author runs it."""
    quick = ("-k", "paper or gaps or loads or cited or imports")
    command = [sys.executable, "-m", "pytest", "-q", "-rxf", "-p", "no:cacheprovider", "-p", "no:hypothesispytest"]
    found = subprocess.run([*command, *quick, *more], cwd=folder, capture_output=True, text=True, check=False)
    return found.stdout + found.stderr


def suite(folder: Path, name: str, gaps: dict[str, str]) -> None:
    (folder / f"test_{name}.py").write_text(SUITE.format(name=name, gaps=gaps), encoding="utf-8")


def test_an_author_reads_sentences_and_no_traceback(make: Make, tmp_path: Path) -> None:
    suite(tmp_path, make(UNISSUED), {"citation:norplus.countries": "the guide has no pages", "issue": "x"})
    said = run(tmp_path)
    assert re.search(
        r"law\.toml:\d+: documents\[0\]: The paper tuition_waiver comes from nobody; right is `issuer`", said
    )
    assert "the gap citation:norplus.countries is declared (“the guide has no pages”) and nothing is missing" in said
    assert "`gaps` names issue, and there is no such check" in said
    assert "Traceback" not in said
    assert "contract.py" not in said


def test_a_declared_gap_is_expected_and_all_else_told_in_the_language_that_is_asked_for(
    make: Make, tmp_path: Path
) -> None:
    uncited = ("law.toml", 'topic = "duration"\ncites = "p. 4"', 'topic = "duration"\ncites = ""')
    suite(tmp_path, make(UNISSUED, uncited), {"issuer": "the guide does not say"})
    said = run(tmp_path, "--mobilnost-lang", "hr")
    assert "XFAIL" in said
    assert "the guide does not say" in said
    assert "unos norplus.duration.minimum ne navodi mjesto u izvoru" in said.lower()


def test_what_does_not_load_is_told_once_also_where_its_author_imports_it(make: Make, tmp_path: Path) -> None:
    suite(tmp_path, make(("law.toml", "stay >= norplus", "stays >= norplus")), {})
    name = make(("law.toml", 'topic = "duration"\ncites = "p. 4"\n', 'topic = "duration"\n'))
    (tmp_path / "test_imports.py").write_text(f"import {name}\n", encoding="utf-8")
    said = run(tmp_path, "--continue-on-collection-errors")
    assert said.count("There is no fact stays.") >= 1
    assert "1 failed" in said
    assert "skipped" in said
    assert "rules[1].cites: This key is missing" in said
    assert "Traceback" not in said
