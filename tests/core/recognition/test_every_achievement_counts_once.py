"""A module and its parts are told twice on paper, and counted once: whatever the tree of results looks like."""

from __future__ import annotations

from decimal import Decimal as D

import pytest
from core.recognition.results import course, grounds, result, transcript
from hypothesis import given
from hypothesis import strategies as st

from mobilnost.model import BadValue
from mobilnost.model.transcripts import Result, ResultKind, Transcript
from mobilnost.recognition.account import account
from mobilnost.recognition.proposal import propose
from mobilnost.recognition.units import differing, units


def module(value: int | None = 10, *, passed: bool | None = None) -> Result:
    return result("m", "Data", value, passed, kind=ResultKind.MODULE)


def part(id: str, value: int | None, *, passed: bool | None = True) -> Result:
    return result(id, f"Part {id}", value, passed, parent="m")


def counted(*results: Result, named: tuple[str, ...] = ()) -> list[str]:
    return [one.result.id for one in units(transcript(*results), named)]


@pytest.mark.parametrize(
    ("results", "named", "expected"),
    [
        pytest.param((module(), part("a", 6), part("b", 4)), (), ["a", "b"], id="all parts state credits"),
        pytest.param((module(), part("a", 6), part("b", None)), (), ["m"], id="a part states none"),
        pytest.param((module(), part("a", 6), part("b", 4)), ("m",), ["m"], id="the agreement names the module"),
        pytest.param((module(), part("a", 6), part("b", None)), ("a",), ["a", "b"], id="the agreement names a part"),
        pytest.param((module(None), part("a", 6)), (), ["a"], id="the module states none"),
        pytest.param((module(None), part("a", None)), (), ["a"], id="nobody states any"),
        pytest.param((part("a", 6), module()), (), ["a"], id="a part may stand before its module"),
    ],
)
def test_what_counts(results: tuple[Result, ...], named: tuple[str, ...], expected: list[str]) -> None:
    assert counted(*results, named=named) == expected


def test_a_programme_of_study_is_told_by_its_parts() -> None:
    programme = result("p", "Computing", 60, kind=ResultKind.DEGREE_PROGRAMME)
    assert counted(programme, result("1", "Logic", 6, parent="p"), result("2", "Sport", None, parent="p")) == ["1", "2"]


@pytest.mark.parametrize(
    ("said", "passed"),
    [((True, True), True), ((True, False), False), ((True, None), None), ((False, None), False)],
)
def test_a_module_is_passed_as_its_parts_are_unless_the_host_says_it(
    said: tuple[bool | None, ...], passed: bool | None
) -> None:
    parts = [part(str(index), None, passed=one) for index, one in enumerate(said)]
    (unit,) = units(transcript(module(), *parts), ())
    assert unit.passed is passed
    (told,) = units(transcript(module(passed=True), *parts), ())
    assert told.passed is True


def test_it_is_told_where_parts_have_other_credits_than_the_whole() -> None:
    of = list(differing(transcript(module(10), part("a", 6), part("b", 5))))
    assert [(one.id, found.stated, found.parts) for one, found in of] == [("m", 10, 11)]
    assert not list(differing(transcript(module(10), part("a", 6), part("b", 4))))
    assert not list(differing(transcript(module(10), part("a", 6), part("b", None))))


@pytest.mark.parametrize(("parent", "other"), [("x", None), ("a", None), ("b", "a")])
def test_a_result_is_a_part_of_one_that_is_there_and_never_of_itself(parent: str, other: str | None) -> None:
    with pytest.raises(BadValue) as caught:
        transcript(result("a", "A", parent=parent), result("b", "B", parent=other))
    assert caught.value.path[:1] == ("results",)


@st.composite
def forests(draw: st.DrawFn) -> Transcript:
    """Results, each a part of an earlier one or of none, with credits or without."""
    found: list[Result] = []
    for index in range(draw(st.integers(1, 12))):
        parent = draw(st.sampled_from([None, *(one.id for one in found)]))
        value = draw(st.none() | st.integers(0, 12))
        passed = draw(st.sampled_from([True, False, None]))
        kind = draw(st.sampled_from(list(ResultKind)[:4]))
        found.append(result(str(index), f"Course {index}", value, passed, parent=parent, kind=kind))
    return transcript(*draw(st.permutations(found)))


@given(forests(), st.sets(st.integers(0, 11).map(str)))
def test_no_result_is_counted_within_another(paper: Transcript, named: set[str]) -> None:
    counted = [one.result for one in units(paper, named)]
    ids = {one.id for one in counted}
    for one in counted:
        assert not ids & {above.id for above in paper.above(one)}


@given(forests(), st.sets(st.integers(0, 11).map(str)))
def test_no_achievement_is_lost(paper: Transcript, named: set[str]) -> None:
    """Every result without parts is counted itself, or within exactly one that is."""
    ids = [one.result.id for one in units(paper, named)]
    for leaf in paper.results:
        if leaf.id not in paper.parts:
            line = {leaf.id, *(one.id for one in paper.above(leaf))}
            assert len(line & set(ids)) == 1


@given(forests(), st.lists(st.integers(0, 11), max_size=4, unique=True), st.booleans())
def test_credits_are_conserved(paper: Transcript, agreed: list[int], home: bool) -> None:
    """Recognised, elective, supplement, exam and not recognised make together what counts of the transcript."""
    courses = tuple(course(f"Course {one}", 6, "Ours" if home else None, 80) for one in agreed)
    made = propose(paper, grounds(*courses))
    sums = account(made.counted, courses)
    stated = [one.result.ects for one in units(paper, {str(one) for one in agreed})]
    assert sums.total == sum((one for one in stated if one is not None), D(0))
    assert len(sums.unknown) == stated.count(None)
    assert sums.surplus <= sums.achieved <= sums.total
