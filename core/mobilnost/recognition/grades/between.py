"""What is known of how two institutions grade, for one student: the scales, the reference groups, the table."""

from __future__ import annotations

from mobilnost.model import Cycle, Grading
from mobilnost.recognition.grades.conversion import Scales


def between(
    theirs: Grading | None, ours: Grading | None, *, scale: str | None, isced_f: str | None, cycle: Cycle | None
) -> Scales:
    """Everything that a conversion from one of their scales looks at; what is not known is None, and is said so later.

    `scale` is the one that a paper names, else their first; `isced_f` and `cycle` are the student's, by which the
    reference groups of both sides are found.
    """
    from_scale = theirs.scale(scale) if theirs is not None else None
    to_scale = ours.scale() if ours is not None else None
    if theirs is None or from_scale is None or ours is None or to_scale is None:
        return Scales(theirs=from_scale, ours=to_scale)
    return Scales(
        theirs=from_scale,
        ours=to_scale,
        their_distribution=theirs.distribution(from_scale.id, isced_f, cycle),
        our_distribution=ours.distribution(to_scale.id, isced_f, cycle),
        table=next((one for one in theirs.tables if (one.scale, one.to) == (from_scale.id, to_scale.id)), None),
    )
