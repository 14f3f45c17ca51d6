"""The list of what is due: by day, for people, for programs, or for a calendar.

A register holds hundreds of thousands of lines; they are written as they come, and many at once.
"""

from __future__ import annotations

import sys
from collections import Counter as Tally
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any

import click
from attrs import define, field

from mobilnost.cli.counter import Counter
from mobilnost.cli.exits import Exit
from mobilnost.cli.screen import carries_all, is_terminal
from mobilnost.desk.dues import Dues
from mobilnost.desk.office_dues import OfficeDues
from mobilnost.formats.report import json_line
from mobilnost.locales.dues import MARKS, DueTeller
from mobilnost.office import Unknown
from mobilnost.papers import DutyState
from mobilnost.procedure.dues.due import Due, in_order
from mobilnost.procedure.dues.of_dossiers import due_id
from mobilnost.register import due as store
from mobilnost.register.reader import Reader
from mobilnost.register.sorts import DOSSIER

#: How many lines are written at once.
AT_ONCE = 500
#: From so many dossiers on, progress is worth showing.
MANY = 200
#: Of so many dossiers it is said why nothing is known of them.
MOST_FAILURES = 10

#: A line, and what only those without a dossier have: their id and their subject.
Item = tuple[store.Line, str | None, str | None]


@define
class Listing:
    """What is due, as one run shows it. `names` shows the names of those who travel."""

    counter: Counter
    asked: store.Asked
    names: bool = field(kw_only=True)
    dues: Dues = field(init=False)
    office: OfficeDues = field(init=False)
    teller: DueTeller = field(init=False)
    tally: Tally[str] = field(factory=Tally, init=False)

    def __attrs_post_init__(self) -> None:
        self.teller = DueTeller(self.counter.words)

    def prepare(self) -> None:
        """Sees to it that what is kept is fresh. Raises a usage error for a role, a unit or a dossier of nobody."""
        self._require_known()
        self.dues = Dues(self.counter.desk)
        self.office = OfficeDues(self.counter.desk, self.dues.freshness, self.asked.since, self.asked.until)
        self.dues.refresh(self._progress, unit=self.asked.unit, dossier=self.asked.dossier)
        self.office.refresh()

    def _require_known(self) -> None:
        """A name that is misspelt is no empty list."""
        roles = self.counter.words.table("roles")
        if self.asked.who is not None and self.asked.who not in roles:
            raise Unknown("role", self.asked.who, sorted(roles))
        settings = self.counter.office.settings
        units = [one.id for one in settings.value.units] if settings else []
        if self.asked.unit is not None and units and self.asked.unit not in units:
            raise Unknown("unit", self.asked.unit, units)
        if self.asked.dossier is not None:
            with self.counter.desk.read() as reader:
                if not reader.texts(DOSSIER, [self.asked.dossier]):
                    raise reader.missing(DOSSIER, self.asked.dossier)

    def _progress(self, done: int, of: int) -> None:
        if of >= MANY:
            told = self.counter.words.text("dues", "deriving", done=done, of=of)
            if is_terminal(sys.stderr):
                click.echo(f"\r{told}", err=True, nl=done >= of)
            elif not done:
                self.counter.screen.warn(told)

    # -- what is shown

    def items(self, reader: Reader) -> Iterator[Item]:
        """Everything that is asked for, by day; of one day first what belongs to no dossier."""
        own = [_item(one) for one in in_order(self.office.all(reader)) if self._fits(one)]
        own.reverse()
        for line in store.lines(reader.connection, self.asked, reader.units):
            while own and _day(own[-1]) <= (line[5] or date.min):
                yield own.pop()
            yield line, None, None
        yield from reversed(own)

    def _fits(self, due: Due) -> bool:
        asked, state = self.asked, due.state(self.asked.on)
        if not asked.done and state is DutyState.DONE:
            return False
        if asked.overdue and state is not DutyState.OVERDUE:
            return False
        if due.day is not None and not (asked.since or due.day) <= due.day <= (asked.until or due.day):
            return False
        exact = ((asked.who, due.who), (asked.unit, due.unit), (asked.dossier, due.dossier))
        return all(wanted is None or wanted == there for wanted, there in exact)

    def show(self) -> None:
        """Writes the list, and how much of it stands how."""
        with self.counter.desk.read() as reader:
            self.report_failures(reader)
            items = self.items(reader)
            self._write(self._records(items) if self.counter.as_json else self._told(items))
        if not self.counter.as_json:
            self._sum_up()
        if self.asked.overdue and self.tally["overdue"]:
            self.counter.note(Exit.WANTING)

    def report_failures(self, reader: Reader) -> None:
        """Of which dossiers nothing is known, and why: they are never passed over in silence."""
        number, errors = self.dues.failures(reader, MOST_FAILURES)
        for error in errors:
            self.counter.refuse(error.problems)
        if number > len(errors):
            self.counter.screen.warn(self.counter.words.text("dues", "more_failures", number=number - len(errors)))

    def _write(self, lines: Iterable[str]) -> None:
        lines = iter(lines)
        while some := list(islice(lines, AT_ONCE)):
            self.counter.say("\n".join(some))

    # -- for people

    def _told(self, items: Iterable[Item]) -> Iterator[str]:
        """A line each, under their days. What is the same in many lines is put together once."""
        screen, teller, on, tally = self.counter.screen, self.teller, self.asked.on, self.tally
        today: date | str | None = ""
        wrap = str if screen.width is None else screen.indented
        named, known, by_day = self.asked.dossier is not None, _Frames(teller), "open"
        for (dossier, duty, unit, who, to, day, done, waits, reason, source, at, reading), id, subject in items:
            if day != today:
                today = day
                by_day = "overdue" if day is not None and day < on else "open"
                yield screen.styled(teller.day(day), bold=True)
            state = by_day
            if done is not None or waits is not None:
                state = state_of(day, done, waits, on).value
            tally[state] += 1
            key = (duty, who, to, source, at, reading, state, reason if state == "suspended" else None, subject)
            before, after = known.get(key) or known[key]
            whom = f" · {dossier}" if dossier else ""
            whom = f"{whom} · {unit}" if unit else whom
            line = f"{before}{whom}{after} [{id or duty}]" if id or named else f"{before}{whom}{after}"
            yield f"  {line}" if wrap is str else wrap(line)

    def _sum_up(self) -> None:
        """How many are late, wait, are open and are done."""
        words = self.counter.words
        if not self.tally:
            self.counter.say(words.text("dues", "nothing"))
            return
        told = (f"{words.text('dues', f'sum_{state}')}: {self.tally[state]}" for state in MARKS if self.tally[state])
        self.counter.say()
        self.counter.say(" · ".join(told))

    # -- for programs

    def _records(self, items: Iterable[Item]) -> Iterator[str]:
        ascii, teller, tally, on = not carries_all(sys.stdout), self.teller, self.tally, self.asked.on
        for (dossier, duty, unit, who, to, day, done, waits, reason, source, at, reading), id, subject in items:
            state = state_of(day, done, waits, on)
            tally[state.value] += 1
            table: dict[str, Any] = {
                "schema": 1,
                "id": id or due_id(dossier or "", duty),
                "obligation": duty,
                "dossier": dossier,
                "unit": unit,
                "subject": subject,
                "who": who,
                "to": to,
                "due": day.isoformat() if day else None,
                "state": state.value,
                "reason": reason if state is DutyState.SUSPENDED else None,
                "citation": {"source": source, "at": at, "reading": bool(reading)},
                "message": teller.what(duty, who, to, subject),
            }
            yield json_line(table, ascii=ascii)


