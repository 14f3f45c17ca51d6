"""People: who goes or comes, as a student or a member of staff."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from mobilnost.model import (
    CefrLevel,
    Cycle,
    LanguageSkill,
    Person,
    Staff,
    StaffCategory,
    StatusInCountry,
    Student,
    StudyStatus,
)
from mobilnost.testing.strategies.places import COUNTRIES, HOME

#: Languages in which somebody may study.
LANGUAGES = ("en", "hr", "de", "ru")


def persons(countries: Sequence[str] = COUNTRIES) -> st.SearchStrategy[Person]:
    """A person; one without a citizenship is stateless."""
    return st.builds(
        Person,
        id=st.just("p-1"),
        given_names=st.just("Iva"),
        family_name=st.just("Primjer"),
        birth_date=st.none() | st.dates(date(1950, 1, 1), date(2005, 12, 31)),
        citizenships=st.lists(st.sampled_from(tuple(countries)), max_size=2, unique=True).map(tuple),
        status_in_country=st.sampled_from(StatusInCountry),
    )


def students() -> st.SearchStrategy[Student]:
    """A student at departure."""
    skill = st.builds(LanguageSkill, code=st.sampled_from(LANGUAGES), level=st.sampled_from(CefrLevel))
    skills = st.lists(skill, max_size=2, unique_by=lambda one: one.code).map(tuple)
    return st.builds(
        Student,
        cycle=st.sampled_from(Cycle),
        year_of_study=st.integers(1, 6),
        study_status=st.sampled_from(StudyStatus),
        programme_semesters=st.none() | st.sampled_from((2, 4, 6, 8, 10, 12)),
        isced_f=st.none() | st.sampled_from(("0613", "0714", "0231", "0912")),
        grade_average=st.none() | st.integers(10, 50).map(lambda tenths: Decimal(tenths) / 10),
        languages=st.none() | skills,
    )


def staff(home: str = HOME) -> st.SearchStrategy[Staff]:
    """A member of staff, of ours or not."""
    return st.builds(
        Staff,
        category=st.sampled_from(StaffCategory),
        employment_contract=st.booleans(),
        employer=st.sampled_from((home, "other.example")),
        unit=st.none() | st.just("fsre"),
        title=st.none() | st.just("docent"),
        title_since=st.none() | st.dates(date(2000, 1, 1), date(2026, 12, 31)),
        teaching_hours_per_week=st.none() | st.integers(0, 40).map(Decimal),
    )
