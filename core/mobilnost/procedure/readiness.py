"""What is wanting in an office's settings for it to work as the regulation says (čl. 4, 5, 11, 23). Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

from mobilnost.law import Figure
from mobilnost.model import Selected, Settings, next_semester
from mobilnost.procedure.calls.committees import committee_law, objections
from mobilnost.procedure.refusals import Reason
from mobilnost.procedure.terms import terms_of
from mobilnost.rules import Each, StandingDuty

#: The provision that the level of language fills (čl. 11 st. 2).
LANGUAGE = "eligibility.student.language"
#: The provision whose days are counted from the beginning of a semester (čl. 14 st. 2 t. 3.7).
ENTERED = "recognition.enter_days_before_semester"


def wanting(
    settings: Settings, duties: Iterable[StandingDuty], figures: Mapping[str, Figure], on: dt.date
) -> tuple[Reason, ...]:
    """Everything that is wanting on a day, in the order of the regulation."""
    known = tuple(duties)
    return (
        *([] if settings.units else [Reason.of("settings-no-units")]),
        *(reason for one in known if one.holder for reason in _nobody(settings, one, one.holder, on)),
        *(reason for one in known if one.committee for reason in _committee(settings, one, figures, on)),
        *_terms(settings, known, on),
        *_language(settings, figures),
        *_semesters(settings, figures, on),
        *([] if settings.holidays.country else [Reason.of("settings-no-holidays")]),
    )


def _nobody(settings: Settings, duty: StandingDuty, role: str, on: dt.date) -> Iterator[Reason]:
    """A role that must be held, and is not, or not any more."""
    units = [one.id for one in settings.units] if duty.each is Each.UNIT else [None]
    for unit in units:
        terms = [one for one in terms_of(settings) if (one.role, one.unit) == (role, unit)]
        if any(one.runs(on) for one in terms):
            continue
        ended = [one.until for one in terms if one.until is not None and one.until < on]
        where = {} if unit is None else {"unit": unit}
        id = "settings-nobody" if unit is None else "settings-nobody-of-unit"
        if ended:
            yield Reason.of(f"{id}-since", duty.citation, role=role, until=max(ended), **where)
        else:
            yield Reason.of(id, duty.citation, role=role, **where)


def _committee(settings: Settings, duty: StandingDuty, figures: Mapping[str, Figure], on: dt.date) -> Iterator[Reason]:
    """A committee that is not there; or the newest one, of the wrong composition or out of its mandate."""
    participant = Selected(duty.committee or "")
    law = committee_law(participant, figures)
    ours = [one for one in settings.committees if one.participant is participant]
    if not ours:
        yield Reason.of("settings-no-committee", duty.citation, obligation=duty.id)
    elif law is not None:
        yield from objections(max(ours, key=lambda one: one.appointed), participant, law, on)


def _terms(settings: Settings, duties: Iterable[StandingDuty], on: dt.date) -> Iterator[Reason]:
    """Officers whose time has ended, where nobody has followed them; roles that must be held are told above."""
    asked = {(one.holder, one.each is Each.UNIT) for one in duties if one.holder}
    terms = [one for one in terms_of(settings) if (one.role, one.unit is not None) not in asked]
    for role, unit in dict.fromkeys((one.role, one.unit) for one in terms):
        same = [one for one in terms if (one.role, one.unit) == (role, unit)]
        ends = [one.until for one in same if one.until is not None and one.until < on]
        if ends and not any(one.runs(on) for one in same):
            where = {} if unit is None else {"unit": unit}
            id = "settings-nobody-since" if unit is None else "settings-nobody-of-unit-since"
            yield Reason.of(id, None, role=role, until=max(ends), **where)


def _language(settings: Settings, figures: Mapping[str, Figure]) -> Iterator[Reason]:
    """The level of language, where the regulation leaves it to the office and the office has said nothing."""
    figure = figures.get(LANGUAGE)
    if figure is not None and settings.language_level is None and LANGUAGE not in settings.provisions:
        yield Reason.of("settings-no-language-level", figure.provision.citation)


def _semesters(settings: Settings, figures: Mapping[str, Figure], on: dt.date) -> Iterator[Reason]:
    """The next semester, where nobody has said when it begins."""
    figure = figures.get(ENTERED)
    if figure is not None and next_semester(settings.semesters, on) is None:
        yield Reason.of("settings-no-semester", figure.provision.citation, today=on)
