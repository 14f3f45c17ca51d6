"""An archive read back into an empty register: identical, or refused with everything that is wrong with it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, insert, select, update

from mobilnost.formats import parsed, read_text
from mobilnost.formats.positions import Format
from mobilnost.model import InvalidData, MobilnostError, Place, Problem
from mobilnost.register import tables
from mobilnost.register.archive import ABOUT, FORM, JOURNAL, OWNERS, file_of
from mobilnost.register.derived import lists
from mobilnost.register.journal import Action, Entry, Head, breaks, row_of
from mobilnost.register.sorts import SORTS, digest_of

Texts = dict[int, str | None]
#: How many rows are written at once.
AT_ONCE = 5000


class NotEmpty(MobilnostError):
    """The register that an archive is to be read into has records already."""


def restore(connection: Connection, folder: Path) -> Head:
    """Fills an empty register from an archive; gives where its journal ends.

    The journal must be whole, every document what its entry recorded, and every content what its name says. Raises
    `InvalidData` with everything that is wrong, and `NotEmpty`.
    """
    if connection.scalar(select(tables.journal.c.number).limit(1)) is not None:
        raise NotEmpty
    head = _about(folder)
    entries = list(_entries(folder))
    problems = [
        Problem("broken-journal", Place(JOURNAL, one.number, ""), one.flaw.value) for one in breaks(entries, head)
    ]
    texts: Texts = {}
    for entry in entries:
        try:
            texts[entry.number] = _text(folder, entry)
        except InvalidData as error:
            problems.extend(error.problems)
    problems += [
        Problem("altered-file", Place(str(path.relative_to(folder)), None, ""))
        for path in _contents(folder)
        if digest_of(path.read_bytes()) != path.name
    ]
    if problems:
        raise InvalidData(problems)
    _fill(connection, entries, texts)
    for path in _contents(folder):
        content = path.read_bytes()
        connection.execute(insert(tables.blobs), {"digest": path.name, "size": len(content), "content": content})
    _insert(connection, tables.owners, list(_lines(folder, OWNERS)))
    connection.execute(update(tables.head).values(number=head.number, hash=head.hash))
    return head


def _fill(connection: Connection, entries: list[Entry], texts: Texts) -> None:
    """The records, the lists and the journal."""
    keys = [{"kind": one.kind, "id": one.id, "revision": one.revision} for one in entries]
    both = list(zip(keys, entries, strict=True))
    revisions = [key | {"text": texts[one.number], "digest": one.digest} for key, one in both]
    newest = {(one.kind, one.id): key | {"removed": one.action is Action.REMOVE} for key, one in both}
    last = {(one.kind, one.id): text for one in entries if (text := texts[one.number]) is not None}
    values = {key: SORTS[key[0]].read(text).value for key, text in last.items()}
    for key, row in newest.items():
        dossier_of = SORTS[key[0]].dossier_of
        row["dossier"] = dossier_of(values[key]) if dossier_of and key in values else None
    present = {key: value for key, value in values.items() if not newest[key]["removed"]}
    _insert(connection, tables.dossiers, lists(present))
    _insert(connection, tables.records, list(newest.values()))
    _insert(connection, tables.revisions, revisions)
    _insert(connection, tables.journal, [row_of(one) for one in entries])


def _insert(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    for start in range(0, len(rows), AT_ONCE):
        connection.execute(insert(table), rows[start : start + AT_ONCE])


def _about(folder: Path) -> Head:
    said, lines = parsed(read_text(folder / ABOUT), ABOUT, Format.TOML)
    match said:
        case {"form": form, "entries": int(entries), "hash": str(hash)} if form == FORM:
            return Head(number=entries, hash=hash)
    raise InvalidData([Problem("unknown-form", Place(ABOUT, lines.line(("form",)), "form"), expected=str(FORM))])


def _text(folder: Path, entry: Entry) -> str | None:
    """The text of the revision that an entry recorded."""
    if entry.digest is None:
        return None
    if entry.kind not in SORTS:
        raise InvalidData([Problem("broken-journal", Place(JOURNAL, entry.number, ""), entry.kind)])
    sort, file = SORTS[entry.kind], file_of(entry.kind, entry.id, entry.revision)
    path = folder / file
    if not path.is_file():
        raise InvalidData([Problem("missing-file", Place(str(file), None, ""))])
    value = sort.read(read_text(path), str(file), Format.TOML).value
    text = sort.text_of(value)
    if digest_of(text.encode()) != entry.digest:
        raise InvalidData([Problem("altered-file", Place(str(file), None, ""))])
    return text


def _entries(folder: Path) -> Iterator[Entry]:
    for number, said in enumerate(_lines(folder, JOURNAL), 1):
        try:
            yield Entry(**{**said, "at": datetime.fromisoformat(said["at"]), "action": Action(said["action"])})
        except (KeyError, TypeError, ValueError) as error:
            raise InvalidData([Problem("broken-journal", Place(JOURNAL, number, ""), "altered")]) from error


def _lines(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    """The tables of a file, one on each line; of any size."""
    path = folder / name
    if not path.is_file():
        raise InvalidData([Problem("missing-file", Place(name, None, ""))])
    with path.open(encoding="utf-8") as stream:
        for number, line in enumerate(stream, 1):
            try:
                yield dict(json.loads(line))
            except (ValueError, TypeError) as error:
                raise InvalidData([Problem("syntax", Place(name, number, ""), str(error))]) from error


def _contents(folder: Path) -> list[Path]:
    return sorted((folder / "contents").glob("*/*"))
