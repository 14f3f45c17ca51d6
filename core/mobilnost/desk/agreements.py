"""The agreements of an office beside the dossiers of its register: places used, balances, what reaches beyond an end.

Agreements stay files; whose mobility uses which, the register knows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from attrs import evolve, frozen

from mobilnost.desk.institutions import known_beside
from mobilnost.formats import Loaded
from mobilnost.law import Figure, Programme
from mobilnost.model import (
    AcademicYear,
    Agreement,
    BalanceUnit,
    Calendar,
    Institution,
    InvalidData,
    MonthDay,
    Place,
    Problem,
    Span,
    moved,
)
from mobilnost.office import Office, Unknown
from mobilnost.office.daysoff import calendar_of
from mobilnost.procedure.agreements.balance import YearBalance, balance, balanced_in
from mobilnost.procedure.agreements.ending import Expiry, State, expiry, lineage, state_on, successor_of
from mobilnost.procedure.agreements.stays import Measures, Semesters, Stay
from mobilnost.procedure.agreements.usage import YearUse, may_be_refused, use_in
from mobilnost.register import usage as counted
from mobilnost.register.reader import Reader
from mobilnost.register.usage import Using
from mobilnost.rules import Procedure

#: What the regulation and the office read a semester as (čl. 16 st. 1).
SEMESTER_KEYS = ("study.full_semester_months", "study.full_year_months")
#: The day on which an academic year begins, as everywhere.
BEGINS = MonthDay(8, 1)
#: Where dossiers lie, seen from an office's folder: from here the paths are meant by which they name agreements.
DOSSIERS = "dossiers"
#: So many agreements are asked for by name; of more, the stays of all are counted.
MOST_NAMES = 200


@frozen(eq=False)
class Agreements:
    """The agreements of an office. Those whose files cannot be read are passed over: `agreement check` tells them."""

    office: Office
    #: Whose law says what a semester is.
    on: dt.date
    #: Whoever may look into the register; it knows partners beside the office's files.
    reader: Reader | None = None

    @cached_property
    def loaded(self) -> Mapping[str, Loaded[Agreement]]:
        """All that can be read, by their ids."""
        return {one.value.id: one for one in self.office.agreements.readable()}

    @cached_property
    def all(self) -> tuple[Agreement, ...]:
        """The agreements themselves."""
        return tuple(one.value for one in self.loaded.values())

    @cached_property
    def amending(self) -> Mapping[str, tuple[Agreement, ...]]:
        """Those that amend others, by what they amend."""
        found: dict[str, tuple[Agreement, ...]] = {}
        for one in self.all:
            if one.amends is not None:
                found[one.amends] = (*found.get(one.amends, ()), one)
        return found

    def line(self, agreement: Agreement) -> tuple[Agreement, ...]:
        """An agreement with all that it amends and that amend it, oldest first: one exchange in several texts."""
        if agreement.amends is None and agreement.id not in self.amending:
            return (agreement,)
        return lineage(agreement, self.all)

    def expiry(self, agreement: Agreement) -> Expiry:
        """When an agreement ends, and by when notice must be given."""
        return expiry(agreement, self.amending.get(agreement.id, ()), self.calendar)

    def state(self, agreement: Agreement) -> State:
        """What an agreement is on the day."""
        return state_on(agreement, self.on, successor_of(agreement, self.amending.get(agreement.id, ())))

    def file(self, agreement: Agreement) -> str:
        """The name of an agreement's file, in the office's folder."""
        found = self.loaded.get(agreement.id)
        return Path(found.file).name if found and found.file else ""

    def partners(self, agreement: Agreement) -> tuple[str, ...]:
        """The other parties."""
        settings = self.office.settings
        ours = settings.value.institution if settings else None
        return tuple(one for one in agreement.parties if one != ours)

    def countries(self, agreement: Agreement) -> tuple[str, ...]:
        """Where the other parties are, as far as the office knows them."""
        known = self.institutions
        found = (known[one].country for one in self.partners(agreement) if one in known)
        return tuple(dict.fromkeys(found))

    @cached_property
    def institutions(self) -> Mapping[str, Institution]:
        """The institutions that the office knows, from its files and of its partners from the register too."""
        parties = (party for one in self.all for party in one.parties)
        further = known_beside(self.office, self.reader, parties) if self.reader else ()
        return {one.id: one for one in further} | self.office.lawbook.institutions

    @cached_property
    def calendar(self) -> Calendar:
        """The office's working days in the years in which notice of an agreement can be due."""
        last = [one.valid_to for one in self.all if one.valid_to is not None and one.notice_days is not None]
        days = [moved(one.valid_to, -(one.notice_days or 0)) for one in self.all if one.valid_to is not None]
        settings = self.office.settings
        if settings is None or not last:
            return Calendar()
        return calendar_of(settings, range(min(days).year - 1, max(last).year + 2))

    # -- stays

    def measures(self, agreement: Agreement, *, balanced: bool = False) -> Measures:
        """How stays of an agreement are measured, for its places or, where that is asked, for its balance.

        Raises `InvalidData` where it counts in semesters and the law does not say what one is.
        """
        ours, terms = self.semesters, balanced_in(agreement)
        if ours is None:
            if _in_semesters(agreement) or (balanced and terms.unit is BalanceUnit.STUDENT_SEMESTERS):
                raise InvalidData(self._unsaid)
            return Measures(programmes=self.programmes)
        own = evolve(ours, terms=terms.partner_terms_per_year)
        return Measures(programmes=self.programmes, semesters=ours, partners=own if own != ours else None)

    @cached_property
    def programmes(self) -> Mapping[str, Programme]:
        """The programmes that are loaded."""
        return {code: one.programme for code, one in self.office.lawbook.laws.items()}

    @cached_property
    def semesters(self) -> Semesters | None:
        """What a semester is, by the regulation and the office (čl. 16 st. 1); `None` where they do not say."""
        semester, year = (self._length(key) for key in SEMESTER_KEYS)
        return None if semester is None or year is None else Semesters(semester=semester, year=year)

    def _length(self, key: str) -> Span | None:
        figure = self._figures.get(key)
        said = figure.settled if figure and figure.constant else None
        return said if isinstance(said, Span) else None

    @cached_property
    def _figures(self) -> Mapping[str, Figure]:
        lawbook = self.office.lawbook
        code = next(iter(lawbook.laws), None)
        return lawbook.standing(code, self.on).resolution.figures if code else {}

    @property
    def _unsaid(self) -> list[Problem]:
        source = self.office.lawbook.regulation.source
        unsaid = (key for key in SEMESTER_KEYS if self._length(key) is None)
        return [Problem("unsaid-provision", Place(source, None, key), key) for key in unsaid]

    def stays(self, reader: Reader, using: Using) -> Iterator[Stay]:
        """The stays that count, each with whether it is decided: who has begun, or can be refused no more."""
        for one in counted.stays(reader, using):
            begun = one.stay.first_day <= self.on
            if begun or one.procedure is None or not self._refusable(one.stay.programme, one.procedure, one.step):
                yield one.stay
            else:
                yield evolve(one.stay, decided=False)

    def _refusable(self, programme: str, procedure: str, step: str | None) -> bool:
        """Whether one whose last step this was can still be refused."""
        key = (programme, procedure, step)
        if key not in self._known:
            found = self._procedures(programme).get(procedure)
            self._known[key] = found is not None and may_be_refused(found, step)
        return self._known[key]

    @cached_property
    def _known(self) -> dict[tuple[str, str, str | None], bool]:
        return {}

    def _procedures(self, programme: str) -> Mapping[str, Procedure]:
        lawbook = self.office.lawbook
        if programme not in lawbook.laws:
            return {}
        return {one.id: one for one in lawbook.standing(programme, self.on).law.procedures}

    def named(self, reader: Reader) -> Mapping[str, tuple[str, ...]]:
        """By which names the dossiers of the register call each agreement: by its id, or the path of its file."""
        found: dict[str, tuple[str, ...]] = {}
        for name in counted.named(reader):
            id = self._meant(name)
            if id is not None:
                found[id] = (*found.get(id, ()), name)
        return found

    def _meant(self, name: str) -> str | None:
        if name in self.loaded:
            return name
        try:
            return self.office.agreements.named(name, (self.office.folder or Path()) / DOSSIERS).value.id
        except (Unknown, InvalidData):
            return None


