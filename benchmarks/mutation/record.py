"""What was found already: a long run that was cut off goes on where it ended."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TextIO

from attrs import field, frozen

from mutation.child import Fate, Outcome
from mutation.mutant import Mutant


@frozen
class Record:
    """What came of mutants, as they come, a line of JSON for each.

    What was found stays found as long as its file is the same, since tests are added and never loosened; what survived
    is tried again.
    """

    root: Path
    stream: TextIO | None = None
    found: Mapping[tuple[str, str], Outcome] = field(factory=dict)
    _digests: dict[str, str] = field(factory=dict, init=False)

    @classmethod
    def of(cls, root: Path, file: Path | None) -> Record:
        """The record of a file, which is added to; without one, nothing is kept."""
        if file is None:
            return cls(root)
        lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
        said = [json.loads(line) for line in lines]
        found = {
            (one["id"], one["file"]): Outcome(Fate(one["fate"]), one["by"])
            for one in said
            if one["fate"] != Fate.SURVIVED
        }
        return cls(root, file.open("a", encoding="utf-8"), found)

    def split(self, mutants: Iterable[Mutant]) -> tuple[list[tuple[Mutant, Outcome]], list[Mutant]]:
        """Those that were found already, and those that are to be tried."""
        known, left = [], []
        for one in mutants:
            outcome = self.found.get((one.id, self._digest(one)))
            if outcome is None:
                left.append(one)
            else:
                known.append((one, outcome))
        return known, left

    def add(self, mutant: Mutant, outcome: Outcome) -> None:
        """Keeps what came of a mutant."""
        if self.stream:
            said = {"id": mutant.id, "file": self._digest(mutant), "fate": outcome.fate, "by": outcome.by}
            print(json.dumps(said, ensure_ascii=False), file=self.stream, flush=True)

    def _digest(self, mutant: Mutant) -> str:
        if mutant.file not in self._digests:
            self._digests[mutant.file] = hashlib.sha256((self.root / mutant.file).read_bytes()).hexdigest()
        return self._digests[mutant.file]
