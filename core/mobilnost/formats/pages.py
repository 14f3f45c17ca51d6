"""A page: told parts and entries, before anybody decides whether it is text, Markdown or HTML.

Everything on it is plain text that may come from anybody's file; each format escapes it in its own way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

from attrs import field, frozen

#: What would steer a terminal, turn the direction of the text, or is no character at all.
_STEERING = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_BLANKS = re.compile(r"\s+")
#: What may stand in the name of an anchor.
_UNNAMED = re.compile(r"[^\w.-]+")


class Tone(StrEnum):
    """How a line is meant, for formats that can show it."""

    PLAIN = "plain"
    QUIET = "quiet"
    OPEN = "open"
    OLD = "old"
    NEW = "new"


def plain(text: str) -> str:
    """A text on one line, without what would steer whoever shows it."""
    return _STEERING.sub("\N{REPLACEMENT CHARACTER}", _BLANKS.sub(" ", text)).strip()


@frozen
class Line:
    """A line below an entry: `label` says what it tells; `to` is the anchor of what it speaks of."""

    text: str = field(converter=plain)
    label: str = field(default="", converter=plain)
    tone: Tone = Tone.PLAIN
    to: str | None = None


@frozen(kw_only=True)
class Entry:
    """One thing that is told: `badge` says what it is, `name` is its id for those who write law, `cited` its source."""

    anchor: str
    badge: str = field(converter=plain)
    title: str = field(converter=plain)
    name: str = field(default="", converter=plain)
    text: str = field(default="", converter=plain)
    cited: str = field(default="", converter=plain)
    tone: Tone = Tone.PLAIN
    lines: tuple[Line, ...] = ()
    entries: tuple[Entry, ...] = ()


@frozen(kw_only=True)
class Part:
    """A heading with what stands under it."""

    anchor: str
    title: str = field(converter=plain)
    lines: tuple[Line, ...] = ()
    parts: tuple[Part, ...] = ()
    entries: tuple[Entry, ...] = ()


@frozen(kw_only=True)
class Labels:
    """What a page says of itself to those who read it on a screen."""

    contents: str
    search: str
    found: str
    nothing: str


@frozen(kw_only=True)
class Page:
    """A whole page in one language."""

    language: str
    title: str = field(converter=plain)
    lines: tuple[Line, ...] = ()
    parts: tuple[Part, ...] = ()
    labels: Labels

    @property
    def entries(self) -> Iterator[Entry]:
        """Every entry of the page, those within others included."""
        for part in self.parts:
            yield from _below(part)


def _below(of: Part | Entry) -> Iterator[Entry]:
    for part in of.parts if isinstance(of, Part) else ():
        yield from _below(part)
    for entry in of.entries:
        yield entry
        yield from _below(entry)


class Anchors:
    """Names of places on one page, each given out once."""

    def __init__(self) -> None:
        self._given: dict[str, int] = {}

    def new(self, *parts: str) -> str:
        """An anchor made of words; the second of a name gets a number."""
        name = _UNNAMED.sub("-", "-".join(part for part in parts if part))
        count = self._given[name] = self._given.get(name, 0) + 1
        return name if count == 1 else self.new(f"{name}-{count}")
