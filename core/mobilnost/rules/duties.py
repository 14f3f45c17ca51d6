"""Duties that belong to no dossier: what a unit, a committee, the Rector or the Office owes whoever goes or comes.

A law file writes them as data, and each names the one thing that its day follows from.
"""

from __future__ import annotations

from enum import StrEnum

from attrs import field, frozen

from mobilnost.law import Citation
from mobilnost.model import BadValue, Place


class Each(StrEnum):
    """Of what there are many, each with the duty: units, committees, calls, appeals; or the university alone."""

    UNIT = "unit"
    UNIVERSITY = "university"
    COMMITTEE = "committee"
    CALL = "call"
    APPEAL = "appeal"


@frozen(kw_only=True)
class StandingDuty:
    """That somebody owes something again and again, without any dossier. Exactly one of these says when:

    `yearly`    the provision that names the day of the year;
    `holder`    the role that must be held: due when a holder's time ends, at once where nobody holds it;
    `committee` the committee that must be there, by whom it selects (`student`, `staff`): due when its mandate ends;
    `within`    the provision that counts the days: from an appeal's receipt, or from a decision's publication.

    `languages` is the provision that names the languages in which it must be done. A yearly day that `passes` does
    so of itself: whoever wants something must have asked by then, and nobody is late.
    """

    id: str
    who: str
    each: Each = field(converter=Each)
    citation: Citation
    to: str | None = None
    yearly: str | None = None
    holder: str | None = None
    committee: str | None = None
    within: str | None = None
    languages: str | None = None
    passes: bool = False
    place: Place | None = None

    def __attrs_post_init__(self) -> None:
        said = [name for name in OCCASIONS if getattr(self, name) is not None]
        if len(said) != 1:
            raise BadValue(kind="one-of", found=", ".join(said) or None, expected=", ".join(OCCASIONS))

    @property
    def keys(self) -> tuple[str, ...]:
        """The provisions that it looks at."""
        return tuple(key for key in (self.yearly, self.within, self.languages) if key is not None)


#: What the day of a standing duty may follow from.
OCCASIONS = ("yearly", "holder", "committee", "within")
