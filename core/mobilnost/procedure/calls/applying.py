"""What is done to a round before it is ranked: applications, a later end, points and orders of the committee.

Each function gives the round as it is afterwards, or raises `Refused` with every reason and changes nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from attrs import evolve

from mobilnost.model import Agreement, Call, Direction, Dossier, Selected, Selection, SelectionCriterion
from mobilnost.procedure.agreements.stays import Stay
from mobilnost.procedure.agreements.usage import admits
from mobilnost.procedure.calls.rounds import (
    Application,
    Extension,
    Points,
    Round,
    Stage,
    TieBreak,
    decided_already,
)
from mobilnost.procedure.refusals import Reason, Refused


def opened(call: Call, participant: Selected, on: dt.date) -> Round:
    """A new round. It may be opened before the first day on which applications are taken."""
    if on > call.closes:
        raise Refused([Reason.of("call-over", call=call.id, closes=call.closes, on=on)])
    return Round(call=call.id, participant=participant, opened=on)


def last_day(round: Round, call: Call) -> dt.date:
    """The last day on which applications are taken: the call's own, or a later one that was recorded."""
    return max((one.until for one in round.extensions), default=call.closes)


def extended(round: Round, call: Call, until: dt.date, reason: str, on: dt.date) -> Round:
    """The round with a later last day; one that was closed is open again."""
    reasons = [*_too_late(round, Stage.OPEN, Stage.CLOSED)]
    if until <= last_day(round, call):
        reasons.append(Reason.of("not-later", until=until, closes=last_day(round, call)))
    _refuse(reasons)
    return evolve(round, closed=None, extensions=(*round.extensions, Extension(until=until, on=on, reason=reason)))


def closed(round: Round, call: Call, on: dt.date) -> Round:
    """The round without further applications, once their last day is over."""
    reasons = [*_too_late(round, Stage.OPEN)]
    if on <= last_day(round, call):
        reasons.append(Reason.of("not-over", call=call.id, closes=last_day(round, call)))
    _refuse(reasons)
    return evolve(round, closed=on)


def applied(
    round: Round,
    call: Call,
    selection: Selection | None,
    dossier: Dossier,
    choices: Iterable[Agreement],
    on: dt.date,
) -> Round:
    """The round with an application; who applies again before the end replaces what they said before."""
    chosen = tuple(choices)
    _refuse(_objections(round, call, selection, dossier, chosen, on))
    application = Application(
        dossier=dossier.mobility.id,
        person=dossier.person.id,
        on=on,
        choices=tuple(one.id for one in chosen),
    )
    if application in round.applications:
        return round
    others = (one for one in round.applications if one.dossier != application.dossier)
    return evolve(round, applications=(*others, application))


def _objections(
    round: Round,
    call: Call,
    selection: Selection | None,
    dossier: Dossier,
    choices: tuple[Agreement, ...],
    on: dt.date,
) -> Iterator[Reason]:
    """Everything that stands against an application."""
    mobility, last = dossier.mobility, last_day(round, call)
    yield from _too_late(round, Stage.OPEN)
    if not call.opens <= on <= last:
        yield Reason.of("not-in-time", opens=call.opens, closes=last, on=on)
    if mobility.programme != call.programme:
        yield Reason.of("other-programme", dossier=mobility.id, found=mobility.programme, programme=call.programme)
    if mobility.direction is not Direction.OUTGOING:
        yield Reason.of("not-outgoing", dossier=mobility.id)
    if dossier.participant != round.participant:
        yield Reason.of("other-participant", dossier=mobility.id, participant=round.participant)
    if mobility.call not in (None, call.id):
        yield Reason.of("other-call", dossier=mobility.id, call=mobility.call)
    if mobility.id in round.withdrawn:
        yield Reason.of("withdrawn-already", dossier=mobility.id)
    for one in round.applications:
        if one.person == dossier.person.id and one.dossier != mobility.id and one.dossier not in round.withdrawn:
            yield Reason.of("applied-already", person=one.person, dossier=one.dossier)
    yield from _of_choices(call, selection, dossier, choices)


