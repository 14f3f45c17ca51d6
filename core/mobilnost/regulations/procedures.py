"""The procedures of a law file: `[[procedures]]`, and their `[[steps]]`, which stand where the law speaks of each."""

from __future__ import annotations

from difflib import get_close_matches

from mobilnost.model import CallAct, Ending
from mobilnost.regulations.entries import ProcedureEntry, StepEntry
from mobilnost.regulations.pieces import PieceReader, Where
from mobilnost.rules import Procedure, Step, Topic, disorders


class ProcedureReader(PieceReader):
    """Reads the procedures of one file, and notes steps that nobody could take."""

    def procedures(self) -> tuple[Procedure, ...]:
        """All of them, each with its steps in the order of the file."""
        file = self.loaded.value
        self.distinct("procedures", [one.id for one in file.procedures])
        known = [one.id for one in file.procedures]
        steps: dict[str, list[Step]] = {id: [] for id in known}
        for index, entry in enumerate(file.steps):
            place = self.loaded.place("steps", index, "of" if entry.of else "id")
            for id in entry.of or known:
                if id in steps:
                    steps[id].append(self.step(entry, lambda *path, at=index: self.loaded.place("steps", at, *path)))
                else:
                    near = get_close_matches(id, known, n=1)
                    self.problem(place, "unknown-procedure", id, near[0] if near else None)
        found = self.each("procedures", file.procedures, lambda one, at: self.procedure(one, at, steps[one.id]))
        for one in found:
            self.problems.extend(problem for problem in disorders(one) if problem not in self.problems)
        return found

    def procedure(self, entry: ProcedureEntry, at: Where, steps: list[Step]) -> Procedure:
        """`[[procedures]]`"""
        return Procedure(
            id=entry.id,
            citation=self.citation(entry.cites, entry.reading, entry.source),
            applies=self.node(entry.applies, at("applies")),
            steps=tuple(steps),
            place=at(),
        )

    def step(self, entry: StepEntry, at: Where) -> Step:
        """`[[steps]]`"""
        return Step(
            id=entry.id,
            role=entry.role,
            citation=self.citation(entry.cites, entry.reading, entry.source),
            phase=entry.phase,
            after=entry.after,
            unless=entry.unless,
            applies=self.node(entry.applies, at("applies")),
            not_before=None if entry.not_before is None else self.node(entry.not_before, at("not_before")),
            topics=tuple(self.word(Topic, one, at("topics")) for one in entry.topics),
            rules=entry.rules,
            documents=entry.documents,
            produces=entry.produces,
            waivable=entry.waivable,
            final=self.word(Ending, entry.final, at("final")) if entry.final else None,
            call=self.word(CallAct, entry.call, at("call")) if entry.call else None,
            recognition=entry.recognition,
            place=at(),
        )
