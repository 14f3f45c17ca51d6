"""Two real ways of ranking, told as data: points with strict tiers, and a limit that falls when places are left.

Each stands twice: built by hand, and as the `[selection]` of a file, which must come to the same.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from mobilnost import Lawbook, regulation
from mobilnost.formats import Format, Loaded, parse_agreement, parse_call
from mobilnost.host import Host
from mobilnost.law import Citation, Layer
from mobilnost.model import AcademicYear, Call
from mobilnost.procedure.agreements.rooms import Need, Room
from mobilnost.procedure.calls.allocation import Allocation, Wish, allocated
from mobilnost.procedure.calls.merit import Candidate, CannotRank, Criterion, Scheme, Tie, Tier, ranked
from mobilnost.procedure.calls.selection import scheme_of, selection_problems
from mobilnost.standing import StandingLaw

CALL = Citation(source="call", at="criteria")


def criterion(id: str, **more: Any) -> Criterion:
    return Criterion(id=id, citation=CALL, **more)


def tier(id: str, applies: str) -> Tier:
    return Tier(id=id, citation=CALL, applies=applies)


#: Average times 1.5, a motivation of 1 to 3, a language at B2, C1, C2; who never went goes before who went on another
#: cycle, and those before who went on this one; then the higher year.
ZAGREB = Scheme(
    criteria=(
        criterion("average", fact="grade_average", weight=Decimal("1.5")),
        criterion("motivation", lowest=Decimal(1), highest=Decimal(3)),
        criterion("language", fact="language_level", table={"B2": Decimal(1), "C1": Decimal(2), "C2": Decimal(3)}),
    ),
    tiers=(
        tier("never", "past_mobilities == 0"),
        tier("another_level", "cycle_total <= stay"),
        tier("this_level", "true"),
    ),
    ties=(Tie(fact="year_of_study", citation=CALL),),
)
#: From an average of 7.0; from 6.5 where places are left, but not on a master of one year.
SKOPJE = Scheme(
    criteria=(criterion("average", fact="grade_average"),),
    tiers=(
        tier("seven", "grade_average >= 7"),
        tier("six_and_a_half", "grade_average >= 6.5 and programme_semesters > 2"),
    ),
)


def candidate(id: str, motivation: int | None = None, **facts: Any) -> Candidate:
    said = {name: Decimal(str(value)) if isinstance(value, float) else value for name, value in facts.items()}
    return Candidate(id=id, facts=said, given={} if motivation is None else {"motivation": Decimal(motivation)})


def zagreb(id: str, average: float, motivation: int, level: str, past: int = 0, year: int = 2) -> Candidate:
    return candidate(
        id,
        motivation,
        grade_average=average,
        language_level=level,
        past_mobilities=past,
        cycle_total=9 * past,
        stay=5,
        year_of_study=year,
    )


def order(scheme: Scheme, *candidates: Candidate) -> list[tuple[int | None, str]]:
    return [(one.rank, one.candidate.id) for one in ranked(scheme, candidates)]


def test_points_decide_within_a_tier() -> None:
    # 4.5 × 1.5 + 2 + 2 = 10.75; 4.0 × 1.5 + 3 + 1 = 10; 5.0 × 1.5 + 1 + 1 = 9.5
    assert order(ZAGREB, zagreb("c", 5.0, 1, "B2"), zagreb("b", 4.0, 3, "B2"), zagreb("a", 4.5, 2, "C1")) == [
        (1, "a"),
        (2, "b"),
        (3, "c"),
    ]


def test_who_never_went_goes_first_however_many_points_the_others_have() -> None:
    assert order(ZAGREB, zagreb("went", 5.0, 3, "C2", past=1), zagreb("never", 3.0, 1, "B2")) == [
        (1, "never"),
        (2, "went"),
    ]


def test_equal_points_go_to_the_higher_year_and_else_to_the_committee() -> None:
    found = ranked(ZAGREB, [zagreb("a", 4.0, 2, "B2"), zagreb("b", 4.0, 2, "B2", year=3), zagreb("c", 4.0, 2, "B2")])
    assert [(one.rank, one.candidate.id, one.tied) for one in found] == [
        (1, "b", ()),
        (2, "a", ("c",)),
        (2, "c", ("a",)),
    ]


def test_a_lower_average_waits_until_places_are_left_and_some_are_not_ranked_at_all() -> None:
    people = [
        candidate("late", grade_average=6.5, programme_semesters=8),
        candidate("first", grade_average=7.0, programme_semesters=8),
        candidate("master", grade_average=6.9, programme_semesters=2),
        candidate("below", grade_average=6.49, programme_semesters=8),
    ]
    assert order(SKOPJE, *people) == [(1, "first"), (2, "late"), (None, "below"), (None, "master")]


@pytest.mark.parametrize("motivation", [None, 0, 4], ids=["none given", "below the scale", "above the scale"])
def test_nobody_is_ranked_until_all_is_known(motivation: int | None) -> None:
    one = zagreb("a", 4.0, 2, "B2")
    other = candidate("b", motivation, **dict(one.facts))
    with pytest.raises(CannotRank) as refused:
        ranked(ZAGREB, [one, other])
    assert refused.value.by == {"b": ("motivation",)}


# ---------------------------------------------------------------------- the same as files

ZAGREB_FILE = """
[selection]
choices = 2

