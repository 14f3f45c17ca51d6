"""Ranking a round: one list by the call, and one for each agreement that ranks by rules of its own (čl. 5 st. 3).

A ranking keeps what it was made from, so that it can be read years later, and made again with what an appeal changed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from attrs import evolve, field, frozen

from mobilnost.law import Citation
from mobilnost.model import Selection
from mobilnost.procedure.calls.merit import Candidate, CannotRank, Scheme, Score, Standing, ordered, ranked, table_key
from mobilnost.procedure.calls.rankings import Barred, Deciding, Ranked, RankedList, Ranking, Scored, Upheld, Used
from mobilnost.procedure.calls.rounds import Round, Stage, decided_already
from mobilnost.procedure.calls.selection import left_out
from mobilnost.procedure.refusals import Reason, Refused


@frozen(kw_only=True)
class ListLaw:
    """By what one list is ranked. `replaces` says that its selection stands in the place of the law's own criteria."""

    source: str
    agreement: str | None
    selection: Selection | None
    scheme: Scheme
    citation: Citation
    replaces: bool = False


@frozen(kw_only=True)
class Applicant:
    """A candidate as the ranking sees them: the dossier's revision and facts, the criteria that the law lists for
    them, and the agreements whose places the law keeps from them.
    """

    dossier: str
    revision: int
    choices: tuple[str, ...]
    facts: Mapping[str, Any] = field(hash=False)
    listed: tuple[str, ...] = ()
    barred: tuple[Barred, ...] = ()

    @property
    def open_choices(self) -> tuple[str, ...]:
        """The choices that the law leaves."""
        closed = {one.agreement for one in self.barred}
        return tuple(one for one in self.choices if one not in closed)


def ranking(
    round: Round,
    laws: Sequence[ListLaw],
    applicants: Sequence[Applicant],
    committee: str,
    objections: Iterable[Reason],
    on: dt.date,
) -> Ranking:
    """The ranking of a round by a committee. Raises `Refused` with everything that is missing.

    `laws` has one for the call and one for each agreement that ranks by its own rules; `objections` are those to the
    committee.
    """
    reasons = [*_of_stage(round), *objections]
    if not applicants:
        reasons.append(Reason.of("nobody-applied", call=round.call))
    reasons += twice_applied(round)
    reasons += [reason for law in laws for reason in _unstated(law, _of(law, laws, applicants))]
    if reasons:
        raise Refused(reasons)
    return _made(round, laws, applicants, committee, on, appeal=None)


def again(
    round: Round, laws: Sequence[ListLaw], applicants: Sequence[Applicant], appeal: Upheld, on: dt.date
) -> Ranking:
    """A further ranking by the same committee's points and orders, with what an appeal has changed of them."""
    return _made(round, laws, applicants, round.rankings[-1].committee, on, appeal)


def _made(
    round: Round,
    laws: Sequence[ListLaw],
    applicants: Sequence[Applicant],
    committee: str,
    on: dt.date,
    appeal: Upheld | None,
) -> Ranking:
    lists, missing = [], []
    for law in laws:
        try:
            lists.append(_list(round, law, _of(law, laws, applicants)))
        except CannotRank as error:
            missing += list(_missing(law.scheme, error))
    if missing:
        raise Refused(dict.fromkeys(missing))
    return Ranking(
        number=len(round.rankings) + 1,
        on=on,
        committee=committee,
        lists=tuple(lists),
        barred=tuple(barred for one in applicants for barred in one.barred),
        used=tuple(Used(dossier=one.dossier, revision=one.revision) for one in applicants),
        appeal=appeal,
    )


def _of(law: ListLaw, laws: Sequence[ListLaw], applicants: Iterable[Applicant]) -> tuple[Applicant, ...]:
    """Those who want a place that goes by a list."""
    own = {one.agreement for one in laws if one.agreement is not None}
    return tuple(
        one
        for one in applicants
        if (law.agreement in one.open_choices if law.agreement else any(c not in own for c in one.open_choices))
    )


def _list(round: Round, law: ListLaw, applicants: Sequence[Applicant]) -> RankedList:
    candidates = [Candidate(id=one.dossier, facts=one.facts, given=round.given(one.dossier)) for one in applicants]
    standings = ordered(ranked(law.scheme, candidates), [one.order for one in round.tie_breaks])
    return RankedList(
        source=law.source,
        agreement=law.agreement,
        selection=law.selection,
        ranked=tuple(_ranked(law.scheme, one) for one in standings),
    )


def _ranked(scheme: Scheme, one: Standing) -> Ranked:
    sides = zip(scheme.ties, one.ties, strict=True)
    return Ranked(
        dossier=one.candidate.id,
        rank=one.rank,
        tier=one.tier.id or None if one.tier else None,
        total=one.total if one.rank else Decimal(0),
        scores=tuple(_scored(each, one.candidate) for each in one.scores if each.points is not None),
        ties=tuple(Deciding(fact=tie.fact, value=None if value is None else str(value)) for tie, value in sides),
    )


def _scored(score: Score, candidate: Candidate) -> Scored:
    criterion = score.criterion
    value = candidate.facts.get(criterion.fact) if criterion.fact else None
    return Scored(
        criterion=criterion.id,
        points=score.points or Decimal(0),
        weight=criterion.weight,
        weighted=score.weighted,
        fact=criterion.fact,
        value=None if value is None else table_key(value),
        at=criterion.citation.at,
    )


# -- what stands against it


def _of_stage(round: Round) -> Iterator[Reason]:
    yield from decided_already(round)
    if round.stage is Stage.OPEN:
        yield Reason.of("round-is", call=round.call, stage=round.stage)


def twice_applied(round: Round) -> Iterator[Reason]:
    """Persons who stand in the round by two dossiers: whoever records for a unit does not see those of other units."""
    first: dict[str, str] = {}
    for one in round.candidates:
        before = first.setdefault(one.person, one.dossier)
        if before != one.dossier:
            yield Reason.of("applied-already", person=one.person, dossier=before)


def _unstated(law: ListLaw, applicants: Iterable[Applicant]) -> Iterator[Reason]:
    """The law's criteria of which a selection that may only add says nothing."""
    if law.replaces or law.selection is None:
        return
    listed = dict.fromkeys(name for one in applicants for name in one.listed)
    missing = left_out(law.selection, listed)
    if missing:
        yield Reason.of("criteria-unstated", law.citation, source=law.source, criteria=missing)


def _missing(scheme: Scheme, error: CannotRank) -> Iterator[Reason]:
    """What is missing of whom: points that the committee owes, and facts that the dossier does not say."""
    owed = {one.id for one in scheme.criteria if one.fact is None}
    for dossier, names in error.by.items():
        points = tuple(name for name in names if name in owed)
        facts = tuple(name for name in names if name not in owed)
        if points:
            yield Reason.of("points-missing", dossier=dossier, criteria=points)
        if facts:
            yield Reason.of("facts-missing", dossier=dossier, facts=facts)


def with_ranking(round: Round, ranking: Ranking) -> Round:
    """The round with a ranking; before a decision a new one takes the place of the last, as nobody rests on it yet."""
    decided = {one.ranking for one in round.verdicts}
    if round.rankings and round.rankings[-1].number not in decided and ranking.appeal is None:
        kept = round.rankings[:-1]
        return evolve(round, rankings=(*kept, evolve(ranking, number=round.rankings[-1].number)))
    return evolve(round, rankings=(*round.rankings, ranking))
