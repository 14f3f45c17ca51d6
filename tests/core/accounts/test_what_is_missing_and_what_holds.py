"""What decides a verdict, what is missing and from whom, what comes next, and how much room an eligible dossier has."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any

import pytest
from attrs import evolve
from pravilnik import cases
from pravilnik.cases import agreement, course, employee, incoming, outgoing, paper, past, terms

import mobilnost as m
from mobilnost.accounts.dossier import DossierAccount, account_of
from mobilnost.accounts.levers import Around
from mobilnost.assessment import Verdict
from mobilnost.model import PastMobility

D = dt.date


def account(dossier: m.Dossier, under: Any = "agreement", **circumstances: Any) -> DossierAccount:
    suiting = agreement(programme=dossier.mobility.programme) if under == "agreement" else under
    again = partial(cases.assessed, under=suiting, **circumstances)
    return account_of(again(dossier), again)


# -- what decides


def test_what_forbids_the_stay_decides_and_what_a_paper_can_mend_does_not() -> None:
    unexplained = evolve(course(20), host_credits=evolve(course(20).host_credits, scheme="uk"), host_ects=20)
    found = account(outgoing(end=D(2018, 12, 29), courses=(unexplained,)))
    assert [one.id for one in found.deciding] == ["duration.minimum"]
    assert [one.finding.id for one in found.remedies] == ["duration.minimum", "learning_agreement.credits_explained"]


def test_where_nothing_forbids_it_what_is_not_known_decides() -> None:
    found = account(outgoing(courses=None))
    assert found.assessment.verdict is Verdict.INCOMPLETE
    assert {one.outcome for one in found.deciding} == {"unknown"}


def test_a_verdict_that_rests_on_papers_alone_has_no_deciding_finding() -> None:
    found = account(outgoing(documents=()), on=D(2018, 10, 2))
    assert (found.assessment.verdict, found.deciding) == (Verdict.INCOMPLETE, ())
    assert {one.type for one in found.papers if one.overdue} >= {"learning_agreement", "accident_insurance"}


# -- what is missing


@pytest.mark.parametrize(
    ("dossier", "fact", "source", "who"),
    [
        (outgoing(courses=None), "ects", "learning_agreement", "student"),
        (outgoing(courses=None, joint_programme=True), "ects", "courses", "student"),
        (outgoing(receiving="nowhere.xx"), "abroad", "institutions", "international_office"),
        (
            outgoing(history=(past("ceepus", D(2018, 1, 1), D(2018, 2, 1), None),)),
            "cycle_total",
            "history.cycle",
            "student",
        ),
        (
            employee(election_period=None),
            "staff_total",
            "staff.election_period",
            "staff",
        ),
    ],
)
def test_a_missing_fact_is_asked_of_whoever_has_it(dossier: m.Dossier, fact: str, source: str, who: str) -> None:
    found = {one.name: one for one in account(dossier).missing}
    assert (found[fact].source, found[fact].who) == (source, who)


def test_a_dossier_without_an_agreement_waits_for_one() -> None:
    found = account(outgoing(agreement=None), under=None)
    waiting = next(one for one in found.missing if one.name == "agreement_in_force")
    assert (waiting.source, waiting.who) == ("mobility.agreement", "international_office")
    assert [one.id for one in waiting.findings] == ["agreement.required"]


def test_an_agreement_on_record_by_which_nothing_fails_is_named() -> None:
    known = {"a": agreement(), "narrow": agreement(id="narrow", valid_to=D(2018, 12, 31)), None: None}
    around = Around(agreements=lambda: [one.value for one in known.values() if one])
    dossier = outgoing(agreement=None)

    def again(one: m.Dossier) -> m.Assessment:
        return cases.assessed(one, under=known[one.mobility.agreement])

    (waiting,) = [one for one in account_of(again(dossier), again, around).missing if one.name == "agreement_in_force"]
    assert waiting.known == ("a",)


def test_papers_that_are_late_are_tried_as_if_they_came_today() -> None:
    unsigned = paper("learning_agreement", D(2018, 9, 20), "student", "vice_dean", "host")
    papers = (unsigned, paper("travel_health_insurance"), paper("accident_insurance"))
    found = account(outgoing(documents=papers), on=D(2018, 10, 2)).handed_in
    assert found is not None
    assert [(one.type, one.date) for one in found.documents] == [("learning_agreement", D(2018, 10, 2))]
    assert (found.after.verdict, found.breaks) == (Verdict.ELIGIBLE, ())


def test_a_paper_that_may_no_longer_come_is_not_promised_to_help() -> None:
    papers = (paper("travel_health_insurance"), paper("accident_insurance"))
    found = account(outgoing(documents=papers), on=D(2018, 10, 2)).handed_in
    assert found is not None
    assert found.breaks == ("learning_agreement.required",)


def test_where_nothing_is_late_nothing_is_tried() -> None:
    assert account(outgoing()).handed_in is None


def test_a_fact_that_a_paper_settles_is_due_with_the_paper() -> None:
    found = {one.name: one for one in account(outgoing(courses=None)).missing}
    assert found["ects"].due == D(2018, 9, 30)


def test_a_paper_is_asked_for_when_its_phase_has_come_and_until_it_is_over() -> None:
    bare = incoming(documents=())

    def types(on: D) -> set[str]:
        return {one.type for one in account(bare, on=on).papers if not one.overdue}

    assert "acceptance_letter" in types(D(2018, 9, 1))
    assert "exchange_record_sheet" not in types(D(2018, 9, 1))
    assert "exchange_record_sheet" in types(D(2018, 11, 1))
    assert "transcript_of_records" not in types(D(2018, 11, 1))
    assert "transcript_of_records" in types(D(2019, 3, 1))
    assert "residence_permit" not in types(D(2019, 3, 1))


def test_a_signature_that_is_missing_names_whose_it_is() -> None:
    unsigned = paper("learning_agreement", D(2018, 6, 20), "student", "vice_dean", "host")
    found = account(outgoing(documents=(unsigned,)))
    assert [one.missing_signatures for one in found.papers if one.type == "learning_agreement"] == [("vice_rector",)]


def test_duties_are_the_late_ones_and_the_next() -> None:
    early = account(outgoing(), on=D(2018, 9, 1)).duties
    assert [one.id for one in early] == ["unit.notice_before_days", "unit.notice_after_days", "return.documents_days"]
    late = account(outgoing(), on=D(2018, 10, 2)).duties
    assert next((one.id, one.state.value) for one in late) == ("unit.notice_before_days", "overdue")


# -- how much room there is


def test_an_eligible_stay_is_held_by_its_shortest_and_its_longest_length() -> None:
    found = account(outgoing(), under=agreement(terms(duration__maximum="5 months"))).margins
    assert found is not None
    assert found.earliest_end is not None
    assert (found.earliest_end.day, found.earliest_end.rules) == (D(2018, 12, 30), ("duration.minimum",))
    assert found.latest_end is not None
    assert found.latest_end.rules == ("duration.maximum",)
    assert (
        cases.outcome(
            "duration.maximum",
            outgoing(end=found.latest_end.day + dt.timedelta(days=1)),
            under=agreement(terms(duration__maximum="5 months")),
        )
        == "unmet"
    )


def test_what_is_exactly_at_its_limit_is_told() -> None:
    found = account(outgoing(courses=(course(20),))).margins
    assert found is not None
    assert "learning_agreement.minimum_ects" in [one.id for one in found.just_met]
    more = account(outgoing(courses=(course(21),))).margins
    assert more is not None
    assert "learning_agreement.minimum_ects" not in [one.id for one in more.just_met]


@pytest.mark.parametrize("dossier", [outgoing(returned=D(2019, 2, 15)), outgoing(end=D(2018, 12, 30))])
def test_a_stay_that_is_over_has_no_room(dossier: m.Dossier) -> None:
    found = account(dossier, on=D(2019, 2, 16)).margins
    assert found is None or (found.earliest_end, found.latest_end) == (None, None)


def test_a_dossier_that_is_not_eligible_has_no_margins() -> None:
    assert account(outgoing(year_of_study=1)).margins is None


def test_an_earlier_stay_narrows_the_room() -> None:
    earlier = (PastMobility(programme="bilateral", cycle="first", start=D(2018, 1, 1), end=D(2018, 7, 15)),)
    found = account(outgoing(history=earlier)).margins
    assert found is not None
    assert found.latest_end is not None
    assert found.latest_end.rules == ("duration.cycle_total.first",)
