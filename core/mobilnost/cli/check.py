"""`mobilnost check`: judges dossiers."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import redirect_stdout
from datetime import date
from pathlib import Path

import click
from attrs import define, field

from mobilnost.cli import options
from mobilnost.cli.asides import Asides
from mobilnost.cli.counter import Counter
from mobilnost.cli.exits import Exit
from mobilnost.cli.lines import Lines
from mobilnost.cli.screen import is_terminal
from mobilnost.cli.session import Session
from mobilnost.cli.sheet import Sheet
from mobilnost.cli.texts import text
from mobilnost.formats import load_dossier
from mobilnost.formats.report import refusal, report
from mobilnost.locales import Teller
from mobilnost.locales.mistakes import tell_mistake
from mobilnost.model import InvalidData, Problem
from mobilnost.office import SETTINGS_FILE, Office, failure, files_in
from mobilnost.rules import BrokenFact

#: From so many files on, progress is worth showing.
MANY = 50


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--all", "full", is_flag=True)
@click.option("--names", is_flag=True)
@options.on
@options.acting
@options.as_json
@options.lang
@options.office
def command(
    paths: tuple[Path, ...],
    full: bool,
    names: bool,
    on: date | None,
    acting: str | None,
    as_json: bool,
    lang: str | None,
    office: Path | None,
) -> int:
    """Judge dossiers."""
    with Counter(office, lang, acting, on, as_json=as_json, paths=paths, anywhere=True) as counter:
        run = Run(counter=counter, full=full, names=names)
        try:
            return run.judge(counter.office, paths)
        except InvalidData as error:
            run.refuse(None, error.problems)
    return run.worst


@define(kw_only=True)
class Run:
    """One run over some dossiers."""

    counter: Counter
    full: bool
    names: bool
    worst: Exit = Exit.WELL
    #: Mistakes in shared files, such as an agreement: said once, whatever number of dossiers they concern.
    told: set[Problem] = field(factory=set)
    lines: Lines = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.lines = Lines(self.session.screen, self.session.words)

    @property
    def session(self) -> Session:
        """Where and to whom it is told."""
        return self.counter.session

    @property
    def as_json(self) -> bool:
        """Whether it is told to programs."""
        return self.counter.as_json

    def judge(self, office: Office, paths: tuple[Path, ...]) -> Exit:
        """Judges all of them, one after the other, and keeps none of them. Raises `InvalidData` where the
        office itself is at fault.
        """
        files = tuple(found for path in paths for found in dossiers_in(path)) if paths else self._filed()
        _ = office.lawbook
        # What plugins that did not load would have added is missing; it was said when they were loaded.
        self.told.update(failure(one) for one in office.host.plugins if one.state == "failed")
        if not paths and (wrong := office.problems):
            self.refuse(None, wrong)
        if not files:
            if paths:
                raise click.UsageError(text("usage", "no_dossier", paths=", ".join(map(str, paths))))
            self.session.screen.warn(self.session.words.text("shell", "no_dossiers"))
        several = len(files) > 1
        asides = Asides(office, self.session)
        for file in self._watched(files):
            self._one(office, file, several, asides)
        asides.save()
        if several and not self.as_json:
            self.lines.total()
        return self.worst

    def _filed(self) -> tuple[Path, ...]:
        """The files of the office's folder whose dossiers whoever acts sees."""
        from mobilnost.cli.sources import Sources

        return Sources(self.counter).filed

    def _one(self, office: Office, file: Path, several: bool, asides: Asides) -> None:
        try:
            dossier = load_dossier(file)
            with redirect_stdout(sys.stderr):  # facts of plugins are found here, and may print
                assessment = office.assess(dossier, self.counter.on)
                if self.as_json or self.full or not several:
                    office.granted(assessment)
        except (BrokenFact, InvalidData) as error:
            problems = error.problems if isinstance(error, InvalidData) else (self.session.unfound(error),)
            self.refuse(str(file), problems)
            if several and not self.as_json:
                self.lines.refused(str(file))
            return
        if assessment.verdict != "eligible":
            self._note(Exit.WANTING)
        if self.as_json:
            teller = Teller.of(assessment, self.session.words)
            self.session.screen.record(report(assessment, teller.tell, office.plugins_of(assessment)))
        elif several and not self.full:
            self.lines.add(assessment)
        else:
            self.lines.count(assessment)
            Sheet(self.session.screen, self.session.words, assessment, self.full, self.names).show()
        asides.of(dossier, assessment)

    def refuse(self, file: str | None, problems: tuple[Problem, ...]) -> None:
        """Says why something cannot be judged, for people and, with JSON, for programs too.

        `file` is the dossier; without one, each problem belongs to the file that it stands in.
        """
        self._note(Exit.INVALID)
        self.session.report(one for one in problems if one not in self.told)
        self.told.update(one for one in problems if one.place.file != file)
        if self.as_json:
            words = self.session.words
            for name, same in by_file(file, problems).items():
                self.session.screen.record(refusal(name, same, lambda one: tell_mistake(one, words)))

    def _note(self, code: Exit) -> None:
        self.worst = max(self.worst, code)

    def _watched(self, files: tuple[Path, ...]) -> Iterator[Path]:
        """The files, with progress shown where somebody waits for it and it does not disturb the result."""
        shown = len(files) > MANY and is_terminal(sys.stderr) and not is_terminal(sys.stdout)
        for number, file in enumerate(files, 1):
            if shown and number % MANY == 0:
                told = self.session.words.text("shell", "progress", count=number, total=len(files))
                click.echo(f"\r{told}", err=True, nl=False)
            yield file
        if shown:
            click.echo("\r", err=True, nl=False)


def by_file(file: str | None, problems: Iterable[Problem]) -> dict[str | None, list[Problem]]:
    """Problems by the file that they concern."""
    found: dict[str | None, list[Problem]] = {}
    for one in problems:
        found.setdefault(file or one.place.file, []).append(one)
    return found


def dossiers_in(path: Path) -> tuple[Path, ...]:
    """A file itself; the dossiers of an office's folder; the documents of any other."""
    if not path.is_dir():
        return (path,)
    return files_in(path / "dossiers" if (path / SETTINGS_FILE).is_file() else path)
