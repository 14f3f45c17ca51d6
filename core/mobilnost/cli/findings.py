"""What the check commands show: every finding at its line, how it is mended, and where more is said of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date

from attrs import define, field

from mobilnost.analysis import KINDS, Inspection, Remark, Severity
from mobilnost.analysis.kinds import PROBLEMS
from mobilnost.cli import options
from mobilnost.cli.exits import Exit
from mobilnost.cli.session import Session
from mobilnost.formats.remarks import problem_table, remark_table
from mobilnost.locales import LawTeller, RemarkTeller
from mobilnost.locales.mistakes import tell_mistake
from mobilnost.model import InvalidData, Problem

#: Where the pages are, from the root of the project.
PAGES = "docs/analysis"
COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: None}
PLURALS = {Severity.ERROR: "errors", Severity.WARNING: "warnings", Severity.NOTE: "notes"}


@define(kw_only=True)
class Findings:
    """Shows what is found in one file after the other, and keeps count."""

    session: Session
    as_json: bool
    #: The day under whose law alone is looked, where one was asked for.
    asked: date | None = None
    checked: int = 0
    counts: Counter[Severity] = field(factory=Counter)
    told: set[object] = field(factory=set)

    @property
    def on(self) -> date:
        """The day under whose law a law is put in words."""
        return self.asked or options.today()

    def show(self, found: Inspection, law: Callable[[], LawTeller]) -> None:
        """What was found in one file. The law is put in words only where a remark needs it."""
        self.checked += 1
        self.problems(found.problems)
        fresh = [one for one in found.remarks if one.about not in self.told]
        if fresh:
            teller = RemarkTeller(words=self.session.words, law=law())
            for remark in fresh:
                self.told.add(remark.about)
                self._remark(remark, teller)

    def refuse(self, error: InvalidData) -> None:
        """That a file cannot be read."""
        self.checked += 1
        self.problems(error.problems)

    def problems(self, problems: Iterable[Problem]) -> None:
        """What makes a file unusable; each thing once, in whatever files it is met."""
        for problem in problems:
            if problem in self.told:
                continue
            self.told.add(problem)
            self.counts[Severity.ERROR] += 1
            if self.as_json:
                told = tell_mistake(problem, self.session.words)
                self.session.screen.record(problem_table(problem, told))
            else:
                self._heading(f"{self.session.told(problem)} [{problem.kind}]", Severity.ERROR)
                self._page(problem.kind)

    def close(self) -> Exit:
        """The total, for people; and the exit code."""
        words, screen = self.session.words, self.session.screen
        if not self.checked:
            screen.warn(words.text("analysis", "none"))
        elif not self.as_json:
            parts = [
                words.text("analysis", PLURALS[one], count=self.counts[one]) for one in Severity if self.counts[one]
            ]
            checked = words.text("analysis", "checked", count=self.checked)
            clean = words.text("analysis", "clean")
            screen.say(words.text("analysis", "total", checked=checked, parts=", ".join(parts) or clean))
        if self.counts[Severity.ERROR]:
            return Exit.INVALID
        return Exit.WANTING if self.counts[Severity.WARNING] else Exit.WELL

    def _remark(self, remark: Remark, teller: RemarkTeller) -> None:
        self.counts[remark.severity] += 1
        if self.as_json:
            table = remark_table(remark, teller.message(remark), teller.mend(remark))
            self.session.screen.record(table)
            return
        self._heading(teller.told(remark), remark.severity)
        for line in (teller.witness(remark), teller.others(remark)):
            if line:
                self.session.screen.say(self.session.screen.indented(line, "    "))
        mend = self.session.words.text("analysis", "mend", how=teller.mend(remark))
        self.session.screen.say(self.session.screen.indented(mend, "    "))
        self._page(remark.code)

    def _heading(self, told: str, severity: Severity) -> None:
        screen = self.session.screen
        screen.say(screen.styled(screen.indented(told, ""), COLOURS[severity]))

    def _page(self, code: str) -> None:
        """Where more is said of it; of what any file may lack there is no page."""
        screen = self.session.screen
        if code in KINDS or code in PROBLEMS:
            screen.say(screen.styled(screen.indented(f"{PAGES}/{code}.md", "    "), dim=True))
