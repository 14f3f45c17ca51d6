"""Help, version and completion answer at once: nothing heavy is imported for them."""

import resource
import subprocess
import sys

import pytest
from offices import PROGRAM, Run, environment

HEAVY = (
    "attrs",
    "attr",
    "cattrs",
    "babel",
    "holidays",
    "pluggy",
    "mobilnost.grammar",
    "mobilnost.model",
    "mobilnost.host",
)
#: Seconds of processor time above an empty program. Loosely: on a quiet machine it is a third of this.
AT_MOST = 0.15


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], []], ids=lambda arguments: " ".join(arguments))
def test_nothing_heavy_is_imported(arguments: list[str]) -> None:
    code = (
        "import sys\n"
        "from mobilnost.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        f"print('heavy:', sorted(set({HEAVY!r}) & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, env=environment())
    assert done.stdout.splitlines()[-1] == "heavy: []"


def test_help_takes_no_time() -> None:
    pause = min(processor_time(sys.executable, "-c", "pass") for _ in range(5))
    help_ = min(processor_time(*PROGRAM, "--help") for _ in range(5))
    assert help_ - pause < AT_MOST


def processor_time(*command: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, env=environment(), check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def test_every_command_has_help(run: Run) -> None:
    said = run("--help").stdout
    for command in ("init", "check", "plugins"):
        assert f"\n  {command} " in said
        done = run(command, "--help")
        assert done.returncode == 0
        assert done.stdout.startswith(f"Usage: mobilnost {command}")


def test_no_command_is_named_that_does_not_exist_yet(run: Run) -> None:
    assert "\n  report " not in run("--help").stdout


def test_the_shell_completes_commands(run: Run) -> None:
    done = run(_MOBILNOST_COMPLETE="bash_complete", COMP_WORDS="mobilnost ch", COMP_CWORD="1")
    assert done.stdout.strip() == "plain,check"
