"""The lines of an explanation: headings, pairs and indented paragraphs in the reader's language."""

from __future__ import annotations

from attrs import frozen

from mobilnost.cli.screen import Screen
from mobilnost.locales import Catalogue

#: The room of the catalogue that explanations have.
ROOM = "explain"


@frozen
class Paragraphs:
    """Makes the lines of an explanation."""

    screen: Screen
    words: Catalogue

    def text(self, key: str, **values: object) -> str:
        """Words of the explanations' own."""
        return self.words.text(ROOM, key, **values)

    def pair(self, key: str, told: str) -> str:
        """`Source: Pravilnik, čl. 9 st. 1`"""
        return f"{self.text(key)}: {told}"

    def heading(self, key: str, **values: object) -> str:
        """A heading, beneath the title of the whole."""
        return self.line(self.text(key, **values), bold=True)

    def line(self, told: str, by: int = 0, *, bold: bool = False) -> str:
        """A paragraph so many columns further in."""
        first, rest = " " * (by + 2), " " * (by + 4)
        return self.screen.indented(self.screen.styled(told, bold=True) if bold else told, first, rest)

    def plain(self, name: str) -> str:
        """A name without the article that it has in a sentence."""
        return name.removeprefix(self.words.text("shell", "article"))
