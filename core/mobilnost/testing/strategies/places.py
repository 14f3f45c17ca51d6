"""Institutions: our own university, and partners with what an office may know of them or not."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from hypothesis import strategies as st

from mobilnost.model import Institution

#: Countries that laws tell apart: ours, neighbours in the Union and outside, the far north, and others.
COUNTRIES = ("BA", "HR", "AT", "DE", "SE", "NO", "RS", "MK", "CH", "GB", "RU", "US")
#: Our own university, as the shipped regulation has it.
HOME = "sum.ba"


def institutions(
    countries: Sequence[str] = COUNTRIES, id: str | None = None, *, located: bool = False
) -> st.SearchStrategy[Institution]:
    """A partner; where it lies is known or not, unless it is to be `located`."""
    known = st.tuples(_degrees(90), _degrees(180))
    places = known if located else st.none() | known
    names = st.just(id) if id else st.sampled_from(("uniri.hr", "uib.no", "uns.ac.rs", "lu.se", "ukim.mk"))

    def made(id: str, country: str, at: tuple[Decimal, Decimal] | None) -> Institution:
        latitude, longitude = at if at else (None, None)
        return Institution(id=id, names={"en": id}, country=country, latitude=latitude, longitude=longitude)

    return st.builds(made, names, st.sampled_from(tuple(countries)), places)


def _degrees(most: int) -> st.SearchStrategy[Decimal]:
    return st.integers(-most * 100, most * 100).map(lambda hundredths: Decimal(hundredths) / 100)
