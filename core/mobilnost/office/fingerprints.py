"""Fingerprints: what says that two files, or two laws, are the same to the last byte.

The law that a file was analysed against is everything that could have changed what was found: the program itself, the
plugins, the office's settings, its regulation and its institutions.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from mobilnost.formats.text import MAX_BYTES
from mobilnost.host import PluginReport

#: Files of a package that can change what is found; words and pictures cannot.
SPEAKING = (".py", ".toml")
#: Folders of the program that have no part in what is found.
SILENT = frozenset({"__pycache__", "locales", "examples", "cli"})


def fingerprint(*parts: bytes | str) -> str:
    """One fingerprint of several parts; where one part ends and the next begins counts too."""
    digest = sha256()
    for part in parts:
        content = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(b"%d:" % len(content))
        digest.update(content)
    return digest.hexdigest()


def law_fingerprint(plugins: Iterable[PluginReport], files: Iterable[Path]) -> str | None:
    """The fingerprint of a law; `None` where nobody can tell what the program or a plugin says: one is no package, or
    its files cannot be seen.

    `files` are those of the office that have a part in it. One that cannot be read counts as such.
    """
    own = code_of("mobilnost")
    if own is None:
        return None
    parts: list[str | bytes] = [own, sys.version]
    for one in plugins:
        found = None if one.package is None else code_of(one.package)
        if one.state == "loaded" and found is None:
            return None
        parts += [one.name, one.distribution or "", one.version or "", one.state, found or ""]
    for path in files:
        parts += [str(path), content_of(path) or b"unreadable"]
    return fingerprint(*parts)


def content_of(path: Path) -> bytes | None:
    """The bytes of a file of the office; `None` where it cannot be read, or is larger than any that is."""
    try:
        with path.open("rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            content = stream.read(size + 1) if size <= MAX_BYTES else None
    except OSError:
        return None
    return content if content is not None and len(content) == size else None


@lru_cache(maxsize=32)
def code_of(name: str) -> str | None:
    """The fingerprint of what an imported package says, `None` where its files cannot be read, as in an archive.

    It is read once in a run, as the program itself is.
    """
    folders = [Path(folder) for folder in getattr(sys.modules.get(name), "__path__", ())]
    try:
        parts = [part for folder in folders for path in _speaking(folder) for part in _told(folder, path)]
    except OSError:
        return None
    return fingerprint(*parts) if parts else None


def _told(folder: Path, path: Path) -> tuple[str, bytes]:
    return path.relative_to(folder).as_posix(), path.read_bytes()


def _speaking(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.is_dir():
            yield from _speaking(path) if path.name not in SILENT else ()
        elif path.suffix in SPEAKING:
            yield path
