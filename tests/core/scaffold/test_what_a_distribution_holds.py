"""The files of a programme's distribution: whole, filled in, and under the licence that was asked for."""

import re
import tomllib
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import pytest

from mobilnost.model import BadValue, Direction, Kind
from mobilnost.scaffold import LICENCES, Answers, Participants, files_of, licence_of, participants_of
from mobilnost.scaffold.answers import author_of, usual_kinds
from mobilnost.scaffold.filling import SUFFIX, chosen, filled

ROOT = Path(__file__).parents[3]


def answers(**given: Any) -> Answers:
    who = Participants(given.get("participants", "both"))
    usual: dict[str, Any] = {
        "code": "norplus",
        "names": {"en": "NorPlus"},
        "source": "NorPlus guide",
        "participants": who,
        "kinds": usual_kinds(who),
        "licence": "Apache-2.0",
        "core": "0.1.0",
    }
    return Answers(**usual | given)


def test_it_is_a_distribution_of_its_own() -> None:
    assert set(files_of(answers())) == {
        ".gitignore",
        "LICENSE",
        "README.md",
        "pyproject.toml",
        "tests/test_programme.py",
        *(
            f"mobilnost_norplus/{name}"
            for name in (
                "__init__.py",
                "law.toml",
                "locales/en.toml",
                "locales/hr.toml",
                "locales/mk.toml",
                "py.typed",
                "scenarios.toml",
            )
        ),
    }


@pytest.mark.parametrize("who", Participants)
@pytest.mark.parametrize("way", [None, *Direction])
@pytest.mark.parametrize("licence", ["Apache-2.0", "MIT", None])
@pytest.mark.parametrize("author", [None, "Ana Primjer", "Ana Primjer <ana@example.org>"])
def test_nothing_of_the_templates_is_left_in_it(
    who: Participants, way: Direction | None, licence: str | None, author: str | None
) -> None:
    made = files_of(answers(participants=who, direction=way, licence=licence, author=author, kinds=usual_kinds(who)))
    for name, text in made.items():
        assert not re.search(r"#\?|\$|TODO|lorem", text), name
        assert "\n\n\n\n" not in text, name
        assert name.endswith("py.typed") or (text.endswith("\n") and not text.endswith("\n\n")), name
        if name.endswith(".toml"):
            tomllib.loads(text)
        if name.endswith(".py"):
            compile(text, name, "exec")


def test_every_template_is_used_somewhere() -> None:
    used = {text for licence in ("Apache-2.0", "MIT") for text in files_of(answers(licence=licence))}
    assert len(list(templates(files("mobilnost.scaffold").joinpath("template")))) == len(used)


def templates(folder: Traversable) -> list[str]:
    found = []
    for one in folder.iterdir():
        found += templates(one) if one.is_dir() else [one.name]
    assert all(name.endswith(SUFFIX) for name in found if "." in name)
    return found


def test_its_project_says_how_it_is_found_and_which_core_it_needs() -> None:
    said = tomllib.loads(files_of(answers(code="nor_plus", core="1.2.3"))["pyproject.toml"])
    assert said["project"]["name"] == "mobilnost-nor-plus"
    assert said["project"]["entry-points"] == {"mobilnost": {"nor_plus": "mobilnost_nor_plus"}}
    assert said["project"]["dependencies"] == ["mobilnost>=1.2.3"]
    assert said["project"]["optional-dependencies"]["test"] == ["mobilnost[testing]"]
    assert "authors" not in said["project"]


def test_its_tests_are_the_five_lines_of_the_contract() -> None:
    lines = [line for line in files_of(answers(code="nor_plus"))["tests/test_programme.py"].splitlines() if line]
    assert lines == [
        "from mobilnost.testing import ProgrammeContract",
        "import mobilnost_nor_plus",
        "class TestNorPlus(ProgrammeContract):",
        "    plugin = mobilnost_nor_plus",
    ]


# -- licences


