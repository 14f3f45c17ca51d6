"""Whoever has mobilnost installed and tests something else pays nothing; what is exported is a fixed, documented list."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import mobilnost.testing
from mobilnost.locales import LANGUAGES
from mobilnost.testing.plugin import LANGUAGES as OFFERED

#: Changing this list changes what others rely on: say so in CHANGELOG.md.
PUBLIC = [
    "Check",
    "Lack",
    "LackTeller",
    "ProgrammeContract",
    "RegulationContract",
    "agreements",
    "check_programme",
    "check_regulation",
    "courses",
    "documents",
    "dossiers",
    "dossiers_under",
    "institutions",
    "mobilities",
    "past_mobilities",
    "persons",
    "staff",
    "students",
]
LISTS = """
def pytest_unconfigure(config):
    import json, sys
    print("LOADED", json.dumps([one for one in sys.modules if one.split(".")[0] in ("mobilnost", "attrs", "hypothesis")]))
"""


def test_the_list_of_what_is_exported() -> None:
    assert mobilnost.testing.__all__ == PUBLIC
    assert all(getattr(mobilnost.testing, name).__doc__ for name in PUBLIC)


def test_pytest_loads_nothing_of_us_in_a_project_that_has_no_use_for_it(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text(LISTS)
    (tmp_path / "test_other.py").write_text("def test_something_else():\n    pass\n")
    command = [sys.executable, "-m", "pytest", "-s", "-p", "no:hypothesispytest", "-p", "no:cacheprovider", "."]
    found = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    loaded = json.loads(found.partition("LOADED ")[2].splitlines()[0])
    assert [one for one in loaded if one.startswith("mobilnost")] == [
        "mobilnost",
        "mobilnost.testing",
        "mobilnost.testing.plugin",
    ]


@pytest.mark.parametrize("missing", ["hypothesis", "pytest"])
def test_without_what_it_needs_it_says_what_to_install(missing: str) -> None:
    code = f"""
import sys
sys.modules[{missing!r}] = None
import mobilnost.testing
try:
    from mobilnost.testing import ProgrammeContract
except ImportError as error:
    print(error)
"""
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert found == f"mobilnost.testing needs {missing}; `pip install 'mobilnost[testing]'` brings it\n"


def test_it_speaks_the_languages_that_there_are() -> None:
    assert OFFERED == LANGUAGES
