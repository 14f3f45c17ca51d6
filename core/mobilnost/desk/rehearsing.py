"""A write that is tried out: everything is done and checked as it would be, and nothing of it is kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from mobilnost.desk.desk import Desk
from mobilnost.register.store import Writer


class _Rehearsed(Exception):
    """What ends the transaction of a rehearsal."""


@contextmanager
def writing(desk: Desk, *, rehearsed: bool = False) -> Iterator[Writer]:
    """One transaction by the actor, undone at its end where it is only rehearsed."""
    try:
        with desk.write() as writer:
            yield writer
            if rehearsed:
                raise _Rehearsed
    except _Rehearsed:
        return