[[selection.criteria]]
id = "average"
fact = "grade_average"
weight = 1.5

[[selection.criteria]]
id = "motivation"
lowest = 1
highest = 3

[[selection.criteria]]
id = "language"
fact = "language_level"
table = { B2 = 1, C1 = 2, C2 = 3 }
otherwise = 0

[[selection.tiers]]
id = "never"
applies = "past_mobilities == 0"
criterion = "outgoing_mobilities"

[[selection.tiers]]
id = "another_level"
applies = "cycle_total <= stay"

[[selection.tiers]]
id = "this_level"

[[selection.ties]]
fact = "year_of_study"
"""
SKOPJE_FILE = """
[selection]

[[selection.criteria]]
id = "average"
fact = "grade_average"

[[selection.tiers]]
id = "seven"
applies = "grade_average >= 7"

[[selection.tiers]]
id = "six_and_a_half"
applies = "grade_average >= 6.5 and programme_semesters > 2"
"""
#: The criteria of Article 5 of which the files say nothing.
FEW = {
    ZAGREB_FILE: ["academic_success", "motivation_letter", "cv"],
    SKOPJE_FILE: ["academic_success", "motivation_letter", "outgoing_mobilities", "cv"],
}
HEAD = """
[call]
id = "call-2018"
programme = "erasmus"
academic_year = "2018/2019"
opens = 2018-03-01
closes = 2018-04-13
"""
AGREEMENT = """
[agreement]
id = "agreement-2018"
programme = "erasmus"
level = "university"
parties = ["sum.ba", "uniri.hr"]
signed = 2018-01-15
valid_from = 2018-02-01
"""


@pytest.fixture(scope="module")
def law() -> StandingLaw:
    host = Host.discover(strict=True)
    year = AcademicYear.parse("2018/2019")
    return Lawbook(regulation=regulation(), programmes=host.laws).standing("erasmus", date(year.first, 10, 1))


def call_with(selection: str) -> Loaded[Call]:
    return parse_call(HEAD + selection, "c.toml", Format.TOML)


@pytest.mark.parametrize(("text", "scheme"), [(ZAGREB_FILE, ZAGREB), (SKOPJE_FILE, SKOPJE)], ids=["Zagreb", "Skopje"])
def test_a_file_states_the_same_scheme_without_code(text: str, scheme: Scheme, law: StandingLaw) -> None:
    selection = call_with(text).value.selection
    assert selection is not None
    read = scheme_of(selection, "call", law.vocabulary)
    assert [(one.id, one.fact, one.weight, one.table, one.lowest, one.highest) for one in read.criteria] == [
        (one.id, one.fact, one.weight, one.table, one.lowest, one.highest) for one in scheme.criteria
    ]
    assert [one.id for one in read.tiers] == [one.id for one in scheme.tiers]
    assert [(one.fact, one.order) for one in read.ties] == [(one.fact, one.order) for one in scheme.ties]


@given(data=st.data())
def test_the_file_ranks_everybody_as_the_scheme_does(data: st.DataObject, law: StandingLaw) -> None:
    selection = call_with(ZAGREB_FILE).value.selection
    assert selection is not None
    read = scheme_of(selection, "call", law.vocabulary)
    people = [
        zagreb(
            f"p{index}",
            data.draw(st.sampled_from([3.0, 3.5, 4.0, 4.5, 5.0])),
            data.draw(st.integers(1, 3)),
            data.draw(st.sampled_from(["B2", "C1", "C2"])),
            past=data.draw(st.integers(0, 2)),
            year=data.draw(st.integers(2, 5)),
        )
        for index in range(data.draw(st.integers(1, 6)))
    ]
    assert order(read, *people) == order(ZAGREB, *people)


@pytest.mark.parametrize("text", [ZAGREB_FILE, SKOPJE_FILE], ids=["Zagreb", "Skopje"])
def test_an_agreement_may_replace_the_criteria_of_article_5_and_a_call_only_add_to_them(
    text: str, law: StandingLaw
) -> None:
    call = call_with(text)
    agreement = parse_agreement(AGREEMENT + text, "a.toml", Format.TOML)
    assert selection_problems(agreement, Layer.AGREEMENT, law) == ()
    (problem,) = selection_problems(call, Layer.CALL, law)
    assert (problem.kind, problem.article) == ("selection-leaves-out", "čl. 5 st. 3 al. 5")
    assert str(problem.found).split(", ") == FEW[text]


def test_a_call_that_speaks_of_all_four_and_adds_a_fifth_is_lawful(law: StandingLaw) -> None:
    text = ZAGREB_FILE.replace('"average"', '"academic_success"').replace('"motivation"', '"motivation_letter"')
    text += """
