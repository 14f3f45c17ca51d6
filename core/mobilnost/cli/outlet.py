"""Where a page goes, and as what: the terminal or a file, text, Markdown, JSON or HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import click
from attrs import frozen

from mobilnost.cli.exits import Exit
from mobilnost.cli.output import Occupied, write
from mobilnost.cli.pages import Sheets
from mobilnost.cli.screen import WIDEST, Screen
from mobilnost.cli.session import Session
from mobilnost.formats.html import html
from mobilnost.formats.markdown import markdown
from mobilnost.formats.pages import Page
from mobilnost.formats.report import json_line, refusal
from mobilnost.locales.mistakes import tell_mistake
from mobilnost.model import Problem

FORMATS = ("text", "markdown", "json", "html")
#: What the name of a file says of its format.
SUFFIXES = {".md": "markdown", ".markdown": "markdown", ".json": "json", ".html": "html", ".htm": "html"}
#: Names that promise what is not written.
STRANGE = frozenset({".pdf", ".doc", ".docx", ".odt", ".rtf", ".xls", ".xlsx", ".ods", ".csv", ".xml"})


@frozen(kw_only=True)
class Outlet:
    """A format and, unless it is the standard output, a file; one that is there is written over with `force` alone."""

    session: Session
    format: str
    file: Path | None = None
    force: bool = False

    @classmethod
    def of(
        cls, session: Session, format: str | None, file: Path | None, *, force: bool = False, as_json: bool = False
    ) -> Outlet:
        """The outlet that options name: without a format, the one that the name of the file says, else text.

        Raises a usage error where two formats are named, or the name of the file promises one that there is not.
        """
        if as_json and format not in (None, "json"):
            raise click.UsageError(session.words.text("rulebook", "mistakes", "formats", format=format))
        suffix = file.suffix.lower() if file else ""
        if not (format or as_json) and suffix in STRANGE:
            raise click.UsageError(session.words.text("rulebook", "mistakes", "no_format", path=file))
        by_name = SUFFIXES.get(suffix)
        chosen = format or ("json" if as_json else by_name or "text")
        return cls(session=session, format=chosen, file=file, force=force)

    def put(self, *, page: Callable[[], Page], table: Callable[[], Mapping[str, Any]]) -> None:
        """Writes what is asked for. Raises a usage error where a file would be lost."""
        if self.file is None and self.format == "json":
            self.session.screen.record(table())
        elif self.file is None and self.format == "text":
            for line in Sheets(self.session.screen).lines(page()):
                self.session.screen.say(line)
        elif self.file is None:
            self.session.screen.say(self._written(page, table).rstrip("\n"))
        else:
            self._kept(self.file, self._written(page, table))

    def _written(self, page: Callable[[], Page], table: Callable[[], Mapping[str, Any]]) -> str:
        match self.format:
            case "json":
                return json_line(table()) + "\n"
            case "html":
                return html(page())
            case "markdown":
                return markdown(page())
            case _:
                return "\n".join(Sheets(Screen(color=False, width=WIDEST)).lines(page())) + "\n"

    def _kept(self, file: Path, text: str) -> None:
        try:
            write(file, text, force=self.force)
        except Occupied as error:
            told = self.session.words.text("rulebook", "mistakes", "occupied", path=file)
            raise click.UsageError(told) from error
        self.session.screen.warn(self.session.words.text("init", "made", path=file))


def naming(folder: Path | None) -> Callable[[str], str]:
    """How files are named for others: from the office's folder, or by their own name; nothing of the machine."""
    root = folder.resolve() if folder else None

    def name(file: str) -> str:
        path = Path(file)
        if not (path.is_absolute() or path.exists()):
            return file
        whole = path.resolve()
        inside = root is not None and whole.is_relative_to(root)
        return whole.relative_to(root).as_posix() if root and inside else path.name

    return name


def refused(session: Session, problems: Iterable[Problem], *, as_json: bool) -> Exit:
    """Says why there is no result, for people and, with JSON, for programs too."""
    problems = tuple(problems)
    session.report(problems)
    if as_json:
        session.screen.record(refusal(None, problems, lambda one: tell_mistake(one, session.words)))
    return Exit.INVALID
