"""That something may not be done, with every reason at once; nothing of it was done."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from mobilnost.law import Citation
from mobilnost.model import MobilnostError, Phrase


@frozen
class Reason:
    """One reason why something is refused, as ids and values: `refusals` in the catalogues has the sentence.

    `citation` is the article that forbids it, where one does.
    """

    phrase: Phrase
    citation: Citation | None = None

    @classmethod
    def of(cls, id: str, citation: Citation | None = None, **parts: object) -> Reason:
        """The same, with its values as keywords."""
        return cls(Phrase.of(id, **parts), citation)


class Refused(MobilnostError):
    """Something may not be done, and was not done; `reasons` are all that stand against it."""

    def __init__(self, reasons: Iterable[Reason]) -> None:
        self.reasons = tuple(reasons)
        super().__init__(self.reasons)

    def __str__(self) -> str:
        return "; ".join(str(one.phrase) for one in self.reasons)
