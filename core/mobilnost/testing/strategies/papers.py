"""Papers, courses and money: what an office has on record of a stay."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from mobilnost.model import Course, Credits, Document, GrantRecord

#: Papers that the core knows and a regulation may ask for.
PAPERS = (
    "student_application_form",
    "learning_agreement",
    "learning_agreement_change",
    "training_agreement",
    "acceptance_letter",
    "transcript_of_records",
    "staff_report",
)
SIGNATORIES = ("student", "staff", "vice_dean", "vice_rector", "superior", "host", "home", "employer")


def documents(around: date, types: Sequence[str] = PAPERS) -> st.SearchStrategy[tuple[Document, ...]]:
    """Papers of some types, each once, of days not far from one; who signed them is anybody's guess."""
    return filed(types).map(lambda make: make(around))


def filed(types: Sequence[str] = PAPERS) -> st.SearchStrategy[Callable[[date], tuple[Document, ...]]]:
    """The same for a day that is not known yet: what makes the papers from it."""
    paper = st.tuples(
        st.sampled_from(tuple(types)),
        st.none() | st.integers(-400, 400),
        st.sampled_from(((), SIGNATORIES, SIGNATORIES[:4], ("host",))),
        st.sampled_from(((), ("en",), ("hr", "en"))),
    )
    several = st.lists(paper, max_size=min(4, len(types)), unique_by=lambda one: one[0])

    def made(papers: list[tuple[str, int | None, tuple[str, ...], tuple[str, ...]]]) -> Callable[[date], Any]:
        return lambda day: tuple(
            Document(
                type=type_,
                date=None if shift is None else day + timedelta(days=shift),
                signed_by=signed,
                languages=languages,
            )
            for type_, shift, signed, languages in papers
        )

    return several.map(made)


def courses() -> st.SearchStrategy[tuple[Course, ...]]:
    """The courses of a learning agreement."""
    ects = st.integers(1, 30).map(Decimal)
    course = st.builds(
        Course,
        host_title=st.just("Databases"),
        host_credits=st.builds(Credits, value=ects, scheme=st.just("ects")),
        home_title=st.none() | st.just("Baze podataka"),
        home_ects=st.none() | ects,
        overlap_percent=st.none() | st.integers(0, 100).map(Decimal),
        already_passed=st.none() | st.booleans(),
    )
    return st.lists(course, max_size=3).map(tuple)


def records() -> st.SearchStrategy[GrantRecord]:
    """What an office knows of the money of a stay before any of it is paid."""
    return st.builds(
        GrantRecord,
        distance_km=st.none() | st.sampled_from((0, 99, 100, 500, 2000, 8000)).map(Decimal),
        travel_days=st.integers(0, 4),
        zero_grant_days=st.sampled_from((0, 0, 5, 30)),
        teaching_hours=st.none() | st.sampled_from((0, 4, 8, 20)).map(Decimal),
    )
