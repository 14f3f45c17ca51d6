"""The places of an agreement in an academic year: how many there are, how many are used, how many are left. Pure.

A stay belongs to the academic year in which it begins, and takes from the first entry of places of its direction, kind
and cycle that still has room; where none has, from the first of them, which then is overdrawn. What has no entry at all
is told apart: an agreement without places admits everybody, one with others does not (čl. 5 st. 2).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from attrs import evolve, frozen

from mobilnost.model import AcademicYear, Agreement, Direction, Ending, Places
from mobilnost.procedure.agreements.rooms import UNITS, Need, Room
from mobilnost.procedure.agreements.stays import Measures, Stay
from mobilnost.rules import Procedure

#: No places taken.
NOTHING = Need(persons=Decimal(0))


@frozen(kw_only=True)
class PlaceUse:
    """One entry of places in one year. Of what it does not count, `room` and `left` say `None`.

    What is left may be below zero: then more is used than there is. `asked` is what those would take who may still be
    refused; it is not used yet.
    """

    index: int
    places: Places
    room: Room
    used: Need
    asked: Need = NOTHING

    @property
    def left(self) -> Room:
        """What is still free: with what is used, it is what there is."""
        return self.room.less(self.used)

    @property
    def overdrawn(self) -> tuple[str, ...]:
        """The units of which more is used than there is."""
        return tuple(unit for unit in UNITS if (left := getattr(self.left, unit)) is not None and left < 0)


@frozen(kw_only=True)
class YearUse:
    """An agreement's places in one academic year; `elsewhere` is what stays took for which it has no entry."""

    year: AcademicYear
    entries: tuple[PlaceUse, ...]
    elsewhere: tuple[tuple[Direction, Need], ...] = ()


def may_be_refused(procedure: Procedure, last: str | None) -> bool:
    """Whether a life can still end in a refusal, after its last step: a step that refuses is not ruled out yet."""
    taken = _up_to(procedure, last)
    refusing = (one for one in procedure.steps if one.final is Ending.REFUSED)
    return any(taken.isdisjoint((one.id, *one.unless)) for one in refusing)


def _up_to(procedure: Procedure, last: str | None) -> frozenset[str]:
    """A step and all that come before it."""
    found: set[str] = set()
    waiting = [last] if last is not None else []
    while waiting:
        step = waiting.pop()
        if step not in found:
            found.add(step)
            waiting.extend(procedure.by_id[step].after if step in procedure.by_id else ())
    return frozenset(found)


def room_of(places: Places) -> Room:
    """What an entry of places has for each academic year."""
    return Room(
        persons=_decimal(places.persons_per_year),
        months=places.months_per_year,
        days=_decimal(places.days_per_year),
        student_semesters=_decimal(places.student_semesters_per_year),
    )


def admits(places: Places, stay: Stay) -> bool:
    """Whether an entry of places is meant for a stay; who has no cycle, or whose cycle nobody knows, may have any."""
    fits = places.direction is stay.direction and places.kind is stay.kind
    return fits and (places.cycles is None or stay.cycle is None or stay.cycle in places.cycles)


def use_in(agreement: Agreement, year: AcademicYear, stays: Iterable[Stay], measures: Measures) -> YearUse:
    """What stays have taken of an agreement's places in a year. Stays of other years are passed over.

    `stays` are those that count: of the agreement, neither withdrawn nor refused. Those that may still be refused come
    last, and are told apart.
    """
    taken: list[list[Stay]] = [[] for _ in agreement.places]
    elsewhere: dict[Direction, list[Stay]] = {}
    for stay, index in _seated(
        agreement.places, sorted((one for one in stays if one.year == year), key=_order), measures
    ):
        if index is not None:
            taken[index].append(stay)
        elif stay.decided:
            elsewhere.setdefault(stay.direction, []).append(stay)
    entries = [
        PlaceUse(
            index=index,
            places=one,
            room=room_of(one),
            used=measures.taken(stay for stay in taken[index] if stay.decided),
            asked=measures.taken(stay for stay in taken[index] if not stay.decided),
        )
        for index, one in enumerate(agreement.places)
    ]
    return YearUse(
        year=year,
        entries=tuple(entries),
        elsewhere=tuple((direction, measures.taken(those)) for direction, those in sorted(elsewhere.items())),
    )


def _seated(places: Sequence[Places], stays: Iterable[Stay], measures: Measures) -> Iterator[tuple[Stay, int | None]]:
    """Each stay with the entry that it takes from. Only where several would do, it matters what is left of them."""
    # Entries for some cycles come before those for all, so that these stay free for others.
    order = sorted(range(len(places)), key=lambda index: (places[index].cycles is None, index))
    rooms = [room_of(one) for one in places]
    for stay in stays:
        fitting = [index for index in order if admits(places[index], stay)]
        rivals = sum(1 for one in places if (one.direction, one.kind) == (stay.direction, stay.kind))
        if rivals < 2:
            yield stay, fitting[0] if fitting else None
            continue
        for one in (evolve(stay, count=1) for _ in range(stay.count)):
            need = measures.taken([one])
            index = next((each for each in fitting if rooms[each].holds(need)), fitting[0] if fitting else None)
            if index is not None:
                rooms[index] = rooms[index].less(need)
            yield one, index


def _order(stay: Stay) -> tuple[object, ...]:
    return (
        not stay.decided,
        stay.first_day,
        stay.last_day,
        stay.direction,
        stay.kind,
        stay.cycle or "",
        stay.participant,
    )


def _decimal(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value)
