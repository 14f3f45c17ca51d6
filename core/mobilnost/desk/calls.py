"""The rounds of an office: opened, applied to, ranked, decided and published, each act in one transaction.

Who stands where and who gets what, `procedure` decides; here it gets the dossiers, the law and the room that it asks
for. A decision is written into the dossiers and their lives too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from attrs import evolve, frozen

from mobilnost.desk import candidates
from mobilnost.desk.candidates import Left
from mobilnost.desk.desk import Desk
from mobilnost.desk.judging import decision_of
from mobilnost.desk.offers import applicants, offered
from mobilnost.desk.rehearsing import writing
from mobilnost.desk.rounds import agreements_of, changed, law_of, require_role, selections
from mobilnost.desk.selecting import CallLaw
from mobilnost.law import Layer
from mobilnost.model import Selected
from mobilnost.procedure.calls import applying, nominating, placing
from mobilnost.procedure.calls.lists import ranking, with_ranking
from mobilnost.procedure.calls.placing import Act, Change
from mobilnost.procedure.calls.rankings import Ranking
from mobilnost.procedure.calls.rounds import Nomination, Points, Round, TieBreak
from mobilnost.register import rounds
from mobilnost.register.sorts import DOSSIER
from mobilnost.register.store import Writer

DECIDES = "vice_rector"


@frozen(kw_only=True)
class Done:
    """A round after an act, and whose place is another than before."""

    round: Round
    changes: tuple[Change, ...] = ()


def open_round(desk: Desk, name: str, participant: Selected | None, *, rehearsed: bool = False) -> Round:
    """A call opened: from now on the register keeps its round. Raises `Taken` for one that was opened before."""
    law = law_of(desk, name, participant=participant)
    law.lists(())
    round = applying.opened(law.call.value, law.participant, desk.on)
    with writing(desk, rehearsed=rehearsed) as writer:
        writer.reader.require_all()
        rounds.add(writer, round)
    return round


def extend(desk: Desk, id: str, until: date, reason: str, *, rehearsed: bool = False) -> Round:
    """A later last day for applications, with its reason."""
    call = law_of(desk, id).call.value
    return changed(desk, id, lambda _, one: applying.extended(one, call, until, reason, desk.on), rehearsed)


def close(desk: Desk, id: str, *, rehearsed: bool = False) -> Round:
    """No further applications."""
    call = law_of(desk, id).call.value
    return changed(desk, id, lambda _, one: applying.closed(one, call, desk.on), rehearsed)


def apply(desk: Desk, id: str, dossier: str, choices: Sequence[str], *, rehearsed: bool = False) -> Round:
    """An application, which is a step of the dossier's life too; the dossier names the call from now on."""

    def step(writer: Writer, round: Round) -> Round:
        law = law_of(desk, id, writer.reader)
        kept = writer.reader.get(DOSSIER, dossier)
        wanted = [law.agreement(name).value for name in choices]
        found = applying.applied(round, law.call.value, law.call.value.selection, kept.value, wanted, desk.on)
        named = evolve(kept.value, mobility=evolve(kept.value.mobility, call=law.call.value.id))
        writer.change(DOSSIER, named, kept.revision)
        candidates.apply(desk, writer, dossier)
        return found

    return changed(desk, id, step, rehearsed, unit=True)


def record_points(desk: Desk, id: str, given: Iterable[Points], *, rehearsed: bool = False) -> Round:
    """Points of the committee, all of them or none."""

    def step(writer: Writer, round: Round) -> Round:
        return applying.pointed(round, selections(law_of(desk, id, writer.reader), round), given)

    return changed(desk, id, step, rehearsed)


def break_tie(desk: Desk, id: str, order: Sequence[str], reason: str, *, rehearsed: bool = False) -> Round:
    """An order of the committee among those whom nothing else tells apart."""
    record = TieBreak(order=tuple(order), reason=reason, by=desk.actor.name, on=desk.on)
    return changed(desk, id, lambda _, one: applying.tie_broken(one, record), rehearsed)


def rank(desk: Desk, id: str, committee: str | None, *, rehearsed: bool = False) -> Ranking:
    """The ranking by a committee. Raises `Refused` with everything that is missing, or that forbids it."""

    def step(writer: Writer, round: Round) -> Round:
        law = law_of(desk, id, writer.reader)
        named = law.committee(committee)
        laws = law.lists(agreements_of(law, round))
        found = applicants(desk, writer.reader, law, round, laws)
        return with_ranking(round, ranking(round, laws, found, named.id, law.objections(named), desk.on))

    return changed(desk, id, step, rehearsed).rankings[-1]


def decide(
    desk: Desk, id: str, by: str, reference: str, *, losses_accepted: bool = False, rehearsed: bool = False
) -> Done:
    """The decision on the last ranking: places given, and written into the dossiers and their lives.

    Raises `Refused`, and `StepsRefused` with all that stands against it in the life of any dossier.
    """
    changes: tuple[Change, ...] = ()

    def step(writer: Writer, round: Round) -> Round:
        nonlocal changes
        law = law_of(desk, id, writer.reader)
        if _vice_rector_decides(law, round):
            require_role(desk, DECIDES, by)
        offer = offered(desk, writer.reader, law, round)
        act = Act(by=by, reference=reference, on=desk.on)
        found = placing.decided(round, offer, act, losses_accepted=losses_accepted)
        changes = placing.changes(round.current, found.current)
        candidates.decide(desk, writer, law, round, found)
        return found

    return Done(round=changed(desk, id, step, rehearsed), changes=changes)


def publish(desk: Desk, id: str, *, rehearsed: bool = False) -> Round:
    """The last decision published on the day."""
    return changed(desk, id, lambda _, one: placing.published(one, desk.on), rehearsed)


def withdraw(desk: Desk, id: str, dossier: str, reason: str, *, rehearsed: bool = False) -> Left:
    """A candidate withdrawn, and the dossier with them; whoever is in reserve moves up, and their dossiers say so."""
    with writing(desk, rehearsed=rehearsed) as writer:
        writer.reader.require_all()
        return candidates.leave(desk, writer, law_of(desk, id).call.value.id, dossier, reason)


def nominate(desk: Desk, id: str, dossier: str, agreement: str, *, rehearsed: bool = False) -> Round:
    """Somebody nominated outside the procedure, by the special decision that is on record."""

    def step(writer: Writer, round: Round) -> Round:
        law = law_of(desk, id, writer.reader)
        kept, wanted = writer.reader.get(DOSSIER, dossier).value, law.agreement(agreement).value
        decision = decision_of(desk, writer.reader, dossier)
        said = decision.value if decision else None
        against = nominating.objections(kept, wanted, said, law.rulebook(), law.office.calendar_for(kept))
        nomination = Nomination(
            dossier=dossier,
            agreement=wanted.id,
            decision=said.id if said else "",
            reference=said.reference if said else "",
            on=desk.on,
        )
        return nominating.nominated(round, nomination, against)

    return changed(desk, id, step, rehearsed)


def _vice_rector_decides(law: CallLaw, round: Round) -> bool:
    """Whether the vice-rector decides: not where every agreement of the round has its own procedure (čl. 5 st. 3)."""
    key = f"selection.{law.participant}.procedure"
    figures = [law.rulebook(one).figures.get(key) for one in agreements_of(law, round)]
    own = [one is not None and any(each.origin.layer is Layer.AGREEMENT for each in one.candidates) for one in figures]
    return not own or not all(own)
