"""What is so about the student or member of staff: study or employment, courses, earlier mobilities."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from mobilnost.grammar import BOOLEAN, DATE, LEVEL, SPAN, TEXT, choice, number
from mobilnost.model import ECTS, AcademicYear, CefrLevel, Cycle, Span, StaffCategory, StudyStatus, next_semester
from mobilnost.rules.case import Case
from mobilnost.rules.facts import OFFICE, UNIT, FactDefinition, always, perhaps


def of_student(name: str) -> Callable[[Case], Any]:
    """A field of the student; unknown of staff."""
    return lambda case: getattr(case.dossier.student, name, None)


def of_staff(name: str) -> Callable[[Case], Any]:
    """A field of the member of staff; unknown of students."""
    return lambda case: getattr(case.dossier.staff, name, None)


def language_level(case: Case) -> CefrLevel | None:
    """The recorded CEFR level in the language of instruction or work; the best, where several are recorded."""
    student, language = case.dossier.student, case.dossier.mobility.language
    if student is None or language is None:
        return None
    levels = [skill.level for skill in student.languages or () if skill.code == language]
    return max(levels, default=None)


def isced_f(case: Case) -> str | None:
    """The field of the mobility, or else of the student's own studies."""
    student = case.dossier.student
    return case.dossier.mobility.field_isced_f or (student.isced_f if student else None)


def isced_narrow(case: Case) -> str | None:
    """The narrow field (three digits), where the field is known that far."""
    field = isced_f(case)
    return field[:3] if field and len(field) >= 3 else None


def has_courses(case: Case) -> bool | None:
    """Whether the learning agreement lists courses."""
    return None if case.dossier.courses is None else bool(case.dossier.courses)


def ects(case: Case) -> Decimal | None:
    """The ECTS credits of all courses at the host; unknown while one of them has not been converted."""
    if case.dossier.courses is None:
        return None
    credits = [course.ects for course in case.dossier.courses]
    known = [one for one in credits if one is not None]
    return sum(known, Decimal()) if len(known) == len(credits) else None


def credits_explained(case: Case) -> bool | None:
    """Whether every course whose credits are not ECTS carries its ECTS value and the principle of conversion."""
    if case.dossier.courses is None:
        return None
    foreign = [one for one in case.dossier.courses if one.host_credits.scheme.lower() != ECTS]
    return all(one.host_ects is not None and one.conversion for one in foreign)


def repeats_course(case: Case) -> bool | None:
    """Whether a course equals one that the student has passed; unknown where nobody has compared all of them."""
    answers = [one.already_passed for one in case.dossier.courses or ()]
    return True if True in answers else None if None in answers or not answers else False


def semester_ahead(case: Case) -> date | None:
    """The first day of the semester in which the student goes on at home, where the office has said when it begins.

    It is the next that begins after the stay (čl. 14 st. 2 t. 3.7, a reading).
    """
    return next_semester(case.home.semesters, case.dossier.last_day) if case.dossier.student else None


def mobilities_this_year(case: Case) -> int:
    """This mobility and the earlier ones of the same academic year."""
    year = AcademicYear.of(case.dossier.first_day)
    return 1 + sum(AcademicYear.of(one.start) == year for one in case.past)


def cycle_total(case: Case) -> Span | None:
    """This stay and all earlier ones in the same cycle, each by its own programme's count (čl. 9 st. 2)."""
    student = case.dossier.student
    if student is None or any(one.cycle is None for one in case.past):
        return None
    return case.total(one for one in case.past if one.cycle == student.cycle)


def programme_cycle_total(case: Case) -> Span | None:
    """As `cycle_total`, of this programme alone."""
    student, programme = case.dossier.student, case.dossier.mobility.programme
    same = [one for one in case.past if one.programme == programme]
    if student is None or any(one.cycle is None for one in same):
        return None
    return case.total(one for one in same if one.cycle == student.cycle)


def staff_total(case: Case) -> Span | None:
    """This stay and all earlier ones that began in the election period (čl. 22 st. 3)."""
    period = case.dossier.staff.election_period if case.dossier.staff else None
    if period is None:
        return None
    return case.total(one for one in case.past if period.start <= one.start <= period.end)


def employed_at_home(case: Case) -> bool | None:
    """Whether the employer is our university or one of its units (čl. 21 st. 2)."""
    staff = case.dossier.staff
    return None if staff is None else staff.employer in {case.home.institution, *case.home.units}


