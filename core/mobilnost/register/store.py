"""The register: records with their revisions, and the journal of everything that was done to them.

Every write is one transaction with its entries in the journal. A change names the revision that it was made from; of
two who change the same, the second is told field by field what the first did, and nothing is lost.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from attrs import frozen
from sqlalchemy import Engine

from mobilnost.register.connection import reading, writing
from mobilnost.register.reader import Kept, Reader
from mobilnost.register.refusals import Conflict, Forbidden, Shared, Taken, Unknown
from mobilnost.register.sight import Units
from mobilnost.register.writer import Writer

__all__ = ["Conflict", "Forbidden", "Kept", "Reader", "Register", "Shared", "Taken", "Unknown", "Writer"]


@frozen
class Register:
    """A register in a database. Times and names come from the caller, who knows the clock and the people."""

    engine: Engine

    @contextmanager
    def read(self, units: Units = None) -> Iterator[Reader]:
        """One state of the register, for somebody who sees the dossiers of some units, or (`None`) of all."""
        with reading(self.engine, units) as connection:
            yield Reader(connection, units)

    @contextmanager
    def write(self, actor: str, at: datetime, units: Units = None) -> Iterator[Writer]:
        """One transaction by one person at one time; nothing of it is kept when anything in it is raised."""
        with writing(self.engine, units) as connection:
            yield Writer(connection, actor, at, units)
