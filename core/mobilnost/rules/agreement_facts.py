"""What is so about the agreement, the call, and the papers that carry a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from mobilnost.grammar import BOOLEAN, DATE
from mobilnost.model import AcademicYear, AgreementLevel
from mobilnost.rules.case import Case
from mobilnost.rules.facts import OFFICE, FactDefinition, perhaps
from mobilnost.rules.person_facts import isced_f

APPLICATION = "student_application_form"
LEARNING = ("learning_agreement", "training_agreement")
CHANGES = ("learning_agreement_change", "training_agreement_change")


def agreement_in_force(case: Case) -> bool | None:
    """Whether the agreement is in force for the whole stay (čl. 5 st. 2, a reading)."""
    agreement = case.agreement
    if agreement is None:
        return None
    first, last = case.dossier.first_day, case.dossier.last_day
    halts = [halt.date for halt in (agreement.terminated, agreement.suspended) if halt is not None]
    lasts = agreement.valid_to is None or last <= agreement.valid_to
    return agreement.valid_from <= first and lasts and all(last < halt for halt in halts)


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


def document_fact(*types: str, latest: bool = False) -> Callable[[Case], date | None]:
    """The day of a document."""
    return lambda case: case.document_day(*types, latest=latest)


AGREEMENT_FACTS: tuple[FactDefinition, ...] = (
    perhaps(
        "agreement_in_force",
        BOOLEAN,
        agreement_in_force,
        "an agreement in force for the whole stay",
        "mobility.agreement",
        OFFICE,
    ),
    perhaps(
        "agreement_between",
        BOOLEAN,
        agreement_between,
        "an agreement between the two institutions",
        "mobility.agreement",
        OFFICE,
    ),
    perhaps(
        "agreement_programme",
        BOOLEAN,
        agreement_programme,
        "an agreement for this programme",
        "mobility.agreement",
        OFFICE,
    ),
    perhaps("agreement_unit", BOOLEAN, agreement_unit, "an agreement of this unit", "mobility.unit", OFFICE),
    perhaps(
        "agreement_place",
        BOOLEAN,
        agreement_place,
        "places of this direction, kind and cycle",
        "mobility.agreement",
        OFFICE,
    ),
    perhaps("agreement_field", BOOLEAN, agreement_field, "an agreement for this field", "mobility.field_isced_f"),
    perhaps("call_programme", BOOLEAN, call_programme, "a call of this programme and year", "mobility.call", OFFICE),
    perhaps("call_agreement", BOOLEAN, call_agreement, "a call that offers the agreement", "mobility.call", OFFICE),
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
