"""Whatever candidates want and wherever there is room: places go by merit, never more than there are, and a withdrawal
takes nothing from anybody."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobilnost.procedure.agreements.rooms import UNITS, Need, Room
from mobilnost.procedure.calls.allocation import Allocation, Move, Orders, Wish, allocated, matched, moved_up

PLACES = ("rijeka", "ljubljana", "zagreb")
ONE = Need()


Market = tuple[list[Wish], dict[str, Room], Orders]


@st.composite
def markets(draw: st.DrawFn, *, by_persons: bool = True, one_order: bool = False) -> Market:
    names = [f"p{number}" for number in range(draw(st.integers(0, 7)))]
    months = st.integers(1, 10).map(lambda number: Need(months=Decimal(number)))
    wishes = []
    for name in names:
        choices = draw(st.lists(st.sampled_from(PLACES), unique=True, max_size=3))
        need = ONE if by_persons else draw(months)
        wishes.append(Wish(candidate=name, choices=tuple((place, need) for place in choices)))
    persons = st.one_of(st.none(), st.integers(0, 3).map(Decimal))
    shared = st.none() if by_persons else st.one_of(st.none(), st.integers(0, 20).map(Decimal))
    room = {place: Room(persons=draw(persons), months=draw(shared)) for place in PLACES}
    orders = {place: names if one_order else draw(st.permutations(names)) for place in PLACES}
    return wishes, room, orders


def rank_of(orders: Orders, place: str, name: str) -> int:
    return list(orders[place]).index(name)


def envied(allocation: Allocation, orders: Orders) -> list[tuple[str, str, str]]:
    """Who wanted a place and did not get it, though somebody behind them in its order did."""
    return [
        (one.candidate, place, other.candidate)
        for one in allocation.given
        for place in one.passed
        for other in allocation.given
        if other.place == place and rank_of(orders, place, other.candidate) > rank_of(orders, place, one.candidate)
    ]


def held(allocation: Allocation) -> dict[str, str | None]:
    return {one.candidate: one.place for one in allocation.given}


@given(markets(one_order=True))
def test_nobody_with_less_merit_gets_a_place_that_a_better_one_wanted_and_was_refused(market: Market) -> None:
    wishes, room, orders = market
    assert not envied(allocated(wishes, room), orders)


@given(markets())
def test_nor_where_each_agreement_ranks_in_its_own_way(market: Market) -> None:
    wishes, room, orders = market
    assert not envied(matched(wishes, room, orders), orders)


@given(markets(one_order=True))
def test_where_all_rank_alike_the_two_ways_of_giving_places_agree(market: Market) -> None:
    wishes, room, orders = market
    assert held(matched(wishes, room, orders)) == held(allocated(wishes, room))


@given(markets(by_persons=False), st.booleans())
def test_there_is_never_less_than_nothing_left(market: Market, alike: bool) -> None:
    wishes, room, orders = market
    found = allocated(wishes, room) if alike else matched(wishes, room, orders)
    for left in found.room.values():
        assert all((getattr(left, unit) or 0) >= 0 for unit in UNITS)


@given(markets())
def test_nobody_is_left_without_a_place_that_is_free_and_wanted(market: Market) -> None:
    wishes, room, orders = market
    found = matched(wishes, room, orders)
    assert not [one for one in found.given for place in one.passed if found.room[place].holds(ONE)]


@given(markets(by_persons=False), st.data())
def test_a_withdrawal_takes_nothing_from_anybody_whatever_is_counted(market: Market, data: st.DataObject) -> None:
    wishes, room, orders = market
    if not wishes:
        return
    before = held(matched(wishes, room, orders))
    gone = data.draw(st.sampled_from(sorted(before)))
    left = {name: place for name, place in before.items() if name != gone}
    choices = {wish.candidate: [place for place, _ in wish.choices] for wish in wishes}
    for move in moved_up(left, wishes, room, orders):
        wanted = choices[move.candidate]
        assert move.before is None or wanted.index(move.after) < wanted.index(move.before)


@given(markets(one_order=True), st.data())
def test_by_persons_moving_up_ends_where_giving_anew_would(market: Market, data: st.DataObject) -> None:
    wishes, room, orders = market
    if not wishes:
        return
    before = held(allocated(wishes, room))
    gone = data.draw(st.sampled_from(sorted(before)))
    now = {name: place for name, place in before.items() if name != gone}
    for move in moved_up(dict(now), wishes, room, orders):
        now[move.candidate] = move.after
    assert now == held(allocated([one for one in wishes if one.candidate != gone], room))


@pytest.mark.parametrize(
    ("gone", "moves"),
    [
        ("a", [("b", "ljubljana", "rijeka"), ("c", None, "ljubljana")]),
        ("b", [("c", None, "ljubljana")]),
        ("c", []),
    ],
)
def test_the_reserve_moves_up_in_a_chain(gone: str, moves: list[tuple[str, str | None, str]]) -> None:
    room = {"rijeka": Room(persons=Decimal(1)), "ljubljana": Room(persons=Decimal(1))}
    wishes = [
        Wish(candidate="a", choices=(("rijeka", ONE),)),
        Wish(candidate="b", choices=(("rijeka", ONE), ("ljubljana", ONE))),
        Wish(candidate="c", choices=(("ljubljana", ONE),)),
    ]
    current = {name: place for name, place in held(allocated(wishes, room)).items() if name != gone}
    names = [wish.candidate for wish in wishes]
    found = moved_up(current, wishes, room, {"rijeka": names, "ljubljana": names})
    assert found == tuple(Move(candidate=name, before=before, after=after) for name, before, after in moves)
