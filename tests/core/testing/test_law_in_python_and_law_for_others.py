"""A law written in Python is told by the line of its source; a plugin that adds to others' programmes is examined too."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import pytest

from mobilnost.testing import Check, check_programme
from mobilnost.testing.examining import lacks_of
from mobilnost.testing.loading import load_programme

OURS = """
from mobilnost import Citation, Contribution, Rule, Topic, hookimpl

OURS = Citation(source="Decision of the Senate", at="{at}")


@hookimpl
def mobilnost_eligibility(programme):
    average = Rule(
        id="our.average",
        topic=Topic.ELIGIBILITY,
        citation=OURS,
        applies="direction == 'outgoing'",
        requires="{requires}",
    )
    return Contribution(rules=(average,)) if programme.code == "erasmus" else None
"""


def module(folder: Path, name: str, at: str = "p. 2", requires: str = "grade_average >= 3") -> object:
    (folder / f"{name}.py").write_text(OURS.format(at=at, requires=requires), encoding="utf-8")
    sys.path.insert(0, str(folder))
    try:
        return importlib.import_module(name)
    finally:
        sys.path.remove(str(folder))
        del sys.modules[name]


def test_rules_for_a_programme_of_others_are_examined_beside_it(tmp_path: Path) -> None:
    candidate = load_programme(module(tmp_path, "our_rules"))
    assert (candidate.codes, candidate.programmes) == (("erasmus",), ())
    assert [one.id for one in candidate.law.rules] == ["our.average"]
    assert lacks_of(Check.CITATION, candidate) == lacks_of(Check.SOUND, candidate) == ()
    assert [one.gap for one in lacks_of(Check.CASES, candidate)] == ["cases:our.average"] * 2


def test_a_rule_without_a_citation_is_found_at_its_line(tmp_path: Path) -> None:
    (lack,) = lacks_of(Check.CITATION, load_programme(module(tmp_path, "our_uncited", at="")))
    assert (lack.place.file, lack.place.line) == ("our_uncited.py", 10) if lack.place else None


def test_a_rule_that_nobody_can_meet_is_found_without_a_file_too(tmp_path: Path) -> None:
    candidate = load_programme(module(tmp_path, "our_impossible", requires="kind == 'study' and kind == 'thesis'"))
    assert [one.subject for one in lacks_of(Check.MEETABLE, candidate)] == ["our.average"]


def test_what_does_not_load_is_all_that_is_told(tmp_path: Path) -> None:
    (lack,) = check_programme(module(tmp_path, "our_unknown", requires="average >= 3"))
    assert (lack.check, lack.subject) == (Check.LOAD, "average")


@pytest.mark.parametrize("name", ["nowhere_to_be_found"])
def test_a_module_that_is_not_there_is_told(name: str) -> None:
    (lack,) = check_programme(name)
    assert (lack.check, lack.kind) == (Check.LOAD, "import")
