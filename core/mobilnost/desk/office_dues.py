"""What is due without any dossier, for an office at work, and the record that it was done.

It is worked out from the regulation, the settings, agreements, calls and appeals, and kept in the register under the
fingerprint of all of them.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping

from attrs import frozen

from mobilnost.accounts.university import any_book
from mobilnost.desk.desk import Desk
from mobilnost.desk.freshness import Freshness
from mobilnost.desk.rehearsing import writing
from mobilnost.formats import converter
from mobilnost.formats.positions import Format
from mobilnost.law import Figure
from mobilnost.model import Calendar
from mobilnost.office import Office, Unknown
from mobilnost.office.daysoff import calendar_of
from mobilnost.office.fingerprints import fingerprint
from mobilnost.procedure.calls.appeals import published
from mobilnost.procedure.calls.rounds import Round
from mobilnost.procedure.dues.due import Due, Fulfilled, settled
from mobilnost.procedure.dues.duties import (
    Surroundings,
    agreement_dues,
    appeal_dues,
    appeal_patterns,
    call_dues,
    standing_dues,
    term_dues,
)
from mobilnost.procedure.refusals import Reason, Refused
from mobilnost.register import due as store
from mobilnost.register.reader import Reader
from mobilnost.register.sorts import APPEAL, CALL, DUTY
from mobilnost.rules import StandingDuty

#: The name under which the register keeps it.
NAME = "dues"
#: The records that it follows from.
RECORDS = (CALL.name,)
#: How many years before and after today.
BEFORE, AFTER = 1, 1


@frozen(kw_only=True)
class Known:
    """What is kept: what is due of no dossier, and what is due of each appeal."""

    dues: tuple[Due, ...] = ()
    patterns: tuple[Due, ...] = ()


@frozen(eq=False)
class OfficeDues:
    """What is due at a desk without any dossier, around today and from `since` to `until`, if they are given."""

    desk: Desk
    freshness: Freshness
    since: dt.date | None = None
    until: dt.date | None = None

    def all(self, reader: Reader) -> tuple[Due, ...]:
        """Everything of some years, as the actor may see it, with what was recorded as done."""
        text = store.kept(reader.connection, NAME, self._fingerprint(reader))
        known = self._worked_out(reader) if text is None else _read(text)
        found = (*known.dues, *self._of_appeals(reader, known))
        done = settled(found, (one.value for one in reader.all(DUTY)))
        return tuple(one for one in done if reader.units is None or one.unit in reader.units)

    def _of_appeals(self, reader: Reader, known: Known) -> Iterator[Due]:
        """Appeals are asked for each time: who sees which of them differs."""
        appeals = [one.value for one in reader.all(APPEAL)]
        units = store.units_of(reader.connection, {one.dossier for one in appeals}) if appeals else {}
        return appeal_dues(known.patterns, appeals, units)

    def refresh(self) -> None:
        """Keeps what was worked out, where it was not fresh."""
        with self.desk.read() as reader:
            now = self._fingerprint(reader)
            if store.kept(reader.connection, NAME, now) is not None:
                return
            text = _written(self._worked_out(reader))
        with self.desk.write() as writer:
            store.keep(writer.connection, NAME, now, text)

    def _fingerprint(self, reader: Reader) -> str:
        written = store.written(reader.connection, RECORDS)
        years = f"{self.years.start}-{self.years.stop}"
        return fingerprint(self.freshness.law, self.freshness.files, years, self.desk.on.isoformat(), str(written))

    @property
    def years(self) -> range:
        """The calendar years that are looked at."""
        today = self.desk.on.year
        first = min(today - BEFORE, self.since.year if self.since else today)
        last = max(today + AFTER, self.until.year if self.until else today)
        return range(max(first, dt.MINYEAR), min(last, dt.MAXYEAR - 1) + 1)

    def _worked_out(self, reader: Reader) -> Known:
        office = self.desk.office
        settings = office.settings.value if office.settings else None
        # What is everybody's is all that the days depend on.
        rounds: list[Round] = [one.value for one in reader.all(CALL)]
        longer = {one.call: one.extensions[-1].until for one in rounds if one.extensions}
        calendar = calendar_of(office.settings, self.years) if office.settings else Calendar()
        around = Surroundings(
            figures=_figures(office, self.desk.on),
            settings=settings,
            calendar=calendar,
            years=self.years,
            since=office.regulation.valid_from or dt.date.min,
            published={one.call: day for one in rounds if (day := published(one)) is not None},
        )
        duties = duties_of(office)
        agreements = [one.value for one in office.agreements.readable()]
        dues = (
            *standing_dues(duties, around),
            *(term_dues(settings, duties) if settings else ()),
            *agreement_dues(agreements, calendar),
            *call_dues([one.value for one in office.calls.readable()], longer),
        )
        return Known(dues=dues, patterns=appeal_patterns(duties))


def duties_of(office: Office) -> tuple[StandingDuty, ...]:
    """The regulation's own standing duties, and those of the programmes."""
    book = office.lawbook
    return (*book.regulation.law.duties, *(one for law in book.laws.values() for one in law.law.duties))


def _figures(office: Office, on: dt.date) -> Mapping[str, Figure]:
    """The figures of the university, and those of the programmes that have standing duties."""
    book = office.lawbook
    own = [code for code, one in book.laws.items() if one.law.duties]
    figures = [book.rulebook(code, on).figures for code in own]
    return {key: one for found in (*figures, any_book(book, on).figures) for key, one in found.items()}


def _written(known: Known) -> str:
    return json.dumps(converter(Format.JSON).unstructure(known), default=str, ensure_ascii=False, separators=(",", ":"))


def _read(text: str) -> Known:
    return converter(Format.JSON).structure(json.loads(text), Known)


# -- recording


def fulfil(dues: OfficeDues, id: str, on: dt.date | None, note: str | None, *, dry: bool = False) -> Fulfilled:
    """Records that something was done on a day, or, without a day, takes that back. Raises `Refused`, and `Unknown`.

    What follows from files or from other records is not recorded here: it is done when they say so.
    """
    desk = dues.desk
    with writing(desk, rehearsed=dry) as writer:
        known = {one.id: one for one in dues.all(writer.reader)}
        if id not in known:
            raise Unknown("due", id, sorted(known))
        due, record = known[id], writer.reader.find(DUTY, id)
        reasons = list(_objections(desk, due, on, record.value if record else None))
        if reasons:
            raise Refused(reasons)
        made = Fulfilled(id=id, duty=due.duty, on=on, note=note)
        if record is None:
            writer.add(DUTY, made)
        else:
            writer.change(DUTY, made, record.revision)
    return made


def _objections(desk: Desk, due: Due, on: dt.date | None, known: Fulfilled | None) -> Iterator[Reason]:
    owed = {one.id for one in duties_of(desk.office) if one.yearly and not one.passes}
    recorded = owed | {"agreement.notice", "agreement.ends"}
    if due.duty not in recorded:
        yield Reason.of("due-not-recorded", due.citation, obligation=due.duty)
    if on is not None and on > desk.on:
        yield Reason.of("due-in-future", on=on, today=desk.on)
    there = known.on if known else None
    if on is not None and there is not None:
        yield Reason.of("due-done", obligation=due.duty, on=there)
    if on is None and there is None:
        yield Reason.of("due-not-done", obligation=due.duty)
