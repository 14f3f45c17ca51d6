"""The shipped table of outcomes, over every combination of facts, known and unknown."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal as D
from functools import cache
from itertools import product
from typing import Any

from core.recognition.results import FIGURES, law

from mobilnost.recognition.account import ACHIEVED, FOR_THE_STUDY
from mobilnost.recognition.law import FACTS, Outcome, OutcomeRule, Record

SWITCHES = tuple(name for name in FACTS if name != "overlap_percent")
OVERLAPS = (None, D(0), D(70), D("70.01"), D(100))
Judged = tuple[dict[str, Any], OutcomeRule, tuple[str, ...]]


@cache
def judged() -> tuple[Judged, ...]:
    return tuple(_judged())


def _judged() -> Iterator[Judged]:
    for *switches, overlap in product(*([(True, False, None)] * len(SWITCHES)), OVERLAPS):
        facts = {**dict(zip(SWITCHES, switches, strict=True)), "overlap_percent": overlap}
        rule, waits = law().outcome(facts, FIGURES)
        yield facts, rule, waits


def test_every_row_decides_on_something() -> None:
    assert {rule.id for _, rule, _ in judged()} == {one.id for one in law().outcomes}


def test_only_what_was_passed_is_recognised_or_noted() -> None:
    assert all(facts["passed"] is True for facts, rule, _ in judged() if rule.outcome in ACHIEVED)


def test_what_was_passed_is_always_something_unless_it_was_passed_before_or_again() -> None:
    for facts, rule, _ in judged():
        if facts["passed"] is True and rule.outcome is Outcome.NOT_RECOGNISED:
            assert facts["already_passed"] or facts["superseded"]


def test_a_course_of_ours_needs_more_than_the_share_where_the_overlap_is_known() -> None:
    for facts, rule, _ in judged():
        if rule.id == "agreed-work":
            assert (facts["agreed_work"], facts["agreed"], facts["passed"]) == (True, False, True)
        elif rule.outcome in (Outcome.HOME_COURSE, Outcome.EXAM_AT_HOME) and not facts["traineeship"]:
            assert facts["home_named"]
            assert facts["agreed"]
            assert facts["overlap_percent"] is None or facts["overlap_percent"] > 70


def test_an_exam_at_home_is_for_those_who_did_all_else_and_is_left_to_us() -> None:
    for facts, rule, _ in judged():
        if rule.outcome is Outcome.EXAM_AT_HOME:
            assert (facts["passed"], facts["all_but_exam"], rule.discretion) == (False, True, True)


def test_what_is_recognised_is_entered_everywhere_and_what_is_noted_in_the_supplement() -> None:
    for rule in law().outcomes:
        expected: tuple[Record, ...] = ()
        if rule.outcome in FOR_THE_STUDY:
            expected = (Record.INDEX, Record.ISS, Record.SUPPLEMENT)
        elif rule.outcome is Outcome.SUPPLEMENT:
            expected = (Record.SUPPLEMENT,)
        assert rule.records == expected, rule.id
        assert rule.average == (rule.outcome in FOR_THE_STUDY), rule.id


def test_what_is_not_known_is_named_and_nothing_else() -> None:
    for facts, _, waits in judged():
        assert all(facts[name] is None for name in waits)


def test_with_everything_known_nothing_waits() -> None:
    for facts, _, waits in judged():
        if None not in facts.values():
            assert not waits
