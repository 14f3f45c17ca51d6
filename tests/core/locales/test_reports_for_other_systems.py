"""Another system gets from the library what the command line writes, with the words of the plugins that it was given."""

import datetime as dt
import json
from importlib.resources import files
from pathlib import Path

import offices
import pytest

import mobilnost
from mobilnost.locales import catalogue

DOSSIER = Path(str(files("mobilnost"))) / "examples" / "office" / "dossiers" / "erasmus-02-one-day-short.toml"


@pytest.mark.parametrize("language", ["en", "hr", "mk"])
def test_the_report_is_what_the_command_writes(language: str) -> None:
    host = mobilnost.Host.discover()
    office = mobilnost.Office.open(DOSSIER.parents[1], host)
    assessment = office.assess(mobilnost.load_dossier(DOSSIER), dt.date(2018, 6, 25))
    told = mobilnost.report(assessment, language=language, host=host)
    done = offices.run("check", DOSSIER, "--json", "--on", "2018-06-25", "--lang", language)
    assert json.loads(json.dumps(told)) == json.loads(done.stdout)


def test_words_of_a_package_that_was_given_to_a_host_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "given_by_hand"
    (package / "locales").mkdir(parents=True)
    (package / "__init__.py").write_text("", encoding="utf-8")
    (package / "locales" / "en.toml").write_text('[documents]\nour_letter = "letter of ours"\n', encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    host = mobilnost.Host()
    assert host.add(__import__("given_by_hand")).state == "loaded"
    assert catalogue("en", host).find("documents", "our_letter") == "letter of ours"
    assert catalogue("en", mobilnost.Host()).find("documents", "our_letter") is None


def test_the_format_of_a_text_may_be_named_by_its_word() -> None:
    dossier = mobilnost.load_dossier(DOSSIER).value
    text = mobilnost.dump_json(dossier)
    for format in (mobilnost.Format.JSON, "json"):
        assert mobilnost.parse_dossier(text, format=format).value == dossier
