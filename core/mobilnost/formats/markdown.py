"""A page as Markdown, such as wikis and repositories show."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mobilnost.formats.pages import Entry, Line, Page, Part

#: What Markdown, or the HTML in it, would take for its own.
_MARKS = re.compile(r"([\\`*_{}\[\]<>#|&~^$!])")
#: What is a mark at the beginning of a line alone.
_LEADING = re.compile(r"^(\d+)([.)])|^([-+=:])")
#: What would become a link by itself.
_LINKS = re.compile(r"(?i)\b(https?|ftp)://|\bwww\.|@")
DEEPEST = 6


def markdown(page: Page) -> str:
    """The page as Markdown."""
    return "\n".join(_page(page)).rstrip() + "\n"


def escaped(text: str) -> str:
    """A text in which nothing means anything to Markdown."""
    told = _MARKS.sub(r"\\\1", text)
    told = _LEADING.sub(lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}", told)
    return _LINKS.sub(lambda found: found[0].replace(":", "&#58;").replace(".", "&#46;").replace("@", "&#64;"), told)


def _page(page: Page) -> Iterator[str]:
    yield f"# {escaped(page.title)}"
    yield ""
    yield from _lines(page.lines)
    for part in page.parts:
        yield from _part(part, 2)


def _part(part: Part, level: int) -> Iterator[str]:
    yield f"{'#' * min(level, DEEPEST)} {escaped(part.title)}"
    yield ""
    yield from _lines(part.lines)
    for inner in part.parts:
        yield from _part(inner, level + 1)
    for entry in part.entries:
        yield from _entry(entry, "")
        yield ""


def _entry(entry: Entry, indent: str) -> Iterator[str]:
    name = f" ({_code(entry.name)})" if entry.name else ""
    title = f"**{escaped(entry.title)}**, {escaped(entry.badge)}{name}"
    cited = f" *{escaped(entry.cited)}*" if entry.cited else ""
    told = f": {escaped(entry.text)}" if entry.text else ""
    yield f"{indent}- {title}{told}{cited}"
    yield from (f"{indent}  - {_line(line)}" for line in entry.lines)
    for inner in entry.entries:
        yield from _entry(inner, f"{indent}  ")


def _lines(lines: tuple[Line, ...]) -> Iterator[str]:
    yield from (f"- {_line(line)}" for line in lines)
    if lines:
        yield ""


def _line(line: Line) -> str:
    return f"{escaped(line.label)}: {escaped(line.text)}" if line.label else escaped(line.text)


def _code(text: str) -> str:
    """A name in a fixed width; with a fence longer than any that it contains."""
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"
