"""The facts that every programme can rely on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from mobilnost.grammar import BOOLEAN, DATE, LEVEL, SPAN, TEXT, Type, choice, number
from mobilnost.model import (
    AcademicYear,
    AgreementLevel,
    CefrLevel,
    Cycle,
    Direction,
    Kind,
    Semester,
    Span,
    StaffCategory,
    StatusInCountry,
    StudyStatus,
    semester_of,
)
from mobilnost.rules.case import Case
from mobilnost.rules.facts import FactDefinition

YEAR = number("calendar year")


def always(
    name: str, type_: Type, compute: Callable[[Case], Any], meaning: str, source: str | None = None
) -> FactDefinition:
    """A fact that is known of every dossier."""
    return FactDefinition(name=name, type=type_, compute=compute, meaning=meaning, required=True, source=source)


def perhaps(
    name: str, type_: Type, compute: Callable[[Case], Any], meaning: str, source: str | None = None
) -> FactDefinition:
    """A fact that may be unknown."""
    return FactDefinition(name=name, type=type_, compute=compute, meaning=meaning, source=source)


def of_student(name: str) -> Callable[[Case], Any]:
    """A field of the student; unknown of staff."""
    return lambda case: getattr(case.dossier.student, name, None)


def of_staff(name: str) -> Callable[[Case], Any]:
    """A field of the member of staff; unknown of students."""
    return lambda case: getattr(case.dossier.staff, name, None)


def of_mobility(name: str) -> Callable[[Case], Any]:
    """A field of the mobility."""
    return lambda case: getattr(case.dossier.mobility, name)


def abroad(case: Case) -> bool | None:
    """Whether the stay is in another country than the sending institution's (čl. 2 st. 1)."""
    mobility = case.dossier.mobility
    sending, receiving = case.country(mobility.sending), case.country(mobility.receiving)
    return None if sending is None or receiving is None else sending != receiving


def citizen_of(country: Callable[[Case], str | None]) -> Callable[[Case], bool | None]:
    """Whether the participant is a citizen of a country, where the country is known."""

    def compute(case: Case) -> bool | None:
        known = country(case)
        return None if known is None else known in case.dossier.person.citizenships

    return compute


def host_country(case: Case) -> str | None:
    """The country of the receiving institution."""
    return case.country(case.dossier.mobility.receiving)


def sending_country(case: Case) -> str | None:
    """The country of the sending institution."""
    return case.country(case.dossier.mobility.sending)


def language_level(case: Case) -> CefrLevel | None:
    """The recorded CEFR level in the language of instruction or work; the best, where several are recorded."""
    student, language = case.dossier.student, case.dossier.mobility.language
    if student is None or language is None:
        return None
    levels = [skill.level for skill in student.languages or () if skill.code == language]
    return max(levels, default=None)


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
    foreign = [one for one in case.dossier.courses if one.host_credits.scheme.lower() != "ects"]
    return all(one.host_ects is not None and one.conversion for one in foreign)


def repeats_course(case: Case) -> bool | None:
    """Whether a course equals one that the student has passed; unknown where nobody has compared all of them."""
    answers = [one.already_passed for one in case.dossier.courses or ()]
    return True if True in answers else None if None in answers or not answers else False


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


def mobilities_this_year(case: Case) -> int:
    """This mobility and the earlier ones of the same academic year."""
    year = AcademicYear.of(case.dossier.first_day)
    return 1 + sum(AcademicYear.of(one.start) == year for one in case.past)


def employed_at_home(case: Case) -> bool | None:
    """Whether the employer is our university, one of its units, or an affiliated institution (čl. 21 st. 2)."""
    staff = case.dossier.staff
    return None if staff is None else staff.employer in case.home.employers | {case.home.institution}


def working_days(case: Case) -> int:
    """Mondays to Fridays within the stay; the host's holidays are not known to us."""
    first, last = case.dossier.first_day, case.dossier.last_day
    days = (first + timedelta(days=index) for index in range((last - first).days + 1))
    away = [one.period for one in case.dossier.interruptions]
    return sum(day.weekday() < 5 and not any(start <= day <= end for start, end in away) for day in days)


def isced_f(case: Case) -> str | None:
    """The field of the mobility, or else of the student's own studies."""
    student = case.dossier.student
    return case.dossier.mobility.field_isced_f or (student.isced_f if student else None)


