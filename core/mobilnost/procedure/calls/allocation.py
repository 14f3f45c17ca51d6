"""Giving places: in the order of the ranking, each candidate gets the best choice that still has room for the stay.

Whoever gets none is on the reserve list of each choice, and moves up when somebody withdraws. Where agreements rank
those who want their places each in its own way, a candidate is held against the others by the ranking of the place that
is wanted. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import field, frozen

from mobilnost.procedure.agreements.rooms import Need, Room


@frozen(kw_only=True)
class Wish:
    """A candidate in the order of the ranking: the choices, the first one first, with what each would take."""

    candidate: str
    choices: tuple[tuple[str, Need], ...]


@frozen(kw_only=True)
class Given:
    """What a candidate got: the choice (counted from 1) and its place, or none; `passed` are choices without room."""

    candidate: str
    place: str | None
    choice: int | None
    passed: tuple[str, ...] = ()


@frozen(kw_only=True)
class Allocation:
    """Who got what, in the order of the ranking; the reserve list of each place; and what room is left."""

    given: tuple[Given, ...]
    room: Mapping[str, Room] = field(hash=False)

    @property
    def reserve(self) -> Mapping[str, tuple[str, ...]]:
        """By place, those who wanted it more than what they got, in the order of the ranking."""
        waiting: dict[str, list[str]] = {}
        for one in self.given:
            for place in one.passed:
                waiting.setdefault(place, []).append(one.candidate)
        return {place: tuple(names) for place, names in waiting.items()}


@frozen(kw_only=True)
class Move:
    """That somebody moved up: from a place, or from none, to one that they wanted more."""

    candidate: str
    before: str | None
    after: str


Orders = Mapping[str, Sequence[str]]
"""By place, the candidates in the order in which it is theirs; who is not among them cannot have it."""


def allocated(wishes: Sequence[Wish], room: Mapping[str, Room]) -> Allocation:
    """The places given in the order of the wishes."""
    left = dict(room)
    given = []
    for wish in wishes:
        one = _best(wish, left)
        if one.place is not None:
            need = dict(wish.choices)[one.place]
            left[one.place] = left[one.place].less(need)
        given.append(one)
    return Allocation(given=tuple(given), room=left)


def matched(wishes: Sequence[Wish], room: Mapping[str, Room], orders: Orders) -> Allocation:
    """The places given where each has an order of its own: nobody wants a place more than what they got that somebody
    behind them in its order holds in their stead.

    Each asks for the best choice not yet refused; a place keeps those who come first in its order as far as there is
    room, and refuses the others for good (Gale and Shapley, 1962).
    """
    choices = {wish.candidate: wish.choices for wish in wishes}
    refused: dict[str, int] = dict.fromkeys(choices, 0)
    held: dict[str, tuple[str, ...]] = dict.fromkeys(room, ())
    asking = list(choices)
    while asking:
        name = asking.pop(0)
        if refused[name] >= len(choices[name]):
            continue
        place, _ = choices[name][refused[name]]
        kept = _kept((*held.get(place, ()), name), place, choices, room, orders)
        for other in (*held.get(place, ()), name):
            if other not in kept:
                refused[other] += 1
                asking.append(other)
        if place in held:
            held[place] = kept
    return _allocation(choices, refused, room)


def moved_up(
    current: Mapping[str, str | None], wishes: Sequence[Wish], room: Mapping[str, Room], orders: Orders
) -> tuple[Move, ...]:
    """Who moves up, step by step, now that there is room: at each step the first in the order of a place who wants it
    more than what they have. Nobody loses anything.

    `current` is what each has who has not withdrawn, `room` what the places have in all.
    """
    choices = {wish.candidate: wish.choices for wish in wishes if wish.candidate in current}
    holding = dict(current)
    moves: list[Move] = []
    while (step := _step(holding, choices, room, orders)) is not None:
        holding[step.candidate] = step.after
        moves.append(step)
    return tuple(moves)


Choices = Mapping[str, tuple[tuple[str, Need], ...]]


def _best(wish: Wish, left: Mapping[str, Room]) -> Given:
    passed: list[str] = []
    for number, (place, need) in enumerate(wish.choices, 1):
        if place in left and left[place].holds(need):
            return Given(candidate=wish.candidate, place=place, choice=number, passed=tuple(passed))
        passed.append(place)
    return Given(candidate=wish.candidate, place=None, choice=None, passed=tuple(passed))


def _kept(
    names: tuple[str, ...], place: str, choices: Choices, room: Mapping[str, Room], orders: Orders
) -> tuple[str, ...]:
    """Those whom a place keeps: in its order, each for whom there is still room."""
    if place not in room:
        return ()
    left, kept = room[place], []
    for name in orders.get(place, ()):
        need = dict(choices[name])[place] if name in names else None
        if need is not None and left.holds(need):
            left = left.less(need)
            kept.append(name)
    return tuple(kept)


def _allocation(choices: Choices, refused: Mapping[str, int], room: Mapping[str, Room]) -> Allocation:
    left = dict(room)
    given = []
    for name, wanted in choices.items():
        index = refused[name]
        passed = tuple(place for place, _ in wanted[:index])
        if index < len(wanted):
            place, need = wanted[index]
            left[place] = left[place].less(need)
            given.append(Given(candidate=name, place=place, choice=index + 1, passed=passed))
        else:
            given.append(Given(candidate=name, place=None, choice=None, passed=passed))
    return Allocation(given=tuple(given), room=left)


def _step(holding: Mapping[str, str | None], choices: Choices, room: Mapping[str, Room], orders: Orders) -> Move | None:
    left = dict(room)
    for name, place in holding.items():
        if place is not None and place in left:
            left[place] = left[place].less(dict(choices[name])[place])
    for place, free in left.items():
        for name in orders.get(place, ()):
            if (
                name in holding
                and _wants(place, name, holding[name], choices)
                and free.holds(dict(choices[name])[place])
            ):
                return Move(candidate=name, before=holding[name], after=place)
    return None


def _wants(place: str, name: str, held: str | None, choices: Choices) -> bool:
    """Whether somebody wants a place more than the one that they hold."""
    wanted = [one for one, _ in choices[name]]
    return place in wanted and (held is None or wanted.index(place) < wanted.index(held))
