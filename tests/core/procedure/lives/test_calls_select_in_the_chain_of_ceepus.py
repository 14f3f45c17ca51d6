"""Who goes out with CEEPUS by a call of our university is nominated by it before the network's own chain goes on."""

from __future__ import annotations

import pytest
from attrs import evolve
from core.procedure.lives.walks import after, against, way
from plugins.programme_cases import assessed
from pravilnik.cases import D, call
from pravilnik.people import PEOPLE

from mobilnost.procedure.lives.candidacy import Ruling, Said, ruled
from mobilnost.procedure.lives.life import State
from mobilnost.procedure.lives.way import Way, possible

OURS = call(programme="ceepus")
#: What the call's decision and its ranking are recorded as.
DECIDED = Said(by="Vice-Rector", on=D(2018, 6, 1), reference="01/18")
PROPOSED = Said(by="Committee", on=D(2018, 5, 20), reference="c/1")


def applicant(*steps: str, called: bool = True) -> Way:
    """The way of somebody under the order of the chain alone."""
    found = way(PEOPLE["ceepus"], steps, judge=assessed, **({"called": OURS} if called else {}))
    plain = tuple(evolve(one, topics=(), rules=(), documents=(), not_before=None) for one in found.procedure.steps)
    return evolve(found, procedure=evolve(found.procedure, steps=plain))


def ruling(place: bool) -> Ruling:
    return Ruling(place=place, decided=DECIDED, proposed=PROPOSED)


def test_the_coordinator_of_the_network_waits_for_the_decision_of_the_call() -> None:
    waiting = applicant("applied")
    assert against(waiting, "ceepus.approved_by_home_coordinator") == ["step-awaited: selected"]
    (entry,) = ruled(waiting, ruling(place=True))
    assert [(one.step, one.by) for one in entry.life.taken] == [("applied", "somebody"), ("selected", "Vice-Rector")]
    assert after(evolve(waiting, life=entry.life), "ceepus.approved_by_home_coordinator").last is not None


@pytest.mark.parametrize("called", [True, False])
def test_whom_the_call_does_not_select_goes_no_further(called: bool) -> None:
    (entry,) = ruled(applicant("applied", called=called), ruling(place=False))
    assert (entry.step.id, entry.life.state) == ("not_selected", State.REFUSED)


def test_without_a_call_of_ours_the_chain_of_the_portal_is_all() -> None:
    free = applicant("applied", called=False)
    assert "selected" not in {one.id for one in free.applying}
    assert "ceepus.approved_by_home_coordinator" in {one.step.id for one in possible(free)}
