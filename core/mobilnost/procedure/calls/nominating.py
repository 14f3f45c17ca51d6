"""Employees of the Rectorate, nominated by special decision outside the procedure (čl. 23, after st. 3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from attrs import evolve

from mobilnost.law import Citation, Figure, Layer, Mode
from mobilnost.model import Agreement, Decision, Direction, Dossier, Selected
from mobilnost.procedure.agreements.stays import Stay
from mobilnost.procedure.agreements.usage import admits
from mobilnost.procedure.calls.committees import SEATS
from mobilnost.procedure.calls.rounds import Nomination, Round, decided_already
from mobilnost.procedure.calls.selection import CRITERIA
from mobilnost.procedure.refusals import Reason, Refused
from mobilnost.rules import Home

#: What a special decision sets aside for employees of the Rectorate alone.
OUTSIDE = (CRITERIA[Selected.STAFF], SEATS[Selected.STAFF])


def exception(figures: Mapping[str, Figure]) -> Citation | None:
    """The article that lets a decision set the criteria for staff aside, where one does."""
    figure = figures.get(CRITERIA[Selected.STAFF])
    allowed = figure.provision.permission(Layer.DECISION) if figure else ()
    return next((one.citation for one in allowed if one.mode is Mode.WAIVE), None)


def of_rectorate(dossier: Dossier, home: Home) -> bool:
    """Whether somebody is an employee of the Rectorate: of the university's own staff, and of none of its units."""
    staff = dossier.staff
    return staff is not None and staff.employer in (None, home.institution) and staff.unit not in home.units


def objections(
    dossier: Dossier,
    agreement: Agreement,
    decision: Decision | None,
    home: Home,
    figures: Mapping[str, Figure],
) -> Iterator[Reason]:
    """Everything that keeps somebody from being nominated outside the procedure."""
    cited, mobility = exception(figures), dossier.mobility
    if cited is None:
        yield Reason.of("no-exception", dossier=mobility.id)
    if not of_rectorate(dossier, home):
        yield Reason.of("not-of-rectorate", cited, dossier=mobility.id)
    if mobility.direction is not Direction.OUTGOING:
        yield Reason.of("not-outgoing", dossier=mobility.id)
    waived = {one.provision for one in decision.waivers} if decision else set()
    if CRITERIA[Selected.STAFF] not in waived:
        yield Reason.of("no-special-decision", cited, dossier=mobility.id, provision=CRITERIA[Selected.STAFF])
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
