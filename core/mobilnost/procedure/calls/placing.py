"""Who gets which place, by a decision on a ranking (čl. 5 st. 3, čl. 23 st. 2, 3); and its publication."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import evolve, frozen

from mobilnost.procedure.agreements.rooms import Need, Room
from mobilnost.procedure.calls.allocation import Wish, allocated, matched
from mobilnost.procedure.calls.rankings import Ranking
from mobilnost.procedure.calls.rounds import Publication, Round, Stage
from mobilnost.procedure.calls.verdicts import Placement, PlaceRoom, Verdict, Wanting, place_name
from mobilnost.procedure.refusals import Reason, Refused


@frozen(kw_only=True)
class Offer:
    """What there is to be given, and what each candidate wants of it."""

    rooms: tuple[PlaceRoom, ...]
    wanted: tuple[Wanting, ...]

    @property
    def room(self) -> dict[str, Room]:
        """What each place has, by its name."""
        return {place_name(one.agreement, one.entry): _room(one) for one in self.rooms}

    def want(self, dossier: str) -> Wanting:
        """What a candidate wants. Raises `KeyError` for one of whom nobody has said it."""
        for one in self.wanted:
            if one.dossier == dossier:
                return one
        raise KeyError(dossier)


@frozen(kw_only=True)
class Change:
    """What a candidate has before and after: an agreement, or none."""

    dossier: str
    before: str | None
    after: str | None


@frozen(kw_only=True)
class Act:
    """A decision: who made it, by which act, on which day."""

    by: str
    reference: str
    on: dt.date


def decided(round: Round, offer: Offer, act: Act, *, losses_accepted: bool = False) -> Round:
    """The round with the places given by its last ranking.

    Raises `Refused` where there is no undecided ranking, where nobody has put those in order who are tied for a place,
    and where somebody would lose the place that they have, unless that is accepted.
    """
    if round.stage is not Stage.RANKED:
        raise Refused([Reason.of("not-ranked", call=round.call, stage=round.stage)])
    ranking = round.rankings[-1]
    if act.on < ranking.on:
        raise Refused([Reason.of("decided-before", on=act.on, ranked=ranking.on)])
    placements = placed(round, ranking, offer)
    reasons = [*_tied(ranking, placements, round), *_nominated_in_vain(round, placements)]
    reasons += [] if losses_accepted else _losses(changes(round.current, placements))
    if reasons:
        raise Refused(reasons)
    verdict = Verdict(
        number=len(round.verdicts) + 1,
        ranking=ranking.number,
        on=act.on,
        by=act.by,
        reference=act.reference,
        placements=placements,
        rooms=offer.rooms,
        wanted=offer.wanted,
    )
    return evolve(round, verdicts=(*round.verdicts, verdict), current=placements)


def placed(round: Round, ranking: Ranking, offer: Offer) -> tuple[Placement, ...]:
    """What everybody gets by a ranking, those who were nominated outside the procedure first."""
    wishes = wishes_of(round, ranking, offer)
    nominated = allocated(nominees_of(round, offer), offer.room)
    if len(ranking.lists) == 1:
        allocation = allocated(wishes, nominated.room)
    else:
        allocation = matched(wishes, nominated.room, orders_of(ranking, offer.rooms))
    got = {one.candidate: one.place for one in (*nominated.given, *allocation.given)}
    wanted = {wish.candidate: wish for wish in (*nominees_of(round, offer), *wishes)}
    rest = (one.dossier for one in round.candidates if one.dossier not in wanted)
    return (
        *(placement_of(round, wanted[name], place) for name, place in got.items()),
        *(Placement(dossier=name) for name in rest),
    )


def changes(before: Iterable[Placement], after: Iterable[Placement]) -> tuple[Change, ...]:
    """Whose place is another than before: nobody's is changed without a word."""
    was = {one.dossier: one.agreement for one in before}
    now = {one.dossier: one.agreement for one in after}
    return tuple(
        Change(dossier=name, before=was.get(name), after=now.get(name))
        for name in dict.fromkeys((*was, *now))
        if was.get(name) != now.get(name)
    )


def published(round: Round, on: dt.date) -> Round:
    """The round with its last decision published on a day; that it was published before stays on record."""
    if round.stage not in (Stage.DECIDED, Stage.PUBLISHED):
        raise Refused([Reason.of("not-decided", call=round.call, stage=round.stage)])
    last = round.verdicts[-1]
    if on < last.on:
        raise Refused([Reason.of("published-before", on=on, decided=last.on)])
    publication = Publication(verdict=last.number, on=on)
    if publication in round.publications:
        return round
    return evolve(round, publications=(*round.publications, publication))


