"""Processes that are killed while they write, and processes that write at once: what was acknowledged is there.

Shortened here; at full length with `MOBILNOST_KILLS=1000 MOBILNOST_WRITES=200 pytest tests/core/register`.
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
WRITER = Path(__file__).with_name("writer_process.py")
TESTS = Path(__file__).parents[2]
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


def started(address: str, prefix: str, count: int | None = None) -> subprocess.Popen[str]:
    arguments = [sys.executable, str(WRITER), address, prefix, *([str(count)] if count else [])]
    paths = os.pathsep.join([str(TESTS), *sys.path])
    return subprocess.Popen(
        arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": paths}
    )


def acknowledged(lines: list[str]) -> dict[str, int]:
    """The revision that each dossier must have at least."""
    found: dict[str, int] = {}
    for line in lines:
        what, name = line.split()
        if what != "counted":
            found[name] = 1 if what == "added" else 2
    return found


def whole(register: Register, said: dict[str, int]) -> None:
    with register.read() as reader:
        assert list(flaws(reader.connection)) == []
        for id, revision in said.items():
            assert reader.get(DOSSIER, id).revision >= revision


def test_what_was_acknowledged_survives_the_killing_of_its_writer(counting: Register, address: str) -> None:
    chance = random.Random(4)
    for number in range(KILLS):
        process = started(address, f"k{number}")
        assert process.stdout is not None
        lines = [process.stdout.readline().strip()]
        timer = threading.Timer(chance.uniform(0, 0.3), process.send_signal, [signal.SIGKILL])
        timer.start()
        lines += [line.strip() for line in process.stdout if line.endswith("\n")]
        process.communicate()
        timer.join()
        assert process.returncode == -signal.SIGKILL
        whole(counting, acknowledged(lines))


def test_eight_who_write_at_once_lose_nothing(counting: Register, address: str) -> None:
    processes = [started(address, f"p{number}", WRITES) for number in range(8)]
    said = [process.communicate(timeout=600) for process in processes]
    assert [process.returncode for process in processes] == [0] * 8, said
    for out, _ in said:
        whole(counting, acknowledged(out.splitlines()))
    with counting.read() as reader:
        kept = reader.get(DOSSIER, "shared")
        assert len(reader.ids(DOSSIER)) == 8 * WRITES + 1
    assert kept.value.student.grade_average == 8 * WRITES
    assert kept.revision == 8 * WRITES + 1
