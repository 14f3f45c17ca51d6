"""The journal: who did what to which record when, from which revision to which.

Each entry carries the hash of the one before it, so that an entry that is altered, removed or put in between breaks the
chain from there on. Pure: entries in, entries and breaks out; the store keeps them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from enum import StrEnum
from json.encoder import encode_basestring_ascii
from typing import Any

from attrs import fields, frozen

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
    return _hash(getattr(entry, name) for name in _HASHED)


#: Everything but the hash itself, in the order of the class.
_HASHED = tuple(one.name for one in fields(Entry) if one.name != "hash")


def _hash(said: Iterable[object]) -> str:
    """The SHA-256 of values as a list of JSON, in plain letters; written here, since imports have thousands of them."""
    return hashlib.sha256(f"[{', '.join(map(_told, said))}]".encode("ascii")).hexdigest()


def _told(value: object) -> str:
    match value:
        case str():
            return encode_basestring_ascii(value)
        case None:
            return "null"
        case datetime():
            return f'"{value.isoformat()}"'
    return str(value)


def sealed(entry: Entry, head: Head) -> Entry:
    """An entry as the next one after a head: numbered, linked and hashed."""
    said = {name: getattr(entry, name) for name in _HASHED} | {"number": head.number + 1, "previous": head.hash}
    return Entry(**said, hash=_hash(said.values()))


def row_of(entry: Entry) -> dict[str, Any]:
    """An entry as a row of the journal."""
    row = {name: getattr(entry, name) for name in _ROW}
    row["at"], row["action"] = entry.at.isoformat(), entry.action.value
    return row


_ROW = tuple(one.name for one in fields(Entry))


def many_sealed(like: Entry, told: Iterable[tuple[str, str]], head: Head) -> tuple[list[dict[str, Any]], Head]:
    """The rows of many entries that are `like` one but for their ids and digests, and where the journal then ends.

    The same as sealing them one after the other, without telling each time what all of them say.
    """
    usual, before = row_of(like), dict(zip(_HASHED, map(_told, (getattr(like, name) for name in _HASHED)), strict=True))
    number, previous, rows = head.number, head.hash, []
    pieces = ["%s" if name in _OWN else before[name].replace("%", "%%") for name in _HASHED]
    pattern = f"[{', '.join(pieces)}]"
    for id, digest in told:
        number += 1
        said = pattern % (number, encode_basestring_ascii(id), f'"{digest}"', f'"{previous}"')
        row = usual | {"number": number, "id": id, "digest": digest, "previous": previous}
        previous = row["hash"] = hashlib.sha256(said.encode("ascii")).hexdigest()
        rows.append(row)
    return rows, Head(number=number, hash=previous)


#: What many entries that are made at once do not share, in the order of the class.
_OWN = ("number", "id", "digest", "previous")


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
