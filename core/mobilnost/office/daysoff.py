"""Public holidays of an office, as the `holidays` library knows them, and the office's own days."""

from __future__ import annotations

import datetime as dt
from functools import cache

from mobilnost.formats.documents import Loaded
from mobilnost.model import Calendar, InvalidData, Problem, Settings


def calendar_of(settings: Loaded[Settings], years: range) -> Calendar:
    """The office's working days over some years.

    Raises `InvalidData` for a country or subdivision that no calendar is known of.
    """
    own = settings.value.holidays
    known: frozenset[dt.date] = frozenset()
    if own.country is not None:
        try:
            known = frozenset().union(*(_public(own.country, own.subdivision, year) for year in years))
        except NotImplementedError as error:  # what `holidays` says of a country or a part of one that it does not know
            key = "country" if _unknown_country(own.country) else "subdivision"
            raise InvalidData(
                [
                    Problem(
                        "unknown-calendar",
                        settings.place("holidays", key),
                        found=own.country if key == "country" else own.subdivision,
                        expected=None if key == "country" else ", ".join(_subdivisions(own.country)) or None,
                    )
                ]
            ) from error
    working = frozenset(own.working)
    return Calendar(holidays=(known | frozenset(own.extra)) - working, working=working)


@cache
def _public(country: str, subdivision: str | None, year: int) -> frozenset[dt.date]:
    import holidays

    return frozenset(holidays.country_holidays(country, subdiv=subdivision, years=year))


def _subdivisions(country: str) -> list[str]:
    import holidays

    return list(holidays.list_supported_countries().get(country, ()))


def _unknown_country(country: str) -> bool:
    import holidays

    return country not in holidays.list_supported_countries()
