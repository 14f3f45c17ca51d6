"""Stays: what for, where from and where to, when, and what came before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from mobilnost.model import Cycle, Direction, Kind, Mobility, PastMobility
from mobilnost.testing.strategies.people import LANGUAGES
from mobilnost.testing.strategies.places import HOME

#: How long stays last, in days: short ones, those at the edge of a month, of a semester and of a year, and others.
LENGTHS = (0, 1, 4, 6, 13, 28, 29, 30, 58, 59, 60, 88, 89, 91, 119, 150, 183, 300, 364, 365, 400)


def days(among: Sequence[date] = ()) -> st.SearchStrategy[date]:
    """First days of stays: on, before and after those that a law names, and any others."""
    near = st.builds(lambda day, shift: day + timedelta(days=shift), st.sampled_from(tuple(among)), st.integers(-2, 2))
    other = st.dates(date(2014, 1, 1), date(2030, 12, 31))
    return near | other if among else other


def mobilities(
    programme: str = "erasmus",
    *,
    kinds: Sequence[Kind] = tuple(Kind),
    partner: str = "uniri.hr",
    home: str = HOME,
    among: Sequence[date] = (),
) -> st.SearchStrategy[Mobility]:
    """A stay under a programme, with one partner; `among` are days at which something changes."""

    begins, lasts = days(among), st.sampled_from(LENGTHS) | st.integers(0, 400)
    rarely = st.sampled_from((False, False, False, True))
    details = st.fixed_dictionaries(
        {
            "kind": st.sampled_from(tuple(kinds)),
            "unit": st.sampled_from((None, "fsre")),
            "language": st.sampled_from((None, *LANGUAGES)),
            "field_isced_f": st.sampled_from((None, "0613", "0231")),
            "network": st.sampled_from((None, "HR-0108")),
            **dict.fromkeys(("blended", "joint_programme", "freemover", "zero_grant"), rarely),
        }
    )

    def made(direction: Direction, start: date, length: int, back: int | None, said: dict[str, Any]) -> Mobility:
        sending, receiving = (home, partner) if direction is Direction.OUTGOING else (partner, home)
        end = start + timedelta(days=length)
        returned = None if back is None else max(start, end + timedelta(days=back))
        return Mobility(
            id="m-1",
            programme=programme,
            direction=direction,
            sending=sending,
            receiving=receiving,
            start=start,
            end=end,
            returned=returned,
            **said,
        )

    back = st.sampled_from((None, None, None, -20, -3, 0, 9))
    return st.builds(made, st.sampled_from(Direction), begins, lasts, back, details)


def past_mobilities(programmes: Sequence[str] = ("erasmus",)) -> st.SearchStrategy[tuple[PastMobility, ...]]:
    """Earlier stays of the same person."""

    def made(programme: str, cycle: Cycle | None, kind: Kind | None, start: date, length: int) -> PastMobility:
        end = start + timedelta(days=length)
        return PastMobility(programme=programme, cycle=cycle, kind=kind, start=start, end=end)

    past = st.builds(
        made,
        st.sampled_from(tuple(programmes)),
        st.none() | st.sampled_from(Cycle),
        st.none() | st.sampled_from(Kind),
        st.dates(date(2012, 1, 1), date(2029, 12, 31)),
        st.sampled_from(LENGTHS),
    )
    return st.lists(past, max_size=2).map(tuple)
