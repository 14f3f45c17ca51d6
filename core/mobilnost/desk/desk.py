"""Somebody at work in an office: its files, its register, who acts, and when."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from attrs import frozen

from mobilnost.office import Office
from mobilnost.procedure.actors import Actor, actors_of, holders
from mobilnost.register.store import Reader, Register, Writer


@frozen(kw_only=True, eq=False)
class Desk:
    """An office at work. `at` is what the journal says, `on` the day whose law and deadlines count."""

    office: Office
    register: Register
    actor: Actor
    at: datetime
    on: date

    def holders(self, role: str, unit: str | None = None) -> tuple[str, ...]:
        """Who may act in a role for a unit on the day, where the settings name them; for no unit, of any."""
        settings = self.office.settings.value if self.office.settings else None
        return holders(actors_of(settings, self.on), role, unit)

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
