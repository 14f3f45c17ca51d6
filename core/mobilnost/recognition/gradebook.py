"""Converts the grades of one transcript: by what the paper itself says, and by what the office knows beside it."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve, field, frozen

from mobilnost.model import Cycle, GradeDistribution, Grading, Method
from mobilnost.model.transcripts import Result, Transcript
from mobilnost.recognition.grades import Conversion, between, convert


@frozen(kw_only=True)
class Gradebook:
    """How the grades of a transcript become ours. By the student's `isced_f` and `cycle` reference groups are found.

    `single` are distributions of single results, by their ids: they serve where the group has none.
    """

    theirs: Grading | None
    ours: Grading | None
    method: Method | None
    isced_f: str | None = None
    cycle: Cycle | None = None
    single: Mapping[str, GradeDistribution] = field(factory=dict, hash=False)

    def __call__(self, result: Result) -> Conversion | None:
        """The grade of a result at home; None where it bears none."""
        if result.grade is None:
            return None
        scales = between(self.theirs, self.ours, scale=result.scale, isced_f=self.isced_f, cycle=self.cycle)
        single = self.single.get(result.id)
        if scales.their_distribution is None and single is not None and scales.theirs is not None:
            fits = single.scale == scales.theirs.id
            scales = evolve(scales, their_distribution=single) if fits else scales
        return convert(result.grade, self.method, scales)


def grading_of(transcript: Transcript, known: Grading | None) -> Grading | None:
    """How the host grades: as the paper itself says, and for what it does not say as the office knows.

    A scale that the paper describes otherwise than the office takes the place of the office's, with its distributions.
    """
    own = transcript.grading
    if own is None or known is None:
        return own or known
    changed = {one.id for one in own.scales if known.scale(one.id) != one}
    kept = {one.id for one in known.scales} - changed
    said = {one.scale for one in own.distributions}
    return Grading(
        institution=own.institution,
        scales=(*own.scales, *(one for one in known.scales if one.id not in {each.id for each in own.scales})),
        distributions=(
            *own.distributions,
            *(one for one in known.distributions if one.scale in kept and one.scale not in said),
        ),
        tables=tuple(one for one in known.tables if one.scale in kept),
        credit_schemes=known.credit_schemes,
    )
