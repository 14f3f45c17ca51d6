"""What is due without any dossier: of units, of committees, of the Rector and the Office, over some years. Pure.

The regulation's own duties are data (`StandingDuty`); agreements, calls and officers bring days of their own, and are
cited themselves.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from attrs import evolve, field, frozen

from mobilnost.law import Citation, Figure
from mobilnost.model import Agreement, AgreementLevel, Calendar, Call, Committee, MonthDay, Roll, Selected, Settings
from mobilnost.procedure.agreements.ending import notice_by, successor_of
from mobilnost.procedure.calls.appeals import Appeal
from mobilnost.procedure.calls.committees import committee_law, last_day_of_mandate
from mobilnost.procedure.dues.due import Due
from mobilnost.procedure.terms import Term, terms_of
from mobilnost.rules import Each, StandingDuty

#: How the settings are cited.
SETTINGS = "mobilnost.toml"


@frozen(kw_only=True)
class Surroundings:
    """What the days of standing duties follow from. `figures` are the university's own, of no dossier."""

    figures: Mapping[str, Figure]
    settings: Settings | None
    calendar: Calendar
    years: range
    #: Since when the regulation is in force: before that day nobody owed anything by it.
    since: dt.date = dt.date.min
    #: When decisions on calls were published, by the ids of the calls.
    published: Mapping[str, dt.date] = field(factory=dict)

    @property
    def units(self) -> tuple[str, ...]:
        """The ids of the units."""
        return tuple(one.id for one in self.settings.units) if self.settings else ()

    @property
    def committees(self) -> tuple[Committee, ...]:
        """The committees that the settings name."""
        return self.settings.committees if self.settings else ()


def standing_dues(duties: Iterable[StandingDuty], around: Surroundings) -> Iterator[Due]:
    """What the regulation's own duties come to."""
    for duty in duties:
        if duty.yearly is not None:
            yield from _yearly(duty, duty.yearly, around)
        elif duty.holder is not None:
            yield from _held(duty, duty.holder, around)
        elif duty.committee is not None:
            yield from _appointed(duty, Selected(duty.committee), around)
        elif duty.within is not None and duty.each is Each.CALL:
            yield from _open_for_appeals(duty, duty.within, around)


def _yearly(duty: StandingDuty, key: str, around: Surroundings) -> Iterator[Due]:
    """Due on a day of every year, of each unit or of the university; off a day without work unless it is fixed."""
    figure = around.figures.get(key)
    day = figure.settled if figure else None
    if not isinstance(day, MonthDay):
        return
    roll = Roll.NONE if day.fixed else Roll.NEXT
    for year in around.years:
        last = around.calendar.roll(day.in_year(year), roll)
        for unit in _each(duty, around) if last >= around.since else ():
            subject = f"{year}{_languages(duty, around)}"
            yield _due(duty, str(year), unit, last, subject=subject, done=_after(last) if duty.passes else None)


def _languages(duty: StandingDuty, around: Surroundings) -> str:
    """The languages in which it must be done, by their codes: `: hr, en`."""
    figure = around.figures.get(duty.languages) if duty.languages else None
    named = figure.settled if figure else None
    return f": {', '.join(map(str, named))}" if isinstance(named, tuple) else ""


def _held(duty: StandingDuty, role: str, around: Surroundings) -> Iterator[Due]:
    """A role that nobody holds is to be filled at once; one whose holder's time ends, by that day."""
    terms = terms_of(around.settings) if around.settings else ()
    for unit in _each(duty, around):
        ends = [one.until for one in terms if (one.role, one.unit) == (role, unit)]
        if None not in ends:
            yield _due(duty, "", unit, max((one for one in ends if one), default=None))


def _appointed(duty: StandingDuty, participant: Selected, around: Surroundings) -> Iterator[Due]:
    """A committee's successor is due on the last day of its mandate; where there is none, one is due at once."""
    law = committee_law(participant, around.figures)
    if law is None:
        return
    ours = sorted((one for one in around.committees if one.participant is participant), key=lambda one: one.appointed)
    if not ours:
        yield _due(duty, "", None, None)
    for number, one in enumerate(ours):
        day = last_day_of_mandate(one.appointed, law.mandate)
        later = ours[number + 1].appointed if number + 1 < len(ours) else None
        yield _due(duty, one.id, None, day, subject=one.id, done=later)


