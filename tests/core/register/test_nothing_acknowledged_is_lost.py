"""Processes that are killed while they write, and processes that write at once: what was acknowledged is there.

Shortened here; at full length by `python benchmarks/kills.py`, which runs these tests with `MOBILNOST_KILLS=1000` and
`MOBILNOST_WRITES=200` and says what it found.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import signal
import subprocess
import sys
import threading
from decimal import Decimal
from pathlib import Path

import pytest
from attrs import evolve
from pravilnik.cases import outgoing

from mobilnost.register.sorts import DOSSIER
from mobilnost.register.store import Register
from mobilnost.register.verify import flaws

KILLS = int(os.environ.get("MOBILNOST_KILLS", "8"))
WRITES = int(os.environ.get("MOBILNOST_WRITES", "5"))
#: After so many kills the whole register is verified.
EVERY = 50
#: A writer lives so many seconds after its first word, at most.
LIFE = 0.3
TESTS = Path(__file__).parents[2]
WRITER = TESTS / "writers.py"
NOON = dt.datetime(2018, 6, 25, 12, tzinfo=dt.UTC)


@pytest.fixture
def counting(register: Register) -> Register:
    """A register with the one dossier that all processes count in."""
    base = outgoing()
    one = evolve(
        base, mobility=evolve(base.mobility, id="shared"), student=evolve(base.student, grade_average=Decimal(0))
    )
    with register.write("tests", NOON) as writer:
        writer.add(DOSSIER, one)
    return register


def started(*arguments: str) -> subprocess.Popen[str]:
    """A process that writes, or that makes such processes."""
    paths = os.pathsep.join([str(TESTS), *sys.path])
    return subprocess.Popen(
        [sys.executable, str(WRITER), *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": paths},
    )


def killed(maker: subprocess.Popen[str], address: str, prefix: str, after: float) -> list[str]:
    """What a writer said until it was killed, so many seconds after its first word."""
    assert maker.stdin is not None
    assert maker.stdout is not None
    maker.stdin.write(f"{address} {prefix}\n")
    maker.stdin.flush()
    pid = int(maker.stdout.readline().removeprefix("pid "))
    lines = [maker.stdout.readline().strip()]
    timer = threading.Timer(after, os.kill, (pid, signal.SIGKILL))
    timer.start()
    while not (line := maker.stdout.readline().strip()).startswith("ended"):
        lines.append(line)
    timer.join()
    assert line == f"ended {-signal.SIGKILL}"
    return lines


def told(line: str) -> None:
    """For who runs it by hand, what was found."""
    if "MOBILNOST_KILLS" in os.environ:
        sys.__stderr__.write(f"{line}\n") if sys.__stderr__ else None


def acknowledged(lines: list[str]) -> dict[str, int]:
    """The revision that each dossier must have at least."""
    found: dict[str, int] = {}
    for line in lines:
        what, name = line.split()
        if what != "counted":
            found[name] = 1 if what == "added" else 2
    return found


def kept(register: Register, said: dict[str, int]) -> None:
    """Everything that was acknowledged is there."""
    with register.read() as reader:
        for id, revision in said.items():
            assert reader.get(DOSSIER, id).revision >= revision


def whole(register: Register) -> None:
    """Nothing is there by half."""
    with register.read() as reader:
        assert list(flaws(reader.connection)) == []


def test_what_was_acknowledged_survives_the_killing_of_its_writer(counting: Register, address: str) -> None:
    chance, everything = random.Random(4), dict[str, int]()
    maker = started()
    for number in range(KILLS):
        lines = killed(maker, address, f"k{number}", chance.uniform(0, LIFE))
        said = acknowledged(lines)
        kept(counting, said)
        everything |= said
        if number % EVERY == EVERY - 1:
            whole(counting)
    maker.communicate()
    whole(counting)
    kept(counting, everything)
    told(f"{KILLS} kills, {len(everything)} dossiers acknowledged, none lost, every one whole")


def test_eight_who_write_at_once_lose_nothing(counting: Register, address: str) -> None:
    processes = [started(address, f"p{number}", str(WRITES)) for number in range(8)]
    try:
        said = [process.communicate(timeout=60 + 30 * WRITES) for process in processes]
    finally:
        for process in processes:
            process.kill()
    assert [process.returncode for process in processes] == [0] * 8, said
    for out, _ in said:
        kept(counting, acknowledged(out.splitlines()))
    whole(counting)
    with counting.read() as reader:
        shared = reader.get(DOSSIER, "shared")
        assert len(reader.ids(DOSSIER)) == 8 * WRITES + 1
    assert shared.value.student.grade_average == 8 * WRITES
    assert shared.revision == 8 * WRITES + 1
    conflicts = sum(error.count("conflict") for _, error in said)
    told(f"8 writers, {8 * WRITES} counts in one dossier, none lost; conflicts stated: {conflicts}; other errors: none")
