"""What conditions of Dual Degree speak of, and no other programme's: homes, and semesters of study."""

from __future__ import annotations

from mobilnost import Case, FactDefinition, number

SEMESTER = "semester of study"
ENROLMENTS = frozenset({"dualdegree_enrolment_sending", "dualdegree_enrolment_receiving"})


def homes(case: Case) -> int:
    """How many of the two universities have certified that the student is enrolled there."""
    return len({paper.type for paper in case.dossier.documents if paper.date is not None} & ENROLMENTS)


def first_semester(case: Case) -> int | None:
    """The semester of study in which the stay begins, from the year of study and the half of the academic year."""
    student = case.dossier.student
    if student is None:
        return None
    return 2 * student.year_of_study - (case.semester == "winter")


def last_semester(case: Case) -> int | None:
    """The semester of study in which the stay ends."""
    first = first_semester(case)
    return None if first is None else first + case.semesters - 1


FACTS = (
    FactDefinition(
        name="dualdegree_homes",
        type=number("universities"),
        compute=homes,
        meaning="the universities at which the student is enrolled",
        required=True,
    ),
    FactDefinition(
        name="dualdegree_first_semester",
        type=number(SEMESTER),
        compute=first_semester,
        meaning="the semester of study in which the stay begins",
        source="student.year_of_study",
    ),
    FactDefinition(
        name="dualdegree_last_semester",
        type=number(SEMESTER),
        compute=last_semester,
        meaning="the semester of study in which the stay ends",
        source="student.year_of_study",
    ),
)
