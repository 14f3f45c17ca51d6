"""A register as a folder of plain files, and back: complete, readable without this program, and identical.

    register.toml                             what this is: the schema, and where the journal ends
    journal.jsonl                             every entry on a line, in order
    records/dossier/2018-0042/1.toml          every revision of every record, as documents
    contents/ab/abcdef…                       papers and files of law by their SHA-256

Names of files are ids as addresses write them, so that no id leads out of the folder.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, insert, select, update

from mobilnost.formats import dump_toml
from mobilnost.formats.positions import Format
from mobilnost.model import InvalidData, Place, Problem
from mobilnost.register import tables
from mobilnost.register.journal import Action, Entry, Head, breaks
from mobilnost.register.sorts import SORTS, digest_of
from mobilnost.register.store import Reader, row_of

JOURNAL = "journal.jsonl"
Documents = Iterator[tuple[Path, bytes]]


def documents(connection: Connection) -> Documents:
    """Every file of an archive with its content, in one state of the register."""
    reader = Reader(connection)
    lines = (json.dumps(row_of(one), ensure_ascii=False) + "\n" for one in reader.entries())
    yield Path(JOURNAL), "".join(lines).encode()
    for row in _each(connection, select(tables.revisions).where(tables.revisions.c.text.is_not(None))):
        value = SORTS[row.kind].read(row.text, None, Format.JSON).value
        yield _file(row.kind, row.id, row.revision), dump_toml(value).encode()
    for row in _each(connection, select(tables.blobs)):
        yield _content(row.digest), bytes(row.content)


def restore(connection: Connection, folder: Path) -> Head:
    """Fills an empty register from an archive. Raises `InvalidData` with everything that is wrong with it.

    The journal must be whole, and every document must be what its entry recorded.
    """
    entries = list(_entries(folder))
    problems = [
        Problem("broken-journal", Place(JOURNAL, one.number, ""), one.flaw.value)
        for one in breaks(entries, _end(entries))
    ]
    texts: dict[Entry, str | None] = {}
    for entry in entries:
        try:
            texts[entry] = _text(folder, entry)
        except InvalidData as error:
            problems.extend(error.problems)
    if problems:
        raise InvalidData(problems)
    _fill(connection, entries, texts)
    for path in sorted((folder / "contents").glob("*/*")):
        content = path.read_bytes()
        row = {"digest": digest_of(content), "size": len(content), "content": content}
        connection.execute(insert(tables.blobs), [row])
    return _end(entries)


def _fill(connection: Connection, entries: list[Entry], texts: dict[Entry, str | None]) -> None:
    from mobilnost.register.sorts import columns_of

    if not entries:
        return
    named = [{"kind": one.kind, "id": one.id, "revision": one.revision} for one in entries]
    both = list(zip(named, entries, strict=True))
    connection.execute(
        insert(tables.revisions), [row | {"text": texts[one], "digest": one.digest} for row, one in both]
    )
    newest = {(one.kind, one.id): row | {"removed": one.action is Action.REMOVE} for row, one in both}
    connection.execute(insert(tables.records), list(newest.values()))
    last = {(one.kind, one.id): texts[one] for one in entries}
    read = SORTS["dossier"].read
    rows = [
        columns_of(read(text, None, Format.JSON).value)
        for (kind, _), text in last.items()
        if text and kind == "dossier"
    ]
    if rows:
        connection.execute(insert(tables.dossiers), rows)
    connection.execute(insert(tables.journal), [row_of(one) for one in entries])
    end = _end(entries)
    connection.execute(update(tables.head).values(number=end.number, hash=end.hash))


def _text(folder: Path, entry: Entry) -> str | None:
    """The text of the revision that an entry recorded."""
    if entry.digest is None:
        return None
    sort, file = SORTS[entry.kind], _file(entry.kind, entry.id, entry.revision)
    path = folder / file
    if not path.is_file():
        raise InvalidData([Problem("missing-file", Place(str(file), None, ""))])
    value = sort.read(path.read_text(encoding="utf-8"), str(file), Format.TOML).value
    text = sort.text_of(value)
    if digest_of(text.encode()) != entry.digest:
        raise InvalidData([Problem("altered-file", Place(str(file), None, ""))])
    return text


def _entries(folder: Path) -> Iterator[Entry]:
    for line in (folder / JOURNAL).read_text(encoding="utf-8").splitlines():
        said: dict[str, Any] = json.loads(line)
        yield Entry(**{**said, "at": datetime.fromisoformat(said["at"]), "action": Action(said["action"])})


def _end(entries: list[Entry]) -> Head:
    return Head(number=entries[-1].number, hash=entries[-1].hash) if entries else Head()


def _file(kind: str, id: str, revision: int) -> Path:
    name = quote(id, safe="").replace(".", "%2E") if set(id) <= {"."} else quote(id, safe="")
    return Path("records", kind, name, f"{revision}.toml")


def _content(digest: str) -> Path:
    return Path("contents", digest[:2], digest)


def _each(connection: Connection, rows: Any) -> Any:
    return connection.execution_options(yield_per=500).execute(rows)
