"""Whether every id of a programme is in its own name space, so that no two plugins ever speak of one thing."""

from __future__ import annotations

from collections.abc import Iterator

from mobilnost.law import Authority
from mobilnost.model import Place
from mobilnost.rules import Contribution
from mobilnost.testing.candidate import Candidate
from mobilnost.testing.lacks import Check, Lack


def lacks(candidate: Candidate) -> Iterator[Lack]:
    """The ids of a programme that do not begin with its code, those among them that the host lets pass."""
    if candidate.authority is Authority.UNIVERSITY:
        return
    for programme in candidate.programmes:
        yield from strangers(candidate.law, programme.code)
        prefix = f"{programme.code}_"
        for fact in candidate.facts:
            if not fact.name.startswith(prefix):
                yield _lack(fact.name, prefix, candidate.find(fact.name))


def strangers(law: Contribution, code: str) -> Iterator[Lack]:
    """Every id of a law that does not begin with a code, at its place; steps of the core's own are everybody's."""
    prefix = f"{code}."
    for id, place in dict.fromkeys(_ids(law)):
        if not id.startswith(prefix):
            yield _lack(id, prefix, place)


def _lack(id: str, prefix: str, place: Place | None) -> Lack:
    return Lack(check=Check.NAMESPACE, subject=id, place=place, parts={"id": id, "prefix": prefix})


def _ids(law: Contribution) -> Iterator[tuple[str, Place | None]]:
    yield from ((one.key, one.place) for one in law.provisions)
    yield from ((one.id, one.place) for one in law.rules)
    yield from ((one.id, one.place) for one in law.obligations)
    yield from ((one.id, one.place) for one in law.duties)
    yield from ((one.id, one.place) for one in law.components)
    yield from ((one.id, one.place) for one in law.instalments)
    yield from ((one.id, one.place) for one in law.procedures)
    yield from ((step.id, step.place) for one in law.procedures for step in one.steps if "." in step.id)
