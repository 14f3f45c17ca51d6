"""Appeals to the Rector in the register: filed in time, decided, and what an upheld one changes (čl. 27)."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve, frozen

from mobilnost.desk.desk import Desk
from mobilnost.desk.offers import applicants, offered
from mobilnost.desk.rehearsing import writing
from mobilnost.desk.rounds import changed_in, law_of, require_role, round_of, selections
from mobilnost.desk.selecting import CallLaw, calendar_around
from mobilnost.procedure.calls import applying, placing
from mobilnost.procedure.calls.appeals import Appeal, AppealLaw, Filing, Outcome, Settlement, appeal_law, filed, settled
from mobilnost.procedure.calls.lists import again, with_ranking
from mobilnost.procedure.calls.placing import Change
from mobilnost.procedure.calls.rankings import Upheld
from mobilnost.procedure.calls.rounds import Points, Round
from mobilnost.procedure.refusals import Reason, Refused
from mobilnost.register.sorts import APPEAL
from mobilnost.register.store import Reader, Writer

DECIDES = "rector"


@frozen(kw_only=True)
class Settled:
    """A decided appeal, and whose place would be another by the ranking that it made necessary."""

    appeal: Appeal
    changes: tuple[Change, ...] = ()


def file(desk: Desk, call: str, filing: Filing, *, rehearsed: bool = False) -> Appeal:
    """An appeal received in time. Raises `Refused`; of a late one with the days that make it inadmissible."""
    with writing(desk, rehearsed=rehearsed) as writer:
        reader = writer.reader
        round = round_of(reader, law_of(desk, call).call.value.id)
        days = [filing.received, *([filing.delivered] if filing.delivered else []), desk.on]
        calendar = calendar_around(desk.office, *days, *(one.on for one in round.publications))
        law = law_for(law_of(desk, call, reader))
        known = [kept.value for kept in reader.all(APPEAL)]
        appeal = filed(round, known, filing, law, calendar)
        writer.add(APPEAL, appeal)
        return appeal


def decide(
    desk: Desk,
    id: str,
    outcome: Outcome,
    settlement: Settlement,
    points: Iterable[Points] = (),
    *,
    rehearsed: bool = False,
) -> Settled:
    """The Rector's decision, which is final. An upheld one makes a new ranking, with the points that it puts in the
    place of the committee's, and with the dossier as it is now; the places wait for a new decision.
    """
    with writing(desk, rehearsed=rehearsed) as writer:
        kept = writer.reader.get(APPEAL, id)
        appeal: Appeal = kept.value
        require_role(desk, DECIDES, settlement.by)
        if outcome is Outcome.REJECTED:
            found = Settled(appeal=settled(appeal, outcome, settlement))
        else:
            found = _upheld(desk, writer, appeal, settlement, tuple(points))
        writer.change(APPEAL, found.appeal, kept.revision)
        return found


def appeals_of(reader: Reader, call: str | None = None) -> tuple[Appeal, ...]:
    """The appeals of a call, or all of them, by the day on which they were received."""
    found = [kept.value for kept in reader.all(APPEAL) if call in (None, kept.value.call)]
    return tuple(sorted(found, key=lambda one: (one.received, one.id)))


def law_for(law: CallLaw) -> AppealLaw:
    """The days of čl. 27. Raises `Refused` under a regulation that knows no appeal."""
    found = appeal_law(law.figures)
    if found is None:
        raise Refused([Reason.of("no-appeal", call=law.call.value.id)])
    return found


def _upheld(desk: Desk, writer: Writer, appeal: Appeal, settlement: Settlement, points: tuple[Points, ...]) -> Settled:
    reader = writer.reader
    reader.require_all()
    law = law_of(desk, appeal.call, reader)
    cause = Upheld(dossier=appeal.dossier, id=appeal.id)

    def step(_: Writer, round: Round) -> Round:
        corrected = applying.pointed(round, selections(law, round), points, appealed=True)
        before = round.rankings[-1]
        laws = law.lists_again(before)
        found = applicants(desk, reader, law, corrected, laws, before, appeal.dossier)
        return with_ranking(corrected, again(corrected, laws, found, cause, desk.on))

    ranked = changed_in(writer, appeal.call, step)
    ranking, offer = ranked.rankings[-1], offered(desk, reader, law, ranked)
    changes = placing.changes(ranked.current, placing.placed(ranked, ranking, offer))
    decided = settled(appeal, Outcome.UPHELD, evolve(settlement, ranking=ranking.number))
    return Settled(appeal=decided, changes=changes)
