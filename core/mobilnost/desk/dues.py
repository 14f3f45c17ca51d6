"""What is due of dossiers, derived anew where the law, the files or the dossier has changed since.

The register keeps what was derived (`register.due`), so that where all is fresh no dossier and no law is read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrs import evolve, field, frozen

from mobilnost.desk.desk import Desk
from mobilnost.desk.freshness import Freshness
from mobilnost.desk.judging import assess, judge
from mobilnost.model import InvalidData
from mobilnost.procedure.dossier_dues import EVER, dues_of
from mobilnost.procedure.lives import State
from mobilnost.register import due as store
from mobilnost.register.reader import Reader
from mobilnost.register.sorts import DOSSIER

#: How many dossiers are derived in one transaction.
AT_ONCE = 200
#: How often it is looked whether something has changed meanwhile; who writes without end stops nobody.
ROUNDS = 3
#: Of whom nothing is due: a mobility that does not take place.
OVER = frozenset({State.WITHDRAWN.value, State.REFUSED.value})
#: How far a stretch of work is: so many of so many.
Progress = Callable[[int, int], None]


def silent(_: int, __: int) -> None:
    """Progress that nobody wants to see."""


@frozen(eq=False)
class Dues:
    """What is derived at a desk."""

    desk: Desk
    freshness: Freshness = field(init=False)

    @freshness.default
    def _fresh(self) -> Freshness:
        return Freshness(self.desk.office, self.desk.at.isoformat())

    def refresh(self, progress: Progress = silent) -> int:
        """Derives anew what is not fresh, and says of how many dossiers.

        What somebody changes meanwhile is looked at once more.
        """
        total = 0
        for _ in range(ROUNDS):
            tried, derived = self._once(progress)
            total += derived
            if not tried:
                break
        return total

    def _once(self, progress: Progress) -> tuple[int, int]:
        """How many dossiers were looked at, and of how many the rows were derived."""
        now = self.freshness
        with self.desk.read() as reader:
            since = reader.head.number
            found = store.stale(reader.connection, now.law, now.files, reader.units)
        same = [one for one in found if one.law == now.law and one.own == now.own(one.id, one.agreement, one.call)]
        self._confirm([one.id for one in same])
        known = {one.id for one in same}
        others = [one for one in found if one.id not in known]
        return len(others), self._derive(others, since, progress)

    def _confirm(self, ids: Sequence[str]) -> None:
        if ids:
            with self.desk.write() as writer:
                store.confirm(writer.connection, ids, self.freshness.files)

    def _derive(self, found: Sequence[store.Stale], since: int, progress: Progress) -> int:
        total = 0
        for start in range(0, len(found), AT_ONCE):
            some = found[start : start + AT_ONCE]
            ids = [one.id for one in some]
            with self.desk.read() as reader:
                texts = store.texts(reader.connection, ids)
                derived = [self._derived(reader, one, texts[one.id]) for one in some if one.id in texts]
            with self.desk.write() as writer:
                changed = store.touched(writer.connection, since)
                still = [one for one in derived if one.dossier not in changed]
                store.put(writer.connection, still, self.freshness.law, self.freshness.files)
            total += len(still)
            progress(start + len(some), len(found))
        return total

    def _derived(self, reader: Reader, one: store.Stale, text: str) -> store.Derived:
        own = self.freshness.own(one.id, one.agreement, one.call)
        if one.state in OVER:
            return store.Derived(dossier=one.id, own=own)
        try:
            dossier = DOSSIER.read(text, f"{DOSSIER.name} {one.id}")
            dues = dues_of(judge(evolve(self.desk, on=EVER), reader, dossier))
        except InvalidData as error:
            return store.Derived(dossier=one.id, own=own, problem=error.problems[0].kind)
        return store.Derived(dossier=one.id, own=own, dues=dues)

    def failures(self, reader: Reader, most: int) -> tuple[int, list[InvalidData]]:
        """How many dossiers nothing could be derived of, and why, of the first of them."""
        ids = store.failed(reader.connection, reader.units)
        found = []
        for id in ids[:most]:
            try:
                assess(evolve(self.desk, on=EVER), reader, id)
            except InvalidData as error:
                found.append(error)
        return len(ids), found
