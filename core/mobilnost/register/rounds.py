"""The rounds of calls in the register: read and written whole, kept so that everybody sees what is theirs.

What is everybody's is the record of the call, and what a round says of a dossier a record that belongs to the dossier.
A unit reads a round with its own candidates alone, and adds to it without seeing the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from attrs import field, frozen

from mobilnost.procedure.calls.rounds import Round
from mobilnost.procedure.calls.shares import Share, common_of, joined, shares_of
from mobilnost.register.reader import Kept, Reader
from mobilnost.register.sorts import CALL, CANDIDATE
from mobilnost.register.writer import Writer


@frozen(kw_only=True)
class KeptRound:
    """A round as far as who reads may see it, and the records that it was read from: the shares by their dossiers."""

    value: Round
    call: Kept = field(repr=False)
    shares: Mapping[str, Kept] = field(repr=False, hash=False)

    @classmethod
    def of(cls, call: Kept, shares: Iterable[Kept]) -> KeptRound:
        """The round of these records."""
        kept = {one.value.dossier: one for one in shares}
        return cls(value=joined(call.value, (one.value for one in kept.values())), call=call, shares=kept)


def find(reader: Reader, call: str) -> KeptRound | None:
    """The round of a call, once it was opened."""
    kept = reader.find(CALL, call)
    return None if kept is None else KeptRound.of(kept, reader.of_both(CANDIDATE, call))


def every(reader: Reader) -> Iterator[Round]:
    """All rounds, by the ids of their calls."""
    shares: dict[str, list[Share]] = {}
    for one in reader.all(CANDIDATE):
        shares.setdefault(one.value.call, []).append(one.value)
    for kept in reader.all(CALL):
        yield joined(kept.value, shares.get(kept.id, ()))


def of_dossier(reader: Reader, dossier: str) -> Iterator[Round]:
    """The rounds that speak of a dossier, with what they say of it alone."""
    for one in reader.of_dossier(CANDIDATE, dossier):
        kept = reader.find(CALL, one.value.call)
        if kept is not None:
            yield joined(kept.value, [one.value])


def add(writer: Writer, round: Round) -> None:
    """Keeps a new round. Raises `Taken` for a call that was opened before."""
    writer.add(CALL, common_of(round))
    writer.add(CANDIDATE, *shares_of(round, after=writer.head.number).values())


def change(writer: Writer, before: KeptRound, round: Round) -> None:
    """Keeps a round as it is from now on, as far as it is another than before. Raises `Conflict`, `Forbidden`."""
    common = common_of(round)
    if common != before.call.value:
        writer.change(CALL, common, before.call.revision)
    known = (one.value for one in before.shares.values())
    # Who gets a number gets an entry in the journal: what is not seen has no number that is greater than its end.
    for dossier, share in shares_of(round, known, writer.head.number).items():
        kept = before.shares.get(dossier)
        if kept is None:
            writer.add(CANDIDATE, share)
        else:
            writer.change(CANDIDATE, share, kept.revision)
