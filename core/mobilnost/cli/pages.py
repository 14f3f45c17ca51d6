"""A page on the terminal: headings in colour, entries with what stands below them, wrapped to the window."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from mobilnost.cli.screen import Screen
from mobilnost.formats.pages import Entry, Line, Page, Part, Tone

COLOURS = {Tone.OPEN: "yellow", Tone.OLD: "red", Tone.NEW: "green"}
STEP = "  "
#: What stands under the headings of the first level.
RULE = "\N{BOX DRAWINGS LIGHT HORIZONTAL}"


@frozen
class Sheets:
    """Lays pages out for a screen."""

    screen: Screen

    def lines(self, page: Page) -> Iterator[str]:
        """The whole page, a paragraph at a time."""
        yield self.screen.styled(page.title, bold=True)
        yield from self._lines(page.lines, STEP)
        for part in page.parts:
            yield from self._part(part, 1)

    def _part(self, part: Part, level: int) -> Iterator[str]:
        yield ""
        yield self.screen.styled(part.title, "cyan", bold=True)
        if level == 1:
            yield self.screen.styled(RULE * len(part.title), "cyan")
        yield from self._lines(part.lines, STEP)
        for inner in part.parts:
            yield from self._part(inner, level + 1)
        for entry in part.entries:
            yield from self._entry(entry, STEP)

    def _entry(self, entry: Entry, indent: str) -> Iterator[str]:
        name = self.screen.styled(f" [{entry.name}]", dim=True) if entry.name else ""
        badge = self.screen.styled(f" ({entry.badge})", dim=True)
        yield f"{indent}{self.screen.styled(entry.title, bold=True)}{badge}{name}"
        cited = f" ({entry.cited})" if entry.cited else ""
        if entry.text or cited:
            yield self._toned(f"{entry.text}{cited}".strip(), entry.tone, indent + STEP)
        yield from self._lines(entry.lines, indent + STEP)
        for inner in entry.entries:
            yield from self._entry(inner, indent + STEP)

    def _lines(self, lines: tuple[Line, ...], indent: str) -> Iterator[str]:
        for line in lines:
            yield self._toned(f"{line.label}: {line.text}" if line.label else line.text, line.tone, indent)

    def _toned(self, text: str, tone: Tone, indent: str) -> str:
        wrapped = self.screen.indented(text, indent, indent + STEP)
        return self.screen.styled(wrapped, COLOURS.get(tone), dim=tone is Tone.QUIET)
