"""The tables of the register. Records are kept whole, as the text of their document; what is searched for has columns.

records     the newest revision of every record, and the dossier that it belongs to
revisions   every revision there ever was, so that an old state can be shown and a past decision replayed
blobs       contents by their SHA-256: papers, and the files of law that decisions were based on; each once
owners      whose a content is: a dossier's, or everybody's
journal     who did what; `head` is its end, one row that every write locks

Made from the records at every write, and made anew where they are lost:

dossiers    what the lists of dossiers are filtered and sorted by
derivations under which files of law the duties of a dossier were derived; `duties` are those duties
kept        what was derived of no dossier

On PostgreSQL, `bounds` says which database roles see some units only, whatever they ask for.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
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
    Column("dossier", String(255)),
    ForeignKeyConstraint(
        ["kind", "id", "revision"],
        ["revisions.kind", "revisions.id", "revisions.revision"],
        name="fk_records_revisions",
        deferrable=True,
        initially="DEFERRED",
    ),
    Index("ix_records_dossier_kind", "dossier", "kind"),
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
    Column("name", Text, nullable=False),
    Column("search", Text, nullable=False),
    Column("cycle", String(16)),
    Column("blended", Boolean, nullable=False),
    Column("interrupted", Boolean, nullable=False),
    Column("procedure", String(64)),
    Column("step", String(64)),
    Column("state", String(16)),
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
    Index("ix_dossiers_agreement_first_day", "agreement", "first_day"),
    Index("ix_dossiers_call", "call"),
)

derivations = Table(
    "derivations",
    metadata,
    Column("dossier", String(255), ForeignKey("dossiers.id", ondelete="CASCADE"), primary_key=True),
    Column("law", String(64), nullable=False),
    Column("files", String(64), nullable=False),
    Column("own", String(64), nullable=False),
    Column("problem", Text),
)

duties = Table(
    "duties",
    metadata,
    Column("dossier", String(255), ForeignKey("derivations.dossier", ondelete="CASCADE"), primary_key=True),
    Column("obligation", String(255), primary_key=True),
    Column("unit", String(255)),
    Column("who", String(64), nullable=False),
    Column("recipient", String(64)),
    Column("due", Date),
    Column("done", Date),
    Column("suspended", Date),
    Column("reason", Text),
    Column("authority", String(16), nullable=False),
    Column("source", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("reading", Boolean, nullable=False),
    # Its indexes, `ix_duties_open`, `ix_duties_open_unit` and `ix_duties_done`, are partial and made by the migration
    # alone: what names a dialect here loads that dialect in every run.
)

kept = Table(
    "kept",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("fingerprint", String(64), nullable=False),
    Column("text", Text, nullable=False),
)

blobs = Table(
    "blobs",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

owners = Table(
    "owners",
    metadata,
    Column("digest", String(64), ForeignKey("blobs.digest"), primary_key=True),
    #: Empty for what is everybody's.
    Column("dossier", String(255), primary_key=True),
    Index("ix_owners_dossier", "dossier"),
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

bounds = Table(
    "bounds",
    metadata,
    Column("role", String(255), primary_key=True),
    Column("unit", String(255), primary_key=True),
)