def isced_narrow(case: Case) -> str | None:
    """The narrow field (three digits), where the field is known that far."""
    field = isced_f(case)
    return field[:3] if field and len(field) >= 3 else None


def agreement_in_force(case: Case) -> bool | None:
    """Whether the agreement is in force for the whole stay (čl. 5 st. 2, a reading)."""
    agreement = case.agreement
    if agreement is None:
        return None
    first, last = case.dossier.first_day, case.dossier.last_day
    halts = [halt.date for halt in (agreement.terminated, agreement.suspended) if halt is not None]
    ends = [*halts, *([agreement.valid_to + timedelta(days=1)] if agreement.valid_to else [])]
    return agreement.valid_from <= first and all(last < end for end in ends)


def agreement_between(case: Case) -> bool | None:
    """Whether both institutions are parties of the agreement."""
    mobility = case.dossier.mobility
    return None if case.agreement is None else {mobility.sending, mobility.receiving} <= set(case.agreement.parties)


def agreement_programme(case: Case) -> bool | None:
    """Whether the agreement was made for the programme of the mobility."""
    return None if case.agreement is None else case.agreement.programme == case.dossier.mobility.programme


def agreement_unit(case: Case) -> bool | None:
    """Whether an agreement of a unit is used by that unit; one of the university serves all of them."""
    agreement, unit = case.agreement, case.dossier.mobility.unit
    if agreement is None or (agreement.level is AgreementLevel.UNIT and unit is None):
        return None
    return agreement.level is AgreementLevel.UNIVERSITY or agreement.unit == unit


def agreement_place(case: Case) -> bool | None:
    """Whether the agreement has places of this direction, kind and cycle; one without places admits all."""
    agreement, mobility = case.agreement, case.dossier.mobility
    if agreement is None:
        return None
    cycle = case.dossier.student.cycle if case.dossier.student else None
    return not agreement.places or any(
        place.direction == mobility.direction
        and place.kind == mobility.kind
        and (place.cycles is None or cycle is None or cycle in place.cycles)
        for place in agreement.places
    )


def agreement_field(case: Case) -> bool | None:
    """Whether the agreement covers the field: `061` covers `0613`."""
    agreement, field = case.agreement, isced_f(case)
    if agreement is None:
        return None
    if agreement.isced_f is None:
        return True
    return (
        None
        if field is None
        else any(field.startswith(covered) or covered.startswith(field) for covered in agreement.isced_f)
    )


def call_programme(case: Case) -> bool | None:
    """Whether the call is one of the mobility's programme and academic year."""
    if case.call is None:
        return None
    year = AcademicYear.of(case.dossier.first_day)
    return case.call.programme == case.dossier.mobility.programme and case.call.academic_year == year


def call_agreement(case: Case) -> bool | None:
    """Whether the call offers the agreement; one that lists none offers all."""
    if case.call is None or case.agreement is None:
        return None
    return case.call.agreements is None or case.agreement.id in case.call.agreements


APPLICATION = "student_application_form"
LEARNING = ("learning_agreement", "training_agreement")
CHANGES = ("learning_agreement_change", "training_agreement_change")


def document_fact(*types: str, latest: bool = False) -> Callable[[Case], date | None]:
    """The day of a document."""
    return lambda case: case.document_day(*types, latest=latest)


