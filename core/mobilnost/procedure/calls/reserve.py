"""Withdrawals, and the reserve that moves up, by the room and ranking of the last decision; nobody loses anything."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from attrs import evolve

from mobilnost.procedure.calls.allocation import Move, Wish, moved_up
from mobilnost.procedure.calls.placing import Offer, agreement_of, nominees_of, orders_of, placement_of, wishes_of
from mobilnost.procedure.calls.rounds import Round, Withdrawal
from mobilnost.procedure.calls.verdicts import Moved, Placement, Verdict
from mobilnost.procedure.refusals import Reason, Refused


def withdrawn(round: Round, dossier: str, reason: str, on: dt.date, passed: frozenset[str] = frozenset()) -> Round:
    """The round without a candidate, whose place goes to the reserve; who is `passed` over keeps what they have."""
    known = round.application(dossier) is not None or dossier in round.nominated
    if not known or dossier in round.withdrawn:
        raise Refused([Reason.of("not-a-candidate", dossier=dossier, call=round.call)])
    withdrawal = Withdrawal(dossier=dossier, on=on, reason=reason)
    gone = evolve(round, withdrawals=(*round.withdrawals, withdrawal))
    if not round.verdicts:
        return gone
    left = tuple(one for one in round.current if one.dossier != dossier)
    wishes = _wishes(gone, gone.verdicts[-1])
    moves = _moves(gone, left, _content(wishes.values(), left, passed))
    told = tuple(
        Moved(dossier=name, before=before and agreement_of(before), after=agreement_of(after))
        for name, (before, after) in moves.items()
    )
    return evolve(
        gone,
        withdrawals=(*round.withdrawals, evolve(withdrawal, moves=told)),
        current=tuple(
            placement_of(round, wishes[one.dossier], moves[one.dossier][1]) if one.dossier in moves else one
            for one in left
        ),
    )


def reserve_of(round: Round) -> Mapping[str, tuple[str, ...]]:
    """By agreement, those who want its places more than what they have, in the order that it goes by."""
    if not round.verdicts:
        return {}
    verdict = round.verdicts[-1]
    ranking = next(one for one in round.rankings if one.number == verdict.ranking)
    waiting: dict[str, list[str]] = {}
    for agreement in dict.fromkeys(one.agreement for one in verdict.rooms):
        for name in ranking.list_for(agreement).order:
            placement = round.placement(name)
            if placement is not None and agreement in placement.reserve:
                waiting.setdefault(agreement, []).append(name)
    return {agreement: tuple(names) for agreement, names in waiting.items()}


def _wishes(round: Round, verdict: Verdict) -> dict[str, Wish]:
    offer = Offer(rooms=verdict.rooms, wanted=verdict.wanted)
    ranking = next(one for one in round.rankings if one.number == verdict.ranking)
    known = (*nominees_of(round, offer), *wishes_of(round, ranking, offer))
    return {wish.candidate: wish for wish in known}


def _content(wishes: Iterable[Wish], left: Iterable[Placement], passed: frozenset[str]) -> tuple[Wish, ...]:
    """The wishes, of those who are passed over nothing but what they have."""
    has = {one.dossier: one.place for one in left}
    return tuple(
        evolve(wish, choices=tuple((place, need) for place, need in wish.choices if place == has.get(wish.candidate)))
        if wish.candidate in passed
        else wish
        for wish in wishes
    )


def _moves(round: Round, left: Sequence[Placement], wishes: Sequence[Wish]) -> dict[str, tuple[str | None, str]]:
    """From where to where each goes who moves up, whatever they held for a moment in between."""
    verdict = round.verdicts[-1]
    ranking = next(one for one in round.rankings if one.number == verdict.ranking)
    named = {wish.candidate for wish in wishes}
    current = {one.dossier: one.place for one in left if one.dossier in named}
    offer = Offer(rooms=verdict.rooms, wanted=verdict.wanted)
    steps: tuple[Move, ...] = moved_up(current, wishes, offer.room, orders_of(ranking, verdict.rooms))
    return {one.candidate: (current[one.candidate], one.after) for one in steps}
