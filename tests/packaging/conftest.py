"""Real wheels in real environments: what a user gets from `pip install`."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from environments import ROOT, STRANGER, Environment, succeed

#: A plugin whose author forgot to declare what it needs.
BROKEN = {
    "pyproject.toml": """
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "mobilnost-halfway"
version = "0.3"

[project.entry-points.mobilnost]
halfway = "mobilnost_halfway"
""",
    "mobilnost_halfway/__init__.py": "import a_library_that_nobody_installed\n",
}


@pytest.fixture(scope="session")
def build(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """Builds the wheel of a folder, with the hatchling that is installed here."""

    def wheel(source: Path) -> Path:
        out = tmp_path_factory.mktemp("wheel")
        succeed(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, source)
        (built,) = out.glob("*.whl")
        return built

    return wheel


@pytest.fixture(scope="session")
def wheels(build: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """The whole, the core alone, a stranger's plugin, and a stranger's plugin that does not import."""
    broken = tmp_path_factory.mktemp("broken")
    for name, text in BROKEN.items():
        (broken / name).parent.mkdir(exist_ok=True)
        (broken / name).write_text(text, encoding="utf-8")
    sources = {"whole": ROOT, "core": ROOT / "core", "norplus": STRANGER, "halfway": broken}
    return {name: build(source) for name, source in sources.items()}


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Environment]:
    """Makes a fresh virtual environment."""

    def made(name: str) -> Environment:
        folder = tmp_path_factory.mktemp(name) / "venv"
        succeed(sys.executable, "-m", "venv", "--without-pip", folder)
        return Environment(folder)

    return made


@pytest.fixture(scope="session")
def whole(wheels: Mapping[str, Path], environment: Callable[[str], Environment]) -> Environment:
    """`pip install .`"""
    made = environment("whole")
    made.install(wheels["whole"])
    return made


@pytest.fixture(scope="session")
def core(wheels: Mapping[str, Path], environment: Callable[[str], Environment]) -> Environment:
    """`pip install ./core`"""
    made = environment("core")
    made.install(wheels["core"])
    return made


@pytest.fixture(scope="session")
def scaffolded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The distribution of a programme as `mobilnost plugin new` writes it."""
    folder = tmp_path_factory.mktemp("authors") / "mobilnost-polar"
    succeed(
        sys.executable, "-c", "from mobilnost.cli import main; main()", "plugin", "new", "polar", "--folder", folder
    )
    return folder


@pytest.fixture(scope="session")
def strangers(
    wheels: Mapping[str, Path],
    environment: Callable[[str], Environment],
    build: Callable[[Path], Path],
    scaffolded: Path,
) -> Environment:
    """The whole, with plugins that others wrote: two by hand, and one that is as it was written for its author."""
    made = environment("strangers")
    polar = f"{build(scaffolded)}[test]"
    made.install(f"{wheels['whole']}[testing]", wheels["norplus"], wheels["halfway"], polar)
    return made
