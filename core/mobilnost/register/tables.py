"""The tables of the register. Records are kept whole, as the text of their document; what is searched for has columns.

records     the newest revision of every record
revisions   every revision there ever was, so that an old state can be shown and a past decision replayed
dossiers    what the lists of dossiers are filtered and sorted by; made anew from the record at every write
blobs       contents by their SHA-256: papers, and the files of law that decisions were based on; each once
journal     who did what; `head` is its end, one row that every write locks
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)
#: Numbers of entries grow for ever; SQLite counts rows itself only in a plain INTEGER.
Number = BigInteger().with_variant(Integer(), "sqlite")

revisions = Table(
    "revisions",
    metadata,
    Column("kind", String(32), primary_key=True),
    Column("id", String(255), primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("text", Text),
    Column("digest", String(64)),
)

records = Table(
    "records",
    metadata,
    Column("kind", String(32), primary_key=True),
    Column("id", String(255), primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("removed", Boolean, nullable=False),
    ForeignKeyConstraint(
        ["kind", "id", "revision"],
        ["revisions.kind", "revisions.id", "revisions.revision"],
        name="fk_records_revisions",
    ),
)

dossiers = Table(
    "dossiers",
    metadata,
    Column("id", String(255), primary_key=True),
    Column("programme", String(255), nullable=False),
    Column("kind", String(32), nullable=False),
    Column("direction", String(16), nullable=False),
    Column("participant", String(16), nullable=False),
    Column("person", String(255), nullable=False),
    Column("unit", String(255)),
    Column("partner", String(255), nullable=False),
    Column("agreement", Text),
    Column("call", Text),
    Column("first_day", Date, nullable=False),
    Column("last_day", Date, nullable=False),
    Index("ix_dossiers_first_day", "first_day"),
    Index("ix_dossiers_person", "person"),
    Index("ix_dossiers_unit_first_day", "unit", "first_day"),
    Index("ix_dossiers_programme_first_day", "programme", "first_day"),
)

blobs = Table(
    "blobs",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

journal = Table(
    "journal",
    metadata,
    Column("number", Number, primary_key=True, autoincrement=False),
    Column("at", String(40), nullable=False),
    Column("actor", Text, nullable=False),
    Column("action", String(16), nullable=False),
    Column("kind", String(32), nullable=False),
    Column("id", String(255), nullable=False),
    Column("before", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("digest", String(64)),
    Column("note", Text),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    Index("ix_journal_kind_id", "kind", "id"),
)

head = Table(
    "head",
    metadata,
    Column("one", Integer, primary_key=True),
    Column("number", Number, nullable=False),
    Column("hash", String(64), nullable=False),
)
