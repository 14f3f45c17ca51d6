"""The chain of CEEPUS: coordinators and national offices of both sides, award, acceptance, report, completion."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from attrs import evolve
from core.procedure.lives import walks
from plugins.programme_cases import assessed
from pravilnik.cases import HOME_SIGNATURES, D, course, incoming, outgoing, paper

import mobilnost as m
from mobilnost.procedure.lives.life import State
from mobilnost.procedure.lives.way import Way

BEFORE = (
    paper("learning_agreement", D(2018, 6, 20), *HOME_SIGNATURES, "host"),
    paper("travel_health_insurance"),
    paper("accident_insurance"),
    paper("residence_permit"),
)
AFTER = (paper("mobility_report", D(2019, 2, 20)), paper("letter_of_confirmation", D(2019, 2, 25), "host"))
FREEMOVER = (paper("freemover_letter_of_acceptance"), paper("recommendation_letter"), paper("recommendation_letter"))
AWARD = paper("letter_of_award", D(2018, 8, 1))
#: The day on which the award is accepted.
ACCEPTED = D(2018, 8, 2)
CHAIN = [
    "applied",
    "ceepus.approved_by_home_coordinator",
    "ceepus.approved_by_home_office",
    "ceepus.accepted_by_host_coordinator",
    "ceepus.awarded",
    "ceepus.letter_of_award",
    "ceepus.accepted_by_applicant",
    "begun",
    "ended",
    "reported",
    "ceepus.completed",
]
DAYS = dict(zip(CHAIN, (D(2018, 6, 1), *(D(2018, 7, day) for day in range(1, 6)), ACCEPTED), strict=False)) | {
    "begun": D(2018, 10, 1),
    "ended": D(2019, 2, 15),
    "reported": D(2019, 3, 1),
    "ceepus.completed": D(2019, 3, 2),
}


def exchange(*papers: m.Dossier, **changes: object) -> m.Dossier:
    """A student who goes to Rijeka for a semester within a network."""
    said = {"programme": "ceepus", "network": "CIII-HR-0108"} | changes
    return outgoing(documents=(*BEFORE, *papers), **said)


def way(dossier: m.Dossier, steps: Iterable[str] = (), on: D = ACCEPTED) -> Way:
    return walks.way(dossier, steps, on=on, judge=assessed)


def test_the_programmes_chain_takes_the_place_of_the_universitys() -> None:
    assert way(exchange()).procedure.id == "ceepus.exchange"
    assert walks.way(outgoing(), judge=assessed).procedure.id == "student.outgoing"


def test_an_exchange_is_walked_from_application_to_completion() -> None:
    dossier = exchange(*AFTER, AWARD)
    life = walks.walked(dossier, [(one, DAYS[one]) for one in CHAIN], judge=assessed)
    assert life.state is State.COMPLETED


def test_those_who_come_walk_the_same_chain() -> None:
    assert [one.id for one in way(incoming(programme="ceepus")).procedure.ordered] == [
        one.id for one in way(exchange()).procedure.ordered
    ]


def test_a_freemover_needs_no_coordinator_at_home() -> None:
    free = exchange(*FREEMOVER, network=None, freemover=True)
    assert walks.nexts(way(free, ["applied"])) == ["ceepus.approved_by_home_office"]
    assert walks.nexts(way(exchange(), ["applied"])) == [
        "not_selected",  # by a call of our university
        "ceepus.approved_by_home_coordinator",
        "ceepus.refused_by_home_coordinator",
    ]


def test_the_coordinator_at_home_approves_or_refuses() -> None:
    refused = walks.after(way(exchange(), ["applied"]), "ceepus.refused_by_home_coordinator")
    assert refused.state is State.REFUSED
    assert walks.nexts(way(exchange(), CHAIN[:2])) == ["ceepus.approved_by_home_office"]
    assert way(exchange()).procedure.by_id["ceepus.refused_by_home_coordinator"].citation.reading


@pytest.mark.parametrize(
    ("papers", "expected"),
    [
        (FREEMOVER, []),
        (FREEMOVER[1:], ["document-missing: freemover_letter_of_acceptance"]),
        (FREEMOVER[:1], ["document-missing: recommendation_letter"]),
    ],
)
def test_a_freemover_applies_with_the_hosts_letter_and_recommendations(papers, expected) -> None:
    assert walks.against(way(exchange(*papers, network=None, freemover=True)), "applied") == expected


def test_the_host_countrys_office_awards_or_rejects() -> None:
    found = way(exchange(), CHAIN[:4])
    assert walks.nexts(found) == ["ceepus.awarded", "ceepus.rejected"]
    assert walks.after(found, "ceepus.rejected").state is State.REFUSED
    assert walks.nexts(way(exchange(), CHAIN[:5])) == ["ceepus.letter_of_award"]


def test_an_award_is_accepted_once_its_letter_is_there() -> None:
    steps = CHAIN[:6]
    assert walks.against(way(exchange(), steps), CHAIN[6]) == ["document-missing: letter_of_award"]
    assert walks.against(way(exchange(AWARD), steps), CHAIN[6]) == []


def test_the_letter_of_award_comes_about_by_its_step() -> None:
    assert way(exchange()).procedure.by_id["ceepus.letter_of_award"].produces == ("letter_of_award",)


def test_without_a_grant_there_is_no_letter_to_wait_for() -> None:
    found = way(exchange(zero_grant=True), CHAIN[:5])
    assert walks.nexts(found) == ["ceepus.accepted_by_applicant"]
    assert walks.against(found, "ceepus.accepted_by_applicant") == []


@pytest.mark.parametrize(
    ("papers", "missing"),
    [
        ((), ["letter_of_confirmation", "mobility_report"]),
        (AFTER[:1], ["letter_of_confirmation"]),
        (AFTER, []),
    ],
)
def test_the_stay_is_reported_with_both_closing_papers(papers, missing) -> None:
    found = way(exchange(AWARD, *papers), CHAIN[:9], on=D(2019, 3, 1))
    assert sorted(walks.against(found, "reported")) == [f"document-missing: {one}" for one in missing]


def test_what_the_regulation_asks_for_before_a_stay_is_asked_within_the_chain_too() -> None:
    dossier = exchange(AWARD)
    bare = evolve(dossier, documents=(AWARD,))
    found = walks.against(way(bare, CHAIN[:7], on=D(2018, 10, 1)), "begun")
    assert {"document-missing: learning_agreement", "document-missing: accident_insurance"} <= set(found)


def test_nobody_goes_to_a_country_of_his_own() -> None:
    found = walks.against(way(exchange(citizenships=("BA", "HR")), ["applied"]), CHAIN[1])
    assert "rule-unmet: ceepus.eligibility.own_country" in found


def test_every_step_cites_a_source_that_the_programme_declares() -> None:
    law = next(one for one in m.Host.discover(strict=True).laws if one.programme.code == "ceepus")
    declared = {one.name for one in law.programme.sources}
    for procedure in law.law.procedures:
        assert {one.citation.source for one in procedure.steps} <= declared
        assert all(one.citation.at for one in procedure.steps)


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        pytest.param({"study_status": "part-time"}, "eligibility.student.status", id="no regular student any more"),
        pytest.param({"courses": (course(19),)}, "study.minimum_ects_per_semester", id="too few credits"),
    ],
)
def test_what_the_university_asks_for_at_departure_is_asked_before_an_exchange_begins(changed, rule: str) -> None:
    # čl. 11 st. 2, čl. 16 st. 1: the programme's chain takes the place of the university's, and of none of its rules.
    found = way(exchange(AWARD, **changed), CHAIN[:7], on=DAYS["begun"])
    assert f"rule-unmet: {rule}" in walks.against(found, "begun")