def _of_choices(
    call: Call, selection: Selection | None, dossier: Dossier, choices: tuple[Agreement, ...]
) -> Iterator[Reason]:
    most = selection.choices if selection else None
    if not choices:
        yield Reason.of("no-choice", dossier=dossier.mobility.id)
    if most is not None and len(choices) > most:
        yield Reason.of("too-many-choices", most=most, found=len(choices))
    named = [one.id for one in choices]
    for id in dict.fromkeys(one for one in named if named.count(one) > 1):
        yield Reason.of("chosen-twice", agreement=id)
    stay = Stay.of(dossier)
    for one in choices:
        if call.agreements is not None and one.id not in call.agreements:
            yield Reason.of("not-offered", agreement=one.id, call=call.id)
        if one.programme != call.programme:
            yield Reason.of("agreement-of-other-programme", agreement=one.id, programme=one.programme)
        if one.places and not any(admits(entry, stay) for entry in one.places):
            yield Reason.of("no-such-places", agreement=one.id, dossier=dossier.mobility.id)


def pointed(
    round: Round, selections: Mapping[str, Selection | None], given: Iterable[Points], *, appealed: bool = False
) -> Round:
    """The round with points of the committee; after a decision, with those that an appeal puts in their place.

    `selections` are those that candidates are ranked by, by agreement.
    """
    records = tuple(given)
    decided = () if appealed else decided_already(round)
    _refuse([*decided, *(reason for one in records for reason in _of_points(round, selections, one))])
    replaced = {(one.dossier, one.criterion) for one in records}
    kept = (one for one in round.points if (one.dossier, one.criterion) not in replaced)
    return evolve(round, points=(*kept, *records))


def _of_points(round: Round, selections: Mapping[str, Selection | None], given: Points) -> Iterator[Reason]:
    application = round.application(given.dossier)
    if application is None or given.dossier in round.withdrawn:
        yield Reason.of("not-a-candidate", dossier=given.dossier, call=round.call)
        return
    stated = {
        criterion.id: criterion for choice in application.choices for criterion in _criteria(selections.get(choice))
    }
    criterion = stated.get(given.criterion)
    known = tuple(id for id, one in stated.items() if one.fact is None)
    if criterion is None:
        yield Reason.of("no-such-criterion", criterion=given.criterion, known=known)
    elif criterion.fact is not None:
        yield Reason.of("points-from-fact", criterion=given.criterion, fact=criterion.fact)
    elif not _within(given.points, criterion.lowest, criterion.highest):
        yield Reason.of(
            "points-out-of-bounds",
            dossier=given.dossier,
            criterion=given.criterion,
            points=given.points,
            lowest=criterion.lowest,
            highest=criterion.highest,
        )


def tie_broken(round: Round, record: TieBreak) -> Round:
    """The round with an order of the committee among candidates whom nothing else tells apart."""
    strangers = [name for name in record.order if round.application(name) is None or name in round.withdrawn]
    reasons = [Reason.of("not-a-candidate", dossier=name, call=round.call) for name in strangers]
    if len(set(record.order)) < max(2, len(record.order)):
        reasons.append(Reason.of("order-of-two"))
    _refuse([*decided_already(round), *reasons])
    return evolve(round, tie_breaks=(*round.tie_breaks, record))


# -- how it is done


def _criteria(selection: Selection | None) -> tuple[SelectionCriterion, ...]:
    return selection.criteria if selection else ()


def _within(points: Decimal, lowest: Decimal | None, highest: Decimal | None) -> bool:
    return (lowest is None or lowest <= points) and (highest is None or points <= highest)


def _too_late(round: Round, *stages: Stage) -> Iterator[Reason]:
    if round.stage not in stages:
        yield Reason.of("round-is", call=round.call, stage=round.stage)


def _refuse(reasons: Iterable[Reason]) -> None:
    found = tuple(reasons)
    if found:
        raise Refused(found)
