"""Agreements between our university and a partner."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from mobilnost.model import Agreement, AgreementLevel, Direction, Kind, Places
from mobilnost.testing.strategies.places import HOME


def agreements(
    programme: str = "erasmus", *, partner: str = "uniri.hr", home: str = HOME
) -> st.SearchStrategy[Agreement]:
    """An agreement of the university, with or without places and an end; it sets no terms."""
    place = st.builds(
        Places,
        direction=st.sampled_from(Direction),
        kind=st.sampled_from(Kind),
        persons_per_year=st.integers(0, 10),
    )
    return st.builds(
        Agreement,
        id=st.just("a-1"),
        programme=st.just(programme),
        level=st.just(AgreementLevel.UNIVERSITY),
        parties=st.just((home, partner)),
        signed=st.just(date(2014, 1, 15)),
        valid_from=st.dates(date(2014, 2, 1), date(2024, 12, 31)),
        valid_to=st.none() | st.dates(date(2025, 1, 1), date(2031, 12, 31)),
        isced_f=st.none() | st.just(("061",)),
        places=st.lists(place, max_size=2).map(tuple),
    )
