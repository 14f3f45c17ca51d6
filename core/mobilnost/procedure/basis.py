"""What an assessment was based on: the dossier as it was, the day, the files of law and the programs that judged.

Everything that can be read is kept by its SHA-256, so that the assessment can be made again from these contents alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum

from attrs import field, frozen

from mobilnost.model.codes import ID, TEXT, Id, Text


class Part(StrEnum):
    """What a content was to an assessment."""

    SETTINGS = "settings"
    REGULATION = "regulation"
    INSTITUTIONS = "institutions"
    PARTNER = "partner"
    AGREEMENT = "agreement"
    CALL = "call"
    DECISION = "decision"
    DOSSIER = "dossier"


@frozen(kw_only=True)
class Content:
    """A content, by its SHA-256; `name` is its file, seen from the office's folder, or its id in the register."""

    part: Part
    name: Text = field(validator=TEXT)
    digest: Text = field(validator=TEXT)


@frozen(kw_only=True)
class Version:
    """A program that had a part in it. `code` tells two apart that bear one number, where anybody can see its files."""

    name: Text = field(validator=TEXT)
    version: str | None = None
    code: str | None = None


@frozen(kw_only=True)
class Basis:
    """What an assessment was based on, the `number`-th that was noted of a dossier; `report` is its SHA-256.

    `revision` is that of the dossier in the register, where it was assessed as it stood there.
    """

    dossier: Id = field(validator=ID)
    number: int
    on: dt.date
    revision: int | None = None
    contents: tuple[Content, ...]
    versions: tuple[Version, ...]
    verdict: Id = field(validator=ID)
    report: Text = field(validator=TEXT)

    @property
    def id(self) -> str:
        """The id in the register."""
        return id_of(self.dossier, self.number)

    @property
    def digests(self) -> tuple[str, ...]:
        """Every content that must be there for it to be replayed."""
        return (*(one.digest for one in self.contents), self.report)

    def of(self, part: Part) -> tuple[Content, ...]:
        """The contents of a part."""
        return tuple(one for one in self.contents if one.part is part)


def id_of(dossier: str, number: int) -> str:
    """The id of the so-many-th basis of a dossier."""
    return f"{dossier}/{number}"


def differing(then: Iterable[Version], now: Iterable[Version]) -> tuple[tuple[Version, Version | None], ...]:
    """The programs that are others now than they were, or are not there any more (`None`)."""
    here = {one.name: one for one in now}
    return tuple((one, here.get(one.name)) for one in then if here.get(one.name) != one)
