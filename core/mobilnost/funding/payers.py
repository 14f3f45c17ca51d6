"""Out of whose money a component is paid: from the word of the law to the institution that it means here."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from mobilnost.funding.means import Means
from mobilnost.law import Component, Effective, Payer


@frozen(kw_only=True)
class PaidBy:
    """Who pays: as the law names it, and the institution or unit that it is for this dossier.

    `institution` is `None` for what the participant pays, and where it is not known who does: `missing` then names the
    facts that would settle it. `provisions` are those that said it.
    """

    payer: Payer
    institution: str | None
    missing: tuple[str, ...] = ()
    provisions: Mapping[str, Effective] = field(factory=dict, hash=False)

    @property
    def is_participant(self) -> bool:
        """Whether it is the participant's own cost, and so no part of the grant."""
        return self.payer is Payer.PARTICIPANT


def paid_by(component: Component, means: Means) -> PaidBy:
    """Who pays a component for a dossier; a provision that the component names prevails over its own word."""
    said = means.effective(component.payer_by) if component.payer_by else None
    if component.payer_by is None or said is None:
        return PaidBy(payer=component.payer, institution=_institution(component.payer, means))
    payer = Payer(said.value) if isinstance(said.value, str) else component.payer
    return PaidBy(
        payer=payer,
        institution=_institution(payer, means),
        missing=said.missing,
        provisions={component.payer_by: said},
    )


def _institution(payer: Payer, means: Means) -> str | None:
    dossier = means.dossier
    match payer:
        case Payer.SENDING:
            return dossier.mobility.sending
        case Payer.RECEIVING:
            return dossier.mobility.receiving
        case Payer.UNIT:
            return dossier.mobility.unit or (dossier.staff.unit if dossier.staff else None)
        case _:
            return None
