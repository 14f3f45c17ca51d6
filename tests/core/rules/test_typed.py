"""What somebody contributes is typed as a whole, and each mistake is told at its place with what would be right."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve

from mobilnost.grammar import (
    BOOLEAN,
    DATE,
    FALSE,
    SPAN,
    TRUE,
    Mistake,
    Vocabulary,
    check,
    check_value,
    choice,
    number,
    parse,
)
from mobilnost.law import (
    Citation,
    Component,
    DatedValue,
    Instalment,
    Origin,
    Override,
    Permission,
    Permit,
    Provision,
    Rate,
)
from mobilnost.model import Place, Problem, Span
from mobilnost.rules import Contribution, DocumentRequirement, Obligation, Procedure, Rule, Step, Typist
from mobilnost.rules.typed import near

VOCABULARY = Vocabulary(
    facts={"kind": choice("study", "teaching"), "stay": SPAN, "blended": BOOLEAN, "last_day": DATE},
    figures={"duration.minimum": SPAN, "return.days": number("days"), "a.switch": BOOLEAN},
)
CITED = Citation(source="Guide", at="p. 4")
HERE, THERE = Place("law.toml", 7, "here"), Place("law.toml", 9, "there")
#: A condition that needs typing, and one that cannot be meant.
GOOD, BAD = "stay >= '3 months'", "kind == 'stduy'"
DUE, NEVER = "last_day_after('2018-10-01', return.days)", "stay"


def provision(applies: str = "true", place: Place | None = None, allowed: str = "true", whole: Any = HERE) -> Provision:
    values = (DatedValue(value=Span(3), applies=applies, place=place),)
    may = (Permission(layer="call", applies=allowed),)
    return Provision(key="duration.minimum", type=SPAN, citation=CITED, values=values, permissions=may, place=whole)


def rule(requires: str = "true", applies: str = "true", place: Place | None = HERE) -> Rule:
    return Rule(id="r", topic="duration", citation=CITED, requires=requires, applies=applies, place=place)


def override(applies: str = "true", key: str = "duration.minimum", place: Place | None = HERE, **more: Any) -> Override:
    origin = Origin(layer="programme", citation=CITED, place=place)
    return Override(key=key, value=Span(2), origin=origin, applies=applies, **more)


def document(applies: str = "true", due: str | None = DUE, place: Place | None = HERE) -> DocumentRequirement:
    return DocumentRequirement(type="report", phase="after", citation=CITED, applies=applies, due=due, place=place)


def duty(applies: str = "true", due: str = DUE, place: Place | None = HERE) -> Obligation:
    return Obligation(id="o", who="student", citation=CITED, applies=applies, due=due, place=place)


def component(applies: str = "true", rate: str = "true", permit: str = "true", place: Place | None = HERE) -> Component:
    said = {"applies": applies, "rates": (Rate(amount=Decimal(3), citation=CITED, applies=rate),), "place": place}
    permits = (Permit(provision="a.switch", applies=permit),)
    return Component(id="c", per="month", payer="sending", citation=CITED, permits=permits, **said)


def typed(**given: Any) -> tuple[Contribution, list[Problem]]:
    """A contribution after it was typed, and what was wrong with it."""
    typist = Typist(VOCABULARY)
    contribution = typist.contribution(Contribution(**{key: (one,) for key, one in given.items()}))
    return contribution, typist.problems


def test_every_condition_of_what_is_contributed_is_typed() -> None:
    condition, when = check(parse(GOOD), VOCABULARY)[0], check_value(parse(DUE), VOCABULARY, DATE)[0]
    found, problems = typed(
        provisions=provision(GOOD, allowed=GOOD),
        rules=rule(GOOD, GOOD),
        overrides=override(GOOD),
        documents=document(GOOD),
        obligations=duty(GOOD),
        components=component(GOOD, rate=GOOD, permit=GOOD),
    )
    assert not problems
    assert found == Contribution(
        provisions=(
            evolve(
                provision(),
                values=(evolve(provision().values[0], applies=condition),),
                permissions=(evolve(provision().permissions[0], applies=condition),),
            ),
        ),
        rules=(evolve(rule(), requires=condition, applies=condition),),
        overrides=(evolve(override(), applies=condition),),
        documents=(evolve(document(), applies=condition, due=when),),
        obligations=(evolve(duty(), applies=condition, due=when),),
        components=(
            evolve(
                component(),
                applies=condition,
                rates=(evolve(component().rates[0], applies=condition),),
                permits=(evolve(component().permits[0], applies=condition),),
            ),
        ),
    )


def test_what_holds_always_and_is_due_never_stays_so() -> None:
    found, problems = typed(documents=document(due=None), overrides=override())
    assert not problems
    assert (found.documents[0].due, found.overrides[0].applies) == (None, TRUE)


MISTAKEN = [
    pytest.param({"provisions": provision(BAD, THERE)}, THERE, id="a value, at its own place"),
    pytest.param({"provisions": provision(BAD)}, HERE, id="a value, at that of its provision"),
    pytest.param({"provisions": provision(BAD, whole=None)}, "duration.minimum.applies", id="a value without a file"),
    pytest.param({"provisions": provision(allowed=BAD)}, HERE, id="a permission"),
    pytest.param(
        {"provisions": provision(allowed=BAD, whole=None)}, "duration.minimum.applies", id="a permission without a file"
    ),
    pytest.param({"rules": rule(applies=BAD)}, HERE, id="when a rule applies"),
    pytest.param({"rules": rule(applies=BAD, place=None)}, "r.applies", id="when it applies, without a file"),
    pytest.param({"rules": rule(BAD)}, HERE, id="what a rule requires"),
    pytest.param({"rules": rule(BAD, place=None)}, "r.requires", id="what it requires, without a file"),
    pytest.param({"overrides": override(BAD)}, HERE, id="when something is set"),
    pytest.param({"overrides": override(BAD, place=None)}, "duration.minimum", id="when it is set, without a file"),
    pytest.param({"documents": document(BAD)}, HERE, id="when a paper is needed"),
    pytest.param({"documents": document(BAD, place=None)}, "report", id="when it is needed, without a file"),
    pytest.param({"obligations": duty(BAD)}, HERE, id="on whom a duty falls"),
    pytest.param({"obligations": duty(BAD, place=None)}, "o", id="on whom it falls, without a file"),
    pytest.param({"components": component(BAD)}, HERE, id="who gets money"),
    pytest.param({"components": component(BAD, place=None)}, "c", id="who gets money, without a file"),
    pytest.param({"components": component(rate=BAD)}, HERE, id="who gets which rate"),
    pytest.param({"components": component(rate=BAD, place=None)}, "c", id="who gets which rate, without a file"),
    pytest.param({"components": component(permit=BAD)}, HERE, id="of whom a permit is asked"),
    pytest.param(
        {"components": component(permit=BAD, place=None)}, "c", id="of whom a permit is asked, without a file"
    ),
    pytest.param(
        {"rules": evolve(rule(applies=BAD), applies_place=THERE)}, THERE, id="when a rule applies, at its own place"
    ),
    pytest.param(
        {"overrides": override(BAD, applies_place=THERE)}, THERE, id="when something is set, at its own place"
    ),
]


@pytest.mark.parametrize("place", [HERE, None], ids=["in a file", "without a file"])
def test_a_mistake_in_a_procedure_is_told_at_its_step_or_at_the_procedure(place: Place | None) -> None:
    first = Step(id="s", role="office", citation=CITED, applies=BAD, not_before=NEVER, place=place)
    way = Procedure(id="p", citation=CITED, steps=(first,), applies=BAD, place=THERE if place else None)
    _, problems = typed(procedures=way)
    whole, step = THERE if place else Place(None, None, "p"), place or Place(None, None, "s")
    assert sorted((one.kind, str(one.place)) for one in problems) == sorted(
        [("wrong-literal", str(whole)), ("wrong-literal", str(step)), ("unlike-types", str(step))]
    )


@pytest.mark.parametrize(("given", "where"), MISTAKEN)
def test_a_mistaken_condition_is_told_at_its_place(given: dict[str, Any], where: Place | str) -> None:
    (problem,) = typed(**given)[1]
    assert problem.place == (Place(None, None, where) if isinstance(where, str) else where)
    (mistake,) = check(parse(BAD), VOCABULARY)[1]
    told = (problem.kind, problem.found, problem.expected, problem.suggestion)
    assert told == (mistake.kind, mistake.found, mistake.expected, mistake.suggestion)
    assert problem.found == "'stduy'"
    assert problem.expected is not None
    assert problem.suggestion is not None


@pytest.mark.parametrize(
    ("given", "where"),
    [
        ({"documents": document(due=NEVER)}, HERE),
        ({"documents": document(due=NEVER, place=None)}, Place(None, None, "report")),
        ({"obligations": duty(due=NEVER)}, HERE),
        ({"obligations": duty(due=NEVER, place=None)}, Place(None, None, "o")),
    ],
)
def test_what_is_due_is_due_on_a_day(given: dict[str, Any], where: Place) -> None:
    (problem,) = typed(**given)[1]
    assert (problem.kind, problem.place) == ("unlike-types", where)


@pytest.mark.parametrize("place", [HERE, None], ids=["in a file", "without a file"])
def test_when_a_value_stands_hangs_on_facts_alone(place: Place | None) -> None:
    (problem,) = typed(overrides=override("a.switch", place=place))[1]
    assert problem == Problem("not-a-fact", place or Place(None, None, "duration.minimum"), "a.switch", "facts")


def test_a_mistaken_condition_never_holds() -> None:
    """What is built on it, to tell the mistake, can be built."""
    found, _ = typed(rules=rule(applies=BAD), overrides=override(BAD), components=component(rate=BAD))
    assert [found.rules[0].applies, found.overrides[0].applies, found.components[0].rates[0].applies] == [FALSE] * 3


@pytest.mark.parametrize(("key", "suggestion"), [("duration.minimun", "duration.minimum"), ("zzz", None)])
@pytest.mark.parametrize("place", [HERE, None], ids=["in a file", "without a file"])
def test_a_provision_that_nobody_declared_is_told_with_the_nearest(
    key: str, suggestion: str | None, place: Place | None
) -> None:
    (problem,) = typed(overrides=override(key=key, place=place))[1]
    assert problem == Problem("unknown-provision", place or Place(None, None, key), key, None, suggestion)
    assert not typed(overrides=override(key=key, optional=True))[1]


@pytest.mark.parametrize("place", [HERE, None], ids=["in a file", "without a file"])
def test_a_part_of_a_grant_is_said_by_a_provision_that_there_is(place: Place | None) -> None:
    part = Instalment(id="i", obligations=("o",), percent_by="return.dayz", citation=CITED, place=place)
    (problem,) = typed(instalments=part)[1]
    where = place or Place(None, None, "return.dayz")
    assert problem == Problem("unknown-provision", where, "return.dayz", None, "return.days")
    assert not typed(instalments=evolve(part, percent_by=None))[1]


@pytest.mark.parametrize("place", [HERE, None], ids=["in a file", "without a file"])
def test_only_a_list_can_be_added_to(place: Place | None) -> None:
    adding = (Permission(layer="call", mode="extend"),)
    single = evolve(provision(whole=place), permissions=adding)
    (problem,) = typed(provisions=single)[1]
    where = place or Place(None, None, "duration.minimum")
    assert problem == Problem("wrong-value", where, "duration.minimum: extend", "replace")
    assert not typed(provisions=evolve(single, type=evolve(SPAN, many=True), values=()))[1]


def test_of_several_near_names_the_nearest_is_suggested() -> None:
    mistake = Mistake(kind="unknown-fact", found="year_of_stdy")
    assert near(mistake, ["year_of_stay", "year_of_study", "year"]).suggestion == "year_of_study"
    assert near(mistake, iter(["month"])).suggestion is None


def test_days_in_a_law_are_days() -> None:
    found, problems = typed(obligations=duty(due="'2018-10-01'"))
    assert not problems
    assert found.obligations[0].due == check_value(parse("'2018-10-01'"), VOCABULARY, DATE)[0]
    assert dt.date(2018, 10, 1) in [getattr(found.obligations[0].due, "value", None)]


def test_a_procedure_keeps_whose_it_is_and_its_steps() -> None:
    last = Step(id="z", role="office", citation=CITED, final="completed", applies=GOOD)
    found = Typist(VOCABULARY).procedure(Procedure(id="p", citation=CITED, steps=(last,), applies=GOOD))
    condition = check(parse(GOOD), VOCABULARY)[0]
    assert found.applies == found.steps[0].applies == condition != parse(GOOD)


def test_a_step_keeps_the_day_before_which_it_cannot_be_taken() -> None:
    step = Step(id="begun", role="office", citation=CITED, phase="during", not_before=DUE, applies=GOOD)
    typed = Typist(VOCABULARY).step(step)
    assert typed.not_before == check_value(parse(DUE), VOCABULARY, DATE)[0] != parse(DUE)
    assert typed.applies == check(parse(GOOD), VOCABULARY)[0]