class _Frames(dict[tuple[Any, ...], tuple[str, str]]):
    """What stands before and after the dossier in a line: put together when it is first met."""

    def __init__(self, teller: DueTeller) -> None:
        super().__init__()
        self.teller = teller

    def __missing__(self, key: tuple[Any, ...]) -> tuple[str, str]:
        duty, who, to, source, at, reading, state, reason, subject = key
        how = self.teller.state(DutyState(state), reason)
        why = self.teller.why(source, at, reading)
        what = f"{MARKS[DutyState(state)]} {self.teller.what(duty, who, to, subject)}"
        self[key] = found = what, f" ({why}){f': {how}' if how else ''}"
        return found


def _item(due: Due) -> Item:
    cited = due.citation
    line: store.Line = (
        due.dossier,
        due.duty,
        due.unit,
        due.who,
        due.to,
        due.day,
        due.done,
        due.suspended,
        due.reason,
        cited.source,
        cited.at,
        cited.reading,
    )
    return line, due.id, due.subject


def _day(item: Item) -> date:
    return item[0][5] or date.min


def state_of(day: date | None, done: date | None, waits: date | None, on: date) -> DutyState:
    """As `Due.state`, of a line."""
    if done is not None and done <= on:
        return DutyState.DONE
    if waits is not None and waits <= on:
        return DutyState.SUSPENDED
    return DutyState.OVERDUE if day is not None and day < on else DutyState.OPEN
