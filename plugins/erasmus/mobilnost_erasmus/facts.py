"""The facts that only Erasmus+ has: programme countries, groups of hosts, and papers of its own."""

from __future__ import annotations

from datetime import date

from mobilnost import BOOLEAN, DATE, Case, FactDefinition, choice
from mobilnost_erasmus.countries import host_group, is_programme_country


def _takes_part(case: Case, institution: str) -> bool | None:
    """Whether an institution is in a programme country; unknown without its country or an edition."""
    country = case.country(institution)
    if country is None or case.edition is None:
        return None
    return is_programme_country(country, case.edition, case.dossier.first_day)


def sender_in_programme(case: Case) -> bool | None:
    """Whether the sending institution is in a programme country."""
    return _takes_part(case, case.dossier.mobility.sending)


def host_in_programme(case: Case) -> bool | None:
    """Whether the receiving institution is in a programme country."""
    return _takes_part(case, case.dossier.mobility.receiving)


def within_programme(case: Case) -> bool | None:
    """Whether both are: KA103 or KA131 if so, else KA107 or KA171. One that is not settles it."""
    answers = (sender_in_programme(case), host_in_programme(case))
    return False if False in answers else None if None in answers else True


def group_of_host(case: Case) -> str | None:
    """The receiving country's group of living costs, where a source names it for that year."""
    country = case.country(case.dossier.mobility.receiving)
    return None if country is None else host_group(country, case.dossier.first_day)


def grant_agreement_day(case: Case) -> date | None:
    """The day of the last signature of the grant agreement."""
    return case.document_day("grant_agreement", latest=True)


def report_day(case: Case) -> date | None:
    """The day on which the participant's report was handed in."""
    return case.document_day("participant_report")


def cancelled_day(case: Case) -> date | None:
    """The day since which it is known that the participant does not go."""
    return case.dossier.grant.cancelled


def _holds(case: Case, type_: str) -> bool:
    return any(paper.type == type_ for paper in case.dossier.documents)


def green_travel(case: Case) -> bool:
    """Whether the participant has declared to travel green; without the paper it is not so."""
    return _holds(case, "green_travel_declaration")


def fewer_opportunities(case: Case) -> bool:
    """Whether fewer opportunities are confirmed; without the paper it is not so."""
    return _holds(case, "fewer_opportunities_confirmation")


FACTS: tuple[FactDefinition, ...] = (
    FactDefinition(
        name="erasmus_sender_in_programme",
        type=BOOLEAN,
        compute=sender_in_programme,
        meaning="the sending institution is in a programme country",
        source="institutions",
        supplied_by="international_office",
    ),
    FactDefinition(
        name="erasmus_host_in_programme",
        type=BOOLEAN,
        compute=host_in_programme,
        meaning="the receiving institution is in a programme country",
        source="institutions",
        supplied_by="international_office",
    ),
    FactDefinition(
        name="erasmus_within_programme",
        type=BOOLEAN,
        compute=within_programme,
        meaning="both institutions are in programme countries",
        source="institutions",
        supplied_by="international_office",
    ),
    FactDefinition(
        name="erasmus_host_group",
        type=choice("1", "2", "3"),
        compute=group_of_host,
        meaning="the host country's group of living costs",
        source="institutions",
        supplied_by="international_office",
    ),
    FactDefinition(
        name="erasmus_grant_agreement_day",
        type=DATE,
        compute=grant_agreement_day,
        meaning="the day of the grant agreement's last signature",
        source="grant_agreement",
    ),
    FactDefinition(
        name="erasmus_report_day",
        type=DATE,
        compute=report_day,
        meaning="the day of the participant's report",
        source="participant_report",
    ),
    FactDefinition(
        name="erasmus_cancelled_day",
        type=DATE,
        compute=cancelled_day,
        meaning="the day since which it is known that the participant does not go",
        source="grant.cancelled",
    ),
    FactDefinition(
        name="erasmus_green_travel",
        type=BOOLEAN,
        compute=green_travel,
        meaning="a declaration of green travel is on record",
        required=True,
        source="green_travel_declaration",
    ),
    FactDefinition(
        name="erasmus_fewer_opportunities",
        type=BOOLEAN,
        compute=fewer_opportunities,
        meaning="a confirmation of fewer opportunities is on record",
        required=True,
        source="fewer_opportunities_confirmation",
    ),
)
