"""Whether papers come from somebody, and duties have a day."""

from __future__ import annotations

from collections.abc import Iterator

from mobilnost.grammar import Absence, figures_of
from mobilnost.law import Provision
from mobilnost.rules import Contribution
from mobilnost.testing.candidate import Candidate
from mobilnost.testing.lacks import Check, Lack


def unissued(candidate: Candidate) -> Iterator[Lack]:
    """Papers that are asked for and that nobody issues, signs, brings about by a step or hands in by a duty."""
    known = Contribution.joined([candidate.law, candidate.lawbook.regulation.law])
    made = {type_ for one in known.procedures for step in one.steps for type_ in step.produces}
    made |= {type_ for one in known.obligations for type_ in one.evidence}
    made |= {one.type for one in known.documents if one.issuer or one.signatories}
    for one in candidate.law.documents:
        if one.type not in made:
            yield Lack(check=Check.ISSUER, subject=one.type, place=one.place, parts={"id": one.type})


def undated(candidate: Candidate) -> Iterator[Lack]:
    """Duties whose day rests on a figure that nobody has set and nobody may set."""
    known = Contribution.joined([candidate.law, candidate.lawbook.regulation.law])
    empty = {one.key for one in known.provisions if _is_empty(one, known)}
    for one in candidate.law.obligations:
        if missing := tuple(key for key in figures_of(one.due) if key in empty):
            parts = {"id": one.id, "figures": missing}
            yield Lack(check=Check.DUE, subject=one.id, place=one.place, parts=parts)
    for duty in candidate.law.duties:
        if missing := tuple(key for key in duty.keys if key in empty):
            parts = {"id": duty.id, "figures": missing}
            yield Lack(check=Check.DUE, subject=duty.id, place=duty.place, parts=parts)


def _is_empty(provision: Provision, law: Contribution) -> bool:
    """Whether a provision has no value, and nobody else gives it one."""
    given = provision.permissions or provision.setting or any(one.key == provision.key for one in law.overrides)
    return not given and all(isinstance(one.value, Absence) for one in provision.values)
