"""Who goes: a person, and what they are at their university."""

import datetime as dt

from attrs import field, frozen

from mobilnost.model.codes import (
    COUNTRY,
    ID,
    ISCED_F,
    LANGUAGE,
    NOT_NEGATIVE,
    POSITIVE,
    Count,
    Country,
    Id,
    IscedF,
    Language,
    Quantity,
)
from mobilnost.model.kinds import CefrLevel, Cycle, StaffCategory, StatusInCountry, StudyStatus
from mobilnost.model.ordered import require_order


@frozen(kw_only=True)
class LanguageSkill:
    """How well a person knows a language, on the CEFR scale."""

    code: Language = field(validator=LANGUAGE)
    level: CefrLevel


@frozen(kw_only=True)
class Person:
    """The participant. `citizenships` are country codes and empty for the stateless (čl. 11 st. 2)."""

    id: Id = field(validator=ID)
    given_names: str
    family_name: str
    birth_date: dt.date | None = None
    citizenships: tuple[Country, ...] = field(validator=COUNTRY)
    status_in_country: StatusInCountry


@frozen(kw_only=True)
class Student:
    """What a student is at departure (čl. 11 st. 2).

    `programme_semesters` is the nominal length of the study programme, the base of the limits of čl. 9 st. 2;
    `grade_average` is on the scale of the home university; `languages` is None where nobody has recorded any.
    """

    cycle: Cycle
    year_of_study: Count = field(validator=POSITIVE)
    study_status: StudyStatus
    programme_semesters: Count | None = field(default=None, validator=POSITIVE)
    isced_f: IscedF | None = field(default=None, validator=ISCED_F)
    grade_average: Quantity | None = field(default=None, validator=NOT_NEGATIVE)
    languages: tuple[LanguageSkill, ...] | None = None


@frozen(kw_only=True)
class ElectionPeriod:
    """The period that a teacher was elected for; the year of čl. 22 st. 3 is counted within it."""

    start: dt.date
    end: dt.date

    def __attrs_post_init__(self) -> None:
        require_order("start", self.start, "end", self.end)


@frozen(kw_only=True)
class Staff:
    """What a member of staff is (čl. 21). `employer` is the id of the institution on the contract."""

    category: StaffCategory
    employment_contract: bool
    employer: Id = field(validator=ID)
    unit: Id | None = field(default=None, validator=ID)
    title: str | None = None
    title_since: dt.date | None = None
    election_period: ElectionPeriod | None = None
    teaching_hours_per_week: Quantity | None = field(default=None, validator=NOT_NEGATIVE)
