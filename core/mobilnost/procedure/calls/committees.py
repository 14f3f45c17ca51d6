"""Whether a committee may rank: made up as the regulation says, within its mandate (čl. 5 st. 4, 5; čl. 23 st. 4, 5).

The seats and the length of the mandate are provisions of the regulation; here they are only held against a committee.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from attrs import frozen

from mobilnost.law import Citation, Figure
from mobilnost.model import Committee, Member, Selected, Span, moved
from mobilnost.procedure.refusals import Reason

SEATS: Mapping[Selected, str] = {one: f"selection.{one}.committee" for one in Selected}
MANDATES: Mapping[Selected, str] = {one: f"selection.{one}.mandate" for one in Selected}


@frozen(kw_only=True)
class CommitteeLaw:
    """What the regulation asks of the committees for students, or for staff: their seats, and the mandate."""

    seats: tuple[str, ...]
    seats_citation: Citation
    mandate: Span
    mandate_citation: Citation


def committee_law(participant: Selected, figures: Mapping[str, Figure]) -> CommitteeLaw | None:
    """What the figures of a rulebook come to; `None` under a regulation that says nothing of committees."""
    seats, mandate = figures.get(SEATS[participant]), figures.get(MANDATES[participant])
    if seats is None or mandate is None:
        return None
    named, length = seats.settled, mandate.settled
    if not isinstance(named, tuple) or not isinstance(length, Span):
        return None
    return CommitteeLaw(
        seats=tuple(str(one) for one in named),
        seats_citation=seats.provision.citation,
        mandate=length,
        mandate_citation=mandate.provision.citation,
    )


def last_day_of_mandate(appointed: dt.date, mandate: Span) -> dt.date:
    """The last day of a mandate, its first day counted: a year from 1 February ends on 31 January."""
    months = appointed.year * 12 + appointed.month - 1 + mandate.months
    year, month = min(months // 12, dt.MAXYEAR), months % 12 + 1
    following = _day(year, month, appointed.day)
    return moved(following, mandate.days - 1)


def objections(committee: Committee, participant: Selected, law: CommitteeLaw, on: dt.date) -> tuple[Reason, ...]:
    """Everything that keeps a committee from ranking on a day; nothing where it may."""
    return tuple(_objections(committee, participant, law, on))


def _objections(committee: Committee, participant: Selected, law: CommitteeLaw, on: dt.date) -> Iterator[Reason]:
    if committee.participant is not participant:
        yield Reason.of(
            "committee-for-others",
            law.seats_citation,
            committee=committee.id,
            participant=participant,
        )
        return
    last = last_day_of_mandate(committee.appointed, law.mandate)
    if on < committee.appointed:
        yield Reason.of(
            "committee-not-yet", law.mandate_citation, committee=committee.id, since=committee.appointed, on=on
        )
    if on > last:
        yield Reason.of(
            "committee-expired",
            law.mandate_citation,
            committee=committee.id,
            since=committee.appointed,
            mandate=law.mandate,
            until=last,
        )
    wanted = Counter(law.seats)
    taken = Counter(seat_of(one, law.seats) for one in committee.members)
    if missing := tuple((wanted - taken).elements()):
        yield Reason.of("committee-lacks", law.seats_citation, committee=committee.id, seats=missing)
    for member in _surplus(committee.members, wanted, law.seats):
        yield Reason.of(
            "committee-surplus",
            law.seats_citation,
            committee=committee.id,
            name=member.name,
            seat=seat_of(member, law.seats),
        )


def seat_of(member: Member, seats: Iterable[str]) -> str:
    """The seat that a member takes: by capacity and area where the composition goes by areas, else by capacity."""
    by_area = f"{member.capacity}_{member.area}" if member.area else member.capacity.value
    return by_area if by_area in seats or member.capacity.value not in seats else member.capacity.value


def _surplus(members: Iterable[Member], wanted: Counter[str], seats: tuple[str, ...]) -> Iterator[Member]:
    """The members for whom there is no seat, in the order in which they are named."""
    free = Counter(wanted)
    for member in members:
        seat = seat_of(member, seats)
        if free[seat] > 0:
            free[seat] -= 1
        else:
            yield member


def _day(year: int, month: int, day: int) -> dt.date:
    """The day of a month; in a shorter month, the first day of the next."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return dt.date(year + month // 12, month % 12 + 1, 1)
