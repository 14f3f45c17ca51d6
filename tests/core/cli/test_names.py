"""Whatever is named on the command line, a file or an id means the same, and what nothing bears is told in one way."""

from __future__ import annotations

from pathlib import Path

import pytest
from offices import AGREEMENT, Run, put

from mobilnost.languages import LANGUAGES
from mobilnost.locales import catalogue, tell_problem
from mobilnost.office import Unknown

DECISION = """\
[decision]
id = "rectorate-7"
date = 2018-06-11
by = "international_office"
reference = "01/18"
reason = "r"
dossier = "2018-0042"

[[waivers]]
provision = "agreement.required"
"""
MISSPELT = {
    "rules": ("rules", "--agreement", "sum-unri-2018"),
    "explain": ("explain", "duration.minimum", "--agreement", "sum-unri-2018"),
    "check": ("agreement", "check", "sum-unri-2018"),
    "diff": ("rules", "diff", "agreement:sum-unri-2018", "erasmus"),
}
BY_DECISION = {
    "rules": ("rules", "--programme", "erasmus", "--decision"),
    "explain": ("explain", "duration.minimum", "--decision"),
    "check": ("decision", "check"),
}


@pytest.mark.parametrize("command", MISSPELT)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_nothing_bears_is_told_in_the_same_words_by_every_command(
    run: Run, office: Path, command: str, language: str
) -> None:
    done = run(*MISSPELT[command], "--office", office, "--lang", language)
    assert done.returncode == 2
    unknown = Unknown("agreement", "sum-unri-2018", ["sum-uniri-2018"]).problem()
    assert done.stderr.splitlines()[-1].endswith(f": {tell_problem(unknown, catalogue(language))}")
    assert done.stderr.count("sum-uniri-2018") == 2


@pytest.mark.parametrize("arguments", [("plugins", "check"), ("plugins", "coverage"), ("rules", "--programme")])
def test_a_programme_that_is_not_there_is_told_with_those_that_are(run: Run, arguments: tuple[str, ...]) -> None:
    done = run(*arguments, "erasmsu", "--lang", "en")
    assert done.returncode == 2
    assert "The programme erasmsu is not loaded. Right would be: " in done.stderr
    assert done.stderr.endswith("Did you mean erasmus?\n")


@pytest.mark.parametrize("name", ["rectorate-7", "2018-0042", "decisions/one.toml"])
@pytest.mark.parametrize("command", BY_DECISION)
def test_a_decision_is_named_by_its_id_its_dossier_or_its_file(run: Run, office: Path, name: str, command: str) -> None:
    (office / "decisions").mkdir(exist_ok=True)
    put(office / "decisions" / "one.toml", DECISION)
    done = run(*BY_DECISION[command], name, "--office", office, "--lang", "en")
    assert done.returncode != 2, done.stderr


def test_a_file_is_seen_from_here_and_from_the_office(run: Run, office: Path) -> None:
    for place in (office, office.parent):
        done = run("rules", "--agreement", "agreements/rijeka.toml", "--office", office, cwd=place)
        assert done.returncode == 0, done.stderr


def test_the_condition_of_an_agreement_is_offered_too(run: Run, office: Path) -> None:
    said = '\n[[conditions]]\nid = "average"\nrequires = "grade_average >= 3.5"\nclause = "čl. 6"\n'
    put(office / "agreements" / "rijeka.toml", AGREEMENT + said)
    done = run("explain", "sum-uniri.average", "--office", office, "--lang", "en")
    assert (done.returncode, "Did you mean sum-uniri-2018.average" in done.stderr) == (2, True)
