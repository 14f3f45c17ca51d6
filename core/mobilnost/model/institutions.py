"""Universities, employers, and the units and officers of our own university (čl. 4)."""

import datetime as dt
from collections.abc import Mapping

from attrs import field, frozen

from mobilnost.model.codes import (
    COUNTRY,
    ERASMUS_CODE,
    ID,
    LATITUDE,
    LONGITUDE,
    OID,
    PIC,
    TEXT,
    Country,
    ErasmusCode,
    Id,
    Language,
    Latitude,
    Longitude,
    Oid,
    Pic,
    Text,
)
from mobilnost.model.ordered import require_order
from mobilnost.model.read_only import ReadOnly

Names = Mapping[Language, str]
"""A name in one or more languages, by language code."""


def _copied(names: Names) -> Names:
    return ReadOnly(names)


@frozen(kw_only=True)
class Institution:
    """A university or employer. `id` is its domain as in SCHAC (`uniri.hr`); coordinates are degrees."""

    id: Id = field(validator=ID)
    names: Names = field(converter=_copied, hash=False)
    country: Country = field(validator=COUNTRY)
    city: str | None = None
    erasmus_code: ErasmusCode | None = field(default=None, validator=ERASMUS_CODE)
    pic: Pic | None = field(default=None, validator=PIC)
    oid: Oid | None = field(default=None, validator=OID)
    latitude: Latitude | None = field(default=None, validator=LATITUDE)
    longitude: Longitude | None = field(default=None, validator=LONGITUDE)


@frozen(kw_only=True)
class Unit:
    """A faculty, academy or department, with the persons that čl. 4 asks it to name.

    `ects_coordinator` has a teaching title; `vice_dean` signs for teaching or international cooperation. None
    means that the unit has not named one yet, which a check of the office's settings reports.
    """

    id: Id = field(validator=ID)
    names: Names = field(converter=_copied, hash=False)
    ects_coordinator: str | None = None
    vice_dean: str | None = None
    head_of_department: str | None = None
    secretary_of_studies: str | None = None
    email: str | None = None


@frozen(kw_only=True)
class Officer:
    """Who holds an office (`rector`, `vice_rector` …), of one unit or of the university."""

    role: Id = field(validator=ID)
    name: Text = field(validator=TEXT)
    title: str | None = None
    unit: Id | None = field(default=None, validator=ID)
    email: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None

    def __attrs_post_init__(self) -> None:
        if self.since is not None:
            require_order("since", self.since, "until", self.until)
