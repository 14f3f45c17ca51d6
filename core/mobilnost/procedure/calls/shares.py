"""A round as those see it who see some dossiers alone: what it says of these, and nothing of anybody else."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from attrs import evolve

from mobilnost.procedure.calls.rankings import Ranked, RankedList, Ranking
from mobilnost.procedure.calls.rounds import Round, TieBreak
from mobilnost.procedure.calls.verdicts import Verdict


def share_of(round: Round, dossiers: frozenset[str]) -> Round:
    """What a round says of some dossiers. Ranks stay as they are, so that the first who is seen may be the third."""
    own = _among(dossiers)
    return evolve(
        round,
        applications=own(round.applications),
        points=own(round.points),
        tie_breaks=tuple(one for each in round.tie_breaks if (one := _tie_break(each, dossiers)).order),
        rankings=tuple(_ranking(one, dossiers) for one in round.rankings),
        verdicts=tuple(_verdict(one, dossiers) for one in round.verdicts),
        current=own(round.current),
        withdrawals=tuple(evolve(one, moves=own(one.moves)) for one in own(round.withdrawals)),
        nominations=own(round.nominations),
    )


def _among(dossiers: frozenset[str]) -> Callable[[Iterable[Any]], tuple[Any, ...]]:
    """Picks what is of one of the dossiers."""
    return lambda each: tuple(one for one in each if one.dossier in dossiers)


def _tie_break(one: TieBreak, dossiers: frozenset[str]) -> TieBreak:
    return evolve(one, order=tuple(name for name in one.order if name in dossiers))


def _ranking(one: Ranking, dossiers: frozenset[str]) -> Ranking:
    own = _among(dossiers)
    lists = tuple(_list(each, dossiers) for each in one.lists)
    return evolve(one, lists=lists, barred=own(one.barred), used=own(one.used))


def _list(one: RankedList, dossiers: frozenset[str]) -> RankedList:
    return evolve(one, ranked=tuple(_ranked(each, dossiers) for each in one.ranked if each.dossier in dossiers))


def _ranked(one: Ranked, dossiers: frozenset[str]) -> Ranked:
    return evolve(one, tied=tuple(name for name in one.tied if name in dossiers))


def _verdict(one: Verdict, dossiers: frozenset[str]) -> Verdict:
    own = _among(dossiers)
    return evolve(one, placements=own(one.placements), wanted=own(one.wanted))
