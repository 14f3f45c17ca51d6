"""A process that writes to a register until it is killed, and says after each write that it was acknowledged.

    python writers.py ADDRESS PREFIX [COUNT]
    python writers.py

The second one reads `ADDRESS PREFIX` from its standard input, a line for each writer, and has a process of its own
made for each, which need not be loaded first: it says `pid N` before, and `ended STATUS` afterwards.
"""

from __future__ import annotations

import datetime as dt
import os
import sys

from attrs import evolve
from pravilnik.cases import outgoing

from mobilnost.register.connection import connected
from mobilnost.register.sorts import DOSSIER
from mobilnost.register.store import Conflict, Register

NOON = dt.datetime(2018, 6, 25, 12, tzinfo=dt.UTC)


def say(line: str) -> None:
    """That something was acknowledged."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(address: str, prefix: str, count: int) -> None:
    register = Register(connected(address))
    base = outgoing()
    for number in range(count):
        id = f"{prefix}-{number}"
        one = evolve(base, mobility=evolve(base.mobility, id=id))
        with register.write(prefix, NOON) as writer:
            writer.add(DOSSIER, one)
            writer.keep(id.encode())
        say(f"added {id}")
        with register.write(prefix, NOON) as writer:
            writer.change(DOSSIER, evolve(one, mobility=evolve(one.mobility, unit="ff")), 1)
        say(f"changed {id}")
        shared(register, prefix)


def shared(register: Register, name: str) -> None:
    """Adds one to the average of the dossier that all processes share, again and again until nobody was quicker."""
    while True:
        with register.read() as reader:
            kept = reader.get(DOSSIER, "shared")
        student = kept.value.student
        more = evolve(kept.value, student=evolve(student, grade_average=student.grade_average + 1))
        try:
            with register.write(name, NOON) as writer:
                revision = writer.change(DOSSIER, more, kept.revision)
        except Conflict:
            sys.stderr.write("conflict\n")
            continue
        say(f"counted {revision}")
        return


def serve() -> None:
    """One writer after the other, each a process that was split off from this one."""
    for line in sys.stdin:
        address, prefix = line.split()
        writer = os.fork()
        if writer == 0:
            say(f"pid {os.getpid()}")
            main(address, prefix, MANY)
        _, status = os.waitpid(writer, 0)
        say(f"ended {os.waitstatus_to_exitcode(status)}")


#: More than anybody writes before being killed.
MANY = 1_000_000

if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else MANY)
    else:
        serve()
