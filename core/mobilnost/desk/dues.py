"""What is due of dossiers, derived anew where the law, the files or the dossier has changed since.

The register keeps what was derived (`register.due`), so that where all is fresh no dossier and no law is read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from attrs import evolve, field, frozen

from mobilnost.assessment import Assessment
from mobilnost.desk.desk import Desk
from mobilnost.desk.freshness import Freshness
from mobilnost.desk.judging import assess, decision_among, partners_of
from mobilnost.desk.matters import withdrawn_in
from mobilnost.model import InvalidData
from mobilnost.office.fingerprints import fingerprint
from mobilnost.procedure.dues.of_dossiers import EVER, dues_of
from mobilnost.procedure.lives.life import State
from mobilnost.register import due as store
from mobilnost.register.reader import Kept, Reader
from mobilnost.register.sorts import DECISION, DOSSIER, INSTITUTION

#: How many dossiers are derived in one transaction.
AT_ONCE = 500
#: How often it is looked whether something has changed meanwhile; who writes without end stops nobody.
ROUNDS = 3
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

    def refresh(self, progress: Progress = silent, *, unit: str | None = None, dossier: str | None = None) -> int:
        """Derives anew what is not fresh, of all dossiers, of a unit's or of one, and says of how many.

        What somebody changes meanwhile is looked at once more. Who interrupts it loses nothing of what was derived.
        """
        total = 0
        for _ in range(ROUNDS):
            tried, derived = self._once(progress, unit, dossier)
            total += derived
            if not tried:
                break
        return total

    def _once(self, progress: Progress, unit: str | None, dossier: str | None) -> tuple[int, int]:
        """How many dossiers were looked at, and of how many the rows were derived."""
        law = self.freshness.law
        with self.desk.read() as reader:
            since, files = reader.head.number, self._files(reader)
            found = store.stale(reader.connection, law, files, reader.units, unit=unit, dossier=dossier)
            own = self._own(reader, found)
        same = {one.id for one in found if one.law == law and one.own == own[one.id]}
        self._confirm(sorted(same), files)
        others = [one for one in found if one.id not in same]
        return len(others), self._derive(others, files, since, progress)

    def _files(self, reader: Reader) -> str:
        """The fingerprint of what no dossier has for itself: files, and the institutions that the register knows."""
        return fingerprint(self.freshness.files, str(store.written(reader.connection, (INSTITUTION.name,))))

    def _own(self, reader: Reader, some: Sequence[store.Stale]) -> Mapping[str, str]:
        """The fingerprints of what dossiers rest on: the files that they name, and what is kept of their partners."""
        partners = reader.texts(INSTITUTION, sorted({one.partner for one in some}))
        return {
            one.id: fingerprint(
                self.freshness.own(one.id, one.agreement, one.call), *(partners.get(one.partner, (0, ""))[1:])
            )
            for one in some
        }

    def _confirm(self, ids: Sequence[str], files: str) -> None:
        if ids:
            with self.desk.write() as writer:
                store.confirm(writer.connection, ids, files)

    def _derive(self, found: Sequence[store.Stale], files: str, since: int, progress: Progress) -> int:
        total = 0
        for start in range(0, len(found), AT_ONCE):
            progress(start, len(found))
            some = found[start : start + AT_ONCE]
            with self.desk.read() as reader:
                derived = self._derived(reader, some)
            with self.desk.write() as writer:
                changed = store.touched(writer.connection, since)
                still = [one for one in derived if one.dossier not in changed]
                store.put(writer.connection, still, self.freshness.law, files)
            total += len(still)
        if found:
            progress(len(found), len(found))
        return total

    def _derived(self, reader: Reader, some: Sequence[store.Stale]) -> list[store.Derived]:
        """What follows of some dossiers, as far as they are still there."""
        ids = [one.id for one in some]
        texts, decisions, own = reader.texts(DOSSIER, ids), reader.of_dossiers(DECISION, ids), self._own(reader, some)
        derived = []
        for one in some:
            if one.id not in texts:
                continue
            found = store.Derived(dossier=one.id, own=own[one.id])
            if one.state != State.REFUSED:
                gone = one.state == State.WITHDRAWN
                found = self._with_dues(reader, found, texts[one.id][1], decisions.get(one.id, ()), gone=gone)
            derived.append(found)
        return derived

    def _with_dues(
        self, reader: Reader, found: store.Derived, text: str, decisions: tuple[Kept, ...], *, gone: bool
    ) -> store.Derived:
        """The same with what is due of the dossier, or with the problem that keeps it from being judged.

        Of who withdrew nothing is due but the grant that was paid.
        """
        try:
            dossier = DOSSIER.read(text, f"{DOSSIER.name} {found.dossier}")
            dossier = withdrawn_in(reader, dossier) if gone else dossier
            decision = decision_among(self.desk, found.dossier, decisions)
            partners = partners_of(self.desk, reader, dossier.value)
            assessment = self.desk.office.assess(dossier, EVER, decision, partners)
            owed = self._owed_back(assessment) if gone else None
        except InvalidData as error:
            return evolve(found, problem=error.problems[0].kind)
        return evolve(found, dues=tuple(one for one in dues_of(assessment) if not gone or one.duty == owed))

    def _owed_back(self, assessment: Assessment) -> str | None:
        """The duty to pay a grant back, where something of it was paid. Raises `InvalidData`."""
        settlement = self.desk.office.granted(assessment)
        paid = settlement is not None and any(amount > 0 for amount in settlement.paid.values())
        return settlement.repayment.id if paid and settlement and settlement.repayment else None

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
