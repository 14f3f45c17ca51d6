"""Persons, institutions, agreements, calls, dossiers and their like: frozen values without policy.

Attribute names are the keys of the files. Lists are tuples; None is unknown or absent.
"""

from mobilnost.model.agreements import Agreement, Condition, Halt, Places, Term
from mobilnost.model.calls import Call
from mobilnost.model.codes import (
    Amount,
    Count,
    Country,
    Day,
    ErasmusCode,
    Id,
    IscedF,
    Language,
    Latitude,
    Longitude,
    Oid,
    Percent,
    Pic,
    Quantity,
    Text,
)
from mobilnost.model.courses import Course, Credits
from mobilnost.model.deadlines import AcademicYear, Calendar, MonthDay, Roll, Semester, semester_of
from mobilnost.model.decisions import Decision, Waiver
from mobilnost.model.documents import Document
from mobilnost.model.dossiers import Dossier, Interruption, Mobility, PastMobility, Suspension
from mobilnost.model.institutions import Institution, Names, Officer, Unit
from mobilnost.model.kinds import (
    AgreementLevel,
    CefrLevel,
    Cycle,
    Direction,
    Kind,
    Phase,
    StaffCategory,
    StatusInCountry,
    StudyStatus,
)
from mobilnost.model.money import Money
from mobilnost.model.persons import ElectionPeriod, LanguageSkill, Person, Staff, Student
from mobilnost.model.problems import BadValue, InvalidData, MobilnostError, Place, Problem, dotted
from mobilnost.model.settings import DEFAULT_REGULATION, Closure, HolidaySettings, Settings
from mobilnost.model.spans import (
    COUNTING,
    DAYS_PER_MONTH,
    Counting,
    Period,
    Span,
    actual_days,
    calendar_months,
    commission_months,
    measure,
    merged,
)
from mobilnost.model.values import Scalar, Value

__all__ = [
    "COUNTING",
    "DAYS_PER_MONTH",
    "DEFAULT_REGULATION",
    "AcademicYear",
    "Agreement",
    "AgreementLevel",
    "Amount",
    "BadValue",
    "Calendar",
    "Call",
    "CefrLevel",
    "Closure",
    "Condition",
    "Count",
    "Counting",
    "Country",
    "Course",
    "Credits",
    "Cycle",
    "Day",
    "Decision",
    "Direction",
    "Document",
    "Dossier",
    "ElectionPeriod",
    "ErasmusCode",
    "Halt",
    "HolidaySettings",
    "Id",
    "Institution",
    "Interruption",
    "InvalidData",
    "IscedF",
    "Kind",
    "Language",
    "LanguageSkill",
    "Latitude",
    "Longitude",
    "Mobility",
    "MobilnostError",
    "Money",
    "MonthDay",
    "Names",
    "Officer",
    "Oid",
    "PastMobility",
    "Percent",
    "Period",
    "Person",
    "Phase",
    "Pic",
    "Place",
    "Places",
    "Problem",
    "Quantity",
    "Roll",
    "Scalar",
    "Semester",
    "Settings",
    "Span",
    "Staff",
    "StaffCategory",
    "StatusInCountry",
    "Student",
    "StudyStatus",
    "Suspension",
    "Term",
    "Text",
    "Unit",
    "Value",
    "Waiver",
    "actual_days",
    "calendar_months",
    "commission_months",
    "dotted",
    "measure",
    "merged",
    "semester_of",
]
