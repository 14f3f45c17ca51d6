"""A register as a folder of plain files: complete, readable without this program; `restoring` reads it back.

    register.toml                             which form this is, and where the journal ends
    journal.jsonl                             every entry on a line, in order
    records/dossier/2018-0042/1.toml          every revision of every record, as documents
    contents/ab/abcdef…                       papers and files of law by their SHA-256
    owners.jsonl                              to which dossier a content belongs, an empty one for everybody's

Names of files are ids as addresses write them, so that no id leads out of the folder.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import tomli_w
from sqlalchemy import Connection, select

from mobilnost.register import tables
from mobilnost.register.journal import row_of
from mobilnost.register.reader import Reader
from mobilnost.register.sorts import SORTS

ABOUT, JOURNAL, OWNERS = "register.toml", "journal.jsonl", "owners.jsonl"
#: The form of an archive, for those who read it in years.
FORM = 1
#: The longest name of a file that is written; common systems keep 255 bytes.
LONGEST = 200
Documents = Iterator[tuple[Path, bytes]]


def documents(connection: Connection) -> Documents:
    """Every file of an archive with its content, in one state of the register."""
    reader = Reader(connection)
    head = reader.head
    yield Path(ABOUT), tomli_w.dumps({"form": FORM, "entries": head.number, "hash": head.hash}).encode()
    lines = (json.dumps(row_of(one), ensure_ascii=False) + "\n" for one in reader.entries())
    yield Path(JOURNAL), "".join(lines).encode()
    for row in _each(connection, select(tables.revisions).where(tables.revisions.c.text.is_not(None))):
        sort = SORTS[row.kind]
        yield file_of(row.kind, row.id, row.revision), sort.toml_of(sort.read(row.text).value).encode()
    for row in _each(connection, select(tables.blobs)):
        yield Path("contents", row.digest[:2], row.digest), bytes(row.content)
    owners = connection.execute(select(tables.owners).order_by(*tables.owners.primary_key.columns))
    yield Path(OWNERS), "".join(f"{json.dumps(dict(row._mapping))}\n" for row in owners).encode()


def file_of(kind: str, id: str, revision: int) -> Path:
    """Where the document of a revision lies. A long id is cut into folders."""
    name = quote(id, safe="").replace(".", "%2E") if set(id) <= {"."} else quote(id, safe="")
    parts = [name[start : start + LONGEST] for start in range(0, len(name), LONGEST)]
    return Path("records", kind, *parts, f"{revision}.toml")


def _each(connection: Connection, rows: Any) -> Any:
    return connection.execute(rows, execution_options={"yield_per": 500})
