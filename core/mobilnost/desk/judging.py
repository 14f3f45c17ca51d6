"""Judging a dossier of the register by the law in the office's files, and by the special decision made for it."""

from __future__ import annotations

from collections.abc import Iterable

from mobilnost.assessment import Assessment
from mobilnost.desk.desk import Desk
from mobilnost.desk.institutions import known_beside
from mobilnost.formats import Loaded
from mobilnost.model import Decision, Dossier, Institution, InvalidData, Problem
from mobilnost.procedure.lives.life import Life
from mobilnost.procedure.lives.way import Way
from mobilnost.procedure.refusals import Reason, Refused
from mobilnost.register.sorts import DECISION, DOSSIER, LIFE
from mobilnost.register.store import Kept, Reader


def assess(desk: Desk, reader: Reader, id: str, revision: int | None = None) -> Assessment:
    """What the law says today of a dossier in the register, as it is or as it was at a revision.

    Raises `Unknown` or `Forbidden` where it is not there for the actor, `InvalidData` where it cannot be judged.
    """
    return judge(desk, reader, dossier_of(reader, id, revision))


def judge(desk: Desk, reader: Reader, dossier: Loaded[Dossier], decision: Loaded[Decision] | None = None) -> Assessment:
    """What the law says of a dossier that is, or is to be, in the register, by the special decision that is given or
    was made for it. Raises `InvalidData`.
    """
    made = decision or decision_of(desk, reader, dossier.value.mobility.id)
    return desk.office.assess(dossier, desk.on, made, partners_of(desk, reader, dossier.value))


def partners_of(desk: Desk, reader: Reader, dossier: Dossier) -> tuple[Institution, ...]:
    """What the register alone knows of the two institutions of a dossier; the office's own files prevail."""
    return known_beside(desk.office, reader, (dossier.mobility.sending, dossier.mobility.receiving))


def dossier_of(reader: Reader, id: str, revision: int | None = None) -> Loaded[Dossier]:
    """A dossier of the register, with the places of its parts. Raises `Unknown` or `Forbidden`."""
    return DOSSIER.read(reader.get(DOSSIER, id, revision).text, f"{DOSSIER.name} {id}")


def decision_of(desk: Desk, reader: Reader, id: str) -> Loaded[Decision] | None:
    """The special decision for a dossier, from the register or the office's files; one that lies in both is one.

    Raises `InvalidData` where there are several: nobody could say which of them counts.
    """
    return decision_among(desk, id, reader.of_dossier(DECISION, id))


def decision_among(desk: Desk, id: str, kept: Iterable[Kept]) -> Loaded[Decision] | None:
    """The same of those that the register keeps for the dossier, for whoever has asked for them already."""
    known = [DECISION.read(one.text, f"{DECISION.name} {one.id}") for one in kept]
    filed = desk.office.decision_for(id)
    further = filed is not None and filed.value not in [one.value for one in known]
    found: list[Loaded[Decision]] = [*known, *([filed] if filed and further else [])]
    if len(found) > 1:
        first, *others = (one.place("dossier") for one in found)
        raise InvalidData([Problem("several-decisions", first, id, others=tuple(others))])
    return found[0] if found else None


def way_of(reader: Reader, assessment: Assessment) -> Way:
    """The way of a judged dossier: its procedure, and its life so far.

    Raises `Refused` where the law has no procedure for it, or where its life began under another one.
    """
    found = way_if_any(reader, assessment)
    if found is None:
        raise Refused([Reason.of("no-procedure", None, dossier=assessment.dossier.mobility.id)])
    return found


def way_if_any(reader: Reader, assessment: Assessment) -> Way | None:
    """The same; `None` where the law has no procedure for the dossier."""
    book, dossier = assessment.rulebook, assessment.dossier
    facts = book.circumstances(dossier, assessment.calendar)
    procedure = book.procedure(facts)
    if procedure is None:
        return None
    kept = reader.find(LIFE, dossier.mobility.id)
    life: Life = kept.value if kept else Life(dossier=dossier.mobility.id, procedure=procedure.id)
    if life.procedure != procedure.id:
        raise Refused([Reason.of("other-procedure", procedure.citation, procedure=life.procedure, now=procedure.id)])
    return Way(procedure=procedure, life=life, assessment=assessment, facts=facts)
