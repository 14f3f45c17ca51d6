"""What a user has after `pip install`, in an environment that holds nothing else of ours."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

from environments import ROOT, STRANGER, Environment

ENTRY_POINTS = """
from importlib.metadata import entry_points
print(*sorted(f"{point.name}={point.value}" for point in entry_points(group="mobilnost")))
"""
FOUR = "bilateral=mobilnost_bilateral ceepus=mobilnost_ceepus erasmus=mobilnost_erasmus lipetsk=mobilnost_lipetsk"


def listed(environment: Environment) -> dict[str, dict[str, object]]:
    lines = environment.mobilnost("plugins", "--json").stdout.splitlines()
    return {one["name"]: one for one in map(json.loads, lines)}


# -- the whole


def test_the_whole_registers_four_programmes_as_a_stranger_would(whole: Environment) -> None:
    assert whole.evaluate(ENTRY_POINTS) == FOUR


def test_the_four_programmes_load(whole: Environment) -> None:
    found = listed(whole)
    assert sorted(found) == ["bilateral", "ceepus", "erasmus", "lipetsk"]
    assert {one["state"] for one in found.values()} == {"loaded"}
    assert {one["distribution"] for one in found.values()} == {"mobilnost"}


def test_help_speaks_every_language_with_the_words_of_click_in_it(whole: Environment) -> None:
    for language, heading in (("en", "Options:"), ("hr", "Opcije:"), ("mk", "Опции:")):
        assert f"\n{heading}\n" in whole.mobilnost("--lang", language, "--help").stdout


def test_the_example_office_is_made_and_judged(whole: Environment, tmp_path: Path) -> None:
    office = tmp_path / "office"
    assert whole.mobilnost("init", office, "--example").returncode == 0
    done = whole.mobilnost("check", "--office", office, "--json", "--on", "2023-03-01")
    verdicts = [json.loads(line)["verdict"] for line in done.stdout.splitlines()]
    assert done.returncode == 1, done.stderr
    assert len(verdicts) == len(list((office / "dossiers").iterdir()))
    assert set(verdicts) == {"eligible", "incomplete", "not_eligible"}


# -- the core alone, as an embedder has it

EMBEDDED = """
import datetime as dt, types
import mobilnost
from mobilnost import Citation, Contribution, Host, Programme, Rule, Topic, hookimpl

module = types.ModuleType("norplus")

@hookimpl
def mobilnost_programmes():
    return [Programme(code="norplus")]

@hookimpl
def mobilnost_duration(programme):
    guide = Citation(source="Guide", at="p. 4")
    stay = Rule(id="norplus.minimum", topic=Topic.DURATION, citation=guide, requires="stay >= '4 months'")
    return Contribution(rules=(stay,))

module.mobilnost_programmes = mobilnost_programmes
module.mobilnost_duration = mobilnost_duration

host = Host()
host.add(module)
lawbook = mobilnost.Lawbook(regulation=mobilnost.regulation(), programmes=host.laws)
dossier = mobilnost.load_dossier(r"{dossier}").value
rulebook = lawbook.rulebook("norplus", dossier.first_day)
assessment = mobilnost.assess(dossier, rulebook, on=dt.date(2018, 6, 25))
print(assessment.verdict, *assessment.unmet)
"""


def test_the_core_has_no_programme(core: Environment) -> None:
    assert core.evaluate(ENTRY_POINTS) == ""
    assert core.evaluate("import mobilnost; print(mobilnost.Host.discover().laws)") == "()"


def test_the_core_judges_by_what_an_embedder_adds(core: Environment) -> None:
    code = EMBEDDED.replace("{dossier}", str(STRANGER / "dossiers" / "bergen.toml"))
    # No agreement was given, and two months and a week are no four months.
    assert core.evaluate(code) == "not_eligible norplus.minimum"


def test_a_dossier_of_a_programme_that_is_not_installed_is_an_error(core: Environment, tmp_path: Path) -> None:
    office = tmp_path / "office"
    assert core.mobilnost("init", office, "--example").returncode == 0
    done = core.mobilnost("check", office / "dossiers" / "erasmus-01-complete.toml", "--office", office)
    assert done.returncode == 3
    assert "erasmus" in done.stderr


# -- plugins that others wrote


def test_a_strangers_plugin_is_found_and_listed_like_ours(strangers: Environment) -> None:
    norplus = listed(strangers)["norplus"]
    assert (norplus["state"], norplus["distribution"]) == ("loaded", "mobilnost-norplus")
    assert norplus["programmes"] == ["norplus"]


def test_a_dossier_of_a_strangers_programme_is_judged_like_ours(strangers: Environment) -> None:
    done = strangers.mobilnost("check", STRANGER / "dossiers" / "bergen.toml", "--on", "2018-06-25", "--json")
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert said["verdict"] == "eligible"
    minimum = next(one for one in said["findings"] if one["rule"] == "norplus.duration.minimum")
    assert (minimum["outcome"], minimum["authority"]) == ("met", "programme")
    assert minimum["required"]["value"] == "2"
    assert minimum["provisions"][0]["set_by"] == "agreement"


def test_a_strangers_words_are_spoken(strangers: Environment) -> None:
    dossier = STRANGER / "dossiers" / "bergen.toml"
    done = strangers.mobilnost("check", dossier, "--on", "2018-06-25", "--lang", "hr")
    assert "oslobođenje od školarine" in done.stdout.lower()


def test_a_broken_stranger_is_listed_with_its_reason_and_stops_nobody(strangers: Environment) -> None:
    found = listed(strangers)
    halfway = found["halfway"]
    assert (halfway["state"], halfway["distribution"]) == ("failed", "mobilnost-halfway")
    assert "a_library_that_nobody_installed" in str(halfway["reason"])
    assert [name for name, one in found.items() if one["state"] == "loaded"] == [
        "bilateral",
        "ceepus",
        "erasmus",
        "lipetsk",
        "norplus",
        "polar",
    ]


def test_a_dossier_of_the_broken_strangers_programme_is_an_error(strangers: Environment, tmp_path: Path) -> None:
    text = (STRANGER / "dossiers" / "bergen.toml").read_text(encoding="utf-8")
    dossier = tmp_path / "halfway.toml"
    dossier.write_text(text.replace('programme = "norplus"', 'programme = "halfway"'), encoding="utf-8")
    done = strangers.mobilnost("check", dossier, "--on", "2018-06-25")
    assert done.returncode == 3
    assert "a_library_that_nobody_installed" in done.stderr


# -- from a checkout


def test_an_editable_install_runs_from_the_checkout(environment: Callable[[str], Environment]) -> None:
    editable = environment("editable")
    editable.install("--editable", ROOT)
    code = "import mobilnost, mobilnost_erasmus; print(mobilnost.__file__, mobilnost_erasmus.__file__)"
    where = editable.evaluate(code)
    assert where.split() == [
        str(ROOT / "core" / "mobilnost" / "__init__.py"),
        str(ROOT / "plugins" / "erasmus" / "mobilnost_erasmus" / "__init__.py"),
    ]
    assert editable.evaluate(ENTRY_POINTS) == FOUR
    assert sys.prefix not in where
