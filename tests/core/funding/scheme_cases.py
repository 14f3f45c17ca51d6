"""A programme of the tests' own, with the components that a case writes, on the people of `pravilnik.cases`."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from attrs import evolve
from pravilnik.cases import OFFICE, agreement, call, law, outgoing

import mobilnost as m
from mobilnost.funding import Grant, Line, Settlement, settlement_of
from mobilnost.model import GrantRecord, Institution, Settings

D = dt.date
#: The Commission's own example; and a day before anything has begun.
FIRST, LAST, EARLY = D(2023, 1, 1), D(2023, 4, 15), D(2022, 1, 1)
HEADER = '[programme]\ncode = "x"\nsource = "Guide"\n\n'
#: Rijeka lies 347 km from Mostar; of Ljubljana nobody has recorded where it is.
INSTITUTIONS = (
    Institution(id="sum.ba", names={"en": "Mostar"}, country="BA", latitude=Decimal("43.3438"), longitude=Decimal("17.8078")),
    Institution(id="uniri.hr", names={"en": "Rijeka"}, country="HR", latitude=Decimal("45.3271"), longitude=Decimal("14.4422")),
    Institution(id="uni-lj.si", names={"en": "Ljubljana"}, country="SI"),
)  # fmt: skip


def component(rates: str = "", **said: Any) -> str:
    """One `[[components]]`; by default a month's support that the sending institution pays."""
    fields = {"id": "x.support", "per": "month", "payer": "sending", "cites": "p. 1"} | said
    lines = "".join(f"{key} = {_toml(value)}\n" for key, value in fields.items())
    return f"[[components]]\n{lines}rates = [{rates}]\n\n"


def rate(amount: str = "300.00", currency: str = "EUR", **said: Any) -> str:
    """One rate, as a file writes it."""
    fields = {"amount": amount, "currency": currency} | said
    return "{ " + ", ".join(f"{key} = {_toml(value)}" for key, value in fields.items()) + " }, "


def money(key: str, value: str = "none", who: str = "agreement") -> str:
    """A provision of money that somebody may set."""
    return (
        f'[[provisions]]\nkey = "{key}"\ntype = "money"\ncites = "p. 2"\nused_by = ["funding"]\nsetting = true\n'
        f'value = "{value}"\nmay_set = [{{ layer = "{who}", cites = "p. 3" }}]\n\n'
    )


def figure(key: str, type_: str, value: Any, extra: str = "") -> str:
    """Any other provision of money."""
    return (
        f'[[provisions]]\nkey = "{key}"\ntype = "{type_}"\ncites = "p. 2"\nused_by = ["funding"]\nsetting = true\n'
        f"value = {_toml(value)}\n{extra}\n"
    )


def book(text: str, settings: Settings = OFFICE) -> m.Lawbook:
    """The lawbook of the office with the programme."""
    file = m.parse_programme(HEADER + text, "x.toml")
    return m.Lawbook(
        regulation=law(),
        programmes=[m.ProgrammeLaw(programme=file.programme, law=file.law)],
        settings=settings,
        institutions=INSTITUTIONS,
    )


def stay(start: D = FIRST, end: D = LAST, **changes: Any) -> m.Dossier:
    """A student's stay under the programme; `grant` is what the office records of its money."""
    record = GrantRecord(**changes.pop("grant", {}))
    return evolve(outgoing(programme="x", start=start, end=end, **changes), grant=record)


def settled(
    text: str,
    dossier: m.Dossier | None = None,
    *,
    terms: str = "",
    on: D = EARLY,
    settings: Settings = OFFICE,
    by_call: str = "",
) -> Settlement:
    """The grant of a dossier under the programme, an agreement that sets `terms`, and a call."""
    dossier = dossier or stay()
    under = agreement(terms, programme="x", parties=[dossier.mobility.sending, dossier.mobility.receiving])
    called = call(by_call, programme="x") if by_call else None
    rulebook = book(text, settings).rulebook("x", dossier.first_day, agreement=under, call=called)
    found = settlement_of(m.assess(dossier, rulebook, on=on))
    assert found is not None
    return found


def granted(text: str, dossier: m.Dossier | None = None, **circumstances: Any) -> Grant:
    """What is paid."""
    return settled(text, dossier, **circumstances).grant


def only(grant: Grant) -> Line:
    """The one line of a grant."""
    (line,) = grant.lines
    return line


def amounts(grant: Grant) -> list[str]:
    """The amounts of all lines; `?` is not known."""
    return ["?" if one.amount is None else str(one.amount) for one in grant.lines]


def totals(grant: Grant) -> list[str] | None:
    """The whole, by currencies; `None` is not known."""
    return None if grant.totals is None else [str(one) for one in grant.totals.values()]


def days(start: D, count: int) -> dict[str, D]:
    """A stay of so many calendar days."""
    return {"start": start, "end": start + dt.timedelta(days=count - 1)}


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | dt.date):
        return str(value)
    return value if isinstance(value, str) and value.startswith("[") else f'"{value}"'
