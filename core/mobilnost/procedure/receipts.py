"""Papers that the office received: what is known of each, beside the file itself, which is kept once by its SHA-256."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import field, frozen

from mobilnost.model.codes import (
    DAY,
    ID,
    LANGUAGE,
    POSITIVE,
    TEXT,
    Amount,
    Count,
    Day,
    Id,
    Language,
    Text,
    matching,
)
from mobilnost.procedure.plans.plan import SHA_256, Digest
from mobilnost.procedure.refusals import Reason, Refused

#: The largest file that is kept, in bytes: 20 MiB, more than any scan of a few pages needs.
LARGEST = 20 * 1024 * 1024
MEDIA_TYPE = matching("media-type", r"[a-z0-9.+-]+/[a-z0-9.+-]+")
#: What nothing is known of.
UNKNOWN = "application/octet-stream"
#: How files begin, and what they then are.
BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"PK\x03\x04", "application/zip"),
    (b"<?xml", "application/xml"),
)
#: What a packed file is, by a name that stands in it.
PACKED: tuple[tuple[bytes, str], ...] = (
    (b"word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (b"xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (b"mimetypeapplication/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.text"),
)


@frozen(kw_only=True)
class Paper:
    """A paper of a dossier: its type, the file's name, what the file is, its size in bytes and its SHA-256.

    `received` is the day on which the office got it, `date` the day that the paper itself bears: of several signatures
    the last. `version` is the version of a plan that the file is the content of.
    """

    dossier: Id = field(validator=ID)
    number: Count = field(validator=POSITIVE)
    type: Id = field(validator=ID)
    name: Text = field(validator=TEXT)
    media_type: str = field(validator=MEDIA_TYPE)
    size: Amount
    digest: Digest = field(validator=SHA_256)
    received: Day = field(validator=DAY)
    date: Day | None = field(default=None, validator=DAY)
    languages: tuple[Language, ...] = field(default=(), validator=LANGUAGE)
    signed_by: tuple[Id, ...] = field(default=(), validator=ID)
    version: Count | None = field(default=None, validator=POSITIVE)
    note: str | None = None

    @property
    def id(self) -> str:
        """By which the register knows it: the papers of a dossier are numbered as they come."""
        return f"{self.dossier}/{self.number}"


def media_type(content: bytes) -> str:
    """What a file is, by its own beginning; its name does not count."""
    found = next((name for beginning, name in BEGINNINGS if content.startswith(beginning)), None)
    if found == "application/zip":
        return next((name for mark, name in PACKED if mark in content), found)
    return found or ("text/plain" if _is_text(content) else UNKNOWN)


def require_acceptable(content: bytes, name: str) -> None:
    """Raises `Refused` for a file that is empty, or larger than `LARGEST`."""
    against = tuple(_objections(content, name))
    if against:
        raise Refused(against)


def next_number(papers: Iterable[Paper]) -> int:
    """The number of the next paper of a dossier."""
    return 1 + max((one.number for one in papers), default=0)


def _objections(content: bytes, name: str) -> Iterator[Reason]:
    if not content:
        yield Reason.of("paper-empty", name=name)
    if len(content) > LARGEST:
        yield Reason.of("paper-too-large", name=name, largest=LARGEST // 1024 // 1024)


def _is_text(content: bytes) -> bool:
    """Whether it can be read as UTF-8 without marks that steer."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return bool(text) and all(one.isprintable() or one in "\r\n\t\f" for one in text)
