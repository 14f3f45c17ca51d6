"""No sentence of a law stands without cases: at the edge, beyond it, and who may set it.

That every rule is met in one case and not in another, and that every case holds, is part of the contract.
"""

from __future__ import annotations

from typing import Any

import pytest
from contracts.shelf import LAWS, about, candidate, law_of, trials

from mobilnost.grammar import TRUE, figures_of
from mobilnost.law import Mode
from mobilnost.papers import DutyState, PaperState
from mobilnost.scenarios import NOT_OWED, Concern


def every(what: str) -> list[Any]:
    return [
        pytest.param(law, id, id=f"{law}: {id}")
        for law in LAWS
        for id in dict.fromkeys(one.id for one in getattr(law_of(law), what))
    ]


def found(law: str, concern: Concern, id: str) -> set[str | None]:
    return {one.found.finds for one in about(law, concern, id) if one.holds}


@pytest.mark.parametrize(("law", "rule"), every("rules"))
def test_every_rule_that_does_not_concern_everybody_has_a_case_beyond_it(law: str, rule: str) -> None:
    one = next(one for one in law_of(law).rules if one.id == rule)
    if one.applies != TRUE:
        assert "not_applicable" in found(law, Concern.RULE, rule)


def occasions(law: str) -> dict[tuple[str, str, str], Any]:
    """Each requirement of a paper by type, phase and citation: those are what its cases tell apart."""
    return {(one.type, one.phase.value, one.citation.at): one for one in law_of(law).documents}


PAPERS = [pytest.param(law, *key, id=f"{law}: {' '.join(key)}") for law in LAWS for key in occasions(law)]


@pytest.mark.parametrize(("law", "type", "phase", "at"), PAPERS)
def test_every_paper_has_a_case_where_it_is_needed_on_its_day_and_one_where_it_is_not(
    law: str, type: str, phase: str, at: str
) -> None:
    requirement = occasions(law)[type, phase, at]
    judged = [one for one in about(law, Concern.DOCUMENT, type) if one.holds]
    mine = [
        state
        for one in judged
        if one.assessment
        for state in one.assessment.documents
        if (state.type, state.phase.value, state.citation.at) == (type, phase, at)
        and state.state is not PaperState.NOT_REQUIRED
    ]
    assert mine, "no case needs it"
    if requirement.due is not None:
        assert {state.overdue for state in mine} == {True, False}, "no case stands at its day"
    if requirement.signatories:
        assert {state.missing_signatures for state in mine} >= {(), requirement.signatories}
    if requirement.applies != TRUE:
        assert PaperState.NOT_REQUIRED.value in {one.found.finds for one in judged}


@pytest.mark.parametrize(("law", "duty"), every("obligations"))
def test_every_duty_has_a_case_with_its_day_one_that_is_late_and_one_that_is_done(law: str, duty: str) -> None:
    states = found(law, Concern.OBLIGATION, duty)
    assert {DutyState.OPEN.value, DutyState.OVERDUE.value, DutyState.DONE.value} <= states
    assert any(one.scenario.expected.due for one in about(law, Concern.OBLIGATION, duty))
    if next(one.applies for one in law_of(law).obligations if one.id == duty) != TRUE:
        assert NOT_OWED in states


PERMISSIONS = [
    pytest.param(law, one.key, each.layer, each.mode, id=f"{law}: {each.layer} {each.mode} {one.key}")
    for law in LAWS
    for one in law_of(law).provisions
    for each in one.permissions
]


@pytest.mark.parametrize(("law", "key", "layer", "mode"), PERMISSIONS)
def test_whoever_may_set_a_provision_does_in_a_case(law: str, key: str, layer: str, mode: str) -> None:
    judged = [one for one in (*about(law, Concern.PROVISION, key), *about(law, Concern.RULE, key)) if one.holds]
    by_duty = [one for one in about(law, Concern.OBLIGATION, key) if one.holds and one.scenario.agreement is not None]
    assert any(one.found.set_by == layer for one in judged) or (by_duty and mode != Mode.WAIVE)


@pytest.mark.parametrize(("law", "key"), list(dict.fromkeys(one.values[:2] for one in PERMISSIONS)))
def test_somebody_who_may_not_set_it_is_refused_in_a_case(law: str, key: str) -> None:
    refused = {one.found.refused for one in about(law, Concern.PROVISION, key) if one.holds}
    assert refused & {"unlawful-override", "unlawful-scope", "unlawful-mode", "unlawful-waiver"}


SETTINGS = [
    pytest.param(law, one.key, id=f"{law}: {one.key}") for law in LAWS for one in law_of(law).provisions if one.setting
]


@pytest.mark.parametrize(("law", "key"), SETTINGS)
def test_what_an_office_may_set_it_does_in_a_case(law: str, key: str) -> None:
    judged = [*about(law, Concern.PROVISION, key), *about(law, Concern.RULE, key)]
    settled = {one.found.set_by for one in judged if one.holds}
    duties = [one.scenario.settings for one in about(law, Concern.OBLIGATION, key) if one.holds]
    assert "setting" in settled or any(office and key in office.provisions for office in duties)


def test_no_case_is_about_a_thing_that_does_not_exist() -> None:
    ids = {
        Concern.RULE: {one.id for law in LAWS for one in law_of(law).rules},
        Concern.PROVISION: {one.key for law in LAWS for one in law_of(law).provisions},
    }
    added = ("average", "eligibility.kind")  # conditions of an agreement or call; kinds of a programme
    for law in LAWS:
        for one in candidate(law).scenarios:
            subject = one.subject
            if subject and subject.concern in ids and not subject.id.endswith(added):
                assert subject.id in ids[subject.concern], f"{law}: {one.place}"


def prevailing(law: str) -> set[tuple[str, Any]]:
    """The values that prevail in some case of a law, by key and place."""
    found = set()
    for one in trials(law):
        book = one.assessment.rulebook if one.assessment and one.holds else None
        for key in book.figures if book and one.assessment else ():
            winner = book.figures[key].effective(one.assessment.facts).winner if book and one.assessment else None
            if winner is not None:
                found.add((key, winner.origin.place))
    return found


@pytest.mark.parametrize("law", LAWS)
def test_every_value_of_every_provision_prevails_in_some_case(law: str) -> None:
    there = prevailing(law)
    idle = [
        (one.key, value.place)
        for one in law_of(law).provisions
        for value in one.values
        if (one.key, value.place) not in there
    ]
    assert not idle


@pytest.mark.parametrize("law", LAWS)
def test_everything_that_a_programme_sets_of_the_universitys_prevails_in_some_case(law: str) -> None:
    there = prevailing(law)
    assert [one.key for one in law_of(law).overrides if (one.key, one.origin.place) not in there] == []


@pytest.mark.parametrize("law", LAWS)
def test_every_figure_is_found_in_a_case_about_it(law: str) -> None:
    about_it = {one.scenario.subject.id for one in trials(law) if one.holds and one.scenario.subject}
    looked_at = {
        key
        for one in trials(law)
        if one.holds and one.assessment and one.scenario.subject
        for rule in [one.assessment.rulebook.rules.get(one.scenario.subject.id)]
        for key in (rule.figures if rule else ())
    }
    due = {
        key
        for one in law_of(law).obligations
        if one.id in about_it
        for key in (*figures_of(one.due), *figures_of(one.applies))
    }
    assert {one.key for one in law_of(law).provisions} <= about_it | looked_at | due
