"""A dossier with what it is judged by beside the office's files, wherever the two come from."""

from __future__ import annotations

from datetime import date

from attrs import evolve, frozen

from mobilnost.assessment import Assessment
from mobilnost.desk.desk import Desk
from mobilnost.desk.judging import decision_of, dossier_of, partners_of
from mobilnost.formats import Loaded
from mobilnost.model import Decision, Dossier, Institution
from mobilnost.office import Office
from mobilnost.procedure.lives.life import Life
from mobilnost.register.reader import Reader
from mobilnost.register.sorts import LIFE


@frozen(kw_only=True)
class Matter:
    """A dossier, and what a register knows of it: the special decision made for it, and its institutions."""

    dossier: Loaded[Dossier]
    decision: Loaded[Decision] | None = None
    partners: tuple[Institution, ...] = ()

    def assessed(self, office: Office, on: date) -> Assessment:
        """What the law says of it on a day. Raises `InvalidData` where it cannot be judged."""
        return office.assess(self.dossier, on, self.decision, self.partners)


def kept_matter(desk: Desk, reader: Reader, id: str) -> Matter:
    """That of a dossier in the register; who withdrew does not go. Raises `Unknown`, `Forbidden`, `InvalidData`."""
    dossier = dossier_of(reader, id)
    return Matter(
        dossier=withdrawn_in(reader, dossier),
        decision=decision_of(desk, reader, id),
        partners=partners_of(desk, reader, dossier.value),
    )


def withdrawn_in(reader: Reader, dossier: Loaded[Dossier]) -> Loaded[Dossier]:
    """The dossier, its grant cancelled by the withdrawal that its life records, where it does not say so itself.

    Of a stay that has begun the grant goes by how long it lasted, whatever was withdrawn later.
    """
    value = dossier.value
    if value.grant.cancelled is not None or value.mobility.arrived is not None or value.mobility.returned is not None:
        return dossier
    kept = reader.find(LIFE, value.mobility.id)
    life: Life | None = kept.value if kept else None
    if life is None or life.withdrawn is None:
        return dossier
    return evolve(dossier, value=evolve(value, grant=evolve(value.grant, cancelled=life.withdrawn.on)))