def test_the_text_of_our_own_licence_is_that_of_our_own_file() -> None:
    assert files_of(answers())["LICENSE"].split() == (ROOT / "LICENSE").read_text(encoding="utf-8").split()


@pytest.mark.parametrize("licence", [one for one in LICENCES if one != "Apache-2.0"])
def test_of_other_licences_it_says_where_the_text_is(licence: str) -> None:
    made = files_of(answers(licence=licence))
    assert "LICENSE" not in made
    assert f"https://spdx.org/licenses/{licence}.html" in made["README.md"]
    assert tomllib.loads(made["pyproject.toml"])["project"]["license"] == licence


def test_without_a_licence_nobody_publishes_it_by_mistake() -> None:
    made = files_of(answers(licence=None))
    project = tomllib.loads(made["pyproject.toml"])["project"]
    assert "license" not in project
    assert "Private :: Do Not Upload" in project["classifiers"]
    assert "nobody else may use it" in made["README.md"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("apache-2.0", "Apache-2.0"),
        ("MIT OR apache-2.0", "MIT OR Apache-2.0"),
        ("LicenseRef-Ours", "LicenseRef-Ours"),
        ("none", None),
        ("None", None),
    ],
)
def test_licences_are_spelt_as_spdx_does(written: str, read: str | None) -> None:
    assert licence_of(written) == read


@pytest.mark.parametrize("written", ["", "Apache", "GPL", "MIT-ish", 'MIT" x', "MIT\nx"])
def test_what_is_no_licence_is_refused(written: str) -> None:
    with pytest.raises(BadValue):
        licence_of(written)


# -- answers


@pytest.mark.parametrize(
    ("kinds", "who"),
    [
        (["study"], "students"),
        (["study", "thesis"], "students"),
        (["teaching"], "staff"),
        (["teaching", "training"], "staff"),
        (["study", "teaching"], "both"),
        (["research"], "both"),
        (["study", "research"], "both"),
        ([], "both"),
    ],
)
def test_kinds_say_who_takes_part(kinds: list[str], who: str) -> None:
    assert participants_of(map(Kind, kinds)) == who


@pytest.mark.parametrize(
    "given",
    [
        {"participants": "students", "kinds": ["teaching"]},
        {"participants": "students", "kinds": ["study", "teaching"]},
        {"participants": "both", "kinds": ["study"]},
        {"participants": "staff", "kinds": []},
        {"names": {"en": "two\nlines"}},
        {"names": {"en": "NorPlus", "mk": "x" * 61}},
        {"names": {"en": "{to}"}},
        {"source": " "},
        {"author": "Ana <ana"},
    ],
    ids=str,
)
def test_answers_that_cannot_be_are_refused(given: dict[str, Any]) -> None:
    with pytest.raises(BadValue):
        answers(**given)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Ana Primjer", ("Ana Primjer", "")),
        ("Ana Primjer <ana@example.org>", ("Ana Primjer", "ana@example.org")),
        ("Ured, FSRE <ured@example.org>", ("Ured, FSRE", "ured@example.org")),
        ("ana@example.org", None),
        ("Ana <ana>", None),
        ("Ana <ana@example.org", None),
    ],
)
def test_an_author_is_a_name_perhaps_with_an_address(written: str, read: tuple[str, str] | None) -> None:
    assert author_of(written) == read


# -- templates


def test_marks_keep_or_leave_out_paragraphs_and_lines() -> None:
    text = "a = 1\n#? staff b = 2\n\n#? students\n[c]\nd = 3\n\n#? staff\n[e]\n"
    assert chosen(text, {"students"}) == "a = 1\n\n[c]\nd = 3\n"
    assert chosen(text, {"staff"}) == "a = 1\nb = 2\n\n[e]\n"


def test_a_blank_that_nobody_fills_is_our_mistake() -> None:
    with pytest.raises(KeyError):
        filled("tests/test_programme.py", {}, ())
