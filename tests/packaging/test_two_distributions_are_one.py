"""`pip install .` and `pip install ./core` are the same distribution, with and without the four programmes."""

import tomllib
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import mobilnost

ROOT = Path(__file__).parents[2]
WHOLE: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CORE: dict[str, Any] = tomllib.loads((ROOT / "core" / "pyproject.toml").read_text(encoding="utf-8"))

#: What only the whole says, being what is published: its page, and the programmes with the tests of everything.
OF_THE_WHOLE = {
    "readme",
    "license-files",
    "keywords",
    "classifiers",
    "optional-dependencies",
    "entry-points",
    "urls",
    "authors",
}
PROGRAMMES = ("bilateral", "ceepus", "erasmus", "lipetsk")
#: The contract suite, by the name under which pytest lists it.
SUITE = {"mobilnost": "mobilnost.testing.plugin"}


def test_both_say_the_same_of_the_project() -> None:
    shared = {key: value for key, value in WHOLE["project"].items() if key not in OF_THE_WHOLE}
    extras = {name: WHOLE["project"]["optional-dependencies"][name] for name in ("charts", "postgresql", "testing")}
    own = {"optional-dependencies": extras, "entry-points": {"pytest11": SUITE}}
    assert CORE["project"] == shared | own
    assert CORE["build-system"] == WHOLE["build-system"]


def test_the_core_registers_no_programme() -> None:
    assert "mobilnost" not in CORE["project"]["entry-points"]
    programmes = {name: f"mobilnost_{name}" for name in PROGRAMMES}
    assert WHOLE["project"]["entry-points"] == {"mobilnost": programmes, "pytest11": SUITE}


def test_the_whole_is_the_core_and_the_four_programmes() -> None:
    packages = WHOLE["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    (core,) = CORE["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    assert packages == [f"core/{core}", *(f"plugins/{name}/mobilnost_{name}" for name in PROGRAMMES)]


def test_the_version_is_the_packages_own() -> None:
    assert WHOLE["project"]["version"] == mobilnost.__version__


def contents(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def sources(folder: Path) -> set[str]:
    """Every file of a package, less what Python itself writes."""
    files = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(folder.parent).as_posix() for path in files}


def test_the_wheel_of_the_core_holds_the_core_with_its_data(wheels: Mapping[str, Path]) -> None:
    held = {name for name in contents(wheels["core"]) if ".dist-info/" not in name}
    assert held == sources(ROOT / "core" / "mobilnost")


def test_the_wheel_of_the_whole_holds_everything_with_its_data(wheels: Mapping[str, Path]) -> None:
    held = {name for name in contents(wheels["whole"]) if ".dist-info/" not in name}
    wanted = sources(ROOT / "core" / "mobilnost")
    for name in PROGRAMMES:
        wanted |= sources(ROOT / "plugins" / name / f"mobilnost_{name}")
    assert held == wanted


@pytest.mark.parametrize(
    "data",
    [
        "mobilnost/py.typed",
        "mobilnost/regulations/mostar_2018.toml",
        "mobilnost/examples/office/mobilnost.toml",
        "mobilnost/locales/hr/law.toml",
        "mobilnost_erasmus/law.toml",
        "mobilnost_lipetsk/py.typed",
    ],
)
def test_the_wheel_of_the_whole_holds(data: str, wheels: Mapping[str, Path]) -> None:
    assert data in contents(wheels["whole"])
