"""The pages that readers see, and the pieces of code on them."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
GUIDE = DOCS / "guide"
PAGES = [
    ROOT / "README.md",
    ROOT / "CHANGELOG.md",
    ROOT / "CONTRIBUTING.md",
    *sorted(DOCS.glob("*.md")),
    *sorted(GUIDE.glob("*.md")),
    *sorted((ROOT / "examples").rglob("*.md")),
]
FENCE = re.compile(r"^```(\w*) ?([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Block(NamedTuple):
    """A piece of code on a page: its language, what is said of it, where it begins."""

    page: Path
    line: int
    language: str
    about: str
    text: str

    def __str__(self) -> str:
        return f"{self.page.relative_to(ROOT).as_posix()}:{self.line}"


def blocks(page: Path) -> Iterator[Block]:
    text = page.read_text(encoding="utf-8")
    for found in FENCE.finditer(text):
        yield Block(page, text.count("\n", 0, found.start()) + 1, found[1], found[2], found[3])


def is_story(page: Path) -> bool:
    """Whether the reader makes files, whose names stand above them, and runs what is made, in the order of the page."""
    return any(one.about.startswith("title=") for one in blocks(page))


def alike(shown: str, printed: str) -> bool:
    """Whether a page shows what was printed; a line `…` stands for any number of lines, and ` …` for the rest of one."""
    pattern = "".join("(?:.*\n)*?" if line == "…" else _line(line) for line in shown.splitlines())
    return re.fullmatch(pattern, printed) is not None


def _line(shown: str) -> str:
    begun = shown.removesuffix(" …")
    return re.escape(begun) + ("\n" if begun == shown else " .*\n")
