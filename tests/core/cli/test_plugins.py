"""`mobilnost plugins`: what is installed, and why something did not load."""

import json
import os
from pathlib import Path

import pytest
from offices import Run, dossier, put


@pytest.fixture
def halfway(tmp_path: Path) -> dict[str, str]:
    """An installed plugin that needs a library which nobody installed."""
    site = tmp_path / "site"
    (site / "halfway-1.2.dist-info").mkdir(parents=True)
    put(site / "halfway.py", "import a_library_that_nobody_installed\n")
    put(site / "halfway-1.2.dist-info" / "METADATA", "Metadata-Version: 2.1\nName: halfway\nVersion: 1.2\n")
    put(site / "halfway-1.2.dist-info" / "entry_points.txt", "[mobilnost]\nhalfway = halfway\n")
    return {"PYTHONPATH": os.pathsep.join([str(site), os.environ.get("PYTHONPATH", "")])}


def test_every_plugin_is_listed_with_what_it_brings(run: Run) -> None:
    found = {one["name"]: one for one in map(json.loads, run("plugins", "--json").stdout.splitlines())}
    assert list(found) == ["bilateral", "ceepus", "erasmus", "lipetsk"]
    erasmus = found["erasmus"]
    assert (erasmus["state"], erasmus["distribution"], erasmus["programmes"]) == ("loaded", "mobilnost", ["erasmus"])
    assert "mobilnost_eligibility" in erasmus["hooks"]
    assert erasmus["reason"] is None


def test_people_read_it_in_their_language(run: Run) -> None:
    said = run("plugins", "--lang", "hr").stdout
    assert "erasmus (mobilnost 0.1.0): učitan\n  programi: erasmus\n" in said


def test_a_plugin_that_failed_is_named_with_its_reason(run: Run, halfway: dict[str, str]) -> None:
    done = run("plugins", "--lang", "en", **halfway)
    assert done.returncode == 3
    assert "halfway (halfway 1.2): failed" in done.stdout
    assert "a_library_that_nobody_installed" in done.stdout
    assert "erasmus (mobilnost 0.1.0): loaded" in done.stdout


def test_a_dossier_of_a_programme_that_failed_is_refused_with_the_reason(
    run: Run, halfway: dict[str, str], office: Path
) -> None:
    path = put(office / "dossiers" / "x.toml", dossier(programme='"halfway"'))
    done = run("check", path, **halfway)
    assert done.returncode == 3
    assert "a_library_that_nobody_installed" in done.stderr


def test_other_programmes_are_judged_all_the_same(run: Run, halfway: dict[str, str], office: Path) -> None:
    assert run("check", "--office", office, "--on", "2018-06-25", **halfway).returncode == 0


def test_where_it_matters_a_failing_plugin_ends_the_program_with_its_own_error(
    run: Run, halfway: dict[str, str]
) -> None:
    done = run("plugins", MOBILNOST_STRICT_PLUGINS="1", **halfway)
    assert done.returncode == 3
    assert "ModuleNotFoundError" in done.stderr
    assert "mistake of the program" not in done.stderr


@pytest.mark.parametrize("way", ["environment", "settings"])
def test_a_plugin_can_be_disabled(run: Run, office: Path, way: str) -> None:
    settings = office / "mobilnost.toml"
    if way == "settings":
        put(settings, settings.read_text(encoding="utf-8") + 'disabled_plugins = ["lipetsk"]\n')
    more = {"MOBILNOST_DISABLE_PLUGINS": "lipetsk"} if way == "environment" else {}
    done = run("plugins", "--office", office, "--json", **more)
    states = {one["name"]: one["state"] for one in map(json.loads, done.stdout.splitlines())}
    assert done.returncode == 0
    assert states["lipetsk"] == "disabled"
    assert states["erasmus"] == "loaded"
