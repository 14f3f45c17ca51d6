"""A day on the command line is one that a file could name; another is wrong usage, whatever the command."""

from __future__ import annotations

from pathlib import Path

import pytest
from offices import Run

#: With the end of the option's line, where the day goes.
COMMANDS = (
    "check --on",
    "explain 2018-0042 --on",
    "due --on",
    "due --since",
    "due --until",
    "dossier next 2018-0042 --on",
    "document list 2018-0042 --on",
    "document add 2018-0042 nomination mobilnost.toml --date",
    "agreement list --on",
    "agreement list --valid-on",
    "agreement expiring --on",
    "agreement expiring --until",
    "agreement show sum-uniri-2018 --on",
    "agreement balance sum-uniri-2018 --on",
    "agreement renew sum-uniri-2018 --until",
    "settings check --on",
    "call list --on",
    "rules --on",
)


@pytest.fixture
def filled(run: Run, office: Path) -> Path:
    """An office whose dossier is in the register."""
    assert run("dossier", "add", "dossiers/good.toml", "--on", "2018-03-01", cwd=office).returncode == 0
    return office


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "3000-01-01", "9999-12-31"])
@pytest.mark.parametrize(
    "command", ["due --on", "agreement list --on", "settings check --on", "agreement expiring --on"]
)
def test_a_day_that_no_file_could_name_is_wrong_usage(run: Run, filled: Path, command: str, day: str) -> None:
    found = run(*command.split(), day, "--lang", "en", cwd=filled)
    assert (found.returncode, found.stdout) == (2, "")
    assert f"'{day}' lies too far away; years go from 1900 to 2999." in " ".join(found.stderr.split())


@pytest.mark.parametrize("day", ["1900-01-01", "2999-12-31"])
@pytest.mark.parametrize("command", COMMANDS)
def test_every_other_day_is_answered(run: Run, filled: Path, command: str, day: str) -> None:
    found = run(*command.split(), day, "--lang", "en", cwd=filled)
    assert found.returncode in (0, 1, 3), found.stderr
