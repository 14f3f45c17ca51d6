"""Copies of the project in which tests are run, and processes that have moved into one; no working tree is touched."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

#: What is copied of the project.
_PARTS = (
    "core",
    "plugins",
    "examples",
    "docs",
    "tests",
    "benchmarks",
    "pyproject.toml",
    "README.md",
    "mkdocs.yml",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
)
_LEFT_OUT = shutil.ignore_patterns("__pycache__", ".*_cache", ".hypothesis", "*.egg-info")
#: What tests import that is none of ours, and the floors below what is mutated: imported once, before the fork.
_IMPORTED = (
    "attrs",
    "babel.dates",
    "babel.numbers",
    "cattrs",
    "click.testing",
    "concurrent.futures",
    "difflib",
    "holidays",
    "hypothesis.strategies",
    "pluggy",
    "pytest",
    "tomli_w",
    "tomllib",
    "mobilnost.grammar",
    "mobilnost.model",
)
_PYTHON_PATH = ("core", *(f"plugins/{name}" for name in ("erasmus", "ceepus", "bilateral", "lipetsk")))


class Unfit(Exception):
    """The tests could not be run, so that they find nothing."""


@contextmanager
def copies(root: Path, number: int, unchanged: Mapping[str, str]) -> Iterator[list[Path]]:
    """As many copies of the project, removed at the end."""
    with tempfile.TemporaryDirectory(prefix="mutants-") as name:
        folders = [Path(name).resolve() / str(index) for index in range(number)]
        for folder in folders:
            for part in (root / part for part in _PARTS if (root / part).exists()):
                if part.is_dir():
                    shutil.copytree(part, folder / part.name, ignore=_LEFT_OUT)
                else:
                    shutil.copy2(part, folder / part.name)
            for file, text in unchanged.items():
                (folder / file).write_text(text, encoding="utf-8")
        yield folders


def settle(folder: Path) -> None:
    """Moves this process into the copy, with everything imported that no mutant touches."""
    os.chdir(folder)
    paths = [str(folder / part) for part in _PYTHON_PATH]
    sys.path[:0] = paths
    os.environ["PYTHONPATH"] = os.pathsep.join(paths)
    os.environ.pop("MOBILNOST_OFFICE", None)
    for name in _IMPORTED:
        import_module(name)
    hypothesis = import_module("hypothesis")
    hypothesis.settings.register_profile(
        "mutants",
        database=None,
        deadline=None,
        derandomize=True,
        phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate],
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    home = Path(import_module("mobilnost.model").__file__ or "")
    if not home.is_relative_to(folder):
        raise Unfit(f"{home} is not in the copy")
