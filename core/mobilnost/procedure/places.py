"""Giving places: in the order of the ranking, each candidate gets the best choice that still has room for the stay.

Whoever gets none is on the reserve list of each choice, and moves up when somebody withdraws. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from attrs import evolve, field, frozen

#: In which units an agreement counts its places; each that it names must suffice.
UNITS = ("persons", "months", "days", "student_semesters")


@frozen(kw_only=True)
class Room:
    """What is left of the places of one entry of an agreement; `None` is not counted."""

    persons: Decimal | None = None
    months: Decimal | None = None
    days: Decimal | None = None
    student_semesters: Decimal | None = None

    def holds(self, need: Need) -> bool:
        """Whether a stay still fits, by every unit that is counted."""
        return all(left is None or getattr(need, unit) <= left for unit, left in self._counted())

    def less(self, need: Need) -> Room:
        """What is left once a stay has been given its place."""
        return evolve(self, **{u: left - getattr(need, u) for u, left in self._counted() if left is not None})

    def _counted(self) -> list[tuple[str, Decimal | None]]:
        return [(unit, getattr(self, unit)) for unit in UNITS]


@frozen(kw_only=True)
class Need:
    """What a stay takes of the places."""

    persons: Decimal = Decimal(1)
    months: Decimal = Decimal(0)
    days: Decimal = Decimal(0)
    student_semesters: Decimal = Decimal(0)


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


def without(withdrawn: Iterable[str], wishes: Sequence[Wish], room: Mapping[str, Room]) -> Allocation:
    """The places given anew once some have withdrawn: nobody who stays gets less than before, by persons alone."""
    gone = frozenset(withdrawn)
    return allocated([one for one in wishes if one.candidate not in gone], room)


def _best(wish: Wish, left: Mapping[str, Room]) -> Given:
    passed: list[str] = []
    for number, (place, need) in enumerate(wish.choices, 1):
        if place in left and left[place].holds(need):
            return Given(candidate=wish.candidate, place=place, choice=number, passed=tuple(passed))
        passed.append(place)
    return Given(candidate=wish.candidate, place=None, choice=None, passed=tuple(passed))