CORE_FACTS: tuple[FactDefinition, ...] = (
    always("programme", TEXT, of_mobility("programme"), "the programme's code"),
    perhaps("edition", TEXT, lambda case: case.edition, "the programme's edition", "edition"),
    always("participant", choice("student", "staff"), lambda case: case.dossier.participant, "who goes"),
    always("kind", choice(*Kind), of_mobility("kind"), "what the mobility is for"),
    always("direction", choice(*Direction), of_mobility("direction"), "outgoing or incoming"),
    always("blended", BOOLEAN, of_mobility("blended"), "combined with a virtual part"),
    always("joint_programme", BOOLEAN, of_mobility("joint_programme"), "within a joint study programme"),
    always("freemover", BOOLEAN, of_mobility("freemover"), "outside any agreement or network"),
    always("zero_grant", BOOLEAN, of_mobility("zero_grant"), "without money of the programme"),
    always("in_network", BOOLEAN, lambda case: bool(case.dossier.mobility.network), "within a named network"),
    always("first_day", DATE, lambda case: case.dossier.first_day, "the day of arrival"),
    always("last_day", DATE, lambda case: case.dossier.last_day, "the last day of the stay"),
    always("stay", SPAN, lambda case: case.stay, "its length by the programme's count"),
    always("calendar_days", number("days"), lambda case: case.calendar_days, "its length in days"),
    always("working_days", number("days"), working_days, "its Mondays to Fridays"),
    always(
        "academic_year",
        YEAR,
        lambda case: AcademicYear.of(case.dossier.first_day).first,
        "the calendar year in which its academic year begins",
    ),
    always(
        "semester",
        choice(*Semester),
        lambda case: semester_of(case.dossier.first_day),
        "the semester in which it begins",
    ),
    always("partner", TEXT, lambda case: case.partner, "the other institution"),
    perhaps(
        "partner_country",
        TEXT,
        lambda case: case.country(case.partner),
        "the other institution's country",
        "institutions",
    ),
    perhaps("sending_country", TEXT, sending_country, "the sending institution's country", "institutions"),
    perhaps("host_country", TEXT, host_country, "the receiving institution's country", "institutions"),
    perhaps("abroad", BOOLEAN, abroad, "in another country than the sending institution's", "institutions"),
    perhaps("instruction_language", TEXT, of_mobility("language"), "the language of instruction", "mobility.language"),
    always(
        "status_in_country",
        choice(*StatusInCountry),
        lambda case: case.dossier.person.status_in_country,
        "citizen, refugee, stateless, resident",
    ),
    perhaps("citizen_of_host", BOOLEAN, citizen_of(host_country), "citizen of the host's country", "institutions"),
    perhaps(
        "citizen_of_sender", BOOLEAN, citizen_of(sending_country), "citizen of the sender's country", "institutions"
    ),
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
    perhaps("has_courses", BOOLEAN, has_courses, "whether courses are taken", "learning_agreement"),
    perhaps("ects", number("ects"), ects, "the ECTS credits of the courses at the host", "learning_agreement"),
    perhaps(
        "credits_explained",
        BOOLEAN,
        credits_explained,
        "whether credits that are not ECTS are explained",
        "learning_agreement",
    ),
    perhaps(
        "repeats_course", BOOLEAN, repeats_course, "whether a course equals one passed before", "courses.already_passed"
    ),
    always("past_mobilities", number("mobilities"), lambda case: len(case.past), "earlier mobilities"),
    always("mobilities_this_year", number("mobilities"), mobilities_this_year, "mobilities in this academic year"),
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
        "teaching_hours_per_week",
        number("hours per week"),
        of_staff("teaching_hours_per_week"),
        "teaching hours a week",
        "staff.teaching_hours_per_week",
    ),
    perhaps(
        "agreement_in_force",
        BOOLEAN,
        agreement_in_force,
        "an agreement in force for the whole stay",
        "mobility.agreement",
    ),
    perhaps(
        "agreement_between",
        BOOLEAN,
        agreement_between,
        "an agreement between the two institutions",
        "mobility.agreement",
    ),
    perhaps(
        "agreement_programme", BOOLEAN, agreement_programme, "an agreement for this programme", "mobility.agreement"
    ),
    perhaps("agreement_unit", BOOLEAN, agreement_unit, "an agreement of this unit", "mobility.unit"),
    perhaps(
        "agreement_place", BOOLEAN, agreement_place, "places of this direction, kind and cycle", "mobility.agreement"
    ),
    perhaps("agreement_field", BOOLEAN, agreement_field, "an agreement for this field", "mobility.field_isced_f"),
    perhaps("call_programme", BOOLEAN, call_programme, "a call of this programme and year", "mobility.call"),
    perhaps("call_agreement", BOOLEAN, call_agreement, "a call that offers the agreement", "mobility.call"),
    perhaps("application_day", DATE, document_fact(APPLICATION), "the day of the application", APPLICATION),
    perhaps(
        "agreement_day",
        DATE,
        document_fact(*LEARNING),
        "the day of the learning or training agreement",
        "learning_agreement",
    ),
    perhaps(
        "change_day",
        DATE,
        document_fact(*CHANGES, latest=True),
        "the day of the last change to it",
        "learning_agreement_change",
    ),
)
