"""What is due, in words. Lists are long, so that whatever is said again is put together once."""

from __future__ import annotations

import datetime as dt
from functools import cached_property

from attrs import field, frozen

from mobilnost.law import Citation
from mobilnost.locales.catalogue import Catalogue
from mobilnost.locales.citing import cited
from mobilnost.locales.forms import Forms, capital
from mobilnost.locales.papers import tell_duty
from mobilnost.papers import DutyState
from mobilnost.procedure.dues.of_dossiers import PAPER

#: What stands before a line: late, done, waiting, open.
MARKS = {DutyState.OVERDUE: "✘", DutyState.DONE: "✔", DutyState.SUSPENDED: "…", DutyState.OPEN: "·"}
#: The duties whose subject is a role.
OF_ROLES = frozenset({"officer.until"})


@frozen
class DueTeller:
    """Tells what is due in the language of a catalogue."""

    words: Catalogue
    _whats: dict[tuple[str, str, str | None], str] = field(factory=dict, init=False)
    _days: dict[dt.date, str] = field(factory=dict, init=False)
    _sources: dict[tuple[str, str, bool], str] = field(factory=dict, init=False)

    def what(self, duty: str, who: str, to: str | None, subject: str | None = None) -> str:
        """Who owes what to whom; of several alike, which: `the unit publishes the information package (2019)`."""
        key = (duty, who, to)
        told = self._whats.get(key)
        if told is None:
            told = self._whats[key] = capital(self._what(duty, who, to))
        return f"{told} ({self._subject(duty, subject)})" if subject else told

    def _what(self, duty: str, who: str, to: str | None) -> str:
        if duty.startswith(PAPER):
            role, paper = self.words.name("roles", who), self.words.name("documents", duty.removeprefix(PAPER))
            return self.words.text("dues", "paper", who=role, document=paper)
        return tell_duty(duty, who, to, self.words)

    def _subject(self, duty: str, subject: str) -> str:
        return self.words.name("roles", subject) if duty in OF_ROLES else subject

    def day(self, day: dt.date | None) -> str:
        """The day as a reader writes it; without one it is owed at once."""
        if day is None:
            return self.words.text("dues", "no_day")
        told = self._days.get(day)
        if told is None:
            told = self._days[day] = self._forms.day(day)
        return told

    def why(self, source: str, at: str, reading: bool) -> str:
        """The article, or the agreement, that it rests on."""
        key = (source, at, reading)
        told = self._sources.get(key)
        if told is None:
            told = self._sources[key] = cited(Citation(source=source, at=at, reading=reading), self.words)
        return told

    def state(self, state: DutyState, reason: str | None) -> str:
        """How it stands, where there is more to say than that it is open."""
        if state is DutyState.OPEN:
            return ""
        told = self._states[state]
        return f"{told}: {' '.join(reason.split())}" if reason and state is DutyState.SUSPENDED else told

    @cached_property
    def _states(self) -> dict[DutyState, str]:
        return {one: self.words.text("duty_states", one.value) for one in DutyState}

    @cached_property
    def _forms(self) -> Forms:
        return Forms(self.words)
