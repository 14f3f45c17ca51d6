"""What the law refuses, as problems that name the article, the place, and who may do it instead."""

from __future__ import annotations

from collections.abc import Sequence

from mobilnost.grammar import Absence, write_value
from mobilnost.law.citations import Origin
from mobilnost.law.figures import Candidate
from mobilnost.law.provisions import Permission, Provision, Stricter
from mobilnost.model import Expected, Phrase, Place, Problem


def setters(permissions: Sequence[Permission]) -> Expected:
    """Who may set a provision, and how: layers with their modes."""
    who = tuple((one.layer.value, one.mode.value) for one in permissions)
    return Phrase("set-by", who) if who else "nobody"


def plain(value: object) -> str:
    """A value as a message shows it."""
    return value.value if isinstance(value, Absence) else str(write_value(value))


def bound(provision: Provision, value: object) -> Expected:
    """The side of a value on which a provision may still be set."""
    return Phrase.of("at-least" if provision.stricter is Stricter.HIGHER else "at-most", value=plain(value))


def place(origin: Origin, key: str) -> Place:
    """Where something was said; without a file, its source."""
    return origin.place or Place(file=origin.citation.source, line=None, key=key)


def refusal(kind: str, provision: Provision, said: object, origin: Origin, *, expected: Expected | None) -> Problem:
    """What is wrong with what somebody says of a provision, and the article that is touched."""
    return Problem(
        kind=kind,
        place=place(origin, provision.key),
        found=f"{provision.key} = {plain(said)}",
        expected=expected,
        article=provision.citation.at,
    )


def conflict(provision: Provision, one: Candidate, other: Candidate) -> Problem:
    """That two equals say different things, with both places."""
    return Problem(
        kind="conflict",
        place=place(one.origin, provision.key),
        found=f"{provision.key} = {plain(one.value)}; {plain(other.value)}",
        article=provision.citation.at,
        others=(place(other.origin, provision.key),),
    )
