"""Findings kept between two runs: what was found in a file, by the fingerprint of its bytes and of the law.

One file for each office, in the user's own folder for such things. It may be deleted at any time. What is damaged,
was altered, belongs to somebody else or to another law is not read, and is written anew without a word.
"""

from __future__ import annotations

import json
import os
import stat
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from attrs import define, field

from mobilnost.analysis import Inspection
from mobilnost.formats.writing import Unwritable, read, written

#: The first word of the file; another one is another way of writing, and not read.
FORMAT = b"mobilnost-findings-2"
#: The largest file that is written or read, and the longest finding of one document.
MOST_BYTES = 4 * 1024 * 1024
LONGEST = 256 * 1024
#: How it is written that there is nothing to be said, as of most files.
CLEAN = json.dumps(written(Inspection()), separators=(",", ":")).encode()


def kept_in(environment: Mapping[str, str] | None = None, home: Path | None = None) -> Path | None:
    """The folder of the user in which programs keep what they can find again; none for a user without a home."""
    said = os.environ if environment is None else environment
    house = home or _home()
    if house is None:
        return None
    if sys.platform == "win32":
        base = Path(said.get("LOCALAPPDATA") or house / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = house / "Library" / "Caches"
    else:
        named = Path(said.get("XDG_CACHE_HOME") or "")
        base = named if named.is_absolute() else house / ".cache"
    return base / "mobilnost"


def _home() -> Path | None:
    """The user's home, if there is such a folder: a service may run as a user whom the system does not know."""
    try:
        home = Path.home()
    except RuntimeError:
        return None
    return home if home.is_dir() else None


@define(eq=False)
class FindingsFile:
    """The findings under one law (its fingerprint). Entries are read when they are asked for."""

    path: Path
    law: str
    _lines: dict[bytes, bytes] = field(factory=dict, init=False)
    _fresh: dict[bytes, bytes] = field(factory=dict, init=False)

    @classmethod
    def open(cls, path: Path, law: str) -> FindingsFile:
        """The file of a law; empty where there is none, or none that can be trusted."""
        found = cls(path, law)
        content = _content(path)
        if content is not None:
            found._lines = _entries(content, law)
        return found

    def get(self, key: str) -> Inspection | None:
        """What was found under a fingerprint."""
        name = key.encode()
        line = self._fresh.get(name) or self._lines.get(name)
        if line is None:
            return None
        if line == CLEAN:
            self._fresh[name] = line
            return Inspection()
        try:
            found = read(json.loads(line))
        except (Unwritable, ValueError, RecursionError):
            return None
        if not isinstance(found, Inspection):
            return None
        self._fresh[name] = line
        return found

    def put(self, key: str, found: Inspection) -> bool:
        """Keep what was found under a fingerprint; whether it can be kept."""
        try:
            line = json.dumps(written(found), ensure_ascii=True, separators=(",", ":")).encode()
        except Unwritable:
            return False
        if len(line) > LONGEST:
            return False
        self._fresh[key.encode()] = line
        return True

    def save(self) -> bool:
        """Write the file if anything in it is new, the entries of this run first; whether it could be written.

        Nobody sees half a file, and nobody but the user can read it.
        """
        if self._fresh.keys() <= self._lines.keys():
            return True
        room = MOST_BYTES - 1024
        kept: list[bytes] = []
        older = ((name, line) for name, line in self._lines.items() if name not in self._fresh)
        for name, line in (*self._fresh.items(), *older):
            room -= len(name) + len(line) + 2
            if room < 0:
                break
            kept.append(b"%s %s\n" % (name, line))
        body = b"".join(kept)
        return _write(self.path, _heading(body, self.law) + body)


def _heading(body: bytes, law: str) -> bytes:
    return b"%s %s %s\n" % (FORMAT, law.encode(), sha256(law.encode() + b"\n" + body).hexdigest().encode())


def _entries(content: bytes, law: str) -> dict[bytes, bytes]:
    """The lines of a file by their fingerprints; none, if its heading is not that of this law and this very content."""
    first, _, body = content.partition(b"\n")
    if first + b"\n" != _heading(body, law):
        return {}
    pairs = (line.partition(b" ") for line in body.splitlines())
    return {name: line for name, _, line in pairs}


def _content(path: Path) -> bytes | None:
    """The bytes of a file of the user's own that nobody else may read or write."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError):
        return None
    with os.fdopen(handle, "rb") as stream:
        if not _own(os.fstat(handle)):
            return None
        try:
            content = stream.read(MOST_BYTES + 1)
        except OSError:
            return None
    return content if len(content) <= MOST_BYTES else None


def _own(found: os.stat_result) -> bool:
    if not stat.S_ISREG(found.st_mode):
        return False
    if sys.platform == "win32":
        return True
    return found.st_uid == os.getuid() and not found.st_mode & (stat.S_IRWXG | stat.S_IRWXO)


def _write(path: Path, content: bytes) -> bool:
    """Put a file in its place in one go; whether that could be done."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except (OSError, ValueError):
        return False
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        Path(name).replace(path)
    except OSError:
        with suppress(OSError):
            Path(name).unlink()
        return False
    return True