def used(
    agreements: Agreements,
    reader: Reader,
    which: Iterable[Agreement],
    year: AcademicYear,
    besides: Sequence[str] = (),
) -> Mapping[str, YearUse]:
    """The places of agreements in a year, by their ids: what stays took under any text of the same exchange.

    The dossiers `besides` are not counted.
    """
    names = agreements.named(reader)
    first, last = BEGINS.in_year(year.first), moved(BEGINS.in_year(year.second), -1)
    wanted = {one.id: one for one in which}
    lines = {
        id: [name for text in agreements.line(one) for name in names.get(text.id, ())] for id, one in wanted.items()
    }
    by_name: dict[str, list[Stay]] = {}
    for stay in agreements.stays(reader, Using(names=_few(lines.values()), since=first, until=last, besides=besides)):
        by_name.setdefault(stay.agreement or "", []).append(stay)
    return {
        id: use_in(one, year, (stay for name in lines[id] for stay in by_name.get(name, ())), agreements.measures(one))
        for id, one in wanted.items()
    }


def balanced(
    agreements: Agreements, reader: Reader, agreement: Agreement, until: AcademicYear
) -> tuple[YearBalance, ...]:
    """The balance of an exchange from its first text to a year, that year included."""
    line = agreements.line(agreement)
    names = agreements.named(reader)
    stays = tuple(agreements.stays(reader, Using(names=[name for one in line for name in names.get(one.id, ())])))
    first = line[0]
    return balance(
        evolve(agreement, valid_from=min(first.valid_from, agreement.valid_from)),
        stays,
        agreements.measures(agreement, balanced=True),
        until,
    )


def _few(names: Iterable[list[str]]) -> list[str] | None:
    """Names to be asked for, unless there are so many that all are asked for."""
    found = list(dict.fromkeys(name for some in names for name in some))
    return found if len(found) <= MOST_NAMES else None


def _in_semesters(agreement: Agreement) -> bool:
    """Whether an agreement counts any of its places in semesters."""
    return any(one.student_semesters_per_year is not None for one in agreement.places)
