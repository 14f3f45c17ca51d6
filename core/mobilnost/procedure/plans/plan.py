"""Plans of a stay as documents with versions: learning and training agreements, teaching and work plans.

A signature belongs to one version and to the role for which it was given, and to no other: a new version has none. What
a version says is known by the SHA-256 of it, so that nobody can be taken to have signed something else.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

import attrs
from attrs import evolve, field, frozen

from mobilnost.model import BadValue, Course
from mobilnost.model.codes import DAY, ID, LANGUAGE, POSITIVE, TEXT, Count, Day, Id, Language, Text, matching

SHA_256 = matching("sha-256", r"[0-9a-f]{64}")
Digest = Annotated[str, SHA_256]
"""A SHA-256 in hexadecimal, by which a content is known."""


class ChangeReason(StrEnum):
    """Why a plan is changed, as the form of the learning agreement and the EWP's OMobility LAs API code it.

    The first three are reasons to take a component out, the next three to add one or to stay longer; `other` is told in
    words.
    """

    NOT_AVAILABLE = "not-available"
    LANGUAGE_MISMATCH = "language-mismatch"
    TIMETABLE_CONFLICT = "timetable-conflict"
    SUBSTITUTING_DELETED = "substituting-deleted"
    EXTENDING_MOBILITY = "extending-mobility"
    ADDING_VIRTUAL_COMPONENT = "adding-virtual-component"
    OTHER = "other"


#: Why a component may be taken out, and why one may be added.
REMOVING = frozenset(
    {
        ChangeReason.NOT_AVAILABLE,
        ChangeReason.LANGUAGE_MISMATCH,
        ChangeReason.TIMETABLE_CONFLICT,
        ChangeReason.OTHER,
    }
)
ADDING = frozenset(
    {
        ChangeReason.SUBSTITUTING_DELETED,
        ChangeReason.EXTENDING_MOBILITY,
        ChangeReason.ADDING_VIRTUAL_COMPONENT,
        ChangeReason.OTHER,
    }
)


@frozen(kw_only=True)
class Content:
    """What a version says: courses (čl. 7 st. 2), a text, a file by its digest; None is what it does not have.

    `parts` are papers that belong to it and come with its signatures, as the Quality Commitment does to a training
    agreement (čl. 7 st. 3). `languages` are those that it is written in.
    """

    courses: tuple[Course, ...] | None = None
    text: str | None = None
    file: Digest | None = field(default=None, validator=SHA_256)
    parts: tuple[Id, ...] = field(default=(), validator=ID)
    languages: tuple[Language, ...] = field(default=(), validator=LANGUAGE)

    @property
    def digest(self) -> str:
        """The SHA-256 of the content as one text: equal contents have equal ones, others do not.

        What is as it is by default is left out, so that a field which comes later changes no digest of today.
        """
        plain = attrs.asdict(self, filter=_said, value_serializer=_written)
        return hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()

    @property
    def ects(self) -> Decimal | None:
        """The ECTS of its courses together; None where there are none, or some have not been converted."""
        credits = [one.ects for one in self.courses or ()]
        known = [one for one in credits if one is not None]
        return sum(known, Decimal(0)) if known and len(known) == len(credits) else None


@frozen(kw_only=True)
class Signature:
    """That somebody signed for a role, on a day. `capacity` is the title in which they did.

    Of a paper that was signed before the register knew it, neither name nor day may be known.
    """

    role: Id = field(validator=ID)
    name: Text | None = field(default=None, validator=TEXT)
    on: Day | None = field(default=None, validator=DAY)
    capacity: str | None = None


@frozen(kw_only=True)
class Version:
    """One version of a plan: what it says, since when, why it differs from the one before, and who has signed it.

    `digest` is that of its content, and a version that says something else is none. `because` tells in words what the
    codes of `reasons` do not.
    """

    number: Count = field(validator=POSITIVE)
    drafted: Day | None = field(default=None, validator=DAY)
    content: Content = Content()
    digest: Digest = field(validator=SHA_256)
    reasons: tuple[ChangeReason, ...] = ()
    because: str | None = None
    signatures: tuple[Signature, ...] = ()

    def __attrs_post_init__(self) -> None:
        if self.digest != self.content.digest:
            raise BadValue("digest", found=self.digest, expected=self.content.digest)
        roles = [one.role for one in self.signatures]
        for index, role in enumerate(roles):
            if role in roles[:index]:
                raise BadValue("signatures", index, "role", kind="duplicate", found=role)

    @property
    def signed_by(self) -> tuple[str, ...]:
        """The roles for which it is signed, in the order in which they were."""
        return tuple(one.role for one in self.signatures)

    @property
    def last_signed(self) -> dt.date | None:
        """The day of the last signature, where one is known."""
        return max((one.on for one in self.signatures if one.on is not None), default=None)

    def signature(self, role: str) -> Signature | None:
        """The signature for a role, if it was given."""
        return next((one for one in self.signatures if one.role == role), None)

    def lacks(self, roles: Iterable[str]) -> tuple[str, ...]:
        """Those of the roles for which nobody has signed it yet."""
        return tuple(role for role in roles if role not in self.signed_by)


@frozen(kw_only=True)
class Plan:
    """A plan of one type for one dossier, with all its versions; they are numbered from 1 and never taken back."""

    dossier: Id = field(validator=ID)
    type: Id = field(validator=ID)
    versions: tuple[Version, ...] = ()

    def __attrs_post_init__(self) -> None:
        for index, version in enumerate(self.versions):
            if version.number != index + 1:
                raise BadValue("versions", index, "number", found=str(version.number), expected=str(index + 1))

    @property
    def id(self) -> str:
        """By which the register knows it: a dossier has one plan of a type."""
        return f"{self.dossier}/{self.type}"

    @property
    def latest(self) -> Version | None:
        """The version that may be signed."""
        return self.versions[-1] if self.versions else None

    def version(self, number: int) -> Version | None:
        """A version by its number."""
        return self.versions[number - 1] if 1 <= number <= len(self.versions) else None

    def signed(self, roles: Iterable[str]) -> tuple[Version, ...]:
        """The versions that bear the signature of each of these roles; of no roles nothing is signed."""
        wanted = tuple(roles)
        return tuple(one for one in self.versions if wanted and not one.lacks(wanted))

    def with_version(
        self,
        content: Content,
        drafted: dt.date | None,
        reasons: Iterable[ChangeReason] = (),
        because: str | None = None,
    ) -> Plan:
        """The plan with a further version, which nobody has signed."""
        number = len(self.versions) + 1
        version = Version(
            number=number,
            drafted=drafted,
            content=content,
            digest=content.digest,
            reasons=tuple(dict.fromkeys(reasons)),
            because=because,
        )
        return evolve(self, versions=(*self.versions, version))

    def with_signature(self, signature: Signature) -> Plan:
        """The plan with its latest version signed by one more."""
        *older, latest = self.versions
        return evolve(self, versions=(*older, evolve(latest, signatures=(*latest.signatures, signature))))


def _said(attribute: attrs.Attribute[Any], value: Any) -> bool:
    return bool(value != attribute.default)


def _written(_: object, __: object, value: Any) -> Any:
    """A value as the canonical text has it: numbers that are equal are written alike, however they were given."""
    return _number(value) if isinstance(value, Decimal) else value


def _number(value: Decimal) -> str:
    """A decimal with every digit that counts, and none that does not."""
    if not value:
        return "0"
    sign, digits, exponent = value.as_tuple()
    text = "".join(map(str, digits)).lstrip("0")
    bare = text.rstrip("0")
    return f"{'-' if sign else ''}{bare}e{int(exponent) + len(text) - len(bare)}"
