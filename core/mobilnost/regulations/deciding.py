"""Who takes the special decisions of a regulation: `[[deciders]]`, each beside the provision that it is about."""

from __future__ import annotations

from difflib import get_close_matches

from mobilnost.law import Layer, Mode
from mobilnost.regulations.entries import DeciderEntry
from mobilnost.regulations.pieces import PieceReader, Where
from mobilnost.statutes import Decider


class DeciderReader(PieceReader):
    """Reads who decides, and notes what nobody could decide."""

    def deciders(self) -> tuple[Decider, ...]:
        """All of them, in the order of the file."""
        return self.each("deciders", self.loaded.value.deciders, self.decider)

    def decider(self, entry: DeciderEntry, at: Where) -> Decider:
        """`[[deciders]]`: the provision is the file's own, and one that a decision may set aside."""
        known = {one.key: one for one in self.loaded.value.provisions}
        provision = known.get(entry.provision)
        if provision is None:
            near = get_close_matches(entry.provision, known, n=1)
            self.problem(at("provision"), "unknown-provision", entry.provision, near[0] if near else None)
        elif not any((one.layer, one.mode) == (Layer.DECISION, Mode.WAIVE) for one in provision.may_set):
            self.problem(at("provision"), "unlawful-waiver", entry.provision)
        return Decider(
            provision=entry.provision,
            role=entry.by,
            citation=self.citation(entry.cites, entry.reading, entry.source),
            place=at(),
        )
