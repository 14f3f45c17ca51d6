"""The four programmes as they are shipped, on the people of `pravilnik.cases`: regulation and programme together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Any

from pravilnik.cases import OFFICE, agreement

import mobilnost as m
import mobilnost_bilateral
import mobilnost_ceepus
import mobilnost_erasmus
import mobilnost_lipetsk
from mobilnost.formats.grants import quantity
from mobilnost.funding import Settlement, settlement_of
from mobilnost.grammar import evaluate
from mobilnost.model import Institution, Settings
from mobilnost.rules import facts_for

D = dt.date
#: Before every stay of these tests, so that no paper is late.
EARLY = D(2016, 1, 1)
PLUGINS = (mobilnost_bilateral, mobilnost_ceepus, mobilnost_erasmus, mobilnost_lipetsk)
COUNTRIES = {
    "uniri.hr": "HR",
    "unibg.it": "IT",
    "tum.de": "DE",
    "cuni.cz": "CZ",
    "bg.ac.rs": "RS",
    "msu.edu.mk": "MK",
    "unze.ba": "BA",
    "bme.hu": "HU",
    "au.dk": "DK",
    "lsu.ru": "RU",
}
INSTITUTIONS = tuple(Institution(id=id, names={"en": id}, country=code) for id, code in COUNTRIES.items())
#: An office in a programme country: the one of the page that knows of Lipetsk.
SVETI_NIKOLE = Settings(institution="msu.edu.mk", country="MK")


@cache
def laws() -> tuple[m.ProgrammeLaw, ...]:
    """What the four plugins bring, asked once."""
    host = m.Host(strict=True)
    for plugin in PLUGINS:
        host.add(plugin)
    return host.laws


@cache
def law_of(code: str) -> m.ProgrammeLaw:
    """What one of them brings."""
    return next(one for one in laws() if one.programme.code == code)


@cache
def lawbook() -> m.Lawbook:
    """The lawbook of Mostar's office."""
    return office(OFFICE)


def office(settings: Settings, programmes: tuple[m.ProgrammeLaw, ...] | None = None) -> m.Lawbook:
    """The lawbook of an office with these settings."""
    return m.Lawbook(
        regulation=m.regulation(),
        programmes=laws() if programmes is None else programmes,
        settings=settings,
        institutions=INSTITUTIONS,
    )


def assessed(
    dossier: m.Dossier,
    *,
    under: Any = "agreement",
    called: Any = None,
    on: D = EARLY,
    book: m.Lawbook | None = None,
) -> m.Assessment:
    """The assessment of a dossier, by default under an agreement that suits it, long before it begins."""
    mobility = dossier.mobility
    if under == "agreement":
        under = suiting(dossier)
    rulebook = (book or lawbook()).rulebook(mobility.programme, dossier.first_day, agreement=under, call=called)
    return m.assess(dossier, rulebook, on=on)


def suiting(dossier: m.Dossier, said: str = "") -> Any:
    """An agreement of the two institutions for the dossier's programme, always in force, that sets what is `said`."""
    mobility = dossier.mobility
    return agreement(
        said,
        programme=mobility.programme,
        parties=[mobility.sending, mobility.receiving],
        signed=D(2010, 1, 1),
        valid_from=D(2010, 1, 1),
    )


def outcome(rule: str, dossier: m.Dossier, **circumstances: Any) -> str:
    """What one rule says: met, unmet, unknown, not_applicable or waived."""
    return str(assessed(dossier, **circumstances).finding(rule).outcome)


def value(key: str, dossier: m.Dossier, **circumstances: Any) -> Any:
    """What a provision comes to for a dossier."""
    assessment = assessed(dossier, **circumstances)
    return assessment.rulebook.figures[key].effective(assessment.facts).value


def due(id: str, dossier: m.Dossier, **circumstances: Any) -> D | None:
    """The day on which a duty falls due; `None` where there is none."""
    duties = assessed(dossier, **circumstances).obligations
    return next((one.due for one in duties if one.id == id), None)


def all_facts(dossier: m.Dossier) -> dict[str, Any]:
    """Every fact of a dossier, also those that only its grant looks at."""
    rulebook = assessed(dossier).rulebook
    return facts_for(rulebook.case(dossier, m.Calendar()), rulebook.definitions.values())


def components(dossier: m.Dossier) -> list[m.Component]:
    """The components of a grant that apply to a dossier."""
    facts = all_facts(dossier)
    return [one for one in assessed(dossier).rulebook.components if evaluate(one.applies, facts, {}) is True]


def rates(component: str, dossier: m.Dossier, km: int = 0) -> list[str]:
    """The amounts that a component's table gives for a dossier: none where it does not apply, else exactly one."""
    facts = all_facts(dossier)
    return [
        f"{rate.amount} {rate.currency}" if rate.amount is not None else "open"
        for one in components(dossier)
        if one.id == component
        for rate in _in_force(one, dossier.first_day, km)
        if evaluate(rate.applies, facts, {}) is True
    ]


def _in_force(component: m.Component, day: D, km: int) -> Iterator[m.Rate]:
    for rate in component.rates:
        dated = (rate.valid_from or day) <= day <= (rate.valid_to or day)
        if dated and (rate.km_from or 0) <= km <= (rate.km_to or km):
            yield rate


def granted(dossier: m.Dossier, **circumstances: Any) -> Settlement:
    """The grant of a dossier, and its life."""
    found = settlement_of(assessed(dossier, **circumstances))
    assert found is not None
    return found


def lines_of(component: str, dossier: m.Dossier, **circumstances: Any) -> list[tuple[str, str, str]]:
    """Quantity, rate and amount of the lines of a component; what is not known is `?`."""
    lines = granted(dossier, **circumstances).grant.lines
    return [
        (
            "?" if one.quantity is None else quantity(one.quantity),
            "?" if one.found is None or one.found.amount is None else f"{one.found.amount:.2f}",
            "?" if one.amount is None else str(one.amount.amount),
        )
        for one in lines
        if one.component.id == component
    ]


def payer(component: str, code: str) -> str:
    """Who pays a component."""
    return str(next(one.payer for one in law_of(code).law.components if one.id == component))


def days(start: D, count: int) -> dict[str, D]:
    """A stay of so many calendar days, as the fields of a mobility."""
    return {"start": start, "end": start + dt.timedelta(days=count - 1)}


def hours(number: int | str) -> Decimal:
    """Teaching hours a week."""
    return Decimal(number)
