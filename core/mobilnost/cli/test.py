"""`mobilnost test`: runs cases, without pytest, for offices and for whoever writes a law."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mobilnost.cli import options
from mobilnost.cli.exits import Exit

if TYPE_CHECKING:
    from mobilnost.cli.session import Session
    from mobilnost.office.cases import OfficeCases
    from mobilnost.scenarios import Bench, Trial


@click.command("test")
@click.argument("paths", nargs=-1, metavar="[FILES|DIR]", type=click.Path(exists=True, path_type=Path))
@click.option("--all", "full", is_flag=True)
@options.as_json
@options.lang
@options.office
def command(paths: tuple[Path, ...], full: bool, as_json: bool, lang: str | None, office: Path | None) -> int:
    """Run cases."""
    from mobilnost.cli.session import folder_for, start
    from mobilnost.model import InvalidData
    from mobilnost.office.cases import FOLDER, OfficeCases, files_of_cases
    from mobilnost.scenarios import Bench

    session, problems = start(folder_for(office, paths), lang)
    if problems:
        session.report(problems)
        return Exit.INVALID
    home = session.folder / FOLDER if session.folder else None
    wanted = paths or ((home,) if home and home.is_dir() else ())
    files = [file for path in wanted for file in files_of_cases(path)]
    if not files:
        raise click.UsageError(session.words.text("cases", "nowhere"))
    try:
        found = session.office()
        run = _Run(session, OfficeCases(found), Bench(found.lawbook), full, as_json)
    except InvalidData as error:
        session.report(error.problems)
        return Exit.INVALID
    return run.files(files)


class _Run:
    """One run of cases, and its count."""

    def __init__(self, session: Session, cases: OfficeCases, bench: Bench, full: bool, as_json: bool) -> None:
        self.session, self.cases, self.bench, self.full, self.as_json = session, cases, bench, full, as_json
        self.held = self.failed = 0
        self.unread = False

    def files(self, files: list[Path]) -> Exit:
        """Every file in its turn; what is wrong with one does not keep the others from being run."""
        for file in files:
            for trial in self.trials(file):
                self.show(trial)
        if not self.as_json:
            words, screen = self.session.words, self.session.screen
            screen.say(words.text("cases", "total", files=len(files), held=self.held, failed=self.failed))
        if self.unread:
            return Exit.INVALID
        return Exit.WANTING if self.failed else Exit.WELL

    def trials(self, file: Path) -> Iterator[Trial]:
        """The cases of a file, judged."""
        from mobilnost.cli.outlet import refused
        from mobilnost.model import InvalidData

        try:
            scenarios = self.cases.scenarios(file)
        except InvalidData as error:
            self.unread = True
            refused(self.session, error.problems, as_json=self.as_json)
            return
        strange = [one for one in scenarios if one.dossier.mobility.programme not in self.bench.lawbook.laws]
        if strange:
            self.unread = True
            firsts = {one.dossier.mobility.programme: one for one in reversed(strange)}
            problems = [problem for one in firsts.values() for problem in self.bench.judge(one).problems]
            refused(self.session, problems, as_json=self.as_json)
        yield from (
            self.bench.judge(one) for one in scenarios if one.dossier.mobility.programme in self.bench.lawbook.laws
        )

    def show(self, trial: Trial) -> None:
        """A case that does not hold, and with `--all` each that does."""
        from mobilnost.formats.coverage import trial_table
        from mobilnost.locales.cases import tell_trial

        screen = self.session.screen
        self.held += trial.holds
        self.failed += not trial.holds
        told = list(tell_trial(trial, self.session.words))
        if self.as_json:
            screen.record(trial_table(trial, told))
        elif self.full and trial.holds:
            screen.say(screen.styled(screen.indented(f"{trial.scenario.place}: {trial.scenario.name}", ""), "green"))
        for line in () if self.as_json else told:
            screen.say(screen.styled(screen.indented(line, ""), "red"))