def employed_by_affiliate(case: Case) -> bool | None:
    """Whether the employer is affiliated with our university, as the clinical hospital is (čl. 21 st. 2)."""
    staff = case.dossier.staff
    return None if staff is None else staff.employer in case.home.affiliated


def employed_by_rectorate(case: Case) -> bool | None:
    """Whether the Rectorate employs: of the university's own staff, and of none of its units (čl. 23, after st. 3)."""
    staff = case.dossier.staff
    if staff is None:
        return None
    return staff.employer == case.home.institution and staff.unit not in case.home.units


#: A joint study has courses, and no agreement on them (čl. 7 st. 5).
COURSES = "courses"

PERSON_FACTS: tuple[FactDefinition, ...] = (
    perhaps("cycle", choice(*Cycle), of_student("cycle"), "the cycle of study", "student.cycle"),
    perhaps(
        "year_of_study",
        number("year of study"),
        of_student("year_of_study"),
        "the year of study at departure",
        "student.year_of_study",
    ),
    perhaps(
        "study_status",
        choice(*StudyStatus),
        of_student("study_status"),
        "full-time or part-time",
        "student.study_status",
    ),
    perhaps(
        "programme_semesters",
        number("semesters"),
        of_student("programme_semesters"),
        "the length of the study programme",
        "student.programme_semesters",
    ),
    perhaps(
        "grade_average",
        number("grade"),
        of_student("grade_average"),
        "the average on the home scale",
        "student.grade_average",
    ),
    perhaps(
        "language_level", LEVEL, language_level, "the level in the language of instruction", "language_certificate"
    ),
    perhaps("isced_f", TEXT, isced_f, "the field (ISCED-F 2013)", "mobility.field_isced_f"),
    perhaps("isced_narrow", TEXT, isced_narrow, "the narrow field (ISCED-F 2013)", "mobility.field_isced_f"),
    perhaps(
        "has_courses",
        BOOLEAN,
        has_courses,
        "whether courses are taken",
        "learning_agreement",
        otherwise=COURSES,
    ),
    perhaps(
        "ects",
        number("ects"),
        ects,
        "the ECTS credits of the courses at the host",
        "learning_agreement",
        otherwise=COURSES,
    ),
    perhaps(
        "credits_explained",
        BOOLEAN,
        credits_explained,
        "whether credits that are not ECTS are explained",
        "learning_agreement",
        otherwise=COURSES,
    ),
    perhaps(
        "repeats_course",
        BOOLEAN,
        repeats_course,
        "whether a course equals one passed before",
        "courses.already_passed",
        UNIT,
    ),
    always("past_mobilities", number("mobilities"), lambda case: len(case.past), "earlier mobilities"),
    always("mobilities_this_year", number("mobilities"), mobilities_this_year, "mobilities in this academic year"),
    perhaps(
        "next_semester",
        DATE,
        semester_ahead,
        "the first day of the semester in which the student goes on",
        "semesters",
        OFFICE,
    ),
    perhaps("cycle_total", SPAN, cycle_total, "all stays of the cycle together", "history.cycle"),
    perhaps(
        "programme_cycle_total",
        SPAN,
        programme_cycle_total,
        "all stays of the cycle under this programme",
        "history.cycle",
    ),
    perhaps("staff_total", SPAN, staff_total, "all stays of the election period together", "staff.election_period"),
    perhaps("staff_category", choice(*StaffCategory), of_staff("category"), "the category of staff", "staff.category"),
    perhaps(
        "employment_contract",
        BOOLEAN,
        of_staff("employment_contract"),
        "an employment contract",
        "staff.employment_contract",
    ),
    perhaps("employed_at_home", BOOLEAN, employed_at_home, "employed by our university", "staff.employer"),
    perhaps(
        "employed_by_affiliate",
        BOOLEAN,
        employed_by_affiliate,
        "employed by an affiliated institution",
        "staff.employer",
    ),
    perhaps(
        "employed_by_rectorate",
        BOOLEAN,
        employed_by_rectorate,
        "employed by the Rectorate, of no unit",
        "staff.employer",
    ),
    perhaps(
        "teaching_hours_per_week",
        number("hours per week"),
        of_staff("teaching_hours_per_week"),
        "teaching hours a week",
        "staff.teaching_hours_per_week",
    ),
)