# -- what everybody wants, and in which order


def wishes_of(round: Round, ranking: Ranking, offer: Offer) -> tuple[Wish, ...]:
    """What everybody who is ranked wants, in the order of the call's list, and then of the others."""
    lists = sorted(ranking.lists, key=lambda one: one.agreement or "")
    names = dict.fromkeys(name for one in lists for name in one.order)
    return tuple(_wish(ranking, offer.want(name)) for name in names if name not in round.withdrawn)


def nominees_of(round: Round, offer: Offer) -> tuple[Wish, ...]:
    """What those want who were nominated outside the procedure."""
    names = [one.dossier for one in round.nominations if one.dossier in round.nominated]
    return tuple(
        Wish(candidate=name, choices=tuple((place, _need(want)) for place in want.places))
        for name in names
        for want in (offer.want(name),)
    )


def orders_of(ranking: Ranking, rooms: Iterable[PlaceRoom]) -> Mapping[str, Sequence[str]]:
    """By place, the order that it goes by."""
    return {place_name(one.agreement, one.entry): ranking.list_for(one.agreement).order for one in rooms}


def placement_of(round: Round, wish: Wish, place: str | None) -> Placement:
    """What a candidate has: the place, the choice that it was, and the agreements that are wanted more."""
    named = [agreement_of(one) for one, _ in wish.choices]
    agreement = None if place is None else agreement_of(place)
    before = named if agreement is None else named[: named.index(agreement)]
    application = round.application(wish.candidate)
    choices = application.choices if application else ()
    return Placement(
        dossier=wish.candidate,
        agreement=agreement,
        entry=_entry_of(place),
        choice=choices.index(agreement) + 1 if agreement in choices else None,
        reserve=tuple(dict.fromkeys(before)),
    )


def agreement_of(place: str) -> str:
    """The agreement of a place."""
    return place.rpartition("#")[0]


def _entry_of(place: str | None) -> int | None:
    number = (place or "").rpartition("#")[2]
    return int(number) if number else None


def _wish(ranking: Ranking, want: Wanting) -> Wish:
    """What a candidate wants of what the ranking leaves to them."""
    return Wish(
        candidate=want.dossier,
        choices=tuple((place, _need(want)) for place in want.places if _may_have(ranking, want.dossier, place)),
    )


def _may_have(ranking: Ranking, dossier: str, place: str) -> bool:
    agreement = agreement_of(place)
    return not ranking.bars(dossier, agreement) and dossier in ranking.list_for(agreement).order


def _need(one: Wanting) -> Need:
    return Need(persons=one.persons, months=one.months, days=one.days, student_semesters=one.student_semesters)


def _room(one: PlaceRoom) -> Room:
    return Room(persons=one.persons, months=one.months, days=one.days, student_semesters=one.student_semesters)


# -- what stands against a decision


def _losses(changed: Iterable[Change]) -> list[Reason]:
    return [
        Reason.of("place-lost", dossier=one.dossier, agreement=one.before)
        for one in changed
        if one.before is not None and one.after is None
    ]


def _nominated_in_vain(round: Round, placements: Iterable[Placement]) -> list[Reason]:
    """Those who were nominated outside the procedure, and for whom there is no room."""
    named = {one.dossier: one.agreement for one in round.nominations if one.dossier in round.nominated}
    return [
        Reason.of("no-room-for-nominee", dossier=one.dossier, agreement=named[one.dossier])
        for one in placements
        if one.dossier in named and one.agreement is None
    ]


def _tied(ranking: Ranking, placements: Iterable[Placement], round: Round) -> Iterator[Reason]:
    """Those who are tied, where one of them got less than they wanted: the committee is to say who goes first."""
    got = {one.dossier: one for one in placements}
    told: set[frozenset[str]] = set()
    for listed in ranking.lists:
        for one in listed.ranked:
            group = frozenset((one.dossier, *listed.tied(one))) - round.withdrawn
            less = any(name in got and (got[name].reserve or got[name].agreement is None) for name in group)
            if len(group) > 1 and less and group not in told:
                told.add(group)
                yield Reason.of(
                    "tie-undecided" if listed.selection else "order-unstated", candidates=tuple(sorted(group))
                )
