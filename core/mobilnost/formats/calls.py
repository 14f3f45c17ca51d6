"""Rounds as tables of JSON, and the list of a decision as it is published: without names, unless asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from attrs import frozen

from mobilnost.model import Call
from mobilnost.procedure.calls.appeals import Appeal
from mobilnost.procedure.calls.applying import last_day
from mobilnost.procedure.calls.rankings import Ranked, RankedList, Ranking, Scored
from mobilnost.procedure.calls.reserve import reserve_of
from mobilnost.procedure.calls.rounds import Round
from mobilnost.procedure.calls.verdicts import Placement, Verdict

Table = dict[str, Any]


@frozen(kw_only=True)
class PublishedRow:
    """One line of a published list. `name` is empty unless names are published."""

    dossier: str
    rank: int | None
    total: Decimal | None
    agreement: str | None
    choice: int | None
    reserve: tuple[tuple[str, int], ...]
    list: str
    nominated: bool = False
    name: str = ""


def call_table(call: Call, round: Round | None) -> Table:
    """A call and how far its round has come."""
    return {
        "call": call.id,
        "programme": call.programme,
        "academic_year": str(call.academic_year),
        "opens": call.opens.isoformat(),
        "closes": last_day(round, call).isoformat() if round else call.closes.isoformat(),
        "stage": round.stage.value if round else None,
        "candidates": len(round.candidates) if round else 0,
    }


def round_table(round: Round) -> Table:
    """A round with everything that the register keeps of it."""
    return {
        "call": round.call,
        "participant": round.participant.value,
        "stage": round.stage.value,
        "opened": round.opened.isoformat(),
        "closed": _day(round.closed),
        "extensions": [
            {"until": one.until.isoformat(), "on": one.on.isoformat(), "reason": one.reason} for one in round.extensions
        ],
        "applications": [
            {"dossier": one.dossier, "on": one.on.isoformat(), "choices": list(one.choices)}
            for one in round.applications
        ],
        "rankings": [ranking_table(one) for one in round.rankings],
        "decisions": [verdict_table(one) for one in round.verdicts],
        "places": [placement_table(one) for one in round.current],
        "reserve": {agreement: list(names) for agreement, names in reserve_of(round).items()},
        "publications": [{"decision": one.verdict, "on": one.on.isoformat()} for one in round.publications],
        "withdrawals": [
            {
                "dossier": one.dossier,
                "on": one.on.isoformat(),
                "reason": one.reason,
                "moves": [{"dossier": m.dossier, "before": m.before, "after": m.after} for m in one.moves],
            }
            for one in round.withdrawals
        ],
        "nominations": [
            {"dossier": one.dossier, "agreement": one.agreement, "decision": one.decision, "on": one.on.isoformat()}
            for one in round.nominations
        ],
    }


def ranking_table(ranking: Ranking) -> Table:
    """A ranking, explained by candidate and criterion."""
    return {
        "number": ranking.number,
        "on": ranking.on.isoformat(),
        "committee": ranking.committee,
        "appeal": ranking.appeal.id if ranking.appeal else None,
        "lists": [_list(one) for one in ranking.lists],
        "barred": [
            {"dossier": one.dossier, "agreement": one.agreement, "rules": list(one.rules)} for one in ranking.barred
        ],
    }


def verdict_table(verdict: Verdict) -> Table:
    """A decision with the places that it gave."""
    return {
        "number": verdict.number,
        "ranking": verdict.ranking,
        "on": verdict.on.isoformat(),
        "by": verdict.by,
        "reference": verdict.reference,
        "places": [placement_table(one) for one in verdict.placements],
    }


def placement_table(one: Placement) -> Table:
    """What a candidate got."""
    return {"dossier": one.dossier, "agreement": one.agreement, "choice": one.choice, "reserve": list(one.reserve)}


def appeal_table(one: Appeal) -> Table:
    """An appeal."""
    return {
        "appeal": one.id,
        "call": one.call,
        "dossier": one.dossier,
        "received": one.received.isoformat(),
        "delivered": _day(one.delivered),
        "begins": one.begins.isoformat(),
        "last": one.last.isoformat(),
        "decide_by": one.decide_by.isoformat(),
        "outcome": one.outcome.value if one.outcome else None,
        "decided": _day(one.decided),
        "by": one.by,
        "reference": one.reference,
        "reason": one.reason,
        "ranking": one.ranking,
    }


def published(round: Round, names: Mapping[str, str]) -> tuple[PublishedRow, ...]:
    """The lines of the list: those who were nominated, then by list and rank, then those who are not ranked.

    Who has withdrawn is not on it; who is ranked in several lists has a line in each.
    """
    ranking = next(one for one in round.rankings if one.number == round.verdicts[-1].ranking)
    reserve = reserve_of(round)
    nominated = round.nominated
    first = [one for one in round.current if one.dossier in nominated]
    rows = [_row(one, None, "", reserve, names, nominated) for one in first]
    for listed in ranking.lists:
        for one in listed.ranked:
            placement = round.placement(one.dossier)
            if placement is not None:
                rows.append(_row(placement, one, listed.source, reserve, names))
    known = {one.dossier for one in rows}
    rows += [_row(one, None, "", reserve, names) for one in round.current if one.dossier not in known]
    return tuple(rows)


def published_table(round: Round, rows: Sequence[PublishedRow]) -> Table:
    """The published list for programs."""
    verdict = round.verdicts[-1]
    return {
        "call": round.call,
        "published": round.publications[-1].on.isoformat(),
        "decided": verdict.on.isoformat(),
        "reference": verdict.reference,
        "list": [
            {
                "dossier": one.dossier,
                **({"name": one.name} if one.name else {}),
                "list": one.list,
                "rank": one.rank,
                "total": None if one.total is None else number(one.total),
                "agreement": one.agreement,
                "choice": one.choice,
                "reserve": [{"agreement": agreement, "position": at} for agreement, at in one.reserve],
                "nominated": one.nominated,
            }
            for one in rows
        ],
    }


def _row(
    placement: Placement,
    ranked: Ranked | None,
    source: str,
    reserve: Mapping[str, tuple[str, ...]],
    names: Mapping[str, str],
    nominated: frozenset[str] = frozenset(),
) -> PublishedRow:
    known = ranked is not None and ranked.rank is not None
    return PublishedRow(
        dossier=placement.dossier,
        rank=ranked.rank if ranked else None,
        total=ranked.total if ranked and known else None,
        agreement=placement.agreement,
        choice=placement.choice,
        reserve=tuple(
            (agreement, waiting.index(placement.dossier) + 1)
            for agreement, waiting in reserve.items()
            if placement.dossier in waiting
        ),
        list=source,
        nominated=placement.dossier in nominated,
        name=names.get(placement.dossier, ""),
    )


def _list(one: RankedList) -> Table:
    ranked = [_ranked(each, one.tied(each)) for each in one.ranked]
    return {"source": one.source, "agreement": one.agreement, "ranked": ranked}


def _ranked(one: Ranked, tied: tuple[str, ...]) -> Table:
    return {
        "dossier": one.dossier,
        "rank": one.rank,
        "tier": one.tier,
        "total": number(one.total),
        "scores": [_scored(each) for each in one.scores],
        "ties": [{"fact": each.fact, "value": each.value} for each in one.ties],
        "tied": list(tied),
    }


def _scored(one: Scored) -> Table:
    return {
        "criterion": one.criterion,
        "points": number(one.points),
        "weight": number(one.weight),
        "weighted": number(one.weighted),
        "fact": one.fact,
        "value": one.value,
        "at": one.at,
    }


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def number(value: Decimal) -> str:
    """A number without zeros that say nothing: 13, 11.75."""
    return format(value.normalize(), "f")
