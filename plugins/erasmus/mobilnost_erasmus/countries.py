"""Which countries take part in Erasmus+, and in which group of living costs: the lists of countries.toml."""

from __future__ import annotations

import tomllib
from datetime import date
from importlib.resources import files
from typing import Any, NamedTuple


class Listed(NamedTuple):
    """A list of countries under a heading, from a day to a day; both ends count."""

    heading: str
    countries: frozenset[str]
    since: date
    until: date

    def names(self, country: str, day: date) -> bool:
        """Whether a country is on the list on a day."""
        return country in self.countries and self.since <= day <= self.until


def _listed(entry: dict[str, Any], heading: str) -> Listed:
    return Listed(
        heading=entry[heading],
        countries=frozenset(entry["countries"]),
        since=entry.get("since", date.min),
        until=entry.get("until", date.max),
    )


_DATA = tomllib.loads(files(__package__).joinpath("countries.toml").read_text(encoding="utf-8"))
PROGRAMME_COUNTRIES = tuple(_listed(one, "edition") for one in _DATA["programme_countries"])
HOST_GROUPS = tuple(_listed(one, "group") for one in _DATA["host_groups"])


def is_programme_country(country: str, edition: str, day: date) -> bool:
    """Whether a country is a programme country of an edition for a stay that begins on a day."""
    return any(one.heading == edition and one.names(country, day) for one in PROGRAMME_COUNTRIES)


def host_group(country: str, day: date) -> str | None:
    """The group of living costs of a host for a stay that begins on a day, where a source names it."""
    return next((one.heading for one in HOST_GROUPS if one.names(country, day)), None)
