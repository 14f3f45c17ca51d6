"""Whatever is tried on whomever in whatever order, a life holds only what its procedure lets come to pass."""

from __future__ import annotations

import datetime as dt

import pytest
from attrs import evolve
from core.procedure.lives.walks import way
from hypothesis import given
from hypothesis import strategies as st
from plugins.programme_cases import assessed as with_programmes
from pravilnik.cases import D
from pravilnik.people import PEOPLE

from mobilnost.procedure.lives.life import Life, State, Taken
from mobilnost.procedure.lives.way import Way, possible, taken, undone, withdrawn
from mobilnost.procedure.refusals import Refused

#: Each person's way, under the Pravilnik alone; and a freemover's and another's under CEEPUS.
WAYS = {name: way(dossier) for name, dossier in PEOPLE.items()}
CEEPUS = {
    f"ceepus {name}": way(
        evolve(PEOPLE["ceepus"], mobility=evolve(PEOPLE["ceepus"].mobility, freemover=free)), judge=with_programmes
    )
    for name, free in (("network", False), ("freemover", True))
}
ALL = WAYS | CEEPUS
FIRST = D(2018, 1, 1)


def unconditional(way: Way) -> Way:
    """The way without rules, papers and first days, so that its order alone is tried."""
    steps = tuple(evolve(one, topics=(), rules=(), documents=(), not_before=None) for one in way.procedure.steps)
    return evolve(way, procedure=evolve(way.procedure, steps=steps))


@st.composite
def tried(draw: st.DrawFn) -> tuple[Way, Life]:
    """A life after any number of attempts, each at any step on any day; those that were refused changed nothing."""
    found = draw(st.sampled_from(list(ALL.values())))
    if draw(st.booleans()):
        found = unconditional(found)
    ids = st.sampled_from([one.id for one in found.procedure.steps])
    for id, day in draw(st.lists(st.tuples(ids, st.integers(0, 600)), max_size=40)):
        step = found.procedure.by_id[id]
        act = Taken(step=id, on=FIRST + dt.timedelta(days=day), by="somebody", role=step.role)
        try:
            found = evolve(found, life=taken(found, step, act))
        except Refused as refused:
            assert refused.reasons
    return found, found.life


@given(tried())
def test_no_step_stands_without_those_before_it(given: tuple[Way, Life]) -> None:
    found, life = given
    for number, one in enumerate(life.taken):
        earlier = evolve(found, life=evolve(life, taken=life.taken[:number], ending=None))
        assert not earlier.awaited(found.procedure.by_id[one.step])


@given(tried())
def test_no_step_is_taken_twice_or_where_it_does_not_apply(given: tuple[Way, Life]) -> None:
    found, life = given
    steps = [one.step for one in life.taken]
    assert len(set(steps)) == len(steps)
    assert set(steps) <= {one.id for one in found.applying}


@given(tried())
def test_steps_that_rule_each_other_out_never_stand_together(given: tuple[Way, Life]) -> None:
    found, life = given
    for number, one in enumerate(life.taken):
        before = {earlier.step for earlier in life.taken[:number]}
        assert not before & set(found.procedure.by_id[one.step].unless)


@given(tried())
def test_days_never_run_against_the_order_of_steps(given: tuple[Way, Life]) -> None:
    found, life = given
    for one in life.taken:
        before = {earlier.id for earlier in found.procedure.before(found.procedure.by_id[one.step])}
        assert all(earlier.on <= one.on for earlier in life.taken if earlier.step in before)


@given(tried())
def test_nothing_comes_after_the_end(given: tuple[Way, Life]) -> None:
    found, life = given
    finals = [number for number, one in enumerate(life.taken) if found.procedure.by_id[one.step].final]
    assert finals in ([], [len(life.taken) - 1])
    assert (life.state is State.UNDER_WAY) is (not finals)
    if finals:
        assert possible(found) == ()


@given(tried())
def test_what_is_said_to_be_possible_can_be_done_and_what_is_not_cannot(given: tuple[Way, Life]) -> None:
    found, life = given
    last = max((one.on for one in life.taken), default=FIRST)
    on = max(last, found.assessment.on)
    if on != found.assessment.on:
        return
    free = {one.step.id for one in possible(found) if not one.against}
    for step in found.procedure.steps:
        act = Taken(step=step.id, on=on, by="somebody", role=step.role)
        try:
            after = taken(found, step, act)
        except Refused:
            assert step.id not in free
        else:
            assert step.id in free
            assert after.taken[:-1] == life.taken


@given(tried())
def test_a_life_that_goes_on_can_go_on_or_be_withdrawn(given: tuple[Way, Life]) -> None:
    """Nobody is stuck: something is always possible but for its conditions, until the end."""
    found, life = given
    if life.state is State.UNDER_WAY:
        assert possible(found)
        assert withdrawn(life, FIRST, "illness").state is State.WITHDRAWN


@given(tried(), st.data())
def test_what_is_taken_back_leaves_a_life_that_is_lawful_too(given: tuple[Way, Life], data: st.DataObject) -> None:
    found, life = given
    step = found.procedure.by_id[data.draw(st.sampled_from([one.id for one in found.procedure.steps]))]
    try:
        shorter = undone(found, step)
    except Refused:
        return
    assert len(shorter.taken) == len(life.taken) - 1
    for number, one in enumerate(shorter.taken):
        earlier = evolve(found, life=evolve(shorter, taken=shorter.taken[:number], ending=None))
        assert not earlier.awaited(found.procedure.by_id[one.step])


@pytest.mark.parametrize("name", ALL)
def test_everybody_has_a_procedure_that_can_be_walked_to_its_end(name: str) -> None:
    found = unconditional(ALL[name])
    for _ in found.procedure.steps:
        going = [one for one in possible(found) if str(one.step.final) != "refused"]
        if not going:
            break
        step = going[0].step
        found = evolve(found, life=taken(found, step, Taken(step=step.id, on=FIRST, by="x", role=step.role)))
    assert found.life.state is State.COMPLETED
