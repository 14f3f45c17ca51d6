"""Whom a special decision nominates outside the procedure: employees of the Rectorate, by čl. 23 after st. 3."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import evolve

from mobilnost.grammar import facts_of
from mobilnost.model import Agreement, Calendar, Decision, Direction, Dossier, Selected
from mobilnost.procedure.agreements.stays import Stay
from mobilnost.procedure.agreements.usage import admits
from mobilnost.procedure.calls.rounds import Nomination, Round, decided_already
from mobilnost.procedure.calls.selection import CRITERIA
from mobilnost.procedure.refusals import Reason, Refused
from mobilnost.rulebook import Rulebook
from mobilnost.waivers import excepted

#: What a special decision sets aside that nominates somebody outside the procedure.
OUTSIDE = CRITERIA[Selected.STAFF]


def objections(
    dossier: Dossier, agreement: Agreement, decision: Decision | None, rulebook: Rulebook, calendar: Calendar
) -> Iterator[Reason]:
    """Everything that keeps somebody from being nominated outside the procedure."""
    figure, mobility = rulebook.figures.get(OUTSIDE), dossier.mobility
    allowed = figure.provision.exceptions() if figure else ()
    cited = allowed[0].citation if allowed else None
    if not allowed:
        yield Reason.of("no-exception", dossier=mobility.id)
    elif not excepted(rulebook, OUTSIDE, dossier, calendar):
        yield Reason.of("not-excepted", cited, dossier=mobility.id, facts=facts_of(allowed[0].applies))
    if mobility.direction is not Direction.OUTGOING:
        yield Reason.of("not-outgoing", dossier=mobility.id)
    waived = {one.provision for one in decision.waivers} if decision else set()
    if OUTSIDE not in waived:
        yield Reason.of("no-special-decision", cited, dossier=mobility.id, provision=OUTSIDE)
    if agreement.places and not any(admits(entry, Stay.of(dossier)) for entry in agreement.places):
        yield Reason.of("no-such-places", agreement=agreement.id, dossier=mobility.id)


def nominated(round: Round, nomination: Nomination, against: Iterable[Reason]) -> Round:
    """The round with a nomination; `against` are the objections to it. Raises `Refused`."""
    reasons = list(against)
    if round.participant is not Selected.STAFF:
        reasons.append(Reason.of("other-participant", dossier=nomination.dossier, participant=round.participant))
    reasons += decided_already(round)
    if round.application(nomination.dossier) is not None or nomination.dossier in round.nominated:
        reasons.append(Reason.of("in-round-already", dossier=nomination.dossier, call=round.call))
    if reasons:
        raise Refused(reasons)
    return evolve(round, nominations=(*round.nominations, nomination))
