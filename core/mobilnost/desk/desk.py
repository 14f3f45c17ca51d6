"""Somebody at work in an office: its files, its register, who acts, and when."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from attrs import frozen

from mobilnost.office import Office
from mobilnost.procedure.actors import Actor
from mobilnost.register.store import Reader, Register, Writer


@frozen(kw_only=True, eq=False)
class Desk:
    """An office at work. `at` is what the journal says, `on` the day whose law and deadlines count."""

    office: Office
    register: Register
    actor: Actor
    at: datetime
    on: date

    @contextmanager
    def read(self) -> Iterator[Reader]:
        """One state of the register, as far as the actor may see it."""
        with self.register.read(self.actor.units) as reader:
            yield reader

    @contextmanager
    def write(self) -> Iterator[Writer]:
        """One transaction by the actor."""
        with self.register.write(self.actor.name, self.at, self.actor.units) as writer:
            yield writer
