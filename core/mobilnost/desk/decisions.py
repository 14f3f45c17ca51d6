"""Special decisions come into the register: lawful, about a dossier that is there, one for each."""

from __future__ import annotations

from mobilnost.assessment import Assessment
from mobilnost.desk.desk import Desk
from mobilnost.desk.judging import decision_of, dossier_of, judge
from mobilnost.desk.rehearsing import writing
from mobilnost.formats import Loaded
from mobilnost.model import Decision
from mobilnost.office.deciding import unentitled
from mobilnost.procedure.refusals import Reason, Refused
from mobilnost.register.sorts import DECISION


def record(desk: Desk, decision: Loaded[Decision], *, rehearsed: bool = False) -> Assessment:
    """Records a special decision, and gives what the law says of its dossier from now on.

    Raises `InvalidData` where it waives what the regulation gives to no decision; `Refused` where another decision was
    made for the dossier, or who took it does not hold the role that the law gives it to; `Unknown` or `Forbidden` where
    the dossier is not there for the actor; and `Taken`.
    """
    with writing(desk, rehearsed=rehearsed) as writer:
        id = decision.value.dossier
        dossier = dossier_of(writer.reader, id)
        other = decision_of(desk, writer.reader, id)
        if other is not None and other.value != decision.value:
            raise Refused([Reason.of("decided-already", None, dossier=id, decision=other.value.id)])
        assessment = judge(desk, writer.reader, dossier, decision)
        _require_decider(desk, decision.value, dossier.value.mobility.unit)
        writer.add(DECISION, decision.value)
        return assessment


def _require_decider(desk: Desk, decision: Decision, unit: str | None) -> None:
    """That who took it holds the role by which each of its waivers is decided. Raises `Refused`."""
    settings = desk.office.settings.value if desk.office.settings else None
    wrong = unentitled(decision, unit, desk.office.regulation, settings)
    if wrong:
        raise Refused(
            Reason.of(
                "role-not-held", one.decider.citation, role=one.decider.role, name=decision.by, holders=one.holders
            )
            for one in wrong
        )
