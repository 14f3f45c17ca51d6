"""What all acts on the rounds of an office have in common: the law, the round, one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from mobilnost.desk.desk import Desk
from mobilnost.desk.judging import dossier_of
from mobilnost.desk.offers import settled_in
from mobilnost.desk.rehearsing import writing
from mobilnost.desk.selecting import CallLaw
from mobilnost.formats import Loaded
from mobilnost.model import Agreement, Dossier, Selected, Selection
from mobilnost.procedure.calls.rounds import Round
from mobilnost.procedure.calls.verdicts import Placement
from mobilnost.procedure.refusals import Reason, Refused
from mobilnost.register import rounds
from mobilnost.register.sorts import CALL, DOSSIER
from mobilnost.register.store import Reader, Writer

Step = Callable[[Writer, Round], Round]


def law_of(desk: Desk, id: str, reader: Reader | None = None, participant: Selected | None = None) -> CallLaw:
    """The law of a call, for those whom its round selects. Raises `Unknown`, `InvalidData`."""
    kept = reader.find(CALL, id) if reader else None
    return CallLaw.of(desk.office, id, kept.value.participant if kept else participant, desk.on)


def round_of(reader: Reader, id: str) -> Round:
    """The round of a call as far as who reads may see it: whole, or with what it says of the dossiers of their units.

    Raises `Refused` where it has not been opened.
    """
    return _opened(reader, id).value


def rounds_with(reader: Reader, dossier: str) -> tuple[Round, ...]:
    """The rounds in which a dossier stands, by an application or by nomination, with what they say of it alone."""
    return tuple(one for one in rounds.of_dossier(reader, dossier) if one.stands(dossier))


def changed(desk: Desk, id: str, step: Step, rehearsed: bool, *, unit: bool = False) -> Round:
    """A round after a step, kept unless it is only rehearsed; a step that changes nothing leaves it as it was.

    Raises `Forbidden` for somebody who sees the dossiers of some units alone, unless the step is a `unit`'s as well.
    """
    with writing(desk, rehearsed=rehearsed) as writer:
        if not unit:
            writer.reader.require_all()
        return changed_in(writer, id, step)


def changed_in(writer: Writer, id: str, step: Step) -> Round:
    """The same within a transaction."""
    kept = _opened(writer.reader, id)
    found = step(writer, kept.value)
    rounds.change(writer, kept, found)
    return found


def _opened(reader: Reader, id: str) -> rounds.KeptRound:
    kept = rounds.find(reader, id)
    if kept is None:
        raise Refused([Reason.of("not-opened", call=id)])
    return kept


def agreements_of(law: CallLaw, round: Round) -> tuple[Loaded[Agreement], ...]:
    """The agreements that anybody in a round wants, in the order in which they are named."""
    named = [choice for one in round.candidates for choice in one.choices]
    named += [one.agreement for one in round.nominations if one.dossier in round.nominated]
    return tuple(law.agreement(name) for name in dict.fromkeys(named))


def selections(law: CallLaw, round: Round) -> dict[str, Selection | None]:
    """By agreement, the selection that its places are ranked by."""
    return {one.value.id: law.selection_of(one) for one in agreements_of(law, round)}


def require_role(desk: Desk, role: str, by: str) -> None:
    """That somebody holds a role, where the settings name holders of it. Raises `Refused`."""
    known = desk.holders(role)
    if known and by not in known:
        raise Refused([Reason.of("role-not-held", None, role=role, name=by, holders=known)])


def into_dossiers(writer: Writer, law: CallLaw, placements: Iterable[Placement]) -> None:
    """Each dossier names the agreement whose place it has, and where it then leads."""
    for one in placements:
        kept = dossier_of(writer.reader, one.dossier)
        revision = writer.reader.get(DOSSIER, one.dossier).revision
        writer.change(DOSSIER, placed_in(law, kept.value, one), revision)


def placed_in(law: CallLaw, dossier: Dossier, placement: Placement) -> Dossier:
    """The dossier with what it got."""
    agreement = law.agreement(placement.agreement).value if placement.agreement else None
    return settled_in(dossier, agreement, law)
