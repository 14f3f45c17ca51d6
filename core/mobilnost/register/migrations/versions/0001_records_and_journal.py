"""Records with their revisions, contents by their hashes, and the journal."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

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
        sa.PrimaryKeyConstraint("kind", "id", name="pk_records"),
        sa.ForeignKeyConstraint(
            ["kind", "id", "revision"],
            ["revisions.kind", "revisions.id", "revisions.revision"],
            name="fk_records_revisions",
        ),
    )
    op.create_table(
        "dossiers",
        sa.Column("id", sa.String(255), nullable=False),
        sa.Column("programme", sa.String(255), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("direction", sa.String(16), nullable=False),
        sa.Column("participant", sa.String(16), nullable=False),
        sa.Column("person", sa.String(255), nullable=False),
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
    op.create_table(
        "blobs",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_blobs"),
    )
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
