"""Fresh virtual environments, and what is run in them."""

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
STRANGER = ROOT / "examples" / "plugin-norplus"


def run(*command: object, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """A command in a clean environment; what it printed, and its exit code."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "MOBILNOST_"))}
    environment |= {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PYTHONUTF8": "1"}
    return subprocess.run(
        [str(part) for part in command], cwd=cwd, env=environment, capture_output=True, text=True, encoding="utf-8"
    )


def succeed(*command: object, cwd: Path | None = None) -> str:
    done = run(*command, cwd=cwd)
    assert done.returncode == 0, f"{' '.join(map(str, command))}\n{done.stdout}\n{done.stderr}"
    return done.stdout


class Environment(NamedTuple):
    """A virtual environment that knows nothing of ours, with a folder to work in."""

    folder: Path

    @property
    def python(self) -> Path:
        return self.folder / "bin" / "python"

    def install(self, *what: object) -> None:
        succeed(sys.executable, "-m", "pip", "--python", self.python, "install", "--quiet", *what)

    def evaluate(self, code: str) -> str:
        """What a piece of Python prints there."""
        return succeed(self.python, "-c", code, cwd=self.folder).strip()

    def mobilnost(self, *arguments: object) -> subprocess.CompletedProcess[str]:
        """The installed command, run from a folder in which nothing of ours lies."""
        return run(self.folder / "bin" / "mobilnost", *arguments, cwd=self.folder)
