"""The journal: who did what to which record when, from which revision to which.

Each entry carries the hash of the one before it, so that an entry that is altered, removed or put in between breaks the
chain from there on. Pure: entries in, entries and breaks out; the store keeps them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from enum import StrEnum

from attrs import evolve, fields, frozen

#: What the first entry takes for the hash of the one before it.
BEGINNING = "0" * 64


class Action(StrEnum):
    """What was done to a record."""

    ADD = "add"
    CHANGE = "change"
    REMOVE = "remove"


@frozen(kw_only=True)
class Entry:
    """One line of the journal.

    `revision` is the record's own after the entry, counted from 1, and `before` the one that it replaced, 0 for a new
    record. `digest` is the SHA-256 of the record's text, `None` once it is removed. `at` has a time zone.
    """

    number: int
    at: datetime
    actor: str
    action: Action
    kind: str
    id: str
    before: int
    revision: int
    digest: str | None
    note: str | None = None
    previous: str = BEGINNING
    hash: str = ""


class Flaw(StrEnum):
    """How a journal can be wrong."""

    ALTERED = "altered"
    UNLINKED = "unlinked"
    OUT_OF_ORDER = "out-of-order"
    CUT = "cut"


@frozen(kw_only=True)
class Break:
    """Where the chain is broken, and how: `number` is the entry's, or the one that should be there."""

    number: int
    flaw: Flaw


@frozen(kw_only=True)
class Head:
    """Where the journal ends: the number and the hash of its last entry."""

    number: int = 0
    hash: str = BEGINNING


def hash_of(entry: Entry) -> str:
    """The SHA-256 over everything that an entry says, the hash before it included."""
    said = [entry.at.isoformat() if name == "at" else getattr(entry, name) for name in _HASHED]
    return hashlib.sha256(json.dumps(said).encode("ascii")).hexdigest()


#: Everything but the hash itself, in the order of the class.
_HASHED = tuple(one.name for one in fields(Entry) if one.name != "hash")


def sealed(entry: Entry, head: Head) -> Entry:
    """An entry as the next one after a head: numbered, linked and hashed."""
    linked = evolve(entry, number=head.number + 1, previous=head.hash)
    return evolve(linked, hash=hash_of(linked))


def after(entry: Entry) -> Head:
    """The head once an entry is the last one."""
    return Head(number=entry.number, hash=entry.hash)


def breaks(entries: Iterable[Entry], head: Head) -> Iterator[Break]:
    """Every place where the chain is broken; `head` is where the journal is said to end."""
    last = Head()
    for entry in entries:
        if entry.number != last.number + 1:
            yield Break(number=last.number + 1, flaw=Flaw.OUT_OF_ORDER)
        elif entry.previous != last.hash:
            yield Break(number=entry.number, flaw=Flaw.UNLINKED)
        if entry.hash != hash_of(entry):
            yield Break(number=entry.number, flaw=Flaw.ALTERED)
        last = after(entry)
    if last != head:
        yield Break(number=last.number + 1, flaw=Flaw.CUT)
