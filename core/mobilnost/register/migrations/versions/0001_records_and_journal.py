"""Records with their revisions, contents by their hashes, and the journal."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from mobilnost.register.migrations import policies_0001 as policies

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_OPEN, _DONE = sa.text("done IS NULL"), sa.text("done IS NOT NULL")
_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """From nothing."""
    op.create_table(
        "revisions",
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("id", sa.String(255), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("text", sa.Text),
        sa.Column("digest", sa.String(64)),
        sa.PrimaryKeyConstraint("kind", "id", "revision", name="pk_revisions"),
    )
    op.create_table(
        "records",
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("id", sa.String(255), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("removed", sa.Boolean, nullable=False),
        sa.Column("dossier", sa.String(255)),
        sa.PrimaryKeyConstraint("kind", "id", name="pk_records"),
        sa.ForeignKeyConstraint(
            ["kind", "id", "revision"],
            ["revisions.kind", "revisions.id", "revisions.revision"],
            name="fk_records_revisions",
            deferrable=True,
            initially="DEFERRED",
        ),
    )
    op.create_index("ix_records_dossier_kind", "records", ["dossier", "kind"])
    op.create_table(
        "dossiers",
        sa.Column("id", sa.String(255), nullable=False),
        sa.Column("programme", sa.String(255), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("direction", sa.String(16), nullable=False),
        sa.Column("participant", sa.String(16), nullable=False),
        sa.Column("person", sa.String(255), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("search", sa.Text, nullable=False),
        sa.Column("cycle", sa.String(16)),
        sa.Column("blended", sa.Boolean, nullable=False),
        sa.Column("interrupted", sa.Boolean, nullable=False),
        sa.Column("procedure", sa.String(64)),
        sa.Column("step", sa.String(64)),
        sa.Column("state", sa.String(16)),
        sa.Column("unit", sa.String(255)),
        sa.Column("partner", sa.String(255), nullable=False),
        sa.Column("agreement", sa.Text),
        sa.Column("call", sa.Text),
        sa.Column("first_day", sa.Date, nullable=False),
        sa.Column("last_day", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_dossiers"),
    )
    op.create_index("ix_dossiers_first_day", "dossiers", ["first_day"])
    op.create_index("ix_dossiers_person", "dossiers", ["person"])
    op.create_index("ix_dossiers_unit_first_day", "dossiers", ["unit", "first_day"])
    op.create_index("ix_dossiers_programme_first_day", "dossiers", ["programme", "first_day"])
    op.create_index("ix_dossiers_agreement_first_day", "dossiers", ["agreement", "first_day"])
    op.create_index("ix_dossiers_call", "dossiers", ["call"])
    _derived()
    op.create_table(
        "blobs",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_blobs"),
    )
    op.create_table(
        "owners",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("dossier", sa.String(255), nullable=False),
        sa.PrimaryKeyConstraint("digest", "dossier", name="pk_owners"),
        sa.ForeignKeyConstraint(["digest"], ["blobs.digest"], name="fk_owners_blobs"),
    )
    op.create_index("ix_owners_dossier", "owners", ["dossier"])
    op.create_table(
        "journal",
        sa.Column("number", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("action", sa.String(16), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("id", sa.String(255), nullable=False),
        sa.Column("before", sa.Integer, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("digest", sa.String(64)),
        sa.Column("note", sa.Text),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_journal"),
    )
    op.create_index("ix_journal_kind_id", "journal", ["kind", "id"])
    head = op.create_table(
        "head",
        sa.Column("one", sa.Integer, nullable=False),
        sa.Column("number", _NUMBER, nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("one", name="pk_head"),
    )
    op.bulk_insert(head, [{"one": 1, "number": 0, "hash": "0" * 64}])
    op.create_table(
        "bounds",
        sa.Column("role", sa.String(255), nullable=False),
        sa.Column("unit", sa.String(255), nullable=False),
        sa.PrimaryKeyConstraint("role", "unit", name="pk_bounds"),
    )
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        schema = connection.scalar(sa.text("SELECT quote_ident(current_schema())"))
        for statement in policies.statements(schema):
            connection.exec_driver_sql(statement)


def _derived() -> None:
    """What is made from the records."""
    op.create_table(
        "derivations",
        sa.Column("dossier", sa.String(255), nullable=False),
        sa.Column("law", sa.String(64), nullable=False),
        sa.Column("files", sa.String(64), nullable=False),
        sa.Column("own", sa.String(64), nullable=False),
        sa.Column("problem", sa.Text),
        sa.PrimaryKeyConstraint("dossier", name="pk_derivations"),
        sa.ForeignKeyConstraint(["dossier"], ["dossiers.id"], name="fk_derivations_dossiers", ondelete="CASCADE"),
    )
    op.create_table(
        "duties",
        sa.Column("dossier", sa.String(255), nullable=False),
        sa.Column("obligation", sa.String(255), nullable=False),
        sa.Column("unit", sa.String(255)),
        sa.Column("who", sa.String(64), nullable=False),
        sa.Column("recipient", sa.String(64)),
        sa.Column("due", sa.Date),
        sa.Column("done", sa.Date),
        sa.Column("suspended", sa.Date),
        sa.Column("reason", sa.Text),
        sa.Column("authority", sa.String(16), nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("reading", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("dossier", "obligation", name="pk_duties"),
        sa.ForeignKeyConstraint(["dossier"], ["derivations.dossier"], name="fk_duties_derivations", ondelete="CASCADE"),
    )
    sorted_by = ["due", "dossier", "obligation"]
    op.create_index("ix_duties_open", "duties", sorted_by, sqlite_where=_OPEN, postgresql_where=_OPEN)
    op.create_index("ix_duties_open_unit", "duties", ["unit", "due"], sqlite_where=_OPEN, postgresql_where=_OPEN)
    op.create_index("ix_duties_done", "duties", ["done"], sqlite_where=_DONE, postgresql_where=_DONE)
    op.create_table(
        "kept",
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_kept"),
    )
