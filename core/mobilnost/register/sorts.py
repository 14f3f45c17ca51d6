"""The sorts of records: how each is written as text and read back, and where the list of dossiers finds its columns."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any

from attrs import frozen

from mobilnost.formats import (
    converter,
    dump_json,
    parse_call,
    parse_decision,
    parse_dossier,
    parsed,
)
from mobilnost.formats.documents import Loaded
from mobilnost.formats.positions import Format
from mobilnost.model import Dossier


@frozen(kw_only=True)
class Sort:
    """One sort of record. `id_of` gives its id; `read` reads its text, which is JSON in the document's own keys.

    `text_of` writes the one text of a record: equal values have equal texts.
    """

    name: str
    id_of: Callable[[Any], str]
    read: Callable[[str, str | None, Format], Loaded[Any]]
    text_of: Callable[[Any], str] = dump_json


def compact(dossier: Dossier) -> str:
    """A dossier on one line. Its decimals all have places of their own, where they are read from text as well."""
    plain = converter().unstructure(dossier)
    return json.dumps(plain, default=str, ensure_ascii=False, separators=(",", ":"))


DOSSIER = Sort(name="dossier", id_of=lambda one: one.mobility.id, read=parse_dossier, text_of=compact)
CALL = Sort(name="call", id_of=lambda one: one.id, read=parse_call)
DECISION = Sort(name="decision", id_of=lambda one: one.id, read=parse_decision)
SORTS: Mapping[str, Sort] = {one.name: one for one in (DOSSIER, CALL, DECISION)}


def data_of(text: str) -> dict[str, Any]:
    """The plain data of a record's text, to be compared field by field."""
    return dict(parsed(text, None, Format.JSON)[0])


def digest_of(content: bytes) -> str:
    """The SHA-256 of a content, by which it is known."""
    return hashlib.sha256(content).hexdigest()


def columns_of(dossier: Dossier) -> dict[str, Any]:
    """What a list of dossiers is filtered by."""
    mobility = dossier.mobility
    outgoing = mobility.direction == "outgoing"
    return {
        "id": mobility.id,
        "programme": mobility.programme,
        "kind": mobility.kind.value,
        "direction": mobility.direction.value,
        "participant": dossier.participant,
        "person": dossier.person.id,
        "unit": mobility.unit,
        "partner": mobility.receiving if outgoing else mobility.sending,
        "agreement": mobility.agreement,
        "call": mobility.call,
        "first_day": dossier.first_day,
        "last_day": dossier.last_day,
    }