[[selection.criteria]]
id = "cv"
lowest = 0
highest = 2
"""
    assert selection_problems(call_with(text), Layer.CALL, law) == ()


def test_a_tier_that_hangs_on_what_nobody_knows_waits_for_it() -> None:
    unknown = evolve(zagreb("a", 4.0, 2, "B2", past=1), facts={**zagreb("a", 4.0, 2, "B2", past=1).facts, "stay": None})
    with pytest.raises(CannotRank) as refused:
        ranked(ZAGREB, [unknown])
    assert refused.value.by == {"a": ("stay",)}


# ---------------------------------------------------------------------- places


def wish(id: str, *places: str, months: int = 5) -> Wish:
    return Wish(candidate=id, choices=tuple((place, Need(months=Decimal(months))) for place in places))


def without(gone: str | None, wishes: list[Wish]) -> list[Wish]:
    return [one for one in wishes if one.candidate != gone]


def got(allocation: Allocation) -> dict[str, str | None]:
    return {one.candidate: one.place for one in allocation.given}


def test_each_gets_the_best_choice_that_has_room_and_waits_for_the_better_ones() -> None:
    room = {"rijeka": Room(persons=Decimal(1)), "ljubljana": Room(persons=Decimal(1))}
    found = allocated([wish("a", "rijeka"), wish("b", "rijeka", "ljubljana"), wish("c", "ljubljana")], room)
    assert got(found) == {"a": "rijeka", "b": "ljubljana", "c": None}
    assert found.reserve == {"rijeka": ("b",), "ljubljana": ("c",)}


def test_a_withdrawal_moves_the_reserve_up() -> None:
    room = {"rijeka": Room(persons=Decimal(1)), "ljubljana": Room(persons=Decimal(1))}
    wishes = [wish("a", "rijeka"), wish("b", "rijeka", "ljubljana"), wish("c", "ljubljana")]
    assert got(allocated(without("a", wishes), room)) == {"b": "rijeka", "c": "ljubljana"}


def test_months_are_places_too() -> None:
    room = {"rijeka": Room(persons=Decimal(3), months=Decimal(10))}
    found = allocated([wish("a", "rijeka"), wish("b", "rijeka", months=6), wish("c", "rijeka")], room)
    assert got(found) == {"a": "rijeka", "b": None, "c": "rijeka"}
    assert found.room["rijeka"].months == 0


PLACES = st.lists(st.sampled_from("pqrs"), unique=True, max_size=4)


@given(st.lists(PLACES, max_size=8), st.dictionaries(st.sampled_from("pqrs"), st.integers(0, 3)), st.data())
def test_nobody_loses_by_the_withdrawal_of_another(choices: list[list[str]], rooms: dict[str, int], data: Any) -> None:
    wishes = [wish(str(number), *places) for number, places in enumerate(choices)]
    room = {place: Room(persons=Decimal(count)) for place, count in rooms.items()}
    before = allocated(wishes, room)
    gone = data.draw(st.sampled_from([one.candidate for one in wishes])) if wishes else None
    after = {one.candidate: one.choice for one in allocated(without(gone, wishes), room).given}
    for one in before.given:
        if one.candidate in after and one.choice is not None:
            now = after[one.candidate]
            assert now is not None
            assert now <= one.choice


@given(st.lists(PLACES, max_size=8), st.dictionaries(st.sampled_from("pqrs"), st.integers(0, 3)))
def test_no_place_is_given_twice_and_nobody_passes_over_a_free_one(
    choices: list[list[str]], rooms: dict[str, int]
) -> None:
    room = {place: Room(persons=Decimal(count)) for place, count in rooms.items()}
    found = allocated([wish(str(number), *places) for number, places in enumerate(choices)], room)
    for place, count in rooms.items():
        taken = sum(one.place == place for one in found.given)
        assert taken <= count
        assert found.room[place].persons == count - taken
    for one in found.given:
        if one.place is None:
            assert all(place not in room or found.room[place].persons == 0 for place in one.passed)
