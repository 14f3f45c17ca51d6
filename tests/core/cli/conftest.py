"""An office in a folder of its own, and the program run beside it."""

import subprocess
from pathlib import Path

import offices
import pytest
from offices import Run


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """An office with one dossier that nothing is wrong with."""
    return offices.make(tmp_path / "office")


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs the program in a folder above which there is no office."""

    def run(*arguments: object, cwd: Path = tmp_path, **more: str) -> subprocess.CompletedProcess[str]:
        return offices.run(*arguments, cwd=cwd, **more)

    return run
