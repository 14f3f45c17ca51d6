"""What is so of every dossier: which facts go together, and which exclude each other. Examples look like real dossiers.

These are no rules: nobody could break them. They follow from how the core's facts are found.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from itertools import permutations
from typing import Any

from mobilnost.grammar import Node, Vocabulary, check, facts_of, parse
from mobilnost.grammar.reach import Domain
from mobilnost.model import CefrLevel, DaySpan, Span
from mobilnost.rules.core_facts import CORE_FACTS
from mobilnost.rules.facts import FactDefinition, types_of

#: Facts that only a student has, and those of them that every student has.
OF_STUDENTS = (
    "cycle",
    "year_of_study",
    "study_status",
    "programme_semesters",
    "grade_average",
    "language_level",
    "cycle_total",
    "programme_cycle_total",
    "next_semester",
)
OF_EVERY_STUDENT = OF_STUDENTS[:3]
#: Facts that only a member of staff has, and those of them that each has.
OF_STAFF = (
    "staff_category",
    "employment_contract",
    "employed_at_home",
    "employed_by_affiliate",
    "employed_by_rectorate",
    "teaching_hours_per_week",
    "staff_total",
)
OF_ALL_STAFF = OF_STAFF[:5]
#: Facts that are known as soon as the agreement is, and those that are known only then.
OF_AGREEMENTS = ("agreement_between", "agreement_in_force", "agreement_programme", "agreement_place")
WITH_AGREEMENTS = ("agreement_unit", "agreement_field", "call_agreement")

#: A fact that is known only where another is known too.
TOGETHER = (
    ("call_agreement", "call_programme"),
    ("ects", "has_courses"),
    ("credits_explained", "has_courses"),
    ("has_courses", "credits_explained"),
    ("repeats_course", "has_courses"),
    ("isced_narrow", "isced_f"),
    ("language_level", "instruction_language"),
    ("citizen_of_host", "host_country"),
    ("citizen_of_sender", "sending_country"),
    ("abroad", "host_country"),
    ("abroad", "sending_country"),
    *permutations(OF_AGREEMENTS, 2),
    *((one, other) for one in WITH_AGREEMENTS for other in OF_AGREEMENTS),
)

_TEXTS = (
    "first_day <= last_day",
    "last_day < next_semester",
    "working_days <= calendar_days",
    "working_days >= 0",
    "calendar_days >= 0",
    "past_mobilities >= 0",
    "mobilities_this_year >= 1",
    "year_of_study >= 1",
    "programme_semesters >= 1",
    "grade_average >= 0",
    "ects >= 0",
    "teaching_hours_per_week >= 0",
    "has_courses or not known(repeats_course)",
    "has_courses or credits_explained",
    "has_courses or ects == 0",
    "abroad or sending_country == host_country",
    "not abroad or sending_country != host_country",
    "direction != 'outgoing' or partner_country == host_country",
    "direction != 'incoming' or partner_country == sending_country",
    *(f"participant != 'staff' or not known({fact})" for fact in OF_STUDENTS),
    *(f"participant != 'student' or not known({fact})" for fact in OF_STAFF),
    *(f"participant != 'student' or known({fact})" for fact in OF_EVERY_STUDENT),
    *(f"participant != 'staff' or known({fact})" for fact in OF_ALL_STAFF),
    *(f"not known({one}) or known({other})" for one, other in TOGETHER),
)

#: A student's semester abroad, and a teacher: what an example is like where a condition leaves it open.
USUAL: Mapping[str, Any] = {
    "participant": "student",
    "kind": "study",
    "direction": "outgoing",
    "blended": False,
    "joint_programme": False,
    "freemover": False,
    "zero_grant": False,
    "in_network": False,
    "first_day": date(2025, 10, 1),
    "last_day": date(2026, 2, 15),
    "stay": Span(4, 15),
    "calendar_days": 138,
    "working_days": 98,
    "academic_year": 2025,
    "semester": "winter",
    "abroad": True,
    "partner": "uniri.hr",
    "partner_country": "HR",
    "host_country": "HR",
    "sending_country": "BA",
    "instruction_language": "hr",
    "status_in_country": "citizen",
    "citizen_of_host": False,
    "cycle": "first",
    "year_of_study": 2,
    "study_status": "regular",
    "programme_semesters": 6,
    "grade_average": 4,
    "language_level": CefrLevel.B2,
    "isced_f": "0613",
    "isced_narrow": "061",
    "has_courses": True,
    "credits_explained": True,
    "ects": 30,
    "repeats_course": False,
    "past_mobilities": 0,
    "mobilities_this_year": 1,
    "cycle_total": Span(4, 15),
    "programme_cycle_total": Span(4, 15),
    "next_semester": date(2026, 2, 23),
    "staff_total": DaySpan(0, 5),
    "staff_category": "teaching",
    "teaching_hours_per_week": 8,
    **dict.fromkeys((*OF_AGREEMENTS, *WITH_AGREEMENTS, "call_programme"), True),
    "application_day": date(2025, 3, 3),
    "agreement_day": date(2025, 6, 2),
    "change_day": date(2025, 10, 20),
}


@lru_cache(maxsize=1)
def core_axioms() -> tuple[Node, ...]:
    """What is so of every dossier, typed over the core's facts."""
    vocabulary = Vocabulary(facts=types_of(CORE_FACTS), figures={})
    return tuple(check(parse(text), vocabulary)[0] for text in _TEXTS)


def dossier_domain(
    definitions: Iterable[FactDefinition] = CORE_FACTS, axioms: Iterable[Node] = (), usual: Mapping[str, Any] = USUAL
) -> Domain:
    """What the facts of a dossier may be: those of the core, and those that a programme brings.

    `axioms` are further conditions that hold of every dossier, typed. What the core says of a fact that is not among
    the definitions is left out.
    """
    given = {one.name: one for one in definitions}
    required = frozenset(name for name, one in given.items() if one.required)
    bearing = tuple(one for one in core_axioms() if given.keys() >= set(facts_of(one)))
    return Domain(types=types_of(given.values()), required=required, axioms=(*bearing, *axioms), usual=usual)
