"""What is so about a stay: its purpose, its place and its time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from mobilnost.grammar import BOOLEAN, DATE, SPAN, TEXT, choice, number
from mobilnost.model import AcademicYear, Direction, Kind, Semester, StatusInCountry
from mobilnost.rules.case import Case
from mobilnost.rules.facts import OFFICE, FactDefinition, always, perhaps

YEAR = number("calendar year")


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


def working_days(case: Case) -> int:
    """Mondays to Fridays within the stay; the host's holidays are not known to us."""
    first, last = case.dossier.first_day, case.dossier.last_day
    days = (first + timedelta(days=index) for index in range((last - first).days + 1))
    away = [one.period for one in case.dossier.interruptions]
    return sum(day.weekday() < 5 and not any(start <= day <= end for start, end in away) for day in days)


MOBILITY_FACTS: tuple[FactDefinition, ...] = (
    always("programme", TEXT, of_mobility("programme"), "the programme's code"),
    perhaps("edition", TEXT, lambda case: case.edition, "the programme's edition", "edition", OFFICE),
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
        lambda case: case.semester,
        "the semester in which it begins",
    ),
    always("partner", TEXT, lambda case: case.partner, "the other institution"),
    perhaps(
        "partner_country",
        TEXT,
        lambda case: case.country(case.partner),
        "the other institution's country",
        "institutions",
        OFFICE,
    ),
    perhaps("sending_country", TEXT, sending_country, "the sending institution's country", "institutions", OFFICE),
    perhaps("host_country", TEXT, host_country, "the receiving institution's country", "institutions", OFFICE),
    perhaps("abroad", BOOLEAN, abroad, "in another country than the sending institution's", "institutions", OFFICE),
    perhaps("instruction_language", TEXT, of_mobility("language"), "the language of instruction", "mobility.language"),
    always(
        "status_in_country",
        choice(*StatusInCountry),
        lambda case: case.dossier.person.status_in_country,
        "citizen, refugee, stateless, resident",
    ),
    perhaps(
        "citizen_of_host", BOOLEAN, citizen_of(host_country), "citizen of the host's country", "institutions", OFFICE
    ),
    perhaps(
        "citizen_of_sender",
        BOOLEAN,
        citizen_of(sending_country),
        "citizen of the sender's country",
        "institutions",
        OFFICE,
    ),
)