def _open_for_appeals(duty: StandingDuty, key: str, around: Surroundings) -> Iterator[Due]:
    """The last day for appeals against what was published; it passes of itself, as nobody owes an appeal."""
    figure = around.figures.get(key)
    days = figure.settled if figure else None
    if not isinstance(days, int | Decimal):
        return
    for call, day in sorted(around.published.items()):
        last = around.calendar.deadline(day, int(days), Roll.NEXT)
        yield _due(duty, call, None, last, subject=call, done=_after(last))


def appeal_patterns(duties: Iterable[StandingDuty]) -> tuple[Due, ...]:
    """What is due of each appeal, with everything but the appeal itself."""
    return tuple(_due(one, "", None, None) for one in duties if one.each is Each.APPEAL)


def appeal_dues(patterns: Iterable[Due], appeals: Iterable[Appeal], units: Mapping[str, str | None]) -> Iterator[Due]:
    """What is due of appeals; `units` are those of the dossiers."""
    known = tuple(appeals)
    for pattern in patterns:
        for one in known:
            yield evolve(
                pattern,
                id=f"{pattern.duty}/{one.id}",
                day=one.decide_by,
                dossier=one.dossier,
                unit=units.get(one.dossier),
                subject=one.call,
                done=one.decided,
            )


def _each(duty: StandingDuty, around: Surroundings) -> tuple[str | None, ...]:
    return around.units if duty.each is Each.UNIT else (None,)


def _due(
    duty: StandingDuty,
    which: str,
    unit: str | None,
    day: dt.date | None,
    *,
    subject: str | None = None,
    done: dt.date | None = None,
) -> Due:
    return Due(
        id="/".join(part for part in (duty.id, which, unit) if part),
        duty=duty.id,
        who=duty.who,
        to=duty.to,
        day=day,
        citation=duty.citation,
        unit=unit,
        subject=subject,
        done=done,
    )


def term_dues(settings: Settings, duties: Iterable[StandingDuty]) -> Iterator[Due]:
    """Officers whose time ends, as the settings say; roles that the regulation itself asks for are its own duties."""
    asked = {(one.holder, one.each is Each.UNIT) for one in duties if one.holder}
    terms = [one for one in terms_of(settings) if (one.role, one.unit is not None) not in asked]
    for one in terms:
        if one.until is not None:
            yield Due(
                id="/".join(part for part in ("officer.until", one.role, one.unit, _since(one)) if part),
                duty="officer.until",
                who="office" if one.unit is None else "unit",
                day=one.until,
                citation=Citation(source=SETTINGS, at="officers"),
                unit=one.unit,
                subject=one.role,
                done=_succeeded(one, terms),
            )


def _since(term: Term) -> str | None:
    return term.since.isoformat() if term.since else None


def _succeeded(term: Term, terms: Iterable[Term]) -> dt.date | None:
    """The day since which somebody else holds the role for longer."""
    later = [
        one.since or dt.date.min
        for one in terms
        if (one.role, one.unit) == (term.role, term.unit)
        and one is not term
        and (one.until is None or term.until is None or one.until > term.until)
    ]
    return min(later, default=None)


def agreement_dues(agreements: Iterable[Agreement], calendar: Calendar) -> Iterator[Due]:
    """Agreements that run out: the last day, and the day by which notice is to be given. Done once another follows."""
    known = tuple(agreements)
    for one in known:
        if one.valid_to is None or one.terminated is not None:
            continue
        following = successor_of(one, known)
        for duty, day in (("agreement.notice", notice_by(one, calendar)), ("agreement.ends", one.valid_to)):
            if day is not None:
                yield Due(
                    id=f"{duty}/{one.id}",
                    duty=duty,
                    who="unit" if one.level is AgreementLevel.UNIT else "office",
                    day=day,
                    citation=Citation(source=one.id),
                    unit=one.unit,
                    subject=one.id,
                    done=following.signed if following else None,
                )


def call_dues(calls: Iterable[Call], longer: Mapping[str, dt.date]) -> Iterator[Due]:
    """The days on which calls open and close. They pass of themselves, and nobody is late with them.

    `longer` are later last days that were recorded, by the ids of the calls.
    """
    for one in calls:
        for duty, day in (("call.opens", one.opens), ("call.closes", longer.get(one.id, one.closes))):
            yield Due(
                id=f"{duty}/{one.id}",
                duty=duty,
                who="office" if duty == "call.opens" else "candidate",
                day=day,
                citation=Citation(source=one.id),
                subject=one.id,
                done=_after(day),
            )


def _after(day: dt.date) -> dt.date:
    return min(day, dt.date.max - dt.timedelta(1)) + dt.timedelta(1)
