"""A law as it stands on a day: of its dated values and rates those that are then in force."""

from __future__ import annotations

from datetime import date

from attrs import evolve

from mobilnost.law import Component, Provision
from mobilnost.rules import Contribution


def in_force(law: Contribution, on: date | None) -> Contribution:
    """What is said on a day; without a day, everything that was ever said."""
    if on is None:
        return law
    return evolve(
        law,
        provisions=tuple(_provision(one, on) for one in law.provisions),
        components=tuple(_component(one, on) for one in law.components),
    )


def _provision(given: Provision, on: date) -> Provision:
    return evolve(given, values=tuple(one for one in given.values if one.valid_on(on)))


def _component(given: Component, on: date) -> Component:
    rates = (one for one in given.rates if (one.valid_from or on) <= on <= (one.valid_to or on))
    return evolve(given, rates=tuple(rates))
