"""What is to be said of a special decision: for whom it is, and what it waives twice."""

from __future__ import annotations

from collections.abc import Iterator

from mobilnost.analysis.remarks import Remark
from mobilnost.instruments import Sourced
from mobilnost.model import Decision


def of_decision(given: Sourced[Decision]) -> Iterator[Remark]:
    """Waivers that stand twice."""
    seen: dict[str, int] = {}
    for index, waiver in enumerate(given.value.waivers):
        if waiver.provision in seen:
            yield Remark(
                code="waiver-repeated",
                place=given.place("waivers", index, "provision"),
                subject=waiver.provision,
                others=(given.place("waivers", seen[waiver.provision], "provision"),),
            )
        seen.setdefault(waiver.provision, index)


def without_dossier(given: Sourced[Decision]) -> Remark:
    """That nobody has the dossier that it was made for."""
    parts = {"dossier": given.value.dossier}
    return Remark(code="decision-without-dossier", place=given.place("dossier"), subject=given.value.id, parts=parts)
